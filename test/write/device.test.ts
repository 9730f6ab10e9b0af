/** Devices that are full or read-only. They have to be mounted, which only root may do, and not in every container. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { planWrite } from '../../src/write/write.js';
import { codesOf, generate, lay, temporary, treeOf, wanted } from './trees.js';

const mounted: string[] = [];
afterEach(() => {
  for (const folder of mounted.splice(0)) spawnSync('umount', [folder]);
});

function mount(...args: string[]): boolean {
  return spawnSync('mount', args).status === 0;
}

/** A device with this many bytes. */
function device(size: string): string {
  const folder = join(temporary(), 'device');
  mkdirSync(folder);
  if (!mount('-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder)) throw new Error('cannot mount');
  mounted.push(folder);
  return folder;
}

const mayMount = (() => {
  try {
    device('64k');
    return true;
  } catch {
    return false;
  } finally {
    for (const folder of mounted.splice(0)) spawnSync('umount', [folder]);
  }
})();

const many = (text: string) => Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`d/${n}`, text.repeat(4000)]));

describe.skipIf(!mayMount)('a device (skipped where tmpfs may not be mounted)', () => {
  it('that is full: a sentence, the old tree as it was, and the next run completes', async () => {
    const root = device('64k');
    await generate(root, { ...many('o'), gone: 'x' });
    const before = treeOf(root);
    writeFileSync(join(root, 'hog'), 'h'.repeat(16_000));
    const run = generate(root, many('n'));
    await expect(run).rejects.toThrow(/OVP3003: no space left on the device while writing '.*'/);
    expect(treeOf(root)).toEqual({ ...before, hog: expect.any(String) });
    rmSync(join(root, 'hog'));
    expect(await codesOf(generate(root, many('n')))).toEqual([]);
    expect(treeOf(root)).toEqual(many('n'));
  });

  it('that is full to the last byte', async () => {
    const root = device('64k');
    await generate(root, { a: '1' });
    expect(() => writeFileSync(join(root, 'hog'), 'h'.repeat(100_000))).toThrow('ENOSPC');
    expect(await codesOf(generate(root, { a: '2' }))).toEqual(['OVP3003']);
    expect(readFileSync(join(root, 'a'), 'utf8')).toBe('1');
    rmSync(join(root, 'hog'));
    expect(await codesOf(generate(root, { a: '2' }))).toEqual([]);
    expect(treeOf(root)).toEqual({ a: '2' });
  });

  it('that is read-only: a sentence, and looking is still possible', async () => {
    const root = device('64k');
    await generate(root, { a: '1' });
    expect(mount('-o', 'remount,ro', root)).toBe(true);
    expect(await codesOf(generate(root, { a: '2' }))).toEqual(['OVP3004']);
    expect((await planWrite(root, wanted({ a: '1' }))).upToDate).toBe(true);
    expect(await codesOf(generate(root, { a: '1' }))).toEqual([]);
    expect(mount('-o', 'remount,rw', root)).toBe(true);
    expect(await codesOf(generate(root, { a: '2' }))).toEqual([]);
    expect(treeOf(root)).toEqual({ a: '2' });
  });

  it('of its own in the output directory cannot be renamed to, and nothing is lost', async () => {
    const root = temporary();
    await generate(root, { a: '1', 'd/b': '1' });
    expect(mount('-t', 'tmpfs', 'tmpfs', join(root, 'd'))).toBe(true);
    mounted.push(join(root, 'd'));
    expect(await codesOf(generate(root, { a: '2', 'd/b': '2' }))).toEqual(['OVP3006']);
    spawnSync('umount', [join(root, 'd')]);
    expect(await codesOf(generate(root, { a: '2', 'd/b': '2' }))).toEqual([]);
    expect(treeOf(root)).toEqual({ a: '2', 'd/b': '2' });
  });
});

describe.skipIf(process.getuid?.() === 0)('permissions (skipped for root, whom they do not stop)', () => {
  it('a directory that may not be written', async () => {
    const root = temporary();
    await generate(root, { a: '1' });
    chmodSync(root, 0o555);
    expect(await codesOf(generate(root, { a: '2' }))).toEqual(['OVP3005']);
    chmodSync(root, 0o755);
    expect(await codesOf(generate(root, { a: '2' }))).toEqual([]);
  });

  it('a file that may not be read', async () => {
    const root = temporary();
    await generate(root, { a: '1' });
    chmodSync(join(root, 'a'), 0);
    expect(await codesOf(generate(root, { a: '2' }))).toEqual(['OVP3005']);
    chmodSync(join(root, 'a'), 0o644);
  });
});

it('an output directory below a file', async () => {
  const folder = temporary();
  lay(folder, { file: 'x' });
  expect(await codesOf(generate(join(folder, 'file/out'), { a: '1' }))).toEqual(['OVP3006']);
  expect(existsSync(join(folder, 'file/out'))).toBe(false);
});
