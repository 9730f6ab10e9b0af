/** The schema of all Hiera keys that a control repository may have: the platform's, and those of its component modules. */
import { moduleAliases } from '../../src/model/aliases.js';
import type { ModuleModel } from '../../src/model/module.js';
import { type JsonSchema, parseType, toJsonSchemas } from '../../src/puppet/types/index.js';
import { typeNode, type TypeNode } from '../../src/puppet/type-node.js';
import type { EmitContext } from '../../src/model/emit.js';

/** Modules that the platform uses by itself, whose keys are most often wanted. */
export function dataSchema(model: ModuleModel, { aliases, keyTypesOf }: EmitContext): JsonSchema {
  const types = new Map<string, TypeNode>();
  const texts = new Map<string, string>();
  for (const { definition } of model.definitions) {
    if (definition.kind !== 'class') continue;
    for (const { name, type } of definition.parameters) {
      types.set(`${definition.name}::${name}`, type ?? typeNode('Any'));
      texts.set(`${definition.name}::${name}`, definition.documentation.parameters[name]?.trim() ?? '');
    }
  }
  const own = new Set(types.keys());
  const needed = model.dependencies.map(({ name }) => name.split(/[/-]/).at(-1) ?? name);
  for (const module of needed) {
    for (const [key, type] of keyTypesOf(module)) types.set(key, parseType(type));
  }
  const { schemas, definitions } = toJsonSchemas(types, moduleAliases(model, aliases), { hiera: true });
  const properties = [...types.keys()].sort().map((key) => {
    const text = texts.get(key);
    return [key, { ...(text === undefined || text === '' ? {} : { description: text }), ...schemas.get(key) }] as const;
  });
  const { name } = model.identity;
  const names = [...own].map((key) => key.slice(name.length + 2)).sort();
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `Hiera keys of ${name} ${model.identity.version} and of its component modules`,
    type: ['object', 'null'],
    properties: Object.fromEntries(properties),
    patternProperties: { [`^${name}::(?!(?:${names.join('|')})$)`]: false },
    additionalProperties: true,
    $defs: definitions,
  };
}
