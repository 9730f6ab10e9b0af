/** The module's own Hiera data: `hiera.yaml` and the files below `data/`. */
import type { DataLayerModel, DefinitionModel, HierarchyLevel, ModuleModel } from '../src/model/module.js';
import type { Data } from '../src/model/value.js';
import type { TypeAliases } from '../src/puppet/types/index.js';
import { moduleAliases } from '../src/model/aliases.js';
import { textFile, type Emitter } from './context.js';
import { GENERATED_BY } from './generated-by.js';
import { takesSensitive } from '../src/puppet/types/sensitive.js';
import { sortedBy } from '../src/text/order.js';
import { yamlText } from '../src/text/yaml.js';

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
