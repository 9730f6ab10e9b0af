import { describe, expect, it } from 'vitest';
import {
  checkValue,
  defaultValue,
  describeProblem,
  parseType,
  partialText,
  printType,
  type PuppetValue,
  regexpValue,
  sensitiveValue,
  type TypeAliases,
  typeValue,
  uncheckedParts,
  unknownValue,
} from '../../../src/puppet/types/index.js';
import { specialValue } from '../../../src/puppet/types/value.js';
import { arbitraryDataType, arbitraryType } from '../arbitrary-type.js';
import { typeAndValue } from '../arbitrary-value.js';
import { fc, runs } from '../../property.js';

const aliases: TypeAliases = new Map(
  Object.entries({
    'Site::Port': 'Integer[1, 65535]',
    'Site::Tree': 'Variant[Integer, Array[Site::Tree], Hash[String, Site::Tree]]',
    'Site::Loop': 'Variant[Site::Loop, String]',
    'Site::Server':
      "Struct[{ 'host' => String[1], 'port' => Site::Port, Optional['mode'] => Enum['active', 'standby'] }]",
  }).map(([name, text]) => [name, parseType(text)]),
);

const sentences = (type: string, value: PuppetValue): string[] =>
  checkValue(parseType(type), value, aliases).map((problem) => describeProblem('p', problem));

describe('checkValue', () => {
  it.each<[string, PuppetValue, string[]]>([
    ['Integer[1, 10]', 11, ['p expects Integer[1, 10], got Integer 11']],
    ['String', null, ['p expects String, got undef']],
    ['Site::Port', 0, ['p expects Site::Port = Integer[1, 65535], got Integer 0']],
    [
      "Enum['active', 'standby']",
      'actve',
      ["p expects Enum['active', 'standby'], got String 'actve'; did you mean 'active'?"],
    ],
    ['Array[Integer]', [1, 'x', 2.5], ["p[1] expects Integer, got String 'x'", 'p[2] expects Integer, got Float 2.5']],
    ['Array[String, 1]', [], ['p expects Array of size 1, default, got Array of size 0']],
    ['Tuple[String, Integer]', ['a', 'b'], ["p[1] expects Integer, got String 'b'"]],
    [
      'Hash[String[1], Integer]',
      { '': 'x' },
      ["p[''] expects a key of type String[1], got String ''", "p[''] expects Integer, got String 'x'"],
    ],
    [
      'Site::Server',
      { host: 'a', prot: 80 },
      [
        "p['port'] is missing; it expects Site::Port",
        "p['prot'] is not known; expected keys are 'host', 'port', 'mode'; did you mean 'port'?",
      ],
    ],
    [
      'Array[Site::Server]',
      [{ host: 'a', port: 80, mode: 'activ' }],
      ["p[0]['mode'] expects Enum['active', 'standby'], got String 'activ'; did you mean 'active'?"],
    ],
    // The branch whose kind fits speaks; without one, the whole variant.
    ["Variant[Enum['none'], Array[Integer]]", [1, 'x'], ["p[1] expects Integer, got String 'x'"]],
    [
      "Variant[Integer, Enum['none']]",
      'nome',
      ["p expects Variant[Integer, Enum['none']], got String 'nome'; did you mean 'none'?"],
    ],
    [
      'Optional[Site::Server]',
      { host: 'h', port: 0 },
      ["p['port'] expects Site::Port = Integer[1, 65535], got Integer 0"],
    ],
    [
      'Site::Tree',
      [1, [2, { a: ['x'] }]],
      [
        "p[1][1]['a'][0] expects Site::Tree = Variant[Integer, Array[Site::Tree], Hash[String, Site::Tree]], got String 'x'",
      ],
    ],
    ['Site::Tree', [1, [2, { a: [3] }]], []],
    ['Site::Loop', 'x', []],
    ['Site::Loop', 1, ['p expects Site::Loop = Variant[Site::Loop, String], got Integer 1']],
    ['Sensitive[Integer]', sensitiveValue('hunter2'), ['p expects Integer, got String']],
    ["Sensitive[Enum['a']]", sensitiveValue(['hunter2']), ['p expects String[1, 1], got Array']],
    ['String', sensitiveValue('hunter2'), ['p expects String, got Sensitive']],
    ['Default', defaultValue, []],
    ['Integer', defaultValue, ['p expects Integer, got Default']],
    ['Regexp[/a/]', regexpValue('a'), []],
    ['Regexp[/a/]', regexpValue('b'), ['p expects Regexp[/a/], got Regexp']],
    ['Type[Integer]', typeValue(parseType('Integer[1, 2]')), []],
    ['Type[Integer]', typeValue(parseType('String')), ['p expects Type[Integer], got Type']],
    ['Hash[String, Integer]', { a: unknownValue() }, []],
    [
      'Hash[String, Integer]',
      { a: unknownValue(parseType('String')) },
      ["p['a'] expects Integer, got a value of type String"],
    ],
    ['Array[Unheard::Of]', ['anything', 1], []],
    ["Struct[{ 'a' => Unheard::Of }]", {}, []],
    ['Timestamp', '2020-01-01', ["p expects Timestamp, got String '2020-01-01'"]],
  ])('%s of a value', (type, value, want) => {
    expect(sentences(type, value)).toEqual(want);
  });

  // Gaps are written as `_`.
  it.each<[string, string, string[]]>([
    ['String', '_', []],
    ['String[1, 3]', 'ab_', []],
    ['String[1, 3]', 'abcd_', ["p expects String[1, 3], got String 'abcd_'"]],
    ["Enum['agent', 'server']", '_', []],
    ["Enum['agent', 'server']", 'a_', []],
    ["Enum['agent', 'server']", '_v_r', []],
    ["Enum['agent', 'server']", 'S_', ["p expects Enum['agent', 'server'], got String 'S_'"]],
    ["Enum['agent', 'server', true]", 'S_', []],
    ["Enum['a']", 'a_a', ["p expects Enum['a'], got String 'a_a'"]],
    ["Enum['a.c']", 'abc_', ["p expects Enum['a.c'], got String 'abc_'"]],
    ['Pattern[/\\Ahttps:\\/\\//]', 'https://x/_', []],
    ['Pattern[/\\Ahttps:\\/\\//]', 'htt_', []],
    ['Pattern[/\\Ahttps:\\/\\//]', 'http:_', ["p expects Pattern[/\\Ahttps:\\/\\//], got String 'http:_'"]],
    ['Pattern[/\\A\\d+\\z/, /\\Ax/]', 'x_', []],
    ['Pattern[/b/]', 'a_', []],
    ["Variant[Integer, Enum['none']]", 'n_', []],
    ['Optional[Site::Port]', '_', ["p expects Optional[Site::Port], got String '_'"]],
    ['Boolean', '_', ["p expects Boolean, got String '_'"]],
    ['Array[String]', '_', ["p expects Array[String], got String '_'"]],
    ['NotUndef', '_', []],
    ['Sensitive[String]', '_', ["p expects Sensitive[String], got String '_'"]],
    ['Site::Loop', '_', []],
    ['Unheard::Of', 'a_', []],
  ])('%s of the text %s', (type, written, want) => {
    expect(sentences(type, partialText(written, written.split('_')))).toEqual(want);
  });

  it('shows nothing of a secret text', () => {
    expect(sentences('Sensitive[Integer]', sensitiveValue(partialText('a_', ['a', ''])))).toEqual([
      'p expects Integer, got String',
    ]);
  });

  it.each([
    ['Float[0, 1]', 'Float[1, 1]', true],
    ['Float[0, 1]', 'Float[2, 2]', false],
    ["Struct[{ 'a' => Integer }]", 'Hash', true],
    ['Array[String]', 'Hash', false],
    ["Enum['a']", 'String', true],
    ['Optional[Site::Port]', 'Integer[0, 1]', true],
    ['Optional[Site::Port]', 'Integer[-1, 0]', false],
  ])('%s of an unknown %s', (type, known, want) => {
    expect(sentences(type, unknownValue(parseType(known))).length === 0).toBe(want);
  });

  it('accepts texts with gaps wherever it accepts those that fill them', () => {
    const places = fc.tuple(fc.nat(6), fc.nat(6), fc.nat(6), fc.nat(6));
    fc.assert(
      fc.property(typeAndValue(arbitraryDataType, aliases), places, ([type, value], given) => {
        const [a, b, c, d] = [...given].sort((one, other) => one - other);
        const withGaps = (whole: PuppetValue): PuppetValue => {
          if (typeof whole === 'string') {
            const part = (from?: number, to?: number) => [...whole].slice(from, to).join('');
            return partialText(whole, [part(0, a), part(b, c), part(d)]);
          }
          if (Array.isArray(whole)) return (whole as readonly PuppetValue[]).map(withGaps);
          if (typeof whole !== 'object' || whole === null || specialValue(whole)) return whole;
          return Object.fromEntries(Object.entries(whole).map(([key, item]) => [key, withGaps(item)]));
        };
        if (checkValue(type, value, aliases).length === 0)
          expect(checkValue(type, withGaps(value), aliases)).toEqual([]);
      }),
      { numRuns: runs(500) },
    );
  });

  it('accepts own keys only', () => {
    expect(sentences("Struct[{ Optional['toString'] => Integer }]", {})).toEqual([]);
    expect(sentences("Struct[{ 'toString' => Integer }]", {})).toEqual([
      "p['toString'] is missing; it expects Integer",
    ]);
  });

  it('ends and gives well-formed problems for every type and value', () => {
    fc.assert(
      fc.property(typeAndValue(arbitraryType, aliases), ([type, value]) => {
        for (const problem of checkValue(type, value, aliases)) {
          expect(problem.expected).not.toBe('');
          expect(problem.got).not.toBe('');
          expect(problem.suggestion).not.toBe(problem.got);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('means by Optional and Variant what set theory means', () => {
    fc.assert(
      fc.property(typeAndValue(arbitraryDataType, aliases), arbitraryDataType, ([type, value], other) => {
        const accepts = (text: string): boolean => checkValue(parseType(text), value, aliases).length === 0;
        const [a, b] = [printType(type), printType(other)];
        expect(accepts(`Optional[${a}]`)).toBe(accepts(a) || value === null);
        expect(accepts(`NotUndef[${a}]`)).toBe(accepts(a) && value !== null);
        expect(accepts(`Variant[${a}, ${b}]`)).toBe(accepts(a) || accepts(b));
      }),
      { numRuns: 150 },
    );
  });
});

describe('uncheckedParts', () => {
  it.each([
    ['Array[Stdlib::Missing]', ['unresolved Stdlib::Missing']],
    ['Variant[Integer[5, 1], String]', ['malformed Integer[5, 1]']],
    ["Struct[{ 'a' => Pattern[/a++/, /b/] }]", ['pattern /a++/']],
    ['Optional[Init[Integer]]', ['init Init[Integer]']],
    ['NotUndef[Stdlib::Missing]', ['unresolved Stdlib::Missing']],
    ['Site::Tree', []],
    ["Type[File['x']]", []],
    ['Callable[[Stdlib::Missing], Any]', []],
  ])('%s', (type, want) => {
    expect(uncheckedParts(parseType(type), aliases).map(({ kind, text }) => `${kind} ${text}`)).toEqual(want);
  });

  it('finds nothing in types that Puppet itself would accept', () => {
    fc.assert(
      fc.property(arbitraryDataType, (type) => {
        expect(uncheckedParts(type, aliases)).toEqual([]);
      }),
    );
  });
});
