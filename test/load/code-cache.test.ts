import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CodeCache } from '../../src/load/code-cache.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'code-cache-'));
  writeFileSync(join(folder, 'small.cjs'), `module.exports = 'small';\n`);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const require = createRequire(import.meta.url);
const large = (answer: number): string =>
  `exports.answer = () => ${String(answer)};
exports.small = require('./small.cjs');
exports.place = [__filename, __dirname, module.id, this === exports];
exports.fail = () => { throw new Error('here'); };
${`// ${'-'.repeat(90)}\n`.repeat(1200)}`;

interface Large {
  answer(): number;
  fail(): never;
  readonly small: string;
  readonly place: readonly unknown[];
}

/** Loads the file as another process would, uses it, and keeps its code. */
async function run(kept = join(folder, 'kept')): Promise<{ loaded: Large; written: number }> {
  const path = join(folder, 'large.cjs');
  Reflect.deleteProperty(require.cache, path);
  const cache = new CodeCache(kept);
  const loaded = await cache.during(() => Promise.resolve(require(path) as Large));
  loaded.answer();
  return { loaded, written: cache.save() };
}

describe('compiled code', () => {
  it('is written once, and accepted by the next run', async () => {
    writeFileSync(join(folder, 'large.cjs'), large(1));
    expect((await run()).written).toBe(1);
    const { loaded, written } = await run();
    expect(written).toBe(0);
    expect(loaded.answer()).toBe(1);
  });

  it('behaves as the file would by itself', async () => {
    const path = join(folder, 'large.cjs');
    writeFileSync(path, large(1));
    for (const { loaded } of [await run(), await run()]) {
      expect(loaded.small).toBe('small');
      expect(loaded.place).toEqual([path, folder, path, true]);
      expect(() => loaded.fail()).toThrow(expect.objectContaining({ stack: expect.stringContaining(`${path}:4:`) }));
    }
  });

  it('follows the text, even one of the same length and time, and leaves nothing old behind', async () => {
    writeFileSync(join(folder, 'large.cjs'), large(1));
    await run();
    writeFileSync(join(folder, 'large.cjs'), large(2));
    const { loaded, written } = await run();
    expect([loaded.answer(), written]).toEqual([2, 1]);
    expect(readdirSync(join(folder, 'kept'))).toHaveLength(1);
  });

  it.each([
    ['empty', () => Buffer.alloc(0)],
    ['cut short', (data: Buffer) => data.subarray(0, data.length / 2)],
    ['of zeros', (data: Buffer) => Buffer.alloc(data.length)],
    ['with one bit wrong', (data: Buffer) => data.with(data.length - 100, (data.at(-100) ?? 0) ^ 1)],
  ])('that is %s is made again', async (_, spoil) => {
    writeFileSync(join(folder, 'large.cjs'), large(1));
    await run();
    const [name = ''] = readdirSync(join(folder, 'kept'));
    const path = join(folder, 'kept', name);
    const good = readFileSync(path);
    writeFileSync(path, spoil(good));
    const { loaded, written } = await run();
    expect([loaded.answer(), written]).toEqual([1, 1]);
    expect((await run()).written).toBe(0);
  });

  it('that cannot be kept is no error', async () => {
    writeFileSync(join(folder, 'large.cjs'), large(1));
    writeFileSync(join(folder, 'file'), '');
    const { loaded, written } = await run(join(folder, 'file', 'kept'));
    expect([loaded.answer(), written]).toEqual([1, 0]);
  });

  it('is not looked for when a file is small, or when nothing is being loaded', async () => {
    mkdirSync(join(folder, 'kept'));
    const cache = new CodeCache(join(folder, 'kept'));
    Reflect.deleteProperty(require.cache, join(folder, 'small.cjs'));
    await cache.during(() => Promise.resolve(require(join(folder, 'small.cjs')) as unknown));
    writeFileSync(join(folder, 'large.cjs'), large(1));
    Reflect.deleteProperty(require.cache, join(folder, 'large.cjs'));
    require(join(folder, 'large.cjs'));
    expect(cache.save()).toBe(0);
  });
});
