import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder } from '../../src/write/folder.js';
import { temporary } from './trees.js';

describe('makeFolder', () => {
  test.each([['a'], ['a/b/c'], ['there'], ['there/d']])('makes %s', (path) => {
    const root = temporary();
    mkdirSync(join(root, 'there'));
    makeFolder(join(root, path));
    expect(statSync(join(root, path)).isDirectory()).toBe(true);
  });

  test.each([['file'], ['file/a']])('refuses %s, where a file is in the way', (path) => {
    const root = temporary();
    writeFileSync(join(root, 'file'), '');
    expect(() => makeFolder(join(root, path))).toThrow(/EEXIST|ENOTDIR/);
  });

  test.skipIf(process.platform !== 'linux')('ends where the file system has no place for it', () => {
    expect(() => makeFolder('/proc/a/b')).toThrow('ENOENT');
  });
});
