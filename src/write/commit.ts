/**
 * Carries out a plan so that it can be stopped at any instant: stage everything, write the journal, remove and rename,
 * the manifest last, drop the journal. Each file is whole at all times; the tree as a whole is not swapped in one step.
 */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pLimit from 'p-limit';
import type { Disk } from './disk.js';
import { attempt, explained } from './failures.js';
import type { Journal, JournalEntry } from './journal.js';
import { JOURNAL, printJournal } from './journal.js';
import { LOCK } from './lock.js';
import type { Manifest } from './manifest.js';
import { printManifest } from './manifest.js';
import type { Entry } from './observe.js';
import { observe } from './observe.js';
import { MANIFEST, parentsOf, WORK } from './paths.js';
import type { Action, DesiredFiles } from './plan.js';
import { nextManifest } from './plan.js';

export interface Order {
  readonly disk: Disk;
  /** Real path of the output directory, whose lock the caller holds. */
  readonly root: string;
  readonly actions: readonly Action[];
  readonly desired: DesiredFiles;
  /** As on disk. */
  readonly manifest: Manifest;
  /** Of an interrupted run, else empty. */
  readonly journal: Journal;
}

/** Files that are staged at once; more would wait for the same device. */
const CONCURRENCY = 8;

const STAGED_MANIFEST = 'manifest';
const STAGED_JOURNAL = 'journal.new';

/** Removes what a dead run has left in the work folder, except for its journal. */
export async function sweep(disk: Disk, root: string): Promise<void> {
  await explained('cleaning up', join(root, WORK), async () => {
    for (const name of readdirSync(join(root, WORK))) {
      if (name !== LOCK && name !== JOURNAL) await disk.remove(join(root, WORK, name));
    }
  });
}

/**
 * @returns the actions as carried out: what somebody else changed in the meantime has become a conflict
 * @throws FindingsError with the system's reason. Nothing has changed then, or the journal stands and the next run
 *   completes the change.
 */
export async function commit(order: Order): Promise<Action[]> {
  const { disk, root } = order;
  const work = (name: string) => join(root, WORK, name);
  const staged = new Map(order.actions.filter(isWrite).map((action, index) => [action.path, work(`${index}`)]));
  try {
    await stage(order, staged);
    const journal = printJournal(journalOf(order));
    await explained('writing', work(JOURNAL), async () => {
      await disk.write(work(STAGED_JOURNAL), journal, 0o644);
      await disk.rename(work(STAGED_JOURNAL), work(JOURNAL));
      await disk.syncFolder(join(root, WORK));
      await disk.syncFolder(root);
    });
    const changed = new Set([...(await removeFiles(order)), ...(await placeFiles(order, staged))]);
    const actions = order.actions.map((action) => (changed.has(action.path) ? leftAlone(action) : action));
    await replaceManifest(order, actions, changed.size > 0);
    await explained('removing', work(JOURNAL), () => disk.remove(work(JOURNAL)));
    return actions;
  } finally {
    for (const file of [...staged.values(), work(STAGED_MANIFEST), work(STAGED_JOURNAL)]) {
      await attempt(() => disk.remove(file));
    }
  }
}

/** Writes every new content beside the tree, so that a full disk is noticed while nothing has changed. */
async function stage({ disk, root, actions, desired, manifest, journal }: Order, staged: ReadonlyMap<string, string>) {
  const limit = pLimit(CONCURRENCY);
  const writes = [...staged].map(([path, temporary]) =>
    limit(() =>
      explained('writing', join(root, path), async () => {
        const file = desired.get(path);
        if (file !== undefined) await disk.write(temporary, file.content, file.mode === 0o755 ? 0o777 : 0o666);
      }),
    ),
  );
  // Wait for all of them, even if one fails: a write that is still under way would outlive the cleaning up.
  const failed = (await Promise.allSettled(writes)).find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  const text = printManifest(nextManifest(actions, manifest, journal));
  await explained('writing', join(root, MANIFEST), () => disk.write(join(root, WORK, STAGED_MANIFEST), text, 0o666));
}

/**
 * Every path of which the disk or the manifest will say something new, and what an older journal knows that they do not:
 * what an unsolved conflict was before, and files that were about to be made, whose folders may be there already.
 */
function journalOf({ actions, manifest, journal }: Order): Journal {
  const older = new Map(journal.map((entry) => [entry.path, entry]));
  return actions.flatMap((action): JournalEntry[] => {
    const entry = older.get(action.path);
    if (action.kind === 'conflict') return entry === undefined ? [] : [entry];
    if (action.kind === 'forget') return entry === undefined ? [] : [{ path: action.path, old: null, new: null }];
    const news = isWrite(action) || action.kind === 'remove' || manifest.get(action.path) !== action.after;
    return news ? [{ path: action.path, old: action.before, new: action.after }] : [];
  });
}

/** Removes orphans, and folders that are empty without them and without what is forgotten. Gives what had changed. */
async function removeFiles({ disk, root, actions }: Order): Promise<string[]> {
  const changed: string[] = [];
  const gone: string[] = [];
  for (const action of actions) {
    if (action.kind === 'forget' && action.before === null) gone.push(action.path);
    if (action.kind !== 'remove') continue;
    if (!isAsPlanned(observe(root, action.path), action)) {
      changed.push(action.path);
      continue;
    }
    await explained('removing', join(root, action.path), () => disk.remove(join(root, action.path)));
    gone.push(action.path);
  }
  const deepestFirst = [...new Set(gone.flatMap(parentsOf))].sort((a, b) => b.length - a.length);
  for (const folder of deepestFirst) await removeIfEmpty(disk, root, folder);
  return changed;
}

/** Renames the staged files into place. Gives the paths that had changed, which are left alone. */
async function placeFiles({ disk, root, actions }: Order, staged: ReadonlyMap<string, string>): Promise<string[]> {
  const changed: string[] = [];
  const folders = new Set<string>();
  for (const action of actions) {
    const temporary = staged.get(action.path);
    if (temporary === undefined) continue;
    const target = join(root, action.path);
    const folder = dirname(target);
    await explained('writing', target, async () => {
      let entry = observe(root, action.path);
      if (entry.kind === 'folder' && action.before === null) {
        await removeEmptyFolders(disk, root, action.path);
        entry = observe(root, action.path);
      }
      // What remains between this look and the renaming cannot be closed: no system compares and renames in one step.
      if (!isAsPlanned(entry, action)) {
        changed.push(action.path);
        return;
      }
      if (!folders.has(folder)) await disk.makeFolder(folder);
      await disk.rename(temporary, target);
      folders.add(folder);
    });
  }
  for (const folder of folders) await explained('writing', folder, () => disk.syncFolder(folder));
  return changed;
}

async function replaceManifest({ disk, root, manifest, journal }: Order, actions: Action[], changed: boolean) {
  const staged = join(root, WORK, STAGED_MANIFEST);
  const target = join(root, MANIFEST);
  const text = printManifest(nextManifest(actions, manifest, journal));
  if (text === printManifest(manifest)) return;
  await explained('writing', target, async () => {
    if (changed) await disk.write(staged, text, 0o666);
    await disk.rename(staged, target);
    await disk.syncFolder(root);
  });
}

function isWrite(action: Action): boolean {
  return action.kind === 'create' || action.kind === 'update';
}

function isAsPlanned(entry: Entry, action: Action): boolean {
  return entry.kind === 'file' ? entry.hash === action.before : entry.kind === 'absent' && action.before === null;
}

function leftAlone({ path, before, after }: Action): Action {
  return { kind: 'conflict', path, before, after, conflict: { reason: 'changed meanwhile' } };
}

async function removeIfEmpty(disk: Disk, root: string, folder: string): Promise<void> {
  // Looked at first, because the path might lead through a link.
  if (observe(root, folder).kind !== 'folder') return;
  await explained('removing', join(root, folder), () => disk.removeFolder(join(root, folder)));
}

/** Where a folder has become a file: removes what is left of it, as long as there is no file in it. */
async function removeEmptyFolders(disk: Disk, root: string, folder: string): Promise<void> {
  const entry = observe(root, folder);
  if (entry.kind !== 'folder' || entry.files.length > 0) return;
  for (const child of readdirSync(join(root, folder))) await removeEmptyFolders(disk, root, `${folder}/${child}`);
  await disk.removeFolder(join(root, folder));
}
