import { describe, expect, it } from 'vitest';
import { typeNode } from '../../../src/puppet/type-node.js';
import { checkValue, isAssignable, parseType, type TypeAliases } from '../../../src/puppet/types/index.js';
import { arbitraryDataType, arbitraryType } from '../arbitrary-type.js';
import { valueLike } from '../arbitrary-value.js';
import { fc } from '../../property.js';

const aliases: TypeAliases = new Map(
  Object.entries({
    'Site::Port': 'Integer[1, 65535]',
    'Site::Tree': 'Variant[Integer, Array[Site::Tree]]',
    'Site::Wood': 'Variant[Array[Site::Wood], Numeric]',
    'Site::Loop': 'Variant[Site::Loop, String]',
  }).map(([name, text]) => [name, parseType(text)]),
);

describe('isAssignable', () => {
  it.each([
    ['Integer[2, 3]', 'Integer[1, 5]', true],
    ['Integer[0, 3]', 'Integer[1, 5]', false],
    ['Integer', 'Float', false],
    ['Integer', 'Numeric', true],
    ['Site::Port', 'Integer', true],
    ['Integer', 'Site::Port', false],
    ["Enum['a', 'b']", 'String[1]', true],
    ["Enum['a', '']", 'String[1]', false],
    ["Enum['a']", "Enum['a', 'b']", true],
    ['String', "Enum['a', 'b']", false],
    ["Enum['A', true]", "Enum['a', true]", true],
    ["Enum['a', true]", "Enum['a']", 'unknown'],
    ["Enum['abc']", 'Pattern[/b/]', true],
    ['String', 'Pattern[/b/]', 'unknown'],
    ['Pattern[/b/]', 'String', true],
    ['Optional[Integer]', 'Integer', false],
    ['Integer', 'Optional[Integer]', true],
    ['NotUndef[Optional[Integer]]', 'Integer', true],
    ['Boolean', 'Variant[Boolean[true], Boolean[false]]', true],
    ['Any', 'Optional[NotUndef]', true],
    ['Any', 'Data', 'unknown'],
    ['Array[Integer]', 'Array[Numeric]', true],
    ['Array[Integer]', 'Array[String]', false],
    ['Array[Integer, 0, 0]', 'Array[String]', true],
    ['Tuple[Integer, String]', 'Array[Variant[Integer, String]]', true],
    ['Array[Integer, 2, 2]', 'Tuple[Integer, Integer]', true],
    ['Array[Integer]', 'Tuple[Integer, Integer]', false],
    ['Hash[String, Integer]', 'Hash[String, Numeric]', true],
    ["Struct[{ 'a' => Integer }]", 'Hash[String, Integer, 1]', true],
    ["Struct[{ Optional['a'] => Integer }]", 'Hash[String, Integer, 1]', false],
    ["Struct[{ 'a' => Integer }]", "Struct[{ 'a' => Integer, Optional['b'] => String }]", true],
    ["Struct[{ 'a' => Integer, 'b' => String }]", "Struct[{ 'a' => Integer }]", false],
    ['Sensitive[String]', 'String', false],
    ['Site::Tree', 'Site::Wood', true],
    ['Site::Wood', 'Site::Tree', false],
    ['Site::Loop', 'String', 'unknown'],
    ['Integer', 'Unheard::Of', 'unknown'],
    ['Array[Data]', 'Data', true],
    ['Integer[1, 9]', 'Variant[Integer[1, 5], Integer[6, 9]]', 'unknown'],
  ])('%s to %s: %s', (from, to, want) => {
    expect(isAssignable(parseType(from), parseType(to), aliases)).toBe(want);
  });

  it('holds for every type to itself, to Any and to an Optional of itself', () => {
    fc.assert(
      fc.property(arbitraryType, (type) => {
        expect(isAssignable(type, type, aliases)).toBe(true);
        expect(isAssignable(type, typeNode('Any'), aliases)).toBe(true);
        expect(isAssignable(type, typeNode('Optional', type), aliases)).not.toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('takes no value that the other type refuses', () => {
    // Related pairs, or nearly all answers would be no.
    const pair = fc
      .tuple(arbitraryDataType, arbitraryDataType)
      .chain(([a, b]) =>
        fc.constantFrom(
          [a, b],
          [a, typeNode('Variant', b, a)],
          [typeNode('Array', a), typeNode('Array', typeNode('Optional', a))],
          [typeNode('Tuple', a, b), typeNode('Array', typeNode('Variant', a, b))],
        ),
      );
    let assignable = 0;
    fc.assert(
      fc.property(
        pair.chain(([from, to]) => fc.tuple(fc.constant(from), fc.constant(to), valueLike(from, aliases))),
        ([from, to, value]) => {
          if (isAssignable(from, to, aliases) !== true || checkValue(from, value, aliases).length > 0) return;
          assignable += 1;
          expect(checkValue(to, value, aliases)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
    expect(assignable).toBeGreaterThan(25);
  }, 30_000);
});
