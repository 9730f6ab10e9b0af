/** A dist/ that is older than its sources fails in ways that nobody would guess: it is told, and tests renew it. */
import { copyFileSync, mkdirSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { newerThanBuild } from '../../scripts/stale.mjs';
import { packageFile } from '../../src/package-root.js';
import { lay, temporary } from '../write/trees.js';

const files = ['src/a.ts', 'src/platform/b.ts', 'generators/c.ts', 'src/d.json', 'dist/build-id'] as const;

/** A checkout with files of these ages, in seconds. */
function checkout(ages: Partial<Record<(typeof files)[number], number>>): string {
  const root = temporary();
  lay(
    root,
    Object.fromEntries(files.filter((path) => path !== 'dist/build-id' || path in ages).map((path) => [path, ''])),
  );
  for (const path of Object.keys(ages) as (typeof files)[number][]) {
    const time = 2_000_000 - (ages[path] ?? 0);
    utimesSync(join(root, path), time, time);
  }
  return root;
}

const old = { 'src/a.ts': 9, 'src/platform/b.ts': 9, 'generators/c.ts': 9 } as const;

describe('newerThanBuild', () => {
  it.each<[string, Parameters<typeof checkout>[0], string | undefined, string | undefined]>([
    ['a build after all sources', { ...old, 'dist/build-id': 5 }, undefined, undefined],
    ['an edit', { ...old, 'generators/c.ts': 1, 'dist/build-id': 5 }, 'generators/c.ts', 'generators/c.ts'],
    ['an edit of a definition', { ...old, 'src/platform/b.ts': 1, 'dist/build-id': 5 }, undefined, 'src/platform/b.ts'],
    ['something that is no source', { ...old, 'src/d.json': 1, 'dist/build-id': 5 }, undefined, undefined],
    ['no build', { ...old, 'src/a.ts': 1 }, 'src/a.ts', 'src/a.ts'],
  ])('%s', (_title, ages, run, tests) => {
    const root = checkout(ages);
    expect(newerThanBuild(root)).toBe(run);
    expect(newerThanBuild(root, { withDefinitions: true })).toBe(tests);
  });
});

describe('a run that does not end well', () => {
  const run = (root: string) => execa('node', [join(root, 'bin/ovp-gen.js'), '--chekc'], { cwd: root, reject: false });

  /** A checkout in which every command ends as wrong usage does. */
  function failing(ages: Parameters<typeof checkout>[0]): string {
    const root = checkout(ages);
    const manifest = JSON.stringify({ name: 'ovp-gen', type: 'module' });
    lay(root, { 'package.json': manifest, 'dist/cli.js': 'export const main = async () => 2;\n' });
    mkdirSync(join(root, 'bin'));
    copyFileSync(packageFile('bin/ovp-gen.js'), join(root, 'bin/ovp-gen.js'));
    symlinkSync(packageFile('scripts'), join(root, 'scripts'));
    return root;
  }

  it('tells that its code is older than a source, and how to renew it', async () => {
    const root = failing({ ...old, 'dist/build-id': 5, 'src/a.ts': 1 });
    const { stderr, exitCode } = await run(root);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("note: dist is older than 'src/a.ts'. Renew it: npm run build");
  });

  it('says nothing where the code is as new as its sources', async () => {
    const root = failing({ ...old, 'dist/build-id': 5 });
    expect((await run(root)).stderr).not.toContain('note:');
  });
});
