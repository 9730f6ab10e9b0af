/**
 * What a component module accepts, as recorded: names and types, and whether there is a default. No prose, no code.
 * Types are texts in Puppet's type language. Maps are in the order of their keys.
 */
import { sortedBy } from '../text/order.js';

/** Parameters of a class, or of the resources of a defined or native type. */
export interface Parameters {
  /** Type by name. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Names of those without a default. */
  readonly required: readonly string[];
}

/** A native resource type. No attribute is needed unless `required` says so; the title stands in for the name. */
export interface NativeType extends Parameters {
  /** Attributes whose state on the node is managed; the others are parameters. */
  readonly properties: readonly string[];
  /** Attributes that make up the resource's identity. */
  readonly namevars: readonly string[];
  readonly providers: readonly string[];
}

/** A parameter of a function, in its place. */
export interface FunctionParameter {
  readonly name: string;
  readonly type: string;
  readonly optional?: true;
  /** Takes all further arguments. */
  readonly repeated?: true;
  /** A lambda, written behind the parentheses. */
  readonly block?: true;
}

export interface Signature {
  readonly parameters: readonly FunctionParameter[];
  readonly returns: string;
}

export interface FunctionInterface {
  readonly api: 'puppet' | 'ruby3x' | 'ruby4x';
  readonly signatures: readonly Signature[];
}

/** The interface of one module at one version. */
export interface Interface {
  /** Name in a modulepath, `puppet`; `core` for what OpenVox itself brings along. */
  readonly module: string;
  /** Name on the Forge, `theforeman/puppet`; `core` has none. */
  readonly slug?: string;
  readonly version: string;
  /** Range of versions by name on the Forge. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** Range of versions by name: `puppet`, `openvox`. */
  readonly requirements: Readonly<Record<string, string>>;
  /** Releases by name of the operating system; none stands for any. */
  readonly operatingSystems: Readonly<Record<string, readonly string[]>>;
  readonly classes: Readonly<Record<string, Parameters>>;
  readonly defines: Readonly<Record<string, Parameters>>;
  readonly types: Readonly<Record<string, NativeType>>;
  readonly functions: Readonly<Record<string, FunctionInterface>>;
  /** Type by name of the alias. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Attributes that every native type has; only `core` records them. */
  readonly metaparameters?: Readonly<Record<string, string>>;
}

/** Name under which the types and functions of OpenVox itself are recorded. */
export const coreModule = 'core';

/** The text of an interface's file: JSON in which lists of words and single parameters of functions keep to one line. */
export function printInterface(value: Interface): string {
  return `${write(value, '')}\n`;
}

/** The text of the file that tells which module has a name. */
export function printIndex(index: object): string {
  return `${write(index, '')}\n`;
}

function write(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => write(item, inner));
    if (!items.some((item) => item.includes('\n') || item.startsWith('{'))) return `[${items.join(', ')}]`;
    return `[\n${items.map((item) => inner + item).join(',\n')}\n${indent}]`;
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (entries.length === 0) return '{}';
  if (isFunctionParameter(value)) {
    return `{ ${entries.map(([key, item]) => `${JSON.stringify(key)}: ${JSON.stringify(item)}`).join(', ')} }`;
  }
  const lines = entries.map(([key, item]) => `${inner}${JSON.stringify(key)}: ${write(item, inner)}`);
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

function isFunctionParameter(value: object): boolean {
  return 'name' in value && 'type' in value && typeof value.type === 'string';
}

/** Entries in the order of their keys, whatever the locale. */
export function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(sortedBy(Object.entries(record), ([key]) => key));
}
