/** Values that types judge: JSON-like data, and Puppet's values that JSON has no form for. */
import type { TypeNode } from '../type-node.js';

const brand = Symbol.for('ovp-gen.puppet-value');

/** A secret value: Puppet's `Sensitive`. Its content is never shown in a problem. */
export interface SensitiveValue {
  readonly [brand]: 'sensitive';
  readonly value: PuppetValue;
}

/** The literal `default`. */
export interface DefaultValue {
  readonly [brand]: 'default';
}

/** A regular expression, in Ruby's syntax without delimiters. */
export interface RegexpValue {
  readonly [brand]: 'regexp';
  readonly source: string;
}

/** A data type as a value. */
export interface TypeValue {
  readonly [brand]: 'type';
  readonly type: TypeNode;
}

/** A value that only Puppet will know, such as an expression's; `type` is what is known of it. */
export interface UnknownValue {
  readonly [brand]: 'unknown';
  readonly type?: TypeNode;
}

/** A string of which parts are known only when Puppet runs. */
export interface PartialText {
  readonly [brand]: 'text';
  /** As it is written, for people. */
  readonly source: string;
  /** What is known, in this order; between two of them stands any text, or none. At least two, which may be empty. */
  readonly pieces: readonly string[];
}

export type SpecialValue = SensitiveValue | DefaultValue | RegexpValue | TypeValue | UnknownValue | PartialText;

/**
 * `null` is undef. A number without a fraction is an Integer, any other a Float: that is how both are printed, and
 * neither JSON nor JavaScript tells `1.0` from `1`. The keys of a hash are strings.
 */
export type PuppetValue =
  null | boolean | number | string | readonly PuppetValue[] | { readonly [key: string]: PuppetValue } | SpecialValue;

/** Wraps a value as `Sensitive`. */
export function sensitiveValue(value: PuppetValue): SensitiveValue {
  return { [brand]: 'sensitive', value };
}

/** Puppet's `default`. */
export const defaultValue: DefaultValue = { [brand]: 'default' };

/** A regular expression from its Ruby source. */
export function regexpValue(source: string): RegexpValue {
  return { [brand]: 'regexp', source };
}

/** A type as a value. */
export function typeValue(type: TypeNode): TypeValue {
  return { [brand]: 'type', type };
}

/** A value known only when Puppet runs; every type that `type` may fit accepts it. */
export function unknownValue(type?: TypeNode): UnknownValue {
  return { [brand]: 'unknown', ...(type ? { type } : {}) };
}

/** A string with gaps; every type that has a string of this form accepts it. */
export function partialText(source: string, pieces: readonly string[]): PartialText {
  return { [brand]: 'text', source, pieces };
}

/** What kind of value this is, or the value itself if JSON has a form for it. */
export function specialValue(value: PuppetValue): SpecialValue | undefined {
  return typeof value === 'object' && value !== null && brand in value ? value : undefined;
}

/** The kind of a special value. */
export function specialKind(value: SpecialValue): SpecialValue[typeof brand] {
  return value[brand];
}

/** A value's type in Puppet's words, without its content: safe to show for secrets. */
export function valueKind(value: PuppetValue): string {
  if (value === null) return 'Undef';
  if (typeof value === 'string') return 'String';
  if (typeof value === 'boolean') return 'Boolean';
  if (typeof value === 'number') return Number.isInteger(value) ? 'Integer' : 'Float';
  const special = specialValue(value);
  if (!special) return Array.isArray(value) ? 'Array' : 'Hash';
  const names = {
    sensitive: 'Sensitive',
    default: 'Default',
    regexp: 'Regexp',
    type: 'Type',
    unknown: 'unknown value',
    text: 'String',
  };
  return names[special[brand]];
}
