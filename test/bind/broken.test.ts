/** Recordings of a project that a merge, an editor or a full disk has broken: findings, at the place. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { printIndex, printInterface } from '../../src/bind/interface.js';
import { indexOf } from '../../src/bind/recorded.js';
import { main } from '../../src/cli/main.js';
import { surroundings } from '../cli/surroundings.js';
import { lay, temporary } from '../write/trees.js';
import { interfaceOf } from './interfaces.js';

const lantern = interfaceOf({ module: 'lantern', classes: { lantern: { parameters: {}, required: [] } } });

function project(files: Readonly<Record<string, string>> = {}): string {
  const root = temporary();
  lay(root, {
    'ovp.config.ts': '',
    'bindings/index.json': printIndex(indexOf([lantern])),
    'bindings/lantern.json': printInterface(lantern),
    ...files,
  });
  return root;
}

async function deps(cwd: string) {
  const { said, contextOf } = surroundings(cwd);
  const code = await main(['deps'], undefined, contextOf);
  return { code, err: said.err };
}

describe('recordings that are broken', () => {
  it.each([
    ['cut off', 'lantern', (text: string) => text.slice(0, 30), /^bindings\/lantern\.json:\d+:\d+ - error OVP6009/],
    [
      'with the marks of a merge',
      'index',
      (text: string) => text.replace('\n', '\n<<<<<<< HEAD\n'),
      /^bindings\/index\.json:2:1 - error OVP6009: .* it is not JSON: Expected string in JSON but found "<<"/,
    ],
    ['empty', 'index', () => '', /^bindings\/index\.json:1:1 - error OVP6009/],
    ['of another kind', 'lantern', () => '[]', /^bindings\/lantern\.json:1:1 - error OVP6009: .* it is no object/],
    [
      'without parts',
      'index',
      () => '{ "classes": {}, "defines": 7 }',
      /^bindings\/index\.json:1:1 - error OVP6009: .* it lacks defines, types, functions, aliases/,
    ],
  ])('%s: %s.json', async (_name, name, broken, message) => {
    const cwd = project();
    const file = join(cwd, 'bindings', `${name}.json`);
    writeFileSync(file, broken(readFileSync(file, 'utf8')));
    const { code, err } = await deps(cwd);
    expect(err).toMatch(message);
    expect(err).not.toContain('defect');
    expect(code).toBe(1);
  });

  it('are reported where the index names one that is not there', async () => {
    const both = printIndex(indexOf([lantern, interfaceOf({ ...lantern, module: 'torch' })]));
    const { code, err } = await deps(project({ 'bindings/index.json': both }));
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/OVP6009: the recording '.*torch\.json' cannot be used: it does not exist/) as string,
    });
  });
});
