import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/write/hash.js';
import { applyPlan, planWrite } from '../../src/write/write.js';
import { codesOf, generate, lay, manifestOf, temporary, treeOf, wanted } from './trees.js';

describe('a run', () => {
  it('writes the tree and a manifest, and leaves nothing else', async () => {
    const root = join(temporary(), 'not/there/yet');
    const tree = { 'manifests/init.pp': 'class x {}\n', 'bin/run*': '#!/bin/sh\n' };
    await generate(root, tree);
    expect(treeOf(root)).toEqual(tree);
    expect(manifestOf(root)).toEqual({
      'bin/run': sha256('#!/bin/sh\n'),
      'manifests/init.pp': sha256('class x {}\n'),
    });
    expect(readdirSync(root).sort()).toEqual(['.ovp-gen.json', 'bin', 'manifests']);
  });

  it('touches nothing but what changes, not even times', async () => {
    const root = temporary();
    await generate(root, { a: 'same', b: 'old' });
    const long = new Date(2001, 1, 1);
    for (const name of ['a', 'b', '.ovp-gen.json']) utimesSync(join(root, name), long, long);
    const again = await generate(root, { a: 'same', b: 'old' });
    expect(again.wrote).toBe(false);
    expect(['a', 'b', '.ovp-gen.json'].map((name) => statSync(join(root, name)).mtime)).toEqual([long, long, long]);
    const inode = statSync(join(root, 'a')).ino;
    await generate(root, { a: 'same', b: 'new' });
    expect(statSync(join(root, 'a')).mtime).toEqual(long);
    expect(statSync(join(root, 'a')).ino).toBe(inode);
    expect(treeOf(root)).toEqual({ a: 'same', b: 'new' });
  });

  it('planning writes nothing', async () => {
    const root = join(temporary(), 'out');
    const plan = await planWrite(root, wanted({ a: '1' }));
    expect(plan.upToDate).toBe(false);
    expect(existsSync(root)).toBe(false);
  });

  it('gives the same bytes whatever the order of the files', async () => {
    const [one, two] = [temporary(), temporary()];
    await generate(one, { 'b/x': '1', a: '2', C: '3' });
    await generate(two, { C: '3', a: '2', 'b/x': '1' });
    expect(treeOf(one)).toEqual(treeOf(two));
    expect(readFileSync(join(one, '.ovp-gen.json'))).toEqual(readFileSync(join(two, '.ovp-gen.json')));
  });

  it('removes orphans and the folders that they leave empty, never a folder with files of the user', async () => {
    const root = temporary();
    await generate(root, { 'a/b/c': '1', 'd/e': '2', keep: '3' });
    lay(root, { 'd/mine': 'x' });
    await generate(root, { keep: '3' });
    expect(treeOf(root)).toEqual({ 'd/mine': 'x', keep: '3' });
  });

  it('turns a folder into a file and a file into a folder', async () => {
    const root = temporary();
    await generate(root, { 'a/b/c': '1', d: '2' });
    await generate(root, { a: '3', 'd/e': '4' });
    expect(treeOf(root)).toEqual({ a: '3', 'd/e': '4' });
  });

  it('restores the executable bit, and looks at no other permission', async () => {
    const root = temporary();
    await generate(root, { 'run*': 'x', text: 'y' });
    chmodSync(join(root, 'text'), 0o664);
    expect((await planWrite(root, wanted({ 'run*': 'x', text: 'y' }))).upToDate).toBe(true);
    chmodSync(join(root, 'run'), 0o644);
    chmodSync(join(root, 'text'), 0o755);
    await generate(root, { 'run*': 'x', text: 'y' });
    expect(treeOf(root)).toEqual({ 'run*': 'x', text: 'y' });
  });

  it('writes bytes as they are', async () => {
    const root = temporary();
    const bytes = Uint8Array.from([0, 255, 10, 200]);
    await applyPlan(await planWrite(root, new Map([['x', { content: bytes, mode: 0o644 }]])));
    expect(new Uint8Array(readFileSync(join(root, 'x')))).toEqual(bytes);
  });
});

describe('what a person has done', () => {
  it('stays until forced, while everything else is written', async () => {
    const root = temporary();
    await generate(root, { a: '1', b: '1', gone: '1' });
    lay(root, { a: 'mine', gone: 'mine too' });
    expect(await codesOf(generate(root, { a: '2', b: '2' }))).toEqual(['OVP3040', 'OVP3041']);
    expect(treeOf(root)).toEqual({ a: 'mine', b: '2', gone: 'mine too' });
    // Still an edit in the run after that.
    expect(await codesOf(generate(root, { a: '2', b: '2' }))).toEqual(['OVP3040', 'OVP3041']);
    expect(await codesOf(generate(root, { a: '2', b: '2' }, { force: true }))).toEqual([]);
    expect(treeOf(root)).toEqual({ a: '2', b: '2' });
  });

  it('taken back is as generated again', async () => {
    const root = temporary();
    await generate(root, { a: '1' });
    lay(root, { a: 'mine' });
    await generate(root, { a: '2' });
    lay(root, { a: '1' });
    expect(await codesOf(generate(root, { a: '2' }))).toEqual([]);
    expect(treeOf(root)).toEqual({ a: '2' });
  });

  it('is not overwritten where it was never ours, and adopted where it is the same', async () => {
    const root = temporary();
    lay(root, { a: 'mine', b: 'same' });
    expect(await codesOf(generate(root, { a: '1', b: 'same' }))).toEqual(['OVP3042']);
    expect(treeOf(root)).toEqual({ a: 'mine', b: 'same' });
    expect(Object.keys(manifestOf(root))).toEqual(['b']);
  });

  it('is seen in the moment before the replacement', async () => {
    const root = temporary();
    await generate(root, { a: '1', b: '1', c: '1' });
    const { nodeDisk } = await import('../../src/write/disk.js');
    const { currentOwner } = await import('../../src/write/owner.js');
    const disk = {
      ...nodeDisk,
      async rename(from: string, to: string) {
        await nodeDisk.rename(from, to);
        if (to.endsWith('journal.json')) lay(root, { a: 'mine', c: 'mine', d: 'mine' });
      },
    };
    const plan = await planWrite(root, wanted({ a: '2', b: '2', d: '2' }));
    expect(await codesOf(applyPlan(plan, { disk, owner: currentOwner }))).toEqual(['OVP3047', 'OVP3047', 'OVP3047']);
    expect(treeOf(root)).toEqual({ a: 'mine', b: '2', c: 'mine', d: 'mine' });
    expect(await codesOf(generate(root, { a: '2', b: '2', d: '2' }))).toEqual(['OVP3040', 'OVP3041', 'OVP3042']);
  });
});

describe('links', () => {
  it('an output directory that is a link is followed', async () => {
    const folder = temporary();
    mkdirSync(join(folder, 'real'));
    symlinkSync('real', join(folder, 'out'));
    await generate(join(folder, 'out'), { 'a/b': '1' });
    expect(treeOf(join(folder, 'real'))).toEqual({ 'a/b': '1' });
  });

  it.each([false, true])('no link inside is followed (force: %s)', async (force) => {
    const folder = temporary();
    const [root, outside] = [join(folder, 'out'), join(folder, 'outside')];
    await generate(root, { 'a/x': '1', 'b/y': '1', c: '1', d: '1' });
    lay(outside, { x: '1', y: '1', c: '1' });
    rmSync(join(root, 'a'), { recursive: true });
    rmSync(join(root, 'b'), { recursive: true });
    unlinkSync(join(root, 'c'));
    for (const [name, target] of [
      ['a', '../outside'],
      ['b', '../outside'],
      ['c', '../outside/c'],
    ] as const) {
      symlinkSync(target, join(root, name));
    }
    const findings = await codesOf(generate(root, { 'a/x': '2', c: '2', d: '2' }, { force }));
    expect(findings).toEqual(['OVP3044', 'OVP3044', 'OVP3044']);
    expect(treeOf(outside)).toEqual({ x: '1', y: '1', c: '1' });
    expect(treeOf(root)).toEqual({ 'a@': '', 'b@': '', 'c@': '', d: '2' });
  });

  it('a work folder that is a link is refused', async () => {
    const folder = temporary();
    lay(folder, { 'out/a': '1', 'outside/precious': 'x' });
    symlinkSync('../outside', join(folder, 'out/.ovp-gen.work'));
    expect(await codesOf(generate(join(folder, 'out'), { a: '2' }, { force: true }))).toEqual(['OVP3044']);
    expect(treeOf(join(folder, 'outside'))).toEqual({ precious: 'x' });
  });
});

describe('refuses', () => {
  it('a manifest that lists files outside, before anything is written', async () => {
    const folder = temporary();
    lay(folder, { precious: 'x', 'out/.ovp-gen.json': JSON.stringify({ '../precious': sha256('x') }) });
    expect(await codesOf(generate(join(folder, 'out'), { a: '1' }, { force: true }))).toEqual(['OVP3011']);
    expect(treeOf(folder)).toMatchObject({ precious: 'x' });
    expect(existsSync(join(folder, 'out/a'))).toBe(false);
  });

  it('an output directory that is a file, or a link to nothing', async () => {
    const folder = temporary();
    writeFileSync(join(folder, 'file'), 'x');
    symlinkSync('nowhere', join(folder, 'link'));
    expect(await codesOf(generate(join(folder, 'file'), { a: '1' }))).toEqual(['OVP3001']);
    expect(await codesOf(generate(join(folder, 'link'), { a: '1' }))).toEqual(['OVP3002']);
  });

  it('paths that clash, all of them', async () => {
    expect(await codesOf(generate(temporary(), { '../x': '', a: '', A: '' }))).toEqual(['OVP3030', 'OVP3031']);
  });
});
