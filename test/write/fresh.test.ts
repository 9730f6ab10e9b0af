import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { isFresh, readStamp, stampFile, writeStamp } from '../../src/write/fresh.js';
import { generate, lay, temporary } from './trees.js';

afterEach(() => {
  vi.unstubAllEnvs();
});

async function project() {
  const root = temporary();
  const at = (path: string) => join(root, path);
  lay(root, { 'ovp.config.ts': 'config', 'src/a.ts': 'a', 'tsconfig.json': '{}' });
  const outputs = { 'manifests/init.pp': 'class x {}', 'bin/run*': 'run' };
  await generate(at('out'), outputs);
  const run = {
    files: [at('ovp.config.ts'), at('src/a.ts'), at('package-lock.json')],
    folders: [at('src'), at('profiles')],
    env: ['OVP_TEST_SITE'],
    output: at('out'),
    outputs: ['manifests/init.pp', 'bin/run'],
  };
  return { root, at, run, file: stampFile(root, at('ovp.config.ts')) };
}

/** A moment after everything above was written. */
const later = () => Date.now() + 1000;

describe('a stamp', () => {
  it('is fresh as long as nothing changes, also by the time stamps alone', async () => {
    const { root, run, file } = await project();
    expect(readStamp(file)).toBeUndefined();
    expect(writeStamp(file, run, 'build', later())).toBe(true);
    const stamp = readStamp(file);
    expect(stamp).toMatchObject(run);
    expect(stamp && isFresh(stamp, 'build')).toBe(true);
    lay(root, { 'src/a.ts': 'a' });
    expect(stamp && isFresh(stamp, 'build')).toBe(true);
  });

  const changes: [string, (at: (path: string) => string) => void][] = [
    ['an input', (at) => writeFileSync(at('src/a.ts'), 'b')],
    ['an input that is gone', (at) => rmSync(at('src/a.ts'))],
    ['an input that has come into being', (at) => writeFileSync(at('package-lock.json'), '{}')],
    ['a new name in a folder', (at) => writeFileSync(at('src/b.ts'), '')],
    ['a folder that has come into being', (at) => mkdirSync(at('profiles'))],
    ['a declared variable', () => vi.stubEnv('OVP_TEST_SITE', 'x')],
    ['an output edited by hand', (at) => writeFileSync(at('out/manifests/init.pp'), 'mine')],
    ['an output that is gone', (at) => rmSync(at('out/manifests/init.pp'))],
    ['the executable bit of an output', (at) => chmodSync(at('out/bin/run'), 0o644)],
    ['the manifest', (at) => writeFileSync(at('out/.ovp-gen.json'), '{}')],
    ['an interrupted run', (at) => mkdirSync(at('out/.ovp-gen.work'))],
    [
      'an output that has become a folder',
      (at) => {
        rmSync(at('out/bin/run'));
        mkdirSync(at('out/bin/run'));
      },
    ],
  ];
  it.each(changes)('is stale after a change of %s', async (_name, change) => {
    const { at, run, file } = await project();
    writeStamp(file, run, 'build', later());
    change(at);
    const stamp = readStamp(file);
    expect(stamp).toBeDefined();
    expect(stamp && isFresh(stamp, 'build')).toBe(false);
  });

  it('is stale for another build of the CLI, and for another variable that is blank instead of absent', async () => {
    const { run, file } = await project();
    writeStamp(file, run, 'build', later());
    const stamp = readStamp(file);
    expect(stamp && isFresh(stamp, 'other build')).toBe(false);
    vi.stubEnv('OVP_TEST_SITE', '');
    expect(stamp && isFresh(stamp, 'build')).toBe(false);
  });

  it('is not written where an input has changed since the run began', async () => {
    const { run, file } = await project();
    expect(writeStamp(file, run, 'build', Date.now() - 60_000)).toBe(false);
    expect(existsSync(file)).toBe(false);
  });

  it('that makes no sense counts as none', async () => {
    const { run, file } = await project();
    writeStamp(file, run, 'build', later());
    for (const text of [
      '',
      '[]',
      '{"files":[]}',
      '{"files":1,"folders":[],"env":[],"output":"","outputs":[],"digest":""}',
    ]) {
      writeFileSync(file, text);
      expect(readStamp(file)).toBeUndefined();
    }
  });

  it('that cannot be written does no harm', async () => {
    const { root, run } = await project();
    expect(writeStamp(join(root, 'tsconfig.json', 'x.json'), run, 'build', later())).toBe(false);
  });
});
