import { describe, expect, it } from 'vitest';
import { mayBeginRuby } from '../../../src/puppet/types/match.js';
import { matchesRuby, translateRegex } from '../../../src/puppet/types/index.js';

describe('translateRegex', () => {
  it.each([
    ['\\A[a-z]+\\z', '^[a-z]+$'],
    ['\\Ax\\Z', '^x(?=\\n?$)'],
    ['\\h{2}', '[0-9a-fA-F]{2}'],
    ['[\\h_]', '[0-9a-fA-F_]'],
    ['a.b', 'a[^\\n]b'],
    ['(?m:.)', '(?:[\\s\\S])'],
    ['(?i)a1', '(?:[aA]1)'],
    ['(?i:[x-z])', '(?:[x-zX-Z])'],
    ['[[:xdigit:]]{,4}', '[0-9a-fA-F]{0,4}'],
    ['(?<n>a)(b)\\k<n>', '(?<n>a)(?:b)\\k<n>'],
    ['(?x) a b # c', '(?:ab)'],
    ['\\-\\/\\"', '-/"'],
    ['}', '\\}'],
  ])('%s -> %s', (source, want) => {
    expect(translateRegex(source)).toBe(want);
  });

  it.each([
    'a++',
    '(?>a)',
    '[a&&b]',
    '[a[bc]]',
    '\\R',
    '\\X',
    '\\G',
    '\\p{Alpha}',
    '(?i)ä',
    '(?<n>a)\\1',
    '\\g<n>',
    'a{2}+',
    'a{2}?',
    '[[:print:]]',
    '(',
    ')',
    '[',
    '*',
  ])('leaves %s to Ruby', (source) => {
    expect(translateRegex(source)).toBeUndefined();
    expect(matchesRuby(source, 'a')).toBe('unknown');
  });
});

describe('mayBeginRuby', () => {
  const url = '(?i:\\Ahttps?:\\/\\/.*\\z)';
  const path = '\\A(([a-zA-Z]:[\\\\\\/])|([\\\\\\/][\\\\\\/][^\\\\\\/]+[\\\\\\/][^\\\\\\/]+))|\\A\\/';
  it.each<[string, string, boolean | 'unknown']>([
    [url, '', true],
    [url, 'HTT', true],
    [url, 'https://x/', true],
    [url, 'httpx', false],
    [url, 'ftp://', false],
    [path, '/etc/', true],
    [path, 'C', true],
    [path, 'C:', true],
    [path, 'etc/', false],
    ['\\Aa{2,3}b\\z', 'aa', true],
    ['\\Aa{2,3}b\\z', 'aaaa', false],
    ['\\A(?=b)a', 'a', true],
    ['\\A(?!a)a', 'a', true],
    ['\\A(a|b)c\\1\\z', 'acb', true],
    ['\\Ab\\z', 'b', true],
    ['\\Ab\\z', 'bb', false],
    ['^b$', 'a\n', true],
    ['^b\\b', 'b', true],
    ['b', 'a', true],
    ['\\Aa++', 'b', 'unknown'],
  ])('%s of what begins with %s: %s', (source, text, want) => {
    expect(mayBeginRuby(source, text)).toBe(want);
  });
});
