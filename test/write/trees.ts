/** Trees of files for the tests of the writer. */
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import type { DesiredFiles } from '../../src/write/plan.js';
import type { WriteResult } from '../../src/write/write.js';
import { applyPlan, planWrite } from '../../src/write/write.js';

/** Path -> content; a path that ends in `*` is executable, as `ls -F` shows it. */
export type Tree = Readonly<Record<string, string>>;

export function wanted(tree: Tree): DesiredFiles {
  return new Map(
    Object.entries(tree).map(([path, content]) => [
      path.replace(/\*$/, ''),
      { content, mode: path.endsWith('*') ? 0o755 : 0o644 },
    ]),
  );
}

/** Everything below a folder but the manifest; folders that are empty as `path/`. */
export function treeOf(root: string, below = ''): Record<string, string> {
  const tree: Record<string, string> = {};
  const names = readdirSync(join(root, below)).sort();
  for (const name of names) {
    const path = below === '' ? name : `${below}/${name}`;
    const stats = lstatSync(join(root, path));
    if (path === '.ovp-gen.json') continue;
    if (stats.isDirectory()) Object.assign(tree, treeOf(root, path));
    else if (stats.isSymbolicLink()) tree[`${path}@`] = '';
    else tree[(stats.mode & 0o100) === 0 ? path : `${path}*`] = readFileSync(join(root, path), 'utf8');
  }
  if (names.length === 0 && below !== '') tree[`${below}/`] = '';
  return tree;
}

export function manifestOf(root: string): Record<string, string> {
  return JSON.parse(readFileSync(join(root, '.ovp-gen.json'), 'utf8')) as Record<string, string>;
}

/** Writes files as a person would. */
export function lay(root: string, tree: Tree): void {
  for (const [path, content] of Object.entries(tree)) {
    const file = join(root, path.replace(/\*$/, ''));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    chmodSync(file, path.endsWith('*') ? 0o755 : 0o644);
  }
}

export async function generate(root: string, tree: Tree, options: { force?: boolean } = {}): Promise<WriteResult> {
  return applyPlan(await planWrite(root, wanted(tree), options));
}

/** Codes of the findings of a run, whether returned or thrown. */
export async function codesOf(run: Promise<{ findings: readonly { code: string }[] }>): Promise<string[]> {
  const { findings } = await run.catch((error: unknown) => {
    if (error instanceof Error && 'findings' in error) return error as Error & { findings: { code: string }[] };
    throw error;
  });
  return findings.map(({ code }) => code);
}

/** Memory where there is some: the tests wait for a device thousands of times otherwise. */
const base = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const made: string[] = [];
afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A new folder, removed after the tests of the file. */
export function temporary(): string {
  const folder = mkdtempSync(join(base, 'ovp-gen-'));
  made.push(folder);
  return folder;
}

/** A process that had our id once, and has ended. */
export const deadOwner = { pid: process.pid, started: 'an earlier boot', host: hostname() };
