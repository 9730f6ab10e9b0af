import { describe, expect, it } from 'vitest';
import { describePlan } from '../../src/write/describe.js';
import { planWrite } from '../../src/write/write.js';
import { generate, lay, temporary, wanted } from './trees.js';

async function changes() {
  const root = temporary();
  await generate(root, { changed: 'a\nb\n', edited: 'a\n', gone: 'a\n', same: 'a\n', binary: 'a\n' });
  lay(root, { edited: 'mine\n', adopted: 'a\n' });
  const tree = wanted({ changed: 'a\nc\n', edited: 'b\n', same: 'a\n', new: 'a', adopted: 'a\n', binary: 'a\n' });
  return planWrite(root, new Map([...tree, ['binary', { content: Uint8Array.of(255), mode: 0o644 }]]));
}

const lines = ['adopt   adopted', 'update  binary', 'update  changed', 'keep    edited', 'remove  gone', 'create  new'];
const edited = ['--- a/edited', '+++ b/edited', '@@ -1,1 +1,1 @@', '-mine', '+b'];

describe('describePlan', () => {
  it.each<[string, Parameters<typeof describePlan>[1], string[]]>([
    ['no diff', { diff: 'none', color: false }, lines],
    ['conflicts', { diff: 'conflicts', color: false }, [...lines, ...edited]],
    [
      'a limit, that conflicts ignore',
      { diff: 'none', color: false, limit: 2 },
      ['adopt   adopted', 'update  binary', 'keep    edited', '… and 3 more'],
    ],
    [
      'all',
      { diff: 'all', color: false },
      [
        ...lines,
        'Binary files a/binary and b/binary differ',
        '--- a/changed',
        '+++ b/changed',
        '@@ -1,2 +1,2 @@',
        ' a',
        '-b',
        '+c',
        ...edited,
        '--- a/gone',
        '+++ /dev/null',
        '@@ -1,1 +0,0 @@',
        '-a',
        '--- /dev/null',
        '+++ b/new',
        '@@ -0,0 +1,1 @@',
        '+a',
        '\\ No newline at end of file',
      ],
    ],
  ])('%s', async (_name, options, want) => {
    expect((await describePlan(await changes(), options)).split('\n')).toEqual([...want, '']);
  });

  it('colours what it is told to', async () => {
    expect(await describePlan(await changes(), { diff: 'conflicts', color: true })).toContain(
      '\u001B[31m-mine\u001B[39m',
    );
  });

  it('has nothing to say about a tree that is up to date', async () => {
    const root = temporary();
    await generate(root, { a: '1' });
    expect(await describePlan(await planWrite(root, wanted({ a: '1' })), { diff: 'all', color: false })).toBe('');
  });
});
