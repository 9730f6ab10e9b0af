/** Single files: whole at all times, and nothing is left beside them. */
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FindingsError } from '../../src/findings/finding.js';
import { replaceFile } from '../../src/write/replace.js';
import { temporary } from './trees.js';

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe('replaceFile', () => {
  it('makes a file and its folders, with the mode that is asked for', () => {
    const path = join(temporary(), 'a/b/c.txt');
    replaceFile(path, 'one', 0o640);
    expect([readFileSync(path, 'utf8'), modeOf(path)]).toEqual(['one', '640']);
    expect(readdirSync(join(path, '..'))).toEqual(['c.txt']);
  });

  it('keeps the mode that somebody has given to the file', () => {
    const path = join(temporary(), 'a.txt');
    writeFileSync(path, 'one');
    chmodSync(path, 0o600);
    replaceFile(path, 'two', 0o644);
    expect([readFileSync(path, 'utf8'), modeOf(path)]).toEqual(['two', '600']);
  });

  it('keeps a symbolic link, and a second name keeps what it had', () => {
    const root = temporary();
    writeFileSync(join(root, 'real'), 'one');
    symlinkSync('real', join(root, 'link'));
    const before = statSync(join(root, 'real')).ino;
    replaceFile(join(root, 'link'), 'two');
    expect(lstatSync(join(root, 'link')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(root, 'real'), 'utf8')).toBe('two');
    // Another file, not the old one written over: whoever reads the old one reads it to its end.
    expect(statSync(join(root, 'real')).ino).not.toBe(before);
  });

  it('writes to what is no regular file, and leaves it there', () => {
    replaceFile('/dev/null', 'gone');
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it.each([
    ['a folder', 'folder', /OVP3006: illegal operation on a directory \(EISDIR\) while writing '.*\/folder'/],
    ['below a file', 'file/a', /OVP3006: not a directory \(ENOTDIR\) while writing '.*\/file\/a'/],
    ['a name that is too long', 'x'.repeat(256), /OVP3006: name too long \(ENAMETOOLONG\) while writing '.*\/x{256}'/],
  ])('says what is wrong: %s', (_name, path, message) => {
    const root = temporary();
    mkdirSync(join(root, 'folder'));
    writeFileSync(join(root, 'file'), 'mine');
    const write = (): void => replaceFile(join(root, path), 'text');
    expect(write).toThrow(FindingsError);
    expect(write).toThrow(message);
    expect(readdirSync(root).sort()).toEqual(['file', 'folder']);
    expect(readFileSync(join(root, 'file'), 'utf8')).toBe('mine');
  });
});
