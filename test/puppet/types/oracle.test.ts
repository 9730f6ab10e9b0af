/** Agreement with OpenVox: one Ruby process judges the same types and values. */
import { fileURLToPath } from 'node:url';
import { execaSync } from 'execa';
import { beforeAll, describe, expect, it } from 'vitest';
import { typeNode } from '../../../src/puppet/type-node.js';
import {
  checkValue,
  matchesRuby,
  parseType,
  printType,
  sensitiveValue,
  type PuppetValue,
  type TypeAliases,
  TypeSyntaxError,
} from '../../../src/puppet/types/index.js';
import { specialKind, specialValue } from '../../../src/puppet/types/value.js';
import { arbitraryDataType } from '../arbitrary-type.js';
import { typeAndValue } from '../arbitrary-value.js';
import { fc } from '../../property.js';

/** None that refer to each other in a ring: OpenVox 8.31 overflows its stack on `Tuple` within such. */
const aliasTexts = {
  'Site::Port': 'Integer[1, 65535]',
  'Site::Tree': 'Variant[Integer, Array[Site::Tree], Hash[String, Site::Tree]]',
  'Site::Maybe': "Optional[Enum['a', 'b']]",
};
const aliases: TypeAliases = new Map(Object.entries(aliasTexts).map(([name, text]) => [name, parseType(text)]));

interface Request {
  readonly type: string;
  readonly values: readonly PuppetValue[];
}

interface Answer {
  readonly parses: boolean;
  readonly instances: readonly boolean[];
}

/** The answers, or why there are none. */
function ask(requests: readonly Request[]): Answer[] | string {
  const lines = [
    { aliases: aliasTexts },
    ...requests.map(({ type, values }) => ({ type, values: values.map(toOracle) })),
  ].map((line) => JSON.stringify(line));
  const script = fileURLToPath(new URL('../type_oracle.rb', import.meta.url));
  const { stdout, stderr, failed, exitCode } = execaSync('ruby', [script], {
    input: `${lines.join('\n')}\n`,
    reject: false,
  });
  const [first, ...answers] = stdout.split('\n').filter((line) => line !== '');
  if (first === undefined && exitCode === undefined) return 'there is no ruby';
  const hello: unknown = JSON.parse(first ?? '{}');
  if (typeof hello === 'object' && hello !== null && 'unavailable' in hello) return String(hello.unavailable);
  if (failed) throw new Error(`type_oracle.rb failed: ${stderr}`);
  return answers.map((line) => JSON.parse(line) as Answer);
}

function toOracle(value: PuppetValue): unknown {
  const special = specialValue(value);
  if (special && 'value' in special) return { $sensitive: toOracle(special.value) };
  if (special) return { [`$${specialKind(special)}`]: true };
  if (Array.isArray(value)) return value.map(toOracle);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toOracle(item)]));
}

/** Texts that the grammar takes or refuses for reasons that are easily got wrong. */
// prettier-ignore
const syntax = [
  'String', 'String[1]', 'String[1,]', 'String[]', 'String [1]', 'Integer[+1]', 'Struct[{Optional [b] => String}]',
  'Callable[ [String], Integer]', 'string', 'Array[Array[String]]', 'Array[String,,]', 'Enum[a, b-c, d::e]',
  'Enum["a\\tb"]', "Enum['it\\'s']", 'Integer[-3, - 2]', 'Integer[-5, -2]', 'Integer[0x1F]', 'Integer[010, 9]',
  'Integer[08]', 'Float[1.5e-3]', 'Float[1.5e+3]', 'Float[.5]', 'Float[1.]', 'Pattern[/a\\/b/]', 'Pattern[/[/]/]',
  'Pattern[//]', 'Struct[{}]', 'Struct[{a => String}]', 'Struct[{a => String,}]',
  'Struct[{"a" => String, Optional[b] => Integer}]', 'Struct[{NotUndef["a"] => Any}]', 'Callable[[String], Integer]',
  'Callable[0, 1]', 'Optional["x"]', 'NotUndef["x"]', 'Hash[String, Integer, 1]',
  'Hash[String, Integer, 1, default]', 'Hash[1, 2]', 'Array[1, 2]', 'Tuple[String, 1, 2]', 'Collection[1]',
  '::String', "File['/x']", 'Type[String]', 'Boolean[true]', "Enum['a', true]", 'Any # comment', '/* c */ Any',
  'Any Any', 'Any]', '[Any]', '{', "'a'", 'Array[String', "Enum['a]", 'Variant[String, Integer]',
  'Array[String, Integer[1, 2]]', "Enum[['a', 'b']]",
] as const;

/** Pairs that show Puppet's ways. */
const quirks: readonly (readonly [string, PuppetValue])[] = [
  ['String[1]', ''],
  ['String[2, 2]', '😀'],
  ['String[1, 1]', '😀'],
  ['Integer', 1.5],
  ['Float', 1],
  ['Numeric', 1],
  ["Enum['a', true]", 'A'],
  ["Enum['Ä', true]", 'ä'],
  ['Enum', 'a'],
  ['Pattern', 'a'],
  ['Pattern[/b/]', 'abc'],
  ['Pattern[/^b$/]', 'a\nb\nc'],
  ['Pattern[/^$/]', 'a\n'],
  ['Pattern[/a.b/]', 'a\rb'],
  ['Pattern[/\\Aa\\Z/]', 'a\n'],
  ['Pattern[/\\s/]', '\u00a0'],
  ['Pattern[/\\A[[:alpha:]]\\z/]', 'ä'],
  ['Pattern[/\\A(?i:abc)\\z/]', 'aBc'],
  ["Optional['x']", 'x'],
  ["Optional['x']", null],
  ["NotUndef['x']", 'y'],
  ['Optional', null],
  ['Optional', 'x'],
  ['Variant', 'x'],
  ['Hash[String, Integer, 1, 2]', {}],
  ['Hash', { a: 1 }],
  ['Hash[0, 0]', { a: 1 }],
  ['Array[String, 1, 2]', ['a', 'b', 'c']],
  ['Array[0, 1]', ['a', 'b']],
  ['Array[String, Integer[1, 1]]', ['a']],
  ['Tuple[String, Integer, 1]', ['a']],
  ['Tuple[String, Integer, 1, 4]', ['a', 1, 2, 3]],
  ['Tuple[String, Integer]', ['a']],
  ['Tuple', ['a']],
  ['Struct', {}],
  ['Struct', { a: 1 }],
  ["Struct[{ 'a' => Any }]", {}],
  ["Struct[{ 'a' => Optional[String] }]", { a: null }],
  ["Struct[{ Optional['a'] => String }]", { a: null }],
  ["Struct[{ NotUndef['a'] => Any }]", {}],
  ["Struct[{ NotUndef['a'] => Any }]", { a: null }],
  ["Struct[{ 'a' => Integer }]", { a: 1, b: 2 }],
  ['Data', { a: [1, null, { b: true }] }],
  ['Collection[1]', {}],
  ['Collection[1]', [1]],
  ['Scalar', 'a'],
  ['Timestamp', '2020-01-01'],
  ['Callable', 'a'],
  ['Iterable', 'abc'],
  ['Iterable', -1],
  ['Iterable', 3],
  ['Iterable', true],
  ['Site::Tree', [1, { a: [2] }]],
  ['Site::Tree', [1, { a: ['x'] }]],
  ['Site::Maybe', null],
  ["Struct[{ 'a' => Site::Maybe }]", {}],
  ['Sensitive[String[1]]', sensitiveValue('')],
  ['Sensitive[Integer]', sensitiveValue('')],
  ["Sensitive[Enum['a', 'bcd']]", sensitiveValue('xy')],
  ["Sensitive[Enum['a', 'bcd']]", sensitiveValue('')],
  ['NotUndef[Site::Maybe]', null],
  ['NotUndef[Site::Maybe]', 'a'],
];

/** Patterns whose translation is easily got wrong, each against the subjects below. */
const patterns = [
  '^a',
  'a$',
  '\\Aa',
  'a\\z',
  'a\\Z',
  'a.b',
  '(?m:a.b)',
  '(?i)AB',
  'x|(?i)A|B',
  '(?i:[a-c]z)',
  '[^a]',
  '[[:alpha:]_]',
  '\\h\\H',
  '\\S\\s',
  '\\w',
  '(?x: a  b )',
  'a{,2}\\z',
  '(a)(?<n>b)?',
  '[a\\-z]',
  '[]a]',
  '(?<!a)b',
  '(a|b)\\1',
  '\\u00e4',
  'a/b',
  '[\\s.]b',
  '(?#note)ab',
  '\\{',
  '{',
  '\\D\\d',
];
const subjects = [
  'a',
  'b',
  'A',
  'AB',
  'ab',
  'a\n',
  'a\nb',
  'b\na',
  'a\rb',
  'a\u2028b',
  'bZ',
  'aab',
  '-',
  ']',
  '{',
  'ä',
  '',
  'aaa',
  'g1',
  'a/b',
  '\u00a0',
  '\n',
];
const regexes = patterns.map((source) => typeNode('Pattern', { kind: 'regex', source }));

const seed = fc.sample(fc.nat(), 1)[0] ?? 0;
const random = fc.sample(typeAndValue(arbitraryDataType, aliases), { numRuns: 600, seed });

const requests: Request[] = [
  ...syntax.map((type) => ({ type, values: [] })),
  ...quirks.map(([type, value]) => ({ type, values: [value] })),
  ...regexes.map((type) => ({ type: printType(type), values: subjects })),
  ...random.map(([type, value]) => ({ type: printType(type), values: [value] })),
];

describe('OpenVox', () => {
  let answers: Answer[] | string = [];
  beforeAll(() => {
    answers = ask(requests);
    if (typeof answers === 'string') console.warn(`Types are not compared with OpenVox: ${answers}`);
  }, 60_000);

  const agreed = (from: number, count: number): Answer[] => {
    if (typeof answers === 'string') return [];
    expect(answers).toHaveLength(requests.length);
    return answers.slice(from, from + count);
  };

  it('reads and refuses the same texts', ({ skip }) => {
    if (typeof answers === 'string') skip(`types are not compared with OpenVox: ${answers}`);
    const found = syntax.map((text) => `${text}: ${parses(text)}`);
    expect(found).toEqual(agreed(0, syntax.length).map(({ parses: want }, index) => `${syntax[index]}: ${want}`));
  });

  it('judges the known quirks alike', ({ skip }) => {
    if (typeof answers === 'string') skip(`types are not compared with OpenVox: ${answers}`);
    const found = quirks.map(([type, value]) =>
      verdict(type, value, checkValue(parseType(type), value, aliases).length === 0),
    );
    const want = agreed(syntax.length, quirks.length).map(({ instances }, index) => {
      const [type, value] = quirks[index] ?? ['', null];
      return verdict(type, value, instances[0]);
    });
    expect(found).toEqual(want);
  });

  it('matches the same strings', ({ skip }) => {
    if (typeof answers === 'string') skip(`types are not compared with OpenVox: ${answers}`);
    const verdicts = agreed(syntax.length + quirks.length, regexes.length);
    const differing = patterns.flatMap((source, row) =>
      subjects.flatMap((subject, column) => {
        const [found, want] = [matchesRuby(source, subject), verdicts[row]?.instances[column]];
        return found === want ? [] : [`/${source}/ on ${JSON.stringify(subject)}: ${found}, OpenVox: ${want}`];
      }),
    );
    expect(differing).toEqual([]);
  });

  it(`judges random types and values alike (seed ${seed})`, ({ skip }) => {
    if (typeof answers === 'string') skip(`types are not compared with OpenVox: ${answers}`);
    const verdicts = agreed(syntax.length + quirks.length + regexes.length, random.length);
    const differing = random.flatMap(([type, value], index) => {
      const found = checkValue(type, value, aliases).length === 0;
      const want = verdicts[index]?.instances[0];
      return found === want ? [] : [`${verdict(printType(type), value, found)}, OpenVox: ${want}`];
    });
    expect(differing).toEqual([]);
    // Neither side of the question may go unasked.
    const accepted = verdicts.filter(({ instances }) => instances[0] === true).length;
    expect(accepted).toBeGreaterThan(random.length / 5);
    expect(accepted).toBeLessThan(random.length);
  });
});

function parses(text: string): boolean {
  try {
    parseType(text);
    return true;
  } catch (error) {
    if (error instanceof TypeSyntaxError) return false;
    throw error;
  }
}

function verdict(type: string, value: PuppetValue, accepted: boolean | undefined): string {
  return `${type} <- ${JSON.stringify(toOracle(value))}: ${accepted}`;
}
