/** The module's own Hiera data: `hiera.yaml` and the files below `data/`. */
import type { DataLayerModel, DefinitionModel, HierarchyLevel, ModuleModel } from '../src/model/module.js';
import type { Data } from '../src/model/value.js';
import { shapeOf, type TypeAliases } from '../src/puppet/types/index.js';
import type { TypeNode } from '../src/puppet/type-node.js';
import { moduleAliases } from '../src/model/aliases.js';
import { textFile, type Emitter } from './context.js';
import { GENERATED_BY } from './generated-by.js';
import { sortedBy } from './order.js';
import { yamlText } from './yaml.js';

const COMMON = 'common.yaml';
const LOOKUP_OPTIONS = 'lookup_options';

export const hiera: Emitter = function* (model, context) {
  const layers = withLookupOptions(model, moduleAliases(model, context.aliases));
  if (layers.length === 0) return;
  yield textFile('hiera.yaml', hierarchyText(levels(model.hierarchy, layers), GENERATED_BY));
  for (const { path, entries } of layers) yield textFile(`data/${path}`, yamlText(entries, { comment: GENERATED_BY }));
};

/** The hierarchy of a `hiera.yaml` (version 5) whose data stand in `data/`, from the most to the least specific. */
export function hierarchyText(hierarchy: readonly HierarchyLevel[], comment?: string): string {
  const content = {
    version: 5,
    defaults: { datadir: 'data', data_hash: 'yaml_data' },
    hierarchy: hierarchy.map(({ name, path }) => ({ name, path })),
  };
  return yamlText(content, { ...(comment === undefined ? {} : { comment }), spaced: true });
}

/** Names of parameters, as Hiera keys, whose values Hiera has to wrap in `Sensitive`. */
export function sensitiveKeys(definitions: readonly DefinitionModel[], aliases: TypeAliases): string[] {
  const keys = definitions.flatMap(({ definition }) =>
    definition.kind === 'class'
      ? definition.parameters
          .filter(({ type }) => type !== undefined && takesSensitive(type, aliases))
          .map(({ name }) => `${definition.name}::${name}`)
      : [],
  );
  return keys.sort();
}

/** Whether a value of the type may be a secret as a whole; one inside of a hash or array is not Hiera's to wrap. */
function takesSensitive(type: TypeNode, aliases: TypeAliases, entered: ReadonlySet<string> = new Set()): boolean {
  const shape = shapeOf(type, aliases);
  switch (shape.kind) {
    case 'sensitive':
      return true;
    case 'variant':
      return shape.types.some((branch) => takesSensitive(branch, aliases, entered));
    case 'alias':
      return !entered.has(shape.name) && takesSensitive(shape.type, aliases, new Set([...entered, shape.name]));
    default:
      return false;
  }
}

/** Secrets in Hiera are plain text: the module's data say which keys become `Sensitive`. */
function withLookupOptions(model: ModuleModel, aliases: TypeAliases): readonly DataLayerModel[] {
  const secrets = sensitiveKeys(model.definitions, aliases);
  if (secrets.length === 0) return model.data;
  const common = model.data.find(({ path }) => path === COMMON) ?? { path: COMMON, entries: {} };
  const { [LOOKUP_OPTIONS]: given, ...entries } = common.entries;
  const options: Record<string, Data> = { ...(isMapping(given) ? given : {}) };
  for (const key of secrets) {
    const own = options[key];
    options[key] = { ...(isMapping(own) ? own : {}), convert_to: 'Sensitive' };
  }
  const sorted = Object.fromEntries(sortedBy(Object.entries(options), ([key]) => key));
  const completed = { ...common, entries: { [LOOKUP_OPTIONS]: sorted, ...entries } };
  return [...model.data.filter(({ path }) => path !== COMMON), completed];
}

/** Data that hold for every node need a level of their own, below all others. */
function levels(hierarchy: readonly HierarchyLevel[], layers: readonly DataLayerModel[]): readonly HierarchyLevel[] {
  const missing = layers.some(({ path }) => path === COMMON) && !hierarchy.some(({ path }) => path === COMMON);
  return missing ? [...hierarchy, { name: 'Common data', path: COMMON }] : hierarchy;
}

function isMapping(value: Data | undefined): value is { readonly [key: string]: Data } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
