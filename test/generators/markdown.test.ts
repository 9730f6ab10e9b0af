import { describe, expect, it } from 'vitest';
import { anchor, cell, code, enumeration, fence, table } from '../../generators/markdown.js';

describe('cell', () => {
  it.each([
    ['a pipe', 'a | b', 'a \\| b'],
    ['a pipe that is escaped already', 'a \\| b', 'a \\| b'],
    ['a line break', 'one\n  two', 'one two'],
    ['paragraphs', 'one\n\ntwo', 'one<br>two'],
    ['space around', '  x\n', 'x'],
  ])('%s', (_, given, want) => expect(cell(given)).toBe(want));
});

describe('code', () => {
  it.each([
    ['plain', 'a', '`a`'],
    ['one backtick', 'a`b', '`` a`b ``'],
    ['two backticks', 'a``b', '` a``b `'],
    ['one and two', '`a``', '``` `a`` ```'],
  ])('%s', (_, given, want) => expect(code(given)).toBe(want));
});

describe('table', () => {
  it('pads columns and escapes pipes', () => {
    expect(
      table(
        ['Name', 'T'],
        [
          ['`a`', 'x|y'],
          ['long name', ''],
        ],
      ),
    ).toBe(
      ['| Name      | T    |', '|-----------|------|', '| `a`       | x\\|y |', '| long name |      |'].join('\n'),
    );
  });
  it('gives missing cells and short columns room', () => {
    expect(table(['A', 'B'], [['x']])).toBe('| A   | B   |\n|-----|-----|\n| x   |     |');
  });
});

describe('fence', () => {
  it.each([
    ['plain text', 'a\n', '```yaml\na\n```'],
    ['text with a fence', '```\na\n```', '````yaml\n```\na\n```\n````'],
  ])('%s', (_, given, want) => expect(fence('yaml', given)).toBe(want));
});

describe('anchor', () => {
  it.each([
    ['First runs', 'first-runs'],
    ['`pp_role`, and more', 'pp_role-and-more'],
    ['Standard (monolithic)', 'standard-monolithic'],
    ['C++', 'c'],
  ])('%s', (given, want) => expect(anchor(given)).toBe(want));
});

describe('enumeration', () => {
  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
  ])('%j', (given, want) => expect(enumeration(given)).toBe(want));
});
