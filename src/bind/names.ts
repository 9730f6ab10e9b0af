/**
 * Names of bindings. A Puppet name becomes camel case, `puppet::server::config` -> `puppetServerConfig`. Where a word of
 * JavaScript or an earlier name is in the way, the kind is appended: `package` -> `packageResource`. Earlier are, in this
 * order, classes, defined types, native types and functions; so `archive` is the class, `archiveResource` the type.
 */
import type { Interface } from './interface.js';

/** What a binding stands for. */
export type BindingKind = 'class' | 'define' | 'type' | 'function';

export interface BindingName {
  readonly kind: BindingKind;
  /** In Puppet: `puppet::server::config`. */
  readonly name: string;
  /** Of the exported constant: `puppetServerConfig`. */
  readonly constant: string;
}

const suffixes: Readonly<Record<BindingKind, string>> = {
  class: 'Class',
  define: 'Resource',
  type: 'Resource',
  function: 'Function',
};

/** Words that cannot name a constant of a module. */
const reserved: ReadonlySet<string> = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
    'false finally for function if implements import in instanceof interface let new null package private protected ' +
    'public return static super switch this throw true try typeof undefined var void while with yield'
  ).split(' '),
);

/** Functions that are statements of the language; builders of their own stand for them. */
const statements: ReadonlySet<string> = new Set(['break', 'contain', 'import', 'include', 'next', 'require', 'return']);

/** Every binding of a module, with distinct names. */
export function bindingNames(source: Interface): readonly BindingName[] {
  const taken = new Set<string>();
  const all: readonly (readonly [BindingKind, readonly string[]])[] = [
    ['class', Object.keys(source.classes)],
    ['define', Object.keys(source.defines)],
    ['type', Object.keys(source.types)],
    ['function', Object.keys(source.functions).filter((name) => !statements.has(name))],
  ];
  return all.flatMap(([kind, names]) =>
    names.map((name) => {
      const plain = camelCase(name);
      const constant = free(plain, kind, taken);
      taken.add(constant);
      return { kind, name, constant };
    }),
  );
}

function free(plain: string, kind: BindingKind, taken: ReadonlySet<string>): string {
  if (!reserved.has(plain) && !taken.has(plain)) return plain;
  let name = `${plain}${suffixes[kind]}`;
  while (taken.has(name)) name += '_';
  return name;
}

/** A name that may stand for a parameter: `default` -> `default_`. */
export function identifier(name: string): string {
  return reserved.has(name) ? `${name}_` : name;
}

/** `foreman_proxy::plugin::dns` -> `foremanProxyPluginDns`. */
export function camelCase(name: string): string {
  return name
    .replace(/(?:::|_)+(\w)/g, (_, letter: string) => letter.toUpperCase())
    .replace(/^[A-Z]/, (letter) => letter.toLowerCase());
}

/** `puppetServer` -> `PuppetServer`. */
export function pascalCase(constant: string): string {
  return constant.charAt(0).toUpperCase() + constant.slice(1);
}
