/** What is on disk at a path, without ever following a symbolic link. */
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from './hash.js';
import { parentsOf } from './paths.js';

export type Entry =
  | { readonly kind: 'absent' }
  | { readonly kind: 'file'; readonly hash: string; readonly executable: boolean }
  /** `files`: everything below that is not a folder, relative to the output directory. */
  | { readonly kind: 'folder'; readonly files: readonly string[] }
  /** `at`: the path itself or the folder of it that is a link. */
  | { readonly kind: 'link'; readonly at: string }
  /** A socket, a device, a pipe. */
  | { readonly kind: 'special' }
  /** `at`: the folder of the path that is a file instead. */
  | { readonly kind: 'blocked'; readonly at: string };

const ABSENT: Entry = { kind: 'absent' };

/**
 * @param root - real path of the output directory
 * @param path - one that `refusePath` accepts
 * @throws the system's error where something exists but cannot be read
 */
export function observe(root: string, path: string): Entry {
  for (const parent of parentsOf(path).reverse()) {
    const stats = lstatSync(join(root, parent), { throwIfNoEntry: false });
    if (stats === undefined) return ABSENT;
    if (stats.isSymbolicLink()) return { kind: 'link', at: parent };
    if (!stats.isDirectory()) return { kind: 'blocked', at: parent };
  }
  const file = join(root, path);
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return ABSENT;
  if (stats.isSymbolicLink()) return { kind: 'link', at: path };
  if (stats.isDirectory()) return { kind: 'folder', files: filesBelow(root, path) };
  if (!stats.isFile()) return { kind: 'special' };
  return { kind: 'file', hash: sha256(readFileSync(file)), executable: isExecutable(stats.mode) };
}

/**
 * Of the permissions only "the owner may execute it" is state, as in git: the rest follows from the umask of whoever
 * generates or clones, and must not look like an edit. Windows has no such bit.
 */
export function isExecutable(mode: number): boolean {
  return (mode & 0o100) !== 0;
}

function filesBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(root, path) : [path];
  });
}
