import { appendFileSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { GenerateOptions, Generated } from '../../src/cli/deliver.js';
import { generate } from '../../src/cli/generate.js';
import type { Finding } from '../../src/findings/finding.js';
import type { Tree } from '../write/trees.js';
import { lay, temporary, treeOf, wanted } from '../write/trees.js';
import { surroundings } from './surroundings.js';

const plain: GenerateOptions = { check: false, diff: false, force: false };

/** A project whose definitions are a tree of files, and whose pipeline counts how often it runs. */
function project() {
  const cwd = temporary();
  lay(cwd, { 'ovp.config.ts': '' });
  let definitions: Tree = { 'manifests/init.pp': 'class x {\n}\n', 'README.md': '# x\n' };
  let findings: Finding[] = [];
  let runs = 0;
  const inputs = { files: [join(cwd, 'ovp.config.ts')], folders: [], env: [] };
  const pipeline = async (): Promise<Generated> => {
    runs += 1;
    const failed = findings.some(({ severity }) => severity === 'error');
    return { directory: join(cwd, 'out'), files: failed ? undefined : wanted(definitions), findings, inputs };
  };
  return {
    cwd,
    runs: () => runs,
    define(tree: Tree, found: Finding[] = []) {
      definitions = tree;
      findings = found;
      appendFileSync(join(cwd, 'ovp.config.ts'), '.');
    },
    /** The stamp trusts no input that is younger than the run. */
    settle: () => new Promise((resolve) => setTimeout(resolve, 20)),
    async run(options: Partial<GenerateOptions> = {}, global: { json?: boolean; quiet?: boolean } = {}) {
      const { said, contextOf } = surroundings(cwd);
      const code = await generate(contextOf(global), { ...plain, ...options }, pipeline);
      return { code, ...said };
    },
  };
}

describe('generate', () => {
  it('writes, says what, and does nothing the second time', async () => {
    const site = project();
    await site.settle();
    expect(await site.run()).toEqual({
      code: 0,
      out: 'create  README.md\ncreate  manifests/init.pp\nout: 2 created\n',
      err: '',
    });
    expect(treeOf(join(site.cwd, 'out'))).toEqual({ 'README.md': '# x\n', 'manifests/init.pp': 'class x {\n}\n' });
    expect(await site.run()).toEqual({ code: 0, out: 'out: up to date (2 files)\n', err: '' });
    expect(site.runs()).toBe(1);
  });

  it('runs again when an input changes', async () => {
    const site = project();
    await site.settle();
    await site.run();
    site.define({ 'README.md': '# y\n' });
    expect(await site.run({ diff: true })).toEqual({
      code: 0,
      out: [
        'update  README.md',
        'remove  manifests/init.pp',
        '--- a/README.md\n+++ b/README.md\n@@ -1,1 +1,1 @@\n-# x\n+# y',
        '--- a/manifests/init.pp\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-class x {\n-}',
        'out: 1 updated, 1 removed\n',
      ].join('\n'),
      err: '',
    });
    expect(site.runs()).toBe(2);
  });

  it('keeps an edit by hand, shows it, and exits with 1 every time until forced', async () => {
    const site = project();
    await site.settle();
    await site.run();
    lay(site.cwd, { 'out/README.md': '# mine\n' });
    for (let time = 0; time < 2; time += 1) {
      const { code, out, err } = await site.run();
      expect(code).toBe(1);
      expect(out).toBe(
        'keep    README.md\n--- a/README.md\n+++ b/README.md\n@@ -1,1 +1,1 @@\n-# mine\n+# x\nout: 1 kept, 1 unchanged\n',
      );
      expect(err).toMatch(
        /^out\/README.md:1:1 - error OVP3040: 'README.md' has been edited by hand\n {2}help: .*--force/,
      );
    }
    expect(readFileSync(join(site.cwd, 'out/README.md'), 'utf8')).toBe('# mine\n');
    expect(await site.run({ force: true })).toMatchObject({ code: 0, err: '' });
    expect(readFileSync(join(site.cwd, 'out/README.md'), 'utf8')).toBe('# x\n');
  });

  it('writes nothing at all where there are errors', async () => {
    const site = project();
    await site.run();
    site.define({}, [{ code: 'OVP1', severity: 'error', message: 'bad' }]);
    expect(await site.run()).toEqual({ code: 1, out: '', err: 'error OVP1: bad\n1 error; nothing was written\n' });
    expect(Object.keys(treeOf(join(site.cwd, 'out')))).toHaveLength(2);
  });

  it('shows warnings again in every run', async () => {
    const site = project();
    await site.settle();
    site.define({ a: '1' }, [{ code: 'OVP2', severity: 'warning', message: 'odd' }]);
    await site.settle();
    for (let time = 0; time < 2; time += 1)
      expect(await site.run()).toMatchObject({ code: 0, err: 'warning OVP2: odd\n' });
  });

  it('shortens a long list', async () => {
    const site = project();
    site.define(Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`f${i}`, ''])));
    expect((await site.run()).out).toMatch(/(create {2}f\d+\n){20}… and 10 more\nout: 30 created\n$/);
  });
});

describe('generate --check', () => {
  it('writes nothing, not even the directory, and names the command that mends', async () => {
    const site = project();
    expect(await site.run({ check: true })).toEqual({
      code: 1,
      out: [
        'create  README.md',
        'create  manifests/init.pp',
        'out: not up to date',
        'run `npx ovp-gen` to bring it up to date\n',
      ].join('\n'),
      err: '',
    });
    expect(Object.keys(treeOf(site.cwd))).toEqual(['ovp.config.ts']);
  });

  it('never believes a stamp', async () => {
    const site = project();
    await site.settle();
    await site.run();
    expect(await site.run({ check: true })).toEqual({ code: 0, out: 'out: up to date (2 files)\n', err: '' });
    expect(site.runs()).toBe(2);
  });

  it('finds an interrupted run', async () => {
    const site = project();
    await site.run();
    lay(site.cwd, { 'out/.ovp-gen.work/0': 'half a fi' });
    expect(await site.run({ check: true })).toMatchObject({ code: 1, out: expect.stringContaining('interrupted') });
    await site.run();
    expect(await site.run({ check: true })).toMatchObject({ code: 0 });
  });
});

describe('generate --json and --quiet', () => {
  it('one document, also when there is nothing to do', async () => {
    const site = project();
    await site.settle();
    const document = async (options = {}) => JSON.parse((await site.run(options, { json: true })).out) as unknown;
    expect(await document({ check: true })).toEqual({
      ok: false,
      directory: 'out',
      upToDate: false,
      interrupted: false,
      changes: [
        { path: 'README.md', action: 'create' },
        { path: 'manifests/init.pp', action: 'create' },
      ],
      findings: [],
    });
    expect(await document()).toMatchObject({ ok: true, changes: [{ action: 'create' }, { action: 'create' }] });
    expect(await document()).toEqual({ ok: true, directory: 'out', upToDate: true, changes: [], findings: [] });
    lay(site.cwd, { 'out/README.md': 'mine' });
    expect(await document()).toMatchObject({
      ok: false,
      changes: [{ path: 'README.md', action: 'conflict', reason: 'edited' }],
      findings: [{ code: 'OVP3040', file: 'out/README.md' }],
    });
  });

  it('quiet says nothing where all is well', async () => {
    const site = project();
    expect(await site.run({}, { quiet: true })).toEqual({ code: 0, out: '', err: '' });
    expect(await site.run({ check: true }, { quiet: true })).toEqual({ code: 0, out: '', err: '' });
  });
});

it('a run that has nothing to do touches nothing', async () => {
  const site = project();
  await site.run();
  const long = new Date(2001, 1, 1);
  const files = ['README.md', 'manifests/init.pp', '.ovp-gen.json'].map((path) => join(site.cwd, 'out', path));
  for (const file of files) utimesSync(file, long, long);
  await site.run();
  await site.run({ force: true });
  expect(files.map((file) => statSync(file).mtime)).toEqual(files.map(() => long));
});
