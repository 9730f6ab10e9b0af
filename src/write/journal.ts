/**
 * The journal of a change that has begun. It stands on disk from before the first file is replaced until after the
 * manifest is, so that a later run can tell files of an interrupted run from edits by hand.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSha256 } from './hash.js';
import type { Manifest } from './manifest.js';
import { refusePath, WORK } from './paths.js';

/** One path of a change: its content before and after, `null` where there is no file. */
export interface JournalEntry {
  readonly path: string;
  readonly old: string | null;
  readonly new: string | null;
}

export type Journal = readonly JournalEntry[];

/** Name of the journal below the work folder. */
export const JOURNAL = 'journal.json';

export function printJournal(journal: Journal): string {
  return `${JSON.stringify(journal)}\n`;
}

/**
 * Reads a journal, which is untrusted. Lines that make no sense are dropped: a file that no line explains counts as
 * edited by hand, which is safe.
 */
function parseJournal(text: string): Journal {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  return Array.isArray(value) ? value.filter(isEntry) : [];
}

/** The journal that an interrupted run has left, or `undefined`. */
export function readJournal(root: string): Journal | undefined {
  try {
    return parseJournal(readFileSync(join(root, WORK, JOURNAL), 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
      return undefined;
    }
    throw error;
  }
}

/**
 * What we may have written to each path: the manifest's hash, and both of the journal's. A file with one of them is as
 * generated: still pending (old), or done (new). Rolling forward needs no more than that.
 */
export function knownHashes(manifest: Manifest, journal: Journal): Map<string, Set<string>> {
  const known = new Map<string, Set<string>>();
  for (const [path, hash] of manifest) known.set(path, new Set([hash]));
  for (const entry of journal) {
    const hashes = known.get(entry.path) ?? new Set();
    for (const hash of [entry.old, entry.new]) if (hash !== null) hashes.add(hash);
    if (hashes.size > 0) known.set(entry.path, hashes);
  }
  return known;
}

function isEntry(value: unknown): value is JournalEntry {
  if (typeof value !== 'object' || value === null) return false;
  if (!('path' in value && 'old' in value && 'new' in value)) return false;
  const isState = (state: unknown) => state === null || isSha256(state);
  return (
    typeof value.path === 'string' && refusePath(value.path) === undefined && isState(value.old) && isState(value.new)
  );
}
