import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedLock } from '../../src/bind/shipped-lock.js';
import { lockFile, lockHash, printLock } from '../../src/bind/lock.js';
import { readLock } from '../../src/bind/lock-places.js';
import { FindingsError } from '../../src/findings/finding.js';

const entry = { module: 'a', slug: 'x/a', version: '1.0.0', repository: 'y/a', ref: 'v1.0.0' };

describe('readLock', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ovp-gen-lock-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function read(text: string, reader: typeof readLock = readLock): Promise<unknown> {
    const file = join(folder, 'modules.lock.json');
    await writeFile(file, text);
    return reader(file);
  }

  it('knows where each module stands', async () => {
    expect(await read(JSON.stringify({ modules: [entry] }, undefined, 2))).toEqual({
      modules: [{ ...entry, site: { file: join(folder, 'modules.lock.json'), line: 3, column: 5 } }],
    });
  });

  it.each([
    ['what is cut off', '{\n  "modules": [\n    {', 3, 6, 'Expected string in JSON but found end of file'],
    ['a merge with conflicts', '{"modules": [\n<<<<<<< HEAD\n', 2, 1, ''],
    ['no list', '{"modules": {}}', 1, 1, 'expected { "modules": [...] }'],
    ['a text instead of a module', '{"modules": ["a"]}', 1, 14, 'only objects'],
    [
      'a missing field',
      JSON.stringify({ modules: [entry, { ...entry, ref: undefined }] }, undefined, 1),
      10,
      3,
      'a module needs a text "ref"',
    ],
    ['a module twice', JSON.stringify({ modules: [entry, entry] }, undefined, 1), 10, 3, 'a is listed twice'],
  ])('refuses %s, as does what every run reads', async (_name, text, line, column, reason) => {
    for (const reader of [readLock, shippedLock]) {
      const error = await read(text, reader).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(FindingsError);
      expect((error as FindingsError).findings).toEqual([
        expect.objectContaining({
          code: 'OVP6008',
          message: expect.stringContaining(reason) as string,
          site: { file: join(folder, 'modules.lock.json'), line, column },
        }),
      ]);
    }
  });

  it('is reported where it is missing', async () => {
    for (const reader of [readLock, shippedLock])
      await expect(reader(join(folder, 'none.json'))).rejects.toThrow(/OVP6008.*it does not exist/);
  });

  it('is the same to what every run reads, but for places', async () => {
    const { modules } = await readLock();
    expect(modules.map(({ site: _, ...module }) => module)).toEqual((await shippedLock()).modules);
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
