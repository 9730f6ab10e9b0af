/** Decides, for every path, what is to be done. Pure: no disk, no clock. */
import type { Journal } from './journal.js';
import { knownHashes } from './journal.js';
import type { Manifest } from './manifest.js';
import type { Entry } from './observe.js';
import { compareText } from '../text/order.js';

/** A file as an emitter wants it. */
export interface DesiredFile {
  /** Strings are written as UTF-8. */
  readonly content: string | Uint8Array;
  /** Further restricted by the umask when written. */
  readonly mode: 0o644 | 0o755;
}

/** Path relative to the output directory, with forward slashes -> file. */
export type DesiredFiles = ReadonlyMap<string, DesiredFile>;

/** What the plan needs to know of a desired file. */
export interface DesiredState {
  readonly hash: string;
  readonly executable: boolean;
}

/** Why a path is left alone. Only the first three yield to `force`. */
export type Conflict =
  | { readonly reason: 'edited' | 'edited orphan' | 'not ours' }
  | { readonly reason: 'folder' | 'special' | 'changed meanwhile' }
  | { readonly reason: 'link' | 'file'; readonly at: string };

interface Step {
  readonly path: string;
  /** Content on disk when planned; `null` where there is no regular file. */
  readonly before: string | null;
  /** Content once done; `null` where there will be no file. */
  readonly after: string | null;
}

/** One path, and what is to be done there. */
export type Action =
  /** `unchanged`: nothing. `adopt`: enters the manifest, is not touched. `forget`: leaves the manifest, is not touched. */
  | (Step & { readonly kind: 'create' | 'unchanged' | 'adopt' | 'forget' })
  /** `forced`: this discards an edit by hand. */
  | (Step & { readonly kind: 'update' | 'remove'; readonly forced: boolean })
  | (Step & { readonly kind: 'conflict'; readonly conflict: Conflict });

/** Everything that the decision depends on. */
export interface PlanInput {
  readonly desired: ReadonlyMap<string, DesiredState>;
  readonly manifest: Manifest;
  /** Of an interrupted run, else empty. */
  readonly journal: Journal;
  /** Must answer for every path of the three above. */
  readonly disk: (path: string) => Entry;
  readonly force: boolean;
}

/** Every path that {@link planActions} asks the disk about. */
function pathsOf(input: Pick<PlanInput, 'desired' | 'manifest' | 'journal'>): string[] {
  const journalled = input.journal.map((entry) => entry.path);
  return [...new Set([...input.desired.keys(), ...input.manifest.keys(), ...journalled])].sort(compareText);
}

/** The actions, sorted by path, one for each of {@link pathsOf}. */
export function planActions(input: PlanInput): Action[] {
  const known = knownHashes(input.manifest, input.journal);
  const paths = pathsOf(input);
  const orphans = paths.filter((path) => !input.desired.has(path)).map((path) => planOrphan(path, input, known));
  const removed = new Set(orphans.flatMap((action) => (action.kind === 'remove' ? [action.path] : [])));
  const wanted = [...input.desired].map(([path, state]) => planDesired(path, state, input, known, removed));
  return [...orphans, ...wanted].sort((a, b) => compareText(a.path, b.path));
}

/** The manifest once the actions are done. */
export function nextManifest(actions: readonly Action[], manifest: Manifest, journal: Journal): Manifest {
  const written = new Map(journal.map((entry) => [entry.path, entry.new]));
  const next = new Map<string, string>();
  for (const action of actions) {
    // A conflict stays one until somebody solves it: the path keeps what we wrote there last.
    const hash =
      action.kind === 'conflict' ? (written.get(action.path) ?? manifest.get(action.path) ?? null) : action.after;
    if (hash !== null) next.set(action.path, hash);
  }
  return next;
}

function planDesired(
  path: string,
  wanted: DesiredState,
  { manifest, disk, force }: PlanInput,
  known: ReadonlyMap<string, ReadonlySet<string>>,
  removed: ReadonlySet<string>,
): Action {
  const entry = disk(path);
  const after = wanted.hash;
  const create: Action = { kind: 'create', path, before: null, after };
  const conflict = (why: Conflict, before: string | null = null): Action => ({
    kind: 'conflict',
    path,
    before,
    after,
    conflict: why,
  });
  switch (entry.kind) {
    case 'absent':
      return create;
    case 'folder':
      return entry.files.every((file) => removed.has(file)) ? create : conflict({ reason: 'folder' });
    case 'blocked':
      return removed.has(entry.at) ? create : conflict({ reason: 'file', at: entry.at });
    case 'link':
      return conflict({ reason: 'link', at: entry.at });
    case 'special':
      return conflict({ reason: 'special' });
    case 'file': {
      const before = entry.hash;
      if (before === after) {
        if (entry.executable !== wanted.executable) return { kind: 'update', path, before, after, forced: false };
        return { kind: manifest.get(path) === after ? 'unchanged' : 'adopt', path, before, after };
      }
      if (known.get(path)?.has(before) === true) return { kind: 'update', path, before, after, forced: false };
      if (force) return { kind: 'update', path, before, after, forced: true };
      return conflict({ reason: known.has(path) ? 'edited' : 'not ours' }, before);
    }
  }
}

function planOrphan(
  path: string,
  { manifest, disk, force }: PlanInput,
  known: ReadonlyMap<string, ReadonlySet<string>>,
): Action {
  const entry = disk(path);
  const forget: Action = { kind: 'forget', path, before: null, after: null };
  if (entry.kind === 'link' && manifest.has(path)) {
    return { kind: 'conflict', path, before: null, after: null, conflict: { reason: 'link', at: entry.at } };
  }
  // Whatever else stands there instead of our file is not ours.
  if (entry.kind !== 'file') return forget;
  const before = entry.hash;
  if (known.get(path)?.has(before) === true) return { kind: 'remove', path, before, after: null, forced: false };
  // Known from a journal alone: we were about to make this file, and somebody else has.
  if (!manifest.has(path)) return { ...forget, before };
  if (force) return { kind: 'remove', path, before, after: null, forced: true };
  return { kind: 'conflict', path, before, after: null, conflict: { reason: 'edited orphan' } };
}
