import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { FindingsError } from '../../src/findings/finding.js';
import { sha256 } from '../../src/write/hash.js';
import { currentOwner } from '../../src/write/owner.js';
import { applyPlan, planWrite } from '../../src/write/write.js';
import { dyingDisk, failingDisk, Killed } from './faults.js';
import type { Tree } from './trees.js';
import { codesOf, deadOwner, generate, lay, manifestOf, temporary, treeOf, wanted } from './trees.js';
import { fc } from '../property.js';

/** Between them: every kind of change. `edited` and `orphan` are edited by hand in between. */
const old: Tree = {
  same: 'same',
  changed: 'old',
  'mode*': 'x',
  'deep/er/gone': 'old',
  'folder/in': 'old',
  file: 'old',
  edited: 'old',
  orphan: 'old',
};
const next: Tree = {
  same: 'same',
  changed: 'new',
  mode: 'x',
  'made/in/it': 'new',
  folder: 'new',
  'file/in': 'new',
  edited: 'new',
};
const other: Tree = { same: 'other', 'deep/er/gone': 'other', 'made/in': 'other', edited: 'other' };
const byHand: Tree = { edited: 'by hand', orphan: 'by hand', 'mine/too': 'by hand' };

/** A fresh copy of `old` with the edits by hand. */
function start(): string {
  const root = join(temporary(), 'out');
  cpSync(template, root, { recursive: true });
  return root;
}

let template: string;
let operations: number;
beforeAll(async () => {
  template = join(temporary(), 'template');
  await generate(template, old);
  lay(template, byHand);
  const counting = dyingDisk(Infinity);
  await applyPlan(await planWrite(start(), wanted(next)), { disk: counting, owner: currentOwner });
  operations = counting.operations();
});

/** Runs as a process that dies at its n-th operation on the disk. */
async function killedAt(n: number, root: string, tree: Tree): Promise<void> {
  const run = planWrite(root, wanted(tree)).then((plan) =>
    applyPlan(plan, { disk: dyingDisk(n), owner: () => deadOwner }),
  );
  await run.catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error;
  });
}

/** Each file is one of the wanted ones, whole; what a person made is as the person made it. */
function expectWhole(root: string, ...trees: Tree[]): void {
  const found = Object.entries(treeOf(root)).filter(
    ([path]) => !path.startsWith('.ovp-gen.work/') && !path.endsWith('/'),
  );
  for (const [path, content] of found) {
    const allowed = [byHand, ...trees].flatMap(
      (tree) => tree[path] ?? tree[`${path}*`] ?? tree[path.replace('*', '')] ?? [],
    );
    expect(allowed, path).toContain(content);
  }
  expect(Object.fromEntries(found)).toMatchObject(byHand);
}

/** The next run completes the change, and cleans up. */
async function expectCompletes(root: string, tree: Tree): Promise<void> {
  const expected = ['edited', 'orphan'].map((path) => (path in tree ? 'OVP3040' : 'OVP3041'));
  expect((await codesOf(generate(root, tree))).sort()).toEqual(expected.sort());
  expect(treeOf(root)).toEqual({ ...tree, ...byHand });
  const hashes = Object.entries(tree).map(([path, content]) => [path.replace('*', ''), sha256(content)]);
  const { edited: last, orphan, ...manifest } = manifestOf(root);
  expect(manifest).toEqual(Object.fromEntries(hashes.filter(([path]) => path !== 'edited' && path !== 'orphan')));
  expect(['old', 'new', 'other'].map(sha256)).toContain(last);
  expect(orphan).toBe(sha256('old'));
  expect(readdirSync(root)).not.toContain('.ovp-gen.work');
}

describe('killed at an operation', { timeout: 20_000 }, () => {
  it('there are enough of them', () => {
    expect(operations).toBeGreaterThan(40);
  });

  it.each([
    ['completes', next],
    ['goes back', old],
    ['goes on to something else', other],
  ])('every single one, the next run %s', async (_name, tree) => {
    for (let n = 1; n <= operations; n += 1) {
      const root = start();
      await killedAt(n, root, next);
      expectWhole(root, old, next);
      await expectCompletes(root, tree);
    }
  });

  it('again and again, with other trees, and the last run completes', async () => {
    const kill = fc.record({ n: fc.integer({ min: 1, max: 60 }), tree: fc.constantFrom(old, next, other) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(kill, { minLength: 2, maxLength: 5 }),
        fc.constantFrom(old, next, other),
        async (kills, last) => {
          const root = start();
          for (const { n, tree } of kills) {
            await killedAt(n, root, tree);
            expectWhole(root, old, next, other);
          }
          await expectCompletes(root, last);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('an operation that fails', { timeout: 20_000 }, () => {
  it.each([
    ['ENOSPC', 'OVP3003'],
    ['EROFS', 'OVP3004'],
    ['EACCES', 'OVP3005'],
    ['EIO', 'OVP3006'],
  ])('%s: a sentence, whole files, no lock, and the next run completes', async (code, want) => {
    let failures = 0;
    for (let n = 1; n <= operations; n += 1) {
      const root = start();
      const plan = await planWrite(root, wanted(next));
      const disk = failingDisk(n, code);
      const failed = await applyPlan(plan, { disk, owner: currentOwner }).then(
        () => undefined,
        (error: unknown) => error,
      );
      // Cleaning up may fail quietly; everything else is told.
      if (failed !== undefined) {
        failures += 1;
        expect(failed).toBeInstanceOf(FindingsError);
        expect(failed instanceof FindingsError && failed.findings.map((finding) => finding.code)).toEqual([want]);
      }
      expectWhole(root, old, next);
      await expectCompletes(root, next);
    }
    expect(failures).toBeGreaterThan(operations / 2);
  });
});
