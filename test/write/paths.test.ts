import { describe, expect, it } from 'vitest';
import { FindingsError } from '../../src/findings/finding.js';
import { parseManifest, printManifest } from '../../src/write/manifest.js';
import { checkPaths, parentsOf, refusePath } from '../../src/write/paths.js';

describe('refusePath', () => {
  it.each([
    ['manifests/init.pp', undefined],
    ['.fixtures.yml', undefined],
    ['a..b/...c', undefined],
    ['', 'is empty'],
    ['/etc/passwd', 'is absolute'],
    ['C:/x', 'is absolute'],
    ['../x', 'leads out of the output directory'],
    ['a/../../x', 'leads out of the output directory'],
    ['a//b', 'is not in its shortest form'],
    ['./a', 'is not in its shortest form'],
    ['a/', 'is not in its shortest form'],
    ['a\\b', 'contains a backslash'],
    ['a\0b', 'contains a NUL character'],
    ['.ovp-gen.json', 'is reserved for ovp-gen'],
    ['.OVP-gen.work/lock', 'is reserved for ovp-gen'],
  ])('%j', (path, want) => {
    expect(refusePath(path)).toBe(want);
  });
});

describe('checkPaths', () => {
  it.each([
    [['a/b', 'a/c', 'ab'], []],
    [
      ['README.md', 'readme.md'],
      ["the generated paths 'README.md' and 'readme.md' differ only in upper and lower case"],
    ],
    [['A/x', 'a/y'], ["the generated paths 'A' and 'a' differ only in upper and lower case"]],
    [['a', 'a/b/c'], ["'a' is to be generated as a file and, for 'a/b/c', as a folder"]],
    [
      ['../x', '/y'],
      [
        "the generated file '../x' cannot be written: its path leads out of the output directory",
        "the generated file '/y' cannot be written: its path is absolute",
      ],
    ],
  ])('%j', (paths, want) => {
    expect(checkPaths(paths).map(({ message }) => message)).toEqual(want);
  });
});

it('parentsOf gives the nearest first', () => {
  expect(parentsOf('a/b/c')).toEqual(['a/b', 'a']);
  expect(parentsOf('a')).toEqual([]);
});

describe('manifest', () => {
  const hash = 'a'.repeat(64);

  it('is sorted by code unit, one line for each file', () => {
    const text = printManifest(
      new Map([
        ['b', hash],
        ['B', hash],
        ['a/é', hash],
      ]),
    );
    expect(text).toBe(`{\n  "B": "${hash}",\n  "a/é": "${hash}",\n  "b": "${hash}"\n}\n`);
    expect([...parseManifest(text, 'm').keys()]).toEqual(['B', 'a/é', 'b']);
  });

  it.each([
    ['nonsense', "the manifest 'm' cannot be used: it is not JSON"],
    ['[]', "the manifest 'm' cannot be used: it is not a JSON object"],
    ['{\n<<<<<<< HEAD\n', "the manifest 'm' cannot be used: it contains the marks of a merge conflict"],
    [`{"/etc/passwd":"${hash}"}`, "the manifest 'm' lists '/etc/passwd', which is absolute"],
    [`{"a/../../b":"${hash}"}`, "the manifest 'm' lists 'a/../../b', which leads out of the output directory"],
    ['{"a":1}', "the manifest 'm' lists 'a', which has no SHA-256 as its value"],
  ])('refuses %j', (text, want) => {
    expect(() => parseManifest(text, 'm')).toThrow(FindingsError);
    expect(() => parseManifest(text, 'm')).toThrow(want);
  });

  it('reports every line that it refuses', () => {
    const text = JSON.stringify({ '../a': hash, '/b': hash, c: hash });
    expect(() => parseManifest(text, 'm')).toThrow(/'\.\.\/a'[^]*'\/b'/);
  });
});
