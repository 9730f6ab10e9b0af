/** What users of the module rely on, as plain data: recorded with each release, and compared with the next. */
import { moduleData } from '../infrastructure/model/node-data.js';
import type { DefinitionModel, ModuleModel } from '../model/module.js';
import { toTree } from '../model/tree.js';
import { expressionText } from '../puppet/print/expression-text.js';
import { printType } from '../puppet/types/index.js';

/** A parameter of a class, a defined type or a function. Texts are Puppet. */
export interface PublicParameter {
  readonly name: string;
  readonly type: string;
  /** Absent where a value must be given. */
  readonly default?: string;
  /** What the module's own data say instead, by operating system and release: `Debian 12`. */
  readonly data?: Readonly<Record<string, string>>;
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
  const data = dataOf(model);
  return {
    definitions: sorted([
      ...own.map((one): [string, PublicDefinition] => [one.definition.name, publicDefinition(one, data)]),
      ...written,
    ]),
    operatingSystems: sorted(model.operatingSystems.map(({ name, releases }) => [name, releases])),
    requirements: sorted([model.runtime, ...model.dependencies].map(({ name, range }) => [name, range])),
  };
}

/** As a user names it. */
export const systemName = (name: string, release: string): string => `${name} ${release}`;

type ModuleData = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** What the module's own data say, by key and operating system. */
function dataOf(model: ModuleModel): ModuleData {
  const values = new Map<string, Record<string, string>>();
  for (const { name, family, releases } of model.operatingSystems) {
    for (const major of releases) {
      const facts = { os: { name, family, release: { major, full: major } } };
      for (const [key, value] of Object.entries(moduleData(model, facts))) {
        values.set(key, { ...values.get(key), [systemName(name, major)]: expressionText(toTree(value)) });
      }
    }
  }
  return values;
}

function publicDefinition({ definition }: DefinitionModel, values: ModuleData): PublicDefinition {
  if (definition.kind === 'alias') return { kind: 'alias', type: printType(definition.type) };
  const parameters = definition.parameters.map((parameter): PublicParameter => {
    // Hiera looks up parameters of classes alone.
    const data = definition.kind === 'class' ? values.get(`${definition.name}::${parameter.name}`) : undefined;
    return {
      name: parameter.name,
      type: parameter.type === undefined ? 'Any' : printType(parameter.type),
      ...(parameter.default === undefined ? {} : { default: expressionText(parameter.default) }),
      ...(data === undefined ? {} : { data }),
      ...(parameter.captures === true ? { captures: true as const } : {}),
    };
  });
  if (definition.kind === 'function') return { kind: 'function', parameters, returns: printType(definition.returns) };
  return { kind: definition.kind, parameters };
}

function sorted<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
