/** How a process ends that is interrupted, or has nobody to tell. */
import { spawnSync } from 'node:child_process';
import { existsSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../../src/package-root.js';
import { createWorkspace } from '../../src/validate/workspace.js';
import { folder, moduleOf } from '../validate/modules.js';

/** A program with a step that does this when it is interrupted, and says how far it is. */
async function program(onAbort: string): Promise<string> {
  const directory = folder();
  await build({
    entryPoints: [packageFile('src/cli/interrupt.ts')],
    outfile: join(directory, 'interrupt.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
  const script = join(directory, 'program.mjs');
  writeFileSync(
    script,
    `import { interruptible } from './interrupt.mjs';
setInterval(() => undefined, 1000);
process.on('exit', () => console.log('left'));
await interruptible(
  (signal) =>
    new Promise((_, reject) => {
      signal.addEventListener('abort', () => {
        console.log('aborted');
        ${onAbort};
      });
      console.log('ready');
    }),
);
`,
  );
  return script;
}

describe('a run that is interrupted', () => {
  it.each([
    { name: 'once cleans up', onAbort: 'reject(signal.reason)', signals: ['ready'], end: { signal: 'SIGINT' } },
    { name: 'twice does not wait', onAbort: '', signals: ['ready', 'aborted'], end: { exitCode: 130 } },
  ])('$name', async ({ onAbort, signals, end }) => {
    const child = execa(process.execPath, [await program(onAbort)], { reject: false });
    const said: string[] = [];
    for await (const line of child) {
      said.push(line);
      if (signals.includes(line)) child.kill('SIGINT');
    }
    expect(await child).toMatchObject(end);
    expect(said).toEqual(['ready', 'aborted', ...('exitCode' in end ? ['left'] : [])]);
  });

  it('leaves no copy of the module', async () => {
    const before = process.listeners('exit');
    const workspace = await createWorkspace(moduleOf({ 'metadata.json': '{}' }));
    const { root, temporary } = workspace;
    const others = process.listeners('exit').filter((listener) => !before.includes(listener));
    expect([existsSync(root), existsSync(temporary)]).toEqual([true, true]);
    for (const listener of others) listener(1);
    expect([existsSync(root), existsSync(temporary)]).toEqual([false, false]);
    await workspace.dispose();
    expect(process.listeners('exit')).toEqual(before);
  });
});

describe('a program that', () => {
  const bin = packageFile('bin/ovp-gen.js');
  const wrong = ['validate', '--only', 'lnit', '--json'];

  it('nobody listens to has the same end', async () => {
    const child = execa(process.execPath, [bin, 'validate', '--only', 'lnit'], {
      cwd: folder(),
      reject: false,
      buffer: false,
    });
    child.stdout.destroy();
    child.stderr.destroy();
    expect((await child).exitCode).toBe(2);
  });

  it.runIf(existsSync('/dev/full'))('has no room for what it says tells so in a sentence', async () => {
    const stdio = ['ignore', openSync('/dev/full', 'w'), 'pipe'] as const;
    const { status, stderr } = spawnSync(process.execPath, [bin, ...wrong], {
      cwd: folder(),
      stdio: [...stdio],
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^ovp-gen: what there is to say cannot be written: ENOSPC: [^\n]*\n$/);
  });
});
