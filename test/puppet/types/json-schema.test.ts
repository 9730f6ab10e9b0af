import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import {
  checkValue,
  type JsonSchema,
  parseType,
  type PuppetValue,
  toJsonSchema,
  type TypeAliases,
} from '../../../src/puppet/types/index.js';
import { specialValue } from '../../../src/puppet/types/value.js';
import { arbitraryDataType } from '../arbitrary-type.js';
import { typeAndValue } from '../arbitrary-value.js';
import { fc } from '../../property.js';

const aliases: TypeAliases = new Map(
  Object.entries({
    'Site::Port': 'Integer[1, 65535]',
    'Site::Tree': 'Variant[Integer, Array[Site::Tree]]',
    'Site::Loop': 'Variant[Site::Loop, String[2]]',
    'Site::Deep': 'Variant[Undef, Array[NotUndef[Site::Deep]]]',
  }).map(([name, text]) => [name, parseType(text)]),
);

const ajv = new Ajv2020({ strictTuples: false, strictTypes: false, addUsedSchema: false });
const accepts = (schema: JsonSchema, value: unknown): boolean => ajv.validate(schema, value);

/** The value as it would stand in a file; undefined if it cannot: of `Sensitive` with undef in it a file says undef. */
function asJson(value: PuppetValue): unknown {
  const special = specialValue(value);
  if (special) return 'value' in special ? (asJson(special.value) ?? undefined) : undefined;
  if (Array.isArray(value)) {
    const items = value.map(asJson);
    return items.includes(undefined) ? undefined : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, asJson(item)] as const);
  return entries.some(([, item]) => item === undefined) ? undefined : Object.fromEntries(entries);
}

describe('toJsonSchema', () => {
  it.each<[string, JsonSchema]>([
    ['Any', {}],
    ['Data', {}],
    ['String[1, 3]', { type: 'string', minLength: 1, maxLength: 3 }],
    ['Integer[1, default]', { type: 'integer', minimum: 1 }],
    ['Numeric', { type: 'number' }],
    ['ScalarData', { type: ['string', 'number', 'boolean'] }],
    ['Optional[Boolean]', { type: ['boolean', 'null'] }],
    ['Boolean[true]', { const: true }],
    ["Enum['a', 'b']", { type: 'string', enum: ['a', 'b'] }],
    ["Variant[Enum['a'], Enum['b'], Undef]", { anyOf: [{ type: 'null' }, { type: 'string', enum: ['a', 'b'] }] }],
    ["Enum['a1', true]", { type: 'string', pattern: '^[aA]1$' }],
    ['Pattern[/\\A[a-z]\\z/]', { type: 'string', pattern: '^[a-z]$' }],
    ['Pattern[/a++/]', { type: 'string', $comment: 'Puppet alone checks the pattern /a++/.' }],
    ['Array[String, 1]', { type: 'array', items: { type: 'string' }, minItems: 1 }],
    [
      'Tuple[String, Integer]',
      { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], items: false, minItems: 2, maxItems: 2 },
    ],
    [
      'Hash[String[1], Integer]',
      { type: 'object', propertyNames: { type: 'string', minLength: 1 }, additionalProperties: { type: 'integer' } },
    ],
    [
      "Struct[{ 'a' => Integer, Optional['b'] => String }]",
      {
        type: 'object',
        properties: { a: { type: 'integer' }, b: { type: 'string' } },
        required: ['a'],
        additionalProperties: false,
      },
    ],
    ['Sensitive[String]', { type: 'string' }],
    [
      'Array[Site::Port]',
      {
        type: 'array',
        items: { $ref: '#/$defs/Site::Port' },
        $defs: { 'Site::Port': { type: 'integer', minimum: 1, maximum: 65535 } },
      },
    ],
    ['Unheard::Of', { $comment: 'Puppet alone checks Unheard::Of.' }],
    ['Callable', { $comment: 'No JSON value is a Callable.', not: {} }],
  ])('%s', (type, want) => {
    const { $schema, ...schema } = toJsonSchema(parseType(type), aliases);
    expect($schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(schema).toEqual(want);
  });

  it.each<[string, unknown, boolean]>([
    ['Site::Tree', [1, [2, [3]]], true],
    ['Site::Tree', [1, ['x']], false],
    ['Site::Loop', 'ab', true],
    ['Site::Loop', 'a', false],
    ['Site::Deep', [[[]]], true],
    ['Site::Deep', null, true],
    ['Site::Deep', [null], false],
    ['Tuple[String, Integer, 1, 3]', ['a', 1, 2], true],
    ['Tuple[String, Integer, 1, 3]', ['a', 1, 'b'], false],
    ['Hash[Integer, String]', { 80: 'http' }, true],
  ])('%s judges %j: %s', (type, value, want) => {
    expect(accepts(toJsonSchema(parseType(type), aliases), value)).toBe(want);
  });

  it('accepts in Hiera what only Puppet can evaluate, at any depth', () => {
    const schema = toJsonSchema(
      parseType("Array[Struct[{ 'port' => Site::Port, 'on' => Optional[Boolean] }]]"),
      aliases,
      {
        hiera: true,
      },
    );
    const judge = (value: unknown): boolean => accepts(schema, value);
    expect(judge("%{alias('site::list')}")).toBe(true);
    expect(judge(['%{x}'])).toBe(true);
    expect(judge([{ port: '%{x}', on: null }])).toBe(true);
    expect(judge([{ port: 'ENC[PKCS7,Zm9v]' }])).toBe(true);
    expect(judge([{ port: '80' }])).toBe(false);
    expect(judge([{ prot: 80 }])).toBe(false);
  });

  it.each([{ hiera: false }, { hiera: true }])(
    'accepts every value that checkValue accepts, %o',
    (options) => {
      let compared = 0;
      fc.assert(
        fc.property(typeAndValue(arbitraryDataType, aliases), ([type, value]) => {
          const json = asJson(value);
          if (json === undefined || checkValue(type, value, aliases).length > 0) return;
          compared += 1;
          expect(accepts(toJsonSchema(type, aliases, options), json)).toBe(true);
        }),
        { numRuns: 150 },
      );
      expect(compared).toBeGreaterThan(30);
    },
    30_000,
  );
});
