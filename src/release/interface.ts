/** What users of the module rely on, as plain data: recorded with each release, and compared with the next. */
import { readPrinted } from '../../generators/reference/source.js';
import type { DefinitionModel, ModuleModel } from '../model/module.js';
import { printType } from '../puppet/types/index.js';

/** A parameter of a class, a defined type or a function. Texts are Puppet. */
export interface PublicParameter {
  readonly name: string;
  readonly type: string;
  /** Absent where a value must be given. */
  readonly default?: string;
  /** Takes all further arguments. */
  readonly captures?: true;
}

export type PublicDefinition =
  | { readonly kind: 'class' | 'define'; readonly parameters: readonly PublicParameter[] }
  | { readonly kind: 'function'; readonly parameters: readonly PublicParameter[]; readonly returns: string }
  | { readonly kind: 'alias'; readonly type: string }
  /** Written in Ruby: only that it is there is known. */
  | { readonly kind: 'ruby function' };

export interface PublicInterface {
  /** By name; sorted. */
  readonly definitions: Readonly<Record<string, PublicDefinition>>;
  /** Releases by the name of the operating system. */
  readonly operatingSystems: Readonly<Record<string, readonly string[]>>;
  /** Ranges by name: the runtime and the dependencies. */
  readonly requirements: Readonly<Record<string, string>>;
}

export function interfaceOf(model: ModuleModel): PublicInterface {
  const own = model.definitions.filter(({ definition }) => definition.documentation.api !== 'private');
  const written = model.assets.flatMap(({ path }): [string, PublicDefinition][] => {
    const name = /^lib\/puppet\/functions\/(.+)\.rb$/.exec(path)?.[1];
    return name === undefined ? [] : [[name.replaceAll('/', '::'), { kind: 'ruby function' }]];
  });
  return {
    definitions: sorted([
      ...own.map((one): [string, PublicDefinition] => [one.definition.name, publicDefinition(one)]),
      ...written,
    ]),
    operatingSystems: sorted(model.operatingSystems.map(({ name, releases }) => [name, releases])),
    requirements: sorted([model.runtime, ...model.dependencies].map(({ name, range }) => [name, range])),
  };
}

function publicDefinition({ definition }: DefinitionModel): PublicDefinition {
  if (definition.kind === 'alias') return { kind: 'alias', type: printType(definition.type) };
  const printed = readPrinted(definition).parameters;
  const parameters = definition.parameters.map((parameter): PublicParameter => {
    const text = printed.get(parameter.name)?.default;
    return {
      name: parameter.name,
      type: parameter.type === undefined ? 'Any' : printType(parameter.type),
      ...(text === undefined ? {} : { default: text.replace(/\s+/g, ' ') }),
      ...(parameter.captures === true ? { captures: true as const } : {}),
    };
  });
  if (definition.kind === 'function') return { kind: 'function', parameters, returns: printType(definition.returns) };
  return { kind: definition.kind, parameters };
}

function sorted<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
