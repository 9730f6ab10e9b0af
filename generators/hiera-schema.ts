/** `schema/hiera.schema.json`: the module's Hiera keys for editors and checks of YAML files. */
import type { ModuleModel } from '../src/model/module.js';
import type { Data } from '../src/model/value.js';
import type { Expression, Parameter } from '../src/puppet/ast.js';
import { toJsonSchemas, type JsonSchema } from '../src/puppet/types/index.js';
import { typeNode, type TypeNode } from '../src/puppet/type-node.js';
import { moduleAliases } from '../src/model/aliases.js';
import { type EmitContext } from '../src/model/emit.js';
import { textFile, type Emitter } from './context.js';
import { sortedBy } from '../src/text/order.js';

export const hieraSchema: Emitter = function* (model, context) {
  yield textFile('schema/hiera.schema.json', `${JSON.stringify(schemaOf(model, context), null, 2)}\n`);
};

/** Keys of other modules are none of this schema's business; one that begins with the module's name must exist. */
function schemaOf(model: ModuleModel, { aliases }: EmitContext): JsonSchema {
  const { identity, definitions } = model;
  const parameters = new Map<string, { parameter: Parameter; text: string }>();
  for (const { definition } of definitions) {
    if (definition.kind !== 'class') continue;
    for (const parameter of definition.parameters) {
      const text = definition.documentation.parameters[parameter.name] ?? '';
      parameters.set(`${definition.name}::${parameter.name}`, { parameter, text });
    }
  }
  const types = new Map<string, TypeNode>();
  for (const [key, { parameter }] of parameters) types.set(key, parameter.type ?? typeNode('Any'));
  const { schemas, definitions: shared } = toJsonSchemas(types, moduleAliases(model, aliases), { hiera: true });
  const properties = sortedBy(parameters, ([key]) => key).map(([key, { parameter, text }]) => {
    const value = parameter.default === undefined ? undefined : plainValue(parameter.default);
    return [
      key,
      { description: text.trim(), ...schemas.get(key), ...(value === undefined ? {} : { default: value }) },
    ] as const;
  });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `Hiera keys of ${identity.name} ${identity.version}`,
    description: 'Managed by ovp-gen. Made from the types and texts of all class parameters of the module.',
    type: 'object',
    properties: Object.fromEntries(properties),
    patternProperties: { [unknownKeys(identity.name, [...parameters.keys()])]: false },
    additionalProperties: true,
    ...(Object.keys(shared).length > 0 ? { $defs: shared } : {}),
  };
}

/** Keys below the module's name, all but those that exist. `patternProperties` would apply to these as well. */
function unknownKeys(module: string, keys: readonly string[]): string {
  const names = keys.map((key) => key.slice(module.length + 2)).sort();
  return names.length === 0 ? `^${module}::` : `^${module}::(?!(?:${names.join('|')})$)`;
}

/** The value of an expression that is plain data; `undefined` if it is known only on the node. */
function plainValue(expression: Expression): Data | undefined {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'array': {
      const items = expression.items.map(plainValue);
      return items.includes(undefined) ? undefined : (items as Data[]);
    }
    case 'hash': {
      const entries = expression.entries.map(([key, value]) => [plainValue(key), plainValue(value)] as const);
      const known = entries.every(([key, value]) => typeof key === 'string' && value !== undefined);
      return known ? (Object.fromEntries(entries) as Data) : undefined;
    }
    default:
      return undefined;
  }
}
