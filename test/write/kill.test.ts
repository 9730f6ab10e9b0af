/** A real process, killed by the system at random instants: OVP_KILLS times, 150 by default. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tree } from './trees.js';
import { codesOf, generate, lay, temporary, treeOf } from './trees.js';

const KILLS = Number(process.env.OVP_KILLS ?? 150);
/** The longest time that a victim lives once it generates: some ten runs. */
const LIFE_MS = 40;

/** Long enough for a write to be torn, if files were written in place. */
const content = (tree: number, path: string) => `${tree} ${path}\n`.repeat(4000);
const made = (tree: number, ...paths: string[]): Tree =>
  Object.fromEntries(paths.map((path) => [path, content(tree, path)]));
const trees = [
  made(0, 'a', 'b/c', 'b/d', 'e', 'edited'),
  made(1, 'a', 'b', 'e/f', 'g/h/i', 'edited'),
  made(2, 'b/c', 'j', 'edited'),
];
const byHand = { edited: 'by hand', mine: 'by hand' };

let victim: string;
let input: string;
beforeAll(async () => {
  const folder = temporary();
  [victim, input] = [join(folder, 'victim.mjs'), join(folder, 'trees.json')];
  writeFileSync(input, JSON.stringify(trees));
  await build({
    entryPoints: [fileURLToPath(new URL('victim.ts', import.meta.url))],
    outfile: victim,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'error',
  });
});

/** Starts a victim, lets it work for a random time, kills it, and gives what it said. */
async function kill(root: string): Promise<string> {
  const child = spawn(process.execPath, [victim, root, input], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (data: Buffer) => (said += data.toString()));
  const ended = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), ended]);
  await new Promise((resolve) => setTimeout(resolve, Math.random() * LIFE_MS));
  child.kill('SIGKILL');
  await ended;
  return said;
}

function expectWhole(root: string): void {
  for (const [path, found] of Object.entries(treeOf(root))) {
    if (path.startsWith('.ovp-gen.work/') || path.endsWith('/')) continue;
    const whole = path in byHand ? ['by hand'] : trees.map((tree) => tree[path]);
    expect(whole.includes(found), `${path} is whole`).toBe(true);
  }
  expect(treeOf(root)).toMatchObject(byHand);
}

describe('killed at any instant', () => {
  it(
    `${KILLS} times: every file is whole, and the next run completes`,
    { timeout: 60_000 + KILLS * 1000 },
    async () => {
      let interrupted = 0;
      // Two at a time, as many as the smallest machine has processors.
      const series = async (count: number) => {
        const root = join(temporary(), 'out');
        lay(root, byHand);
        for (let n = 0; n < count; n += 1) {
          expect(await kill(root)).toBe('');
          if (existsSync(join(root, '.ovp-gen.work'))) interrupted += 1;
          expectWhole(root);
          // Every other time the next victim finds what this one has left.
          if (n % 2 === 0 && n < count - 1) continue;
          const tree = trees[Math.floor(Math.random() * trees.length)] ?? {};
          expect(await codesOf(generate(root, tree))).toEqual(['OVP3042']);
          expect(treeOf(root)).toEqual({ ...tree, ...byHand });
          expect(readdirSync(root)).not.toContain('.ovp-gen.work');
        }
      };
      await Promise.all([series(Math.ceil(KILLS / 2)), series(Math.floor(KILLS / 2))]);
      // Else they were killed between two runs, and this has tested nothing.
      // How many land inside of a run depends on the machine; that some do shows that the test tests anything.
      expect(interrupted).toBeGreaterThan(0);
    },
  );
});
