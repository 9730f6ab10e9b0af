import { execaSync } from 'execa';
import { describe, expect, it } from 'vitest';
import { rubyArguments, rubyLiteral, rubyRegex, rubyString, type RubyLayout } from '../../generators/specs/ruby.js';
import type { Data } from '../../src/model/value.js';
import { rubyEnvironment } from '../ruby/environment.js';
import { fc } from '../property.js';

describe('rubyLiteral', () => {
  it.each<[string, Data, RubyLayout, string]>([
    ['nil', null, {}, 'nil'],
    ['a quote', "it's", {}, "'it\\'s'"],
    ['a backslash before a letter', 'a\\d', {}, "'a\\d'"],
    ['a backslash at the end', 'a\\', {}, "'a\\\\'"],
    ['a line break', 'a\n"#{b}"', {}, '"a\\n\\"\\#{b}\\""'],
    ['a large number', 8589934592, {}, '8_589_934_592'],
    ['a small number', 8140, {}, '8140'],
    ['a negative number', -12345, {}, '-12_345'],
    ['a fraction', 12345.5, {}, '12345.5'],
    ['words', ['a', 'b.c'], {}, '%w[a b.c]'],
    ['one word', ['a'], {}, "['a']"],
    ['not only words', ['a b', 1], {}, "['a b', 1]"],
    ['a hash', { a: 1, 'b-c': null }, {}, "{ 'a' => 1, 'b-c' => nil }"],
    ['symbols, not below', { ensure: { a: 1 }, 'b-c': 2 }, { symbols: true }, "{ ensure: { 'a' => 1 }, 'b-c' => 2 }"],
    ['what does not fit', { a: [1, 2] }, { column: 95, indent: 2 }, "{\n    'a' => [1, 2],\n  }"],
    ['an empty hash, wherever it is', {}, { column: 99 }, '{}'],
  ])('%s', (_, given, layout, want) => expect(rubyLiteral(given, layout)).toBe(want));
});

it.each([
  ['on one line', { ensure: 'present' }, 0, "(ensure: 'present')"],
  ['below each other', { ensure: 'present', owner: 'root' }, 90, "(\n  ensure: 'present',\n  owner: 'root',\n)"],
])('rubyArguments: %s', (_, given, column, want) => expect(rubyArguments(given, { column })).toBe(want));

it.each([
  ['a slash', 'a/b', '%r{a/b}'],
  ['a quantifier', 'a{2}', '%r{a{2}}'],
  ['a lonely brace', 'a}', '%r{a\\}}'],
  ['escaped braces', 'a\\{b', '%r{a\\{b}'],
  ['interpolation', 'a#{b}', '%r{a\\#{b}}'],
])('rubyRegex: %s', (_, given, want) => expect(rubyRegex(given)).toBe(want));

const ruby = rubyEnvironment();

describe.skipIf(!ruby.available)(`Ruby itself${ruby.available ? '' : ` (not run: ${ruby.missing})`}`, () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({ unit: fc.constantFrom('\\', "'", '"', '#', '{', '}', '$', '@', '\n', 'a', ' '), maxLength: 8 }),
  );
  const data = fc.letrec<{ data: Data }>((tie) => ({
    data: fc.oneof(
      { depthSize: 'small' },
      text,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('data'), { maxLength: 4 }),
      fc.dictionary(text, tie('data'), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).data;

  it('reads literals as the data that they stand for, however they are laid out', () => {
    const values = fc.sample(fc.tuple(data, fc.integer({ min: 0, max: 120 })), 400);
    const literals = values.map(([value, column]) => rubyLiteral(value, { column, indent: 2 }));
    const script = `# encoding: utf-8\nrequire 'json'\nputs JSON.generate([\n${literals.join(',\n')}\n])\n`;
    const { stdout } = execaSync('ruby', ['-W0', '-'], { input: script });
    expect(JSON.parse(stdout)).toEqual(values.map(([value]) => value));
  });

  it('matches with a printed expression what it matches with its source', () => {
    const sources = ['a{2}', 'a}', '{', '\\{a', '[{]', 'a/b', 'x#{y}', '#', '\\\\', "it's", '\\A[^/]+\\z', '{}}{'];
    const subjects = ['aa', 'a}', '{', '{a', 'a/b', 'x#{y}', '#', '\\', "it's", 'abc', '{}}{', ''];
    const rows = sources.map(
      (source) => `[${rubyRegex(source)}, Regexp.new(${rubyString(source.replace(/#(?=\{)/g, '\\#'))})]`,
    );
    const script = `require 'json'\nsubjects = [${subjects.map(rubyString).join(', ')}]\nputs JSON.generate([${rows.join(
      ', ',
    )}].map { |pair| pair.map { |regex| subjects.map { |subject| regex.match?(subject) } } })`;
    const answers = JSON.parse(execaSync('ruby', ['-W0', '-'], { input: script }).stdout) as boolean[][][];
    for (const [index, [printed, original]] of answers.entries()) expect(printed, sources[index]).toEqual(original);
  });
});
