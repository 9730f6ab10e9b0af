import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeDisk } from '../../src/write/disk.js';
import { acquireLock } from '../../src/write/lock.js';
import type { Owner } from '../../src/write/owner.js';
import { currentOwner, describeOwner, isAlive } from '../../src/write/owner.js';
import { codesOf, deadOwner, generate, lay, temporary } from './trees.js';

const lockOf = (root: string) => join(root, '.ovp-gen.work/lock');

describe('isAlive', () => {
  const self = currentOwner();
  const ended = spawnSync(process.execPath, ['-e', '0']).pid;
  it.each<[string, Owner, boolean]>([
    ['this process', self, true],
    ['one that has ended', { ...self, pid: ended }, false],
    ['a later process with the same id', { ...self, started: 'earlier' }, process.platform !== 'linux'],
    ['one without a start time', { ...self, started: null }, true],
    ['one of another machine', { ...self, pid: ended, host: 'elsewhere' }, true],
    ['one of another user', { pid: 1, started: null, host: hostname() }, true],
  ])('%s', (_name, owner, want) => {
    expect(isAlive(owner)).toBe(want);
  });

  it('names the machine only if it is another one', () => {
    expect(describeOwner({ ...self, pid: 7 })).toBe('process 7');
    expect(describeOwner({ ...self, pid: 7, host: 'elsewhere' })).toBe('process 7 on elsewhere');
  });
});

describe('acquireLock', () => {
  it('refuses while somebody holds it, says who, and leaves nothing behind', async () => {
    const root = temporary();
    const lock = await acquireLock(nodeDisk, root, currentOwner());
    await expect(acquireLock(nodeDisk, root, currentOwner())).rejects.toThrow(
      `is being written by process ${process.pid}`,
    );
    expect(readdirSync(join(root, '.ovp-gen.work'))).toEqual(['lock']);
    await lock.release();
    expect(readdirSync(root)).toEqual([]);
  });

  it('a whole run is refused in the same way', async () => {
    const root = temporary();
    const lock = await acquireLock(nodeDisk, root, currentOwner());
    expect(await codesOf(generate(root, { a: '1' }))).toEqual(['OVP3020']);
    await lock.release();
    expect(await codesOf(generate(root, { a: '1' }))).toEqual([]);
  });

  it('takes over from the dead', async () => {
    const root = temporary();
    await acquireLock(nodeDisk, root, deadOwner);
    const lock = await acquireLock(nodeDisk, root, currentOwner());
    expect(readdirSync(join(root, '.ovp-gen.work'))).toEqual(['lock']);
    await lock.release();
  });

  it('takes over from one who died while taking over', async () => {
    const root = temporary();
    await acquireLock(nodeDisk, root, deadOwner);
    const dying = {
      ...nodeDisk,
      rename: async () => {
        throw new Error('killed');
      },
      remove: async () => undefined,
    };
    for (let heir = 0; heir < 3; heir += 1) {
      await expect(acquireLock(dying, root, deadOwner)).rejects.toThrow('killed');
    }
    const lock = await acquireLock(nodeDisk, root, currentOwner());
    await expect(acquireLock(nodeDisk, root, currentOwner())).rejects.toThrow('is being written');
    await lock.release();
  });

  it.skipIf(process.platform !== 'linux')('of many that find a dead lock, exactly one gets it', async () => {
    for (let round = 0; round < 20; round += 1) {
      const root = temporary();
      await acquireLock(nodeDisk, root, deadOwner);
      const tries = await Promise.allSettled(
        Array.from({ length: 12 }, () => acquireLock(nodeDisk, root, currentOwner())),
      );
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
  });

  it('runs at once: one after the other gets through, and nothing is mixed', async () => {
    const root = temporary();
    const trees = [1, 2, 3, 4].map((n) => Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`d/${i}`, `${n}`])));
    for (let round = 0; round < 10; round += 1) {
      const codes = await Promise.all(trees.map((tree) => codesOf(generate(root, tree))));
      expect(codes.flat().every((code) => code === 'OVP3020')).toBe(true);
      expect(codes.filter((code) => code.length === 0).length).toBeGreaterThan(0);
    }
    expect(await codesOf(generate(root, { x: '1' }))).toEqual([]);
    expect(readdirSync(root).sort()).toEqual(['.ovp-gen.json', 'x']);
  });

  it('does not guess about a lock that it cannot read', async () => {
    const root = temporary();
    mkdirSync(join(root, '.ovp-gen.work'));
    writeFileSync(lockOf(root), '');
    expect(await codesOf(generate(root, { a: '1' }))).toEqual(['OVP3020']);
    lay(root, { '.ovp-gen.work/lock': JSON.stringify({ ...deadOwner, id: '../../x' }) });
    expect(await codesOf(generate(root, { a: '1' }))).toEqual(['OVP3020']);
  });
});
