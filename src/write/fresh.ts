/**
 * The stamp of a run: one hash over everything that its output depends on, and over the output itself. A later run that
 * finds the same hash has nothing to do, and knows it without evaluating a single definition.
 */
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { sha256 } from './hash.js';
import { isExecutable } from './observe.js';
import { MANIFEST, WORK } from './paths.js';
import { makeFolder } from './folder.js';

/** What a run depends on. Paths are absolute. */
export interface RunInputs {
  /** Files by content; one that does not exist counts as such, and appearing later is a change. */
  readonly files: readonly string[];
  /** Folders by the names in them: what is globbed, and where modules are looked for. */
  readonly folders: readonly string[];
  /** Names of the environment variables that the configuration declares. */
  readonly env: readonly string[];
}

/** What a run depends on and what it has made, as kept between runs. */
export interface Stamp extends RunInputs {
  readonly output: string;
  /** Paths of the generated files, relative to `output`. */
  readonly outputs: readonly string[];
  /** SHA-256 over all of that, the build of the CLI and the major version of Node. */
  readonly digest: string;
}

/** Where the stamp of a configuration is kept; removed with `node_modules`, never packed or committed. */
export function stampFile(project: string, config: string): string {
  return join(project, 'node_modules', '.cache', 'ovp-gen', `${sha256(resolve(config))}.json`);
}

/** @returns `undefined` where there is none, or none that can be understood */
export function readStamp(file: string): Stamp | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isStamp(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Records a finished run. Where an input has changed since the run began, nobody knows which of its versions was read,
 * and no stamp is written. A cache that cannot be written is no reason to fail.
 *
 * @param build - identifies the code of the CLI
 * @param began - milliseconds since the epoch, from before the first input was read
 * @returns whether there is a stamp now
 */
export function writeStamp(file: string, run: Omit<Stamp, 'digest'>, build: string, began: number): boolean {
  try {
    // Made before the listings are taken: the folder may lie in one of them.
    makeFolder(dirname(file));
    if ([...run.files, ...run.folders].some((path) => changedSince(path, began))) return false;
    const stamp: Stamp = { ...run, digest: digestOf(run, build) };
    const temporary = `${file}.${process.pid}`;
    writeFileSync(temporary, JSON.stringify(stamp));
    renameSync(temporary, file);
    return true;
  } catch {
    return false;
  }
}

/** Whether a run would find the very same inputs and write the very same outputs. Reads and hashes, nothing else. */
export function isFresh(stamp: Stamp, build: string): boolean {
  try {
    return digestOf(stamp, build) === stamp.digest;
  } catch {
    return false;
  }
}

function digestOf(run: Omit<Stamp, 'digest'>, build: string): string {
  const hash = createHash('sha256');
  // Each part is preceded by its length, so that no two lists of parts make the same sequence of bytes.
  const add = (part: string | Uint8Array) => {
    hash.update(`${typeof part === 'string' ? Buffer.byteLength(part) : part.length}:`).update(part);
  };
  for (const part of ['ovp-gen stamp 1', build, process.versions.node.split('.', 1)[0] ?? '']) add(part);
  for (const name of run.env) for (const part of ['env', name, JSON.stringify(process.env[name] ?? null)]) add(part);
  for (const path of run.folders) for (const part of ['folder', path, JSON.stringify(listing(path))]) add(part);
  const file = (kind: string, path: string) => {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    add(stats === undefined ? `no ${kind}` : kind);
    add(path);
    if (stats === undefined) return;
    add(stats.isSymbolicLink() ? 'link' : isExecutable(stats.mode) ? 'executable' : 'plain');
    add(readFileSync(path));
  };
  for (const path of run.files) file('input', path);
  for (const path of [...run.outputs, MANIFEST]) file('output', join(run.output, path));
  // There is a work folder only where a run is under way or was interrupted.
  add(lstatSync(join(run.output, WORK), { throwIfNoEntry: false }) === undefined ? 'finished' : 'interrupted');
  return hash.digest('hex');
}

function listing(folder: string): string[] | null {
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  return stats === undefined ? null : readdirSync(folder).sort();
}

/** By the time of change, which no program can set back. */
function changedSince(path: string, began: number): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats !== undefined && stats.ctimeMs >= began;
}

function isStamp(value: unknown): value is Stamp {
  if (typeof value !== 'object' || value === null) return false;
  if (!('files' in value && 'folders' in value && 'env' in value)) return false;
  if (!('output' in value && 'outputs' in value && 'digest' in value)) return false;
  const isNames = (names: unknown) => Array.isArray(names) && names.every((name) => typeof name === 'string');
  return (
    [value.files, value.folders, value.env, value.outputs].every(isNames) &&
    typeof value.output === 'string' &&
    typeof value.digest === 'string'
  );
}
