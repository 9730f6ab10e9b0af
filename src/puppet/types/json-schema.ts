/**
 * Types as JSON Schema, draft 2020-12. A schema accepts whatever the type accepts; where JSON Schema cannot say as much
 * as Puppet, the schema accepts more and a `$comment` names what only Puppet checks.
 */
import type { TypeNode } from '../type-node.js';
import { isAssignable } from './assign.js';
import { printRegex, printType } from './print.js';
import { literalRegex } from './regex-characters.js';
import { translateRegex } from './ruby-regex.js';
import { isBuiltInAlias, isOptionalMember, type Range, type Shape, shapeOf, type TypeAliases } from './shape.js';
import { sortedBy } from '../../text/order.js';

/** A schema; `{}` accepts everything. */
export type JsonSchema = { readonly [keyword: string]: unknown };

export interface JsonSchemaOptions {
  /**
   * The schema is for Hiera data as they stand in a file: instead of any value there may be a string with `%{...}` or
   * `ENC[...]`, of which only Puppet knows the value.
   */
  readonly hiera?: boolean;
}

/** Schemas with the definitions that they refer to by `#/$defs/NAME`. */
export interface JsonSchemas {
  readonly schemas: ReadonlyMap<string, JsonSchema>;
  /** One for each alias in use, by its Puppet name. */
  readonly definitions: Readonly<Record<string, JsonSchema>>;
}

const draft = 'https://json-schema.org/draft/2020-12/schema';

/** One type as a complete schema. `Sensitive[T]` is written as `T`, undef as null. */
export function toJsonSchema(type: TypeNode, aliases: TypeAliases, options: JsonSchemaOptions = {}): JsonSchema {
  const { schemas, definitions } = toJsonSchemas(new Map([['type', type]]), aliases, options);
  return {
    $schema: draft,
    ...schemas.get('type'),
    ...(Object.keys(definitions).length > 0 ? { $defs: definitions } : {}),
  };
}

/** Several types by name, with definitions in common: for a schema that has them as properties. */
export function toJsonSchemas(
  types: ReadonlyMap<string, TypeNode>,
  aliases: TypeAliases,
  options: JsonSchemaOptions = {},
): JsonSchemas {
  const writer = new SchemaWriter(aliases, options);
  const schemas = new Map([...types].map(([name, type]) => [name, writer.schema(type)]));
  return { schemas, definitions: writer.sortedDefinitions() };
}

const interpolated = 'interpolated';

class SchemaWriter {
  private readonly definitions = new Map<string, JsonSchema>();

  constructor(
    private readonly aliases: TypeAliases,
    private readonly options: JsonSchemaOptions,
  ) {}

  schema(type: TypeNode, entered: ReadonlySet<string> = new Set()): JsonSchema {
    const branches = this.branches(type, entered);
    if (this.options.hiera && !branches.some((branch) => takesAnyString(branch) || '$ref' in branch)) {
      branches.push(this.interpolation());
    }
    if (branches.length === 0) return { $comment: `No JSON value is a ${printType(type)}.`, not: {} };
    return union(branches);
  }

  sortedDefinitions(): Readonly<Record<string, JsonSchema>> {
    return Object.fromEntries(sortedBy(this.definitions, ([name]) => name));
  }

  /** What `anyOf` would hold; `entered` are the aliases on the way to here that have not descended into a value. */
  private branches(type: TypeNode, entered: ReadonlySet<string>): JsonSchema[] {
    const shape = shapeOf(type, this.aliases);
    switch (shape.kind) {
      case 'any':
        return [{}];
      case 'notUndef':
        return [{ type: ['string', 'number', 'boolean', 'array', 'object'] }];
      case 'undef':
        return [{ type: 'null' }];
      case 'boolean':
        return [shape.value === undefined ? { type: 'boolean' } : { const: shape.value }];
      case 'integer':
        return [{ type: 'integer', ...bounds(shape, 'minimum', 'maximum') }];
      case 'float':
        return [{ type: 'number', ...bounds(shape, 'minimum', 'maximum') }];
      case 'string':
        return [{ type: 'string', ...bounds(shape, 'minLength', 'maxLength') }];
      case 'enum':
        if (shape.values.length === 0) return [];
        if (!shape.caseInsensitive) return [{ type: 'string', enum: [...new Set(shape.values)] }];
        return shape.values.map((value) => ({ type: 'string', pattern: literalRegex(value, true) }));
      case 'pattern':
        return shape.sources.map(patternSchema);
      case 'array':
        return [this.array(shape)];
      case 'tuple':
        return [this.tuple(shape)];
      case 'hash':
        return [this.hash(shape)];
      case 'struct':
        return [this.struct(shape)];
      case 'variant':
        return shape.types.flatMap((branch) => this.branches(branch, entered));
      case 'sensitive':
        return this.branches(shape.type, entered);
      case 'alias':
        return this.alias(type, shape, entered);
      case 'opaque':
        return [{ $comment: `Puppet alone checks ${printType(type)}.` }];
      case 'default':
      case 'regexp':
      case 'type':
      case 'foreign':
        // Hiera can turn data into such values with `convert_to`.
        return this.options.hiera ? [{ $comment: `Puppet alone checks ${printType(type)}.` }] : [];
    }
  }

  private alias(type: TypeNode, shape: Shape & { kind: 'alias' }, entered: ReadonlySet<string>): JsonSchema[] {
    if (shape.name === 'Data' || shape.name === 'RichData') return [{}];
    if (entered.has(shape.name)) return [];
    const next = new Set([...entered, shape.name]);
    // Puppet's own are short; an alias that leads back to itself without descending cannot be a reference.
    if (isBuiltInAlias(type.name) || this.meetsItself(shape.name, shape.type, new Set())) {
      return this.branches(shape.type, next);
    }
    const name = definitionName(shape.name);
    if (!this.definitions.has(name)) {
      // Present before it is complete, for those that refer to themselves.
      this.definitions.set(name, {});
      this.definitions.set(name, this.schema(shape.type, next));
    }
    return [{ $ref: `#/$defs/${name}` }];
  }

  private meetsItself(name: string, type: TypeNode, visited: ReadonlySet<string>): boolean {
    const shape = shapeOf(type, this.aliases);
    if (shape.kind === 'variant') return shape.types.some((branch) => this.meetsItself(name, branch, visited));
    if (shape.kind === 'sensitive') return this.meetsItself(name, shape.type, visited);
    if (shape.kind !== 'alias') return false;
    if (shape.name === name) return true;
    return !visited.has(shape.name) && this.meetsItself(name, shape.type, new Set([...visited, shape.name]));
  }

  private array(shape: Shape & { kind: 'array' }): JsonSchema {
    const items = this.schema(shape.element);
    return { type: 'array', ...(acceptsAll(items) ? {} : { items }), ...bounds(shape, 'minItems', 'maxItems') };
  }

  private tuple(shape: Shape & { kind: 'tuple' }): JsonSchema {
    const prefixItems = shape.items.slice(0, shape.max).map((item) => this.schema(item));
    const size = bounds(shape, 'minItems', 'maxItems');
    const last = prefixItems.at(-1);
    if (!last) return { type: 'array', ...size };
    return { type: 'array', prefixItems, items: shape.max > prefixItems.length ? last : false, ...size };
  }

  private hash(shape: Shape & { kind: 'hash' }): JsonSchema {
    const values = this.schema(shape.value);
    return {
      type: 'object',
      ...this.keys(shape.key),
      ...(acceptsAll(values) ? {} : { additionalProperties: values }),
      ...bounds(shape, 'minProperties', 'maxProperties'),
    };
  }

  /** Keys are strings in JSON, and integers or whatever in YAML: only types of strings can be judged. */
  private keys(type: TypeNode): JsonSchema {
    if (isAssignable(type, { name: 'String', parameters: [] }, this.aliases) !== true) {
      return shapeOf(type, this.aliases).kind === 'any'
        ? {}
        : { $comment: `Puppet alone checks the keys: ${printType(type)}.` };
    }
    const propertyNames = this.schema(type);
    return takesAnyString(propertyNames) ? {} : { propertyNames };
  }

  private struct(shape: Shape & { kind: 'struct' }): JsonSchema {
    const required = shape.members.filter((member) => !isOptionalMember(member, this.aliases)).map(({ key }) => key);
    return {
      type: 'object',
      properties: Object.fromEntries(shape.members.map((member) => [member.key, this.schema(member.type)])),
      ...(required.length > 0 ? { required } : {}),
      additionalProperties: false,
    };
  }

  private interpolation(): JsonSchema {
    this.definitions.set(interpolated, {
      description: 'A value that Hiera interpolates or decrypts.',
      type: 'string',
      pattern: '%\\{|ENC\\[',
    });
    return { $ref: `#/$defs/${interpolated}` };
  }
}

/** Brackets, as in `NotUndef[Site::Tree]`, would have to be escaped in a reference. */
function definitionName(alias: string): string {
  return alias.replaceAll('[', '(').replaceAll(']', ')');
}

function patternSchema(source: string): JsonSchema {
  const pattern = translateRegex(source);
  if (pattern !== undefined) return { type: 'string', pattern };
  return { type: 'string', $comment: `Puppet alone checks the pattern ${printRegex(source)}.` };
}

function bounds({ min, max }: Range, low: string, high: string): JsonSchema {
  const open = low === 'minimum' ? Number.NEGATIVE_INFINITY : 0;
  return { ...(min > open ? { [low]: min } : {}), ...(Number.isFinite(max) ? { [high]: max } : {}) };
}

function acceptsAll(schema: JsonSchema): boolean {
  return Object.keys(schema).every((keyword) => keyword === '$comment');
}

/** The types that a schema accepts if it restricts nothing else. */
function plainTypes(schema: JsonSchema): readonly string[] | undefined {
  const { type } = schema;
  if (Object.keys(schema).length !== 1 || type === undefined) return undefined;
  if (typeof type === 'string') return [type];
  return Array.isArray(type) ? type.map(String) : undefined;
}

function takesAnyString(schema: JsonSchema): boolean {
  if (acceptsAll(schema) || (plainTypes(schema)?.includes('string') ?? false)) return true;
  const { anyOf } = schema;
  return Array.isArray(anyOf) && anyOf.some((branch: JsonSchema) => takesAnyString(branch));
}

/** `anyOf`, or something shorter that means the same. */
function union(branches: readonly JsonSchema[]): JsonSchema {
  const everything = branches.find(acceptsAll);
  if (everything) return everything;
  const names = new Set(branches.flatMap((branch) => plainTypes(branch) ?? []));
  if (names.has('number')) names.delete('integer');
  const literals = branches.flatMap((branch) => enumValues(branch) ?? []);
  const others = branches.filter(
    (branch) => !plainTypes(branch) && !enumValues(branch) && !(names.has('string') && branch['type'] === 'string'),
  );
  const [first, ...more] = names;
  const merged: JsonSchema[] = [
    ...(first === undefined ? [] : [{ type: more.length > 0 ? [first, ...more] : first }]),
    ...(literals.length > 0 && !names.has('string') ? [{ type: 'string', enum: [...new Set(literals)] }] : []),
    ...new Map(others.map((branch) => [JSON.stringify(branch), branch])).values(),
  ];
  const [only, ...rest] = merged;
  return only && rest.length === 0 ? only : { anyOf: merged };
}

function enumValues(schema: JsonSchema): readonly unknown[] | undefined {
  return Array.isArray(schema['enum']) ? schema['enum'] : undefined;
}
