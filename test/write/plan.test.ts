import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/write/hash.js';
import type { JournalEntry } from '../../src/write/journal.js';
import type { Entry } from '../../src/write/observe.js';
import { nextManifest, planActions } from '../../src/write/plan.js';

const A = sha256('a');
const B = sha256('b');
const HAND = sha256('by hand');

const file = (hash: string, executable = false): Entry => ({ kind: 'file', hash, executable });
const ABSENT: Entry = { kind: 'absent' };

interface Given {
  desired?: string | undefined;
  manifest?: string;
  journal?: Omit<JournalEntry, 'path'>;
  disk: Entry;
}

/** What happens to one path: without force, with force, and what the manifest says next (without force). */
const rows: [name: string, given: Given, want: string, forced: string, next: string | undefined][] = [
  ['new', { desired: A, disk: ABSENT }, 'create', 'create', A],
  ['as generated', { desired: A, manifest: A, disk: file(A) }, 'unchanged', 'unchanged', A],
  ['changed definition', { desired: B, manifest: A, disk: file(A) }, 'update', 'update', B],
  ['deleted by hand', { desired: A, manifest: A, disk: ABSENT }, 'create', 'create', A],
  ['edited by hand', { desired: A, manifest: A, disk: file(HAND) }, 'conflict: edited', 'update!', A],
  ['edited, definition changed', { desired: B, manifest: A, disk: file(HAND) }, 'conflict: edited', 'update!', A],
  ['edited into what is wanted', { desired: B, manifest: A, disk: file(B) }, 'adopt', 'adopt', B],
  ['not ours, same', { desired: A, disk: file(A) }, 'adopt', 'adopt', A],
  ['not ours, different', { desired: A, disk: file(HAND) }, 'conflict: not ours', 'update!', undefined],
  ['made executable', { desired: A, manifest: A, disk: file(A, true) }, 'update', 'update', A],
  ['orphan', { manifest: A, disk: file(A) }, 'remove', 'remove', undefined],
  ['orphan, edited', { manifest: A, disk: file(HAND) }, 'conflict: edited orphan', 'remove!', A],
  ['orphan, deleted by hand', { manifest: A, disk: ABSENT }, 'forget', 'forget', undefined],
  [
    'orphan, now a folder of the user',
    { manifest: A, disk: { kind: 'folder', files: ['p/x'] } },
    'forget',
    'forget',
    undefined,
  ],
  ['orphan behind a link', { manifest: A, disk: { kind: 'link', at: 'p' } }, 'conflict: link', 'conflict: link', A],
  [
    'folder in the way',
    { desired: A, disk: { kind: 'folder', files: ['p/x'] } },
    'conflict: folder',
    'conflict: folder',
    undefined,
  ],
  ['empty folder in the way', { desired: A, disk: { kind: 'folder', files: [] } }, 'create', 'create', A],
  [
    'link in the way',
    { desired: A, manifest: A, disk: { kind: 'link', at: 'p' } },
    'conflict: link',
    'conflict: link',
    A,
  ],
  ['pipe in the way', { desired: A, disk: { kind: 'special' } }, 'conflict: special', 'conflict: special', undefined],
  [
    'file in the way',
    { desired: A, disk: { kind: 'blocked', at: 'q' } },
    'conflict: file',
    'conflict: file',
    undefined,
  ],
  [
    'interrupted, pending',
    { desired: B, manifest: A, journal: { old: A, new: B }, disk: file(A) },
    'update',
    'update',
    B,
  ],
  ['interrupted, done', { desired: B, manifest: A, journal: { old: A, new: B }, disk: file(B) }, 'adopt', 'adopt', B],
  [
    'interrupted, done, changed again',
    { desired: A, manifest: A, journal: { old: A, new: B }, disk: file(B) },
    'update',
    'update',
    A,
  ],
  [
    'interrupted, then edited',
    { desired: B, manifest: A, journal: { old: A, new: B }, disk: file(HAND) },
    'conflict: edited',
    'update!',
    B,
  ],
  ['interrupted creation, done', { desired: A, journal: { old: null, new: A }, disk: file(A) }, 'adopt', 'adopt', A],
  [
    'interrupted creation, no longer wanted',
    { journal: { old: null, new: A }, disk: file(A) },
    'remove',
    'remove',
    undefined,
  ],
  [
    'interrupted creation, then one by hand',
    { journal: { old: null, new: A }, disk: file(HAND) },
    'forget',
    'forget',
    undefined,
  ],
  [
    'interrupted removal, pending',
    { manifest: A, journal: { old: A, new: null }, disk: file(A) },
    'remove',
    'remove',
    undefined,
  ],
  [
    'interrupted removal, done',
    { manifest: A, journal: { old: A, new: null }, disk: ABSENT },
    'forget',
    'forget',
    undefined,
  ],
  [
    'interrupted force, pending',
    { desired: B, manifest: A, journal: { old: HAND, new: B }, disk: file(HAND) },
    'update',
    'update',
    B,
  ],
];

function plan(given: Given, force: boolean) {
  const manifest = new Map(given.manifest === undefined ? [] : [['p', given.manifest]]);
  const journal = given.journal === undefined ? [] : [{ path: 'p', ...given.journal }];
  const desired = new Map(given.desired === undefined ? [] : [['p', { hash: given.desired, executable: false }]]);
  const actions = planActions({ desired, manifest, journal, disk: () => given.disk, force });
  const told = actions.map((action) => {
    if (action.kind === 'conflict') return `conflict: ${action.conflict.reason}`;
    return action.kind + ('forced' in action && action.forced ? '!' : '');
  });
  return { told: told.join(), next: nextManifest(actions, manifest, journal).get('p') };
}

describe('planActions', () => {
  it.each(rows)('%s', (_name, given, want, forced, next) => {
    expect(plan(given, false)).toEqual({ told: want, next });
    expect(plan(given, true).told).toBe(forced);
  });

  it('makes room: a folder of orphans becomes a file, an orphaned file becomes a folder', () => {
    const disk = new Map<string, Entry>([
      ['a', { kind: 'folder', files: ['a/x'] }],
      ['a/x', file(A)],
      ['b', file(A)],
      ['b/y', { kind: 'blocked', at: 'b' }],
    ]);
    const actions = planActions({
      desired: new Map(['a', 'b/y'].map((path) => [path, { hash: B, executable: false }])),
      manifest: new Map([
        ['a/x', A],
        ['b', A],
      ]),
      journal: [],
      disk: (path) => disk.get(path) ?? ABSENT,
      force: false,
    });
    expect(actions.map(({ path, kind }) => `${kind} ${path}`)).toEqual([
      'create a',
      'remove a/x',
      'remove b',
      'create b/y',
    ]);
  });
});
