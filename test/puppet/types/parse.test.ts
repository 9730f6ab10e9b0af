import { describe, expect, it } from 'vitest';
import { typeNode, type TypeParameter } from '../../../src/puppet/type-node.js';
import { parseType, printType, TypeSyntaxError } from '../../../src/puppet/types/index.js';
import { arbitraryType } from '../arbitrary-type.js';
import { fc } from '../../property.js';

const string = (value: string): TypeParameter => ({ kind: 'string', value });
const number = (value: number): TypeParameter => ({ kind: 'number', value });
const regex = (source: string): TypeParameter => ({ kind: 'regex', source });

describe('parseType', () => {
  it.each([
    ['String', typeNode('String')],
    ['  Stdlib::Http::Method\n', typeNode('Stdlib::Http::Method')],
    ['::Stdlib::Port', typeNode('Stdlib::Port')],
    ['Integer[-0x1F, 017]', typeNode('Integer', number(-31), number(15))],
    ['Integer[default, 9]', typeNode('Integer', { kind: 'default' }, number(9))],
    ['Float[-1.5, 2e-3]', typeNode('Float', number(-1.5), number(0.002))],
    ['Boolean[true]', typeNode('Boolean', { kind: 'boolean', value: true })],
    ['Variant[undef, String]', typeNode('Variant', { kind: 'undef' }, typeNode('String'))],
    ["Enum['it\\'s', '\\d', '\\\\']", typeNode('Enum', string("it's"), string('\\d'), string('\\'))],
    [
      'Enum["a\\n", "\\u0041\\u{1F600}", "\\$x", "\\q"]',
      typeNode('Enum', string('a\n'), string('A😀'), string('$x'), string('\\q')),
    ],
    ['Enum[present, is-on, a::b,]', typeNode('Enum', string('present'), string('is-on'), string('a::b'))],
    ['Pattern[/\\A\\/[^\\n\\/\\0]+\\z/]', typeNode('Pattern', regex('\\A/[^\\n/\\0]+\\z'))],
    ['Pattern[/a\\\\/, //]', typeNode('Pattern', regex('a\\\\'), regex(''))],
    [
      'Callable[[String, 1], Integer]',
      typeNode('Callable', { kind: 'list', items: [typeNode('String'), number(1)] }, typeNode('Integer')),
    ],
    ['Struct[{}]', typeNode('Struct', { kind: 'members', members: [] })],
    [
      `Struct[{ # what it has
         'a' => String, Optional[b] => Integer, /* more */ NotUndef["c"] => Any,
       }]`,
      typeNode('Struct', {
        kind: 'members',
        members: [
          { key: 'a', presence: 'implied', type: typeNode('String') },
          { key: 'b', presence: 'optional', type: typeNode('Integer') },
          { key: 'c', presence: 'required', type: typeNode('Any') },
        ],
      }),
    ],
  ])('reads %s', (text, want) => {
    expect(parseType(text)).toEqual(want);
  });

  it.each([
    ['', 0, 'a type name', 'the end'],
    ['string', 0, 'a type name', "'string'"],
    ['String[', 7, 'a type parameter', 'the end'],
    ['String[]', 7, 'a type parameter', "']'"],
    ['String[,]', 7, 'a type parameter', "','"],
    ['Array[String,,]', 13, 'a type parameter', "','"],
    ['Array[String Integer]', 13, "',' or ']'", "'Integer'"],
    ['String]', 6, 'the end of the type', "']'"],
    ["Enum['a", 7, 'a closing single quote', 'the end'],
    ['Enum["a', 7, 'a closing double quote', 'the end'],
    ['Pattern[/a\\/]', 13, 'a closing slash', 'the end'],
    ['Enum["a${b}"]', 7, 'a string without interpolation', "'$'"],
    ["Struct[{'a' String}]", 12, "'=>'", "'String'"],
    ["Struct[{String => 'a'}]", 8, "a member's name, Optional or NotUndef", "'String'"],
    ["Struct[{'a' => 'b'}]", 15, 'a type name', "'b'"],
    ['Integer[08]', 8, 'octal digits after a leading zero', "'08'"],
    ['Integer[9007199254740993]', 8, 'an integer below 2^53', "'9007199254740993'"],
    ['Array[$x]', 6, 'a type, a string, a number or a regular expression', "'$'"],
  ])('refuses %j', (text, offset, expected, found) => {
    let error: unknown;
    try {
      parseType(text);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(TypeSyntaxError);
    expect(error).toMatchObject({ offset, expected, found });
  });

  it('refuses a hostile depth with an error of its own', () => {
    expect(() => parseType('Array['.repeat(100_000))).toThrow(TypeSyntaxError);
  });

  it('ends on any text, with a type or a TypeSyntaxError', () => {
    const pieces = fc.constantFrom(
      'Array',
      '[',
      ']',
      '{',
      '}',
      ',',
      '=>',
      "'",
      '"',
      '/',
      '\\',
      '1',
      '-',
      'x',
      ' ',
      '#',
      '*',
      '\n',
      '::',
      '$',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        try {
          parseType(parts.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(TypeSyntaxError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('printType', () => {
  it.each([
    ["Enum['it\\'s', 'a\\\\b']", "Enum[\"it's\", 'a\\b']"],
    ['Enum["a\\n\\"\\$\\u{1}"]', 'Enum["a\\n\\"$\\u{1}"]'],
    ['Pattern[/\\A\\/x\\z/]', 'Pattern[/\\A\\/x\\z/]'],
    [
      'Struct[{a=>String,Optional[b]=>Integer[1,default]}]',
      "Struct[{ 'a' => String, Optional['b'] => Integer[1, default] }]",
    ],
    ['Callable[[String],undef]', 'Callable[[String], undef]'],
    ['Struct[{}]', 'Struct[{}]'],
    ['Float[1e30]', 'Float[1e30]'],
  ])('prints %s canonically', (text, want) => {
    expect(printType(parseType(text))).toBe(want);
  });

  it('prints what parseType reads back', () => {
    fc.assert(
      fc.property(arbitraryType, (type) => {
        expect(parseType(printType(type))).toEqual(type);
      }),
      { numRuns: 500 },
    );
  });
});
