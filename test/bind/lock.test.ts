import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockFile, lockHash, printLock, readLock } from '../../src/bind/lock.js';

const entry = { module: 'a', slug: 'x/a', version: '1.0.0', repository: 'y/a', ref: 'v1.0.0' };

describe('readLock', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ovp-gen-lock-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function read(text: string): Promise<unknown> {
    const file = join(folder, 'modules.lock.json');
    await writeFile(file, text);
    return readLock(file);
  }

  it('knows where each module stands', async () => {
    expect(await read(JSON.stringify({ modules: [entry] }, undefined, 2))).toEqual({
      modules: [{ ...entry, site: { file: join(folder, 'modules.lock.json'), line: 3, column: 5 } }],
    });
  });

  it.each([
    ['no JSON', '{', /modules\.lock\.json: /],
    ['no list', '{"modules": {}}', /expected \{ "modules": \[\.\.\.\] \}/],
    ['a text instead of a module', '{"modules": ["a"]}', /only objects/],
    [
      'a missing field',
      JSON.stringify({ modules: [{ ...entry, ref: undefined }] }),
      /:1:13: a module needs a text "ref"/,
    ],
    ['a module twice', JSON.stringify({ modules: [entry, entry] }), /a is listed twice/],
  ])('refuses %s', async (_name, text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  it('reads back what printLock writes', async () => {
    expect(printLock(await readLock())).toBe(await readFile(lockFile, 'utf8'));
  });

  it('has one hash wherever its file is, and another for other modules', async () => {
    const lock = await readLock();
    const elsewhere = join(folder, 'elsewhere.json');
    await writeFile(elsewhere, printLock(lock));
    expect(lockHash(await readLock(elsewhere))).toBe(lockHash(lock));
    expect(lockHash({ modules: lock.modules.slice(1) })).not.toBe(lockHash(lock));
  });
});
