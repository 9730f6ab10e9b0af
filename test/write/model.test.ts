/** Random histories of runs, edits and kills, beside a model that says what has to come out. */
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sha256 } from '../../src/write/hash.js';
import { applyPlan, planWrite } from '../../src/write/write.js';
import { dyingDisk, Killed } from './faults.js';
import type { Tree } from './trees.js';
import { deadOwner, generate, lay, manifestOf, temporary, treeOf, wanted } from './trees.js';
import { fc, runs } from '../property.js';

interface File {
  readonly content: string;
  readonly executable: boolean;
}

/** The specification, in as few words as possible: `ours` is what we last wrote, `disk` is what is there. */
class Model {
  readonly disk = new Map<string, File>();
  readonly ours = new Map<string, string>();

  generate(tree: ReadonlyMap<string, File>, force: boolean): { kept: string[] } {
    const kept: string[] = [];
    for (const path of new Set([...tree.keys(), ...this.ours.keys()])) {
      const [want, have, last] = [tree.get(path), this.disk.get(path), this.ours.get(path)];
      const isEdited = have !== undefined && have.content !== last && have.content !== want?.content;
      if (isEdited && !force) {
        kept.push(path);
        continue;
      }
      if (want === undefined) {
        this.disk.delete(path);
        this.ours.delete(path);
      } else {
        this.disk.set(path, want);
        this.ours.set(path, want.content);
      }
    }
    return { kept: kept.sort() };
  }
}

// Few paths and contents, so that histories meet themselves.
const path = fc.constantFrom('a', 'b/c', 'b/d', 'e/f/g');
const file = fc.record({ content: fc.constantFrom('1', '2', '3'), executable: fc.boolean() });
const tree = fc.uniqueArray(fc.tuple(path, file), { selector: ([name]) => name });

type Step =
  | { kind: 'generate'; tree: [string, File][]; force: boolean }
  | { kind: 'kill'; tree: [string, File][]; at: number }
  | { kind: 'edit'; path: string; content: string }
  | { kind: 'delete' | 'chmod'; path: string };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('generate' as const), tree, force: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('kill' as const), tree, at: fc.integer({ min: 1, max: 40 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('edit' as const), path, content: fc.constantFrom('1', '2', '3', 'mine') }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('delete' as const, 'chmod' as const), path }) },
);

const laid = (files: Iterable<[string, File]>): Tree =>
  Object.fromEntries([...files].map(([name, { content, executable }]) => [executable ? `${name}*` : name, content]));

async function killed(root: string, tree: Tree, at: number): Promise<void> {
  const plan = await planWrite(root, wanted(tree));
  await applyPlan(plan, { disk: dyingDisk(at), owner: () => deadOwner }).catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error;
  });
}

it('every history', { timeout: 30_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const root = temporary();
      const model = new Model();
      for (const now of steps) {
        const target = 'path' in now ? join(root, now.path) : root;
        switch (now.kind) {
          case 'edit':
            lay(root, { [now.path]: now.content });
            model.disk.set(now.path, { content: now.content, executable: false });
            break;
          case 'delete':
            rmSync(target, { force: true });
            model.disk.delete(now.path);
            break;
          case 'chmod': {
            const have = model.disk.get(now.path);
            if (have === undefined) break;
            chmodSync(target, 0o755);
            model.disk.set(now.path, { ...have, executable: true });
            break;
          }
          case 'kill':
          case 'generate': {
            // Followed at once by a complete run of the same tree, a kill must have made no difference.
            if (now.kind === 'kill') await killed(root, laid(now.tree), now.at);
            const force = now.kind === 'generate' && now.force;
            const { findings } = await generate(root, laid(now.tree), { force });
            const { kept } = model.generate(new Map(now.tree), force);
            expect(findings.map(({ site }) => site?.file)).toEqual(kept.map((name) => join(root, name)));
            const folders = Object.keys(treeOf(root)).filter((name) => name.endsWith('/'));
            // Folders that a person has emptied are theirs.
            const found = Object.entries(treeOf(root)).filter(([name]) => !folders.includes(name));
            expect(Object.fromEntries(found)).toEqual(laid(model.disk));
            if (existsSync(join(root, '.ovp-gen.json'))) {
              const hashes = [...model.ours].map(([name, content]) => [name, sha256(content)]);
              expect(manifestOf(root)).toEqual(Object.fromEntries(hashes));
            } else expect(model.ours.size).toBe(0);
          }
        }
      }
    }),
    { numRuns: runs(100) },
  );
});
