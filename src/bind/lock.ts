/** The project's own lock of component modules: `fixtures/modules.lock.json`. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { packageFile } from '../model/package-root.js';
import type { Site } from '../findings/site.js';

const fields = ['module', 'slug', 'version', 'repository', 'ref'] as const;

/** One component module at one version. */
export interface LockedModule {
  /** Name in a modulepath. */
  readonly module: string;
  /** Name on the Forge. */
  readonly slug: string;
  readonly version: string;
  /** `owner/name` on GitHub. */
  readonly repository: string;
  /** Tag or commit of that version. */
  readonly ref: string;
  /** Where the lock says so. */
  readonly site?: Site;
}

/** Modules in the order of the file. */
export interface Lock {
  readonly modules: readonly LockedModule[];
}

/** The lock of this package. */
export const lockFile: string = packageFile('fixtures/modules.lock.json');

/**
 * Reads a lock.
 *
 * @throws Error if it cannot be parsed, if a module lacks a field or if one is listed twice.
 */
export async function readLock(file: string = lockFile): Promise<Lock> {
  const lines = new LineCounter();
  // Every JSON document is a YAML one, and this parser knows where things are.
  const document = parseDocument(await readFile(file, 'utf8'), { lineCounter: lines });
  const [error] = document.errors;
  if (error) throw new Error(`${file}: ${error.message}`);
  const list = isMap(document.contents) ? document.contents.get('modules') : undefined;
  if (!isSeq(list)) throw new Error(`${file}: expected { "modules": [...] }`);
  const modules = list.items.map((item): LockedModule => {
    const { line, col: column } = lines.linePos(isMap(item) ? item.range[0] : 0);
    if (!isMap(item)) throw new Error(`${file}: expected only objects in "modules"`);
    return { ...lockedModule(item, `${file}:${line}:${column}`), site: { file, line, column } };
  });
  const twice = modules.find(({ module }, index) => modules.findIndex((other) => other.module === module) !== index);
  if (twice !== undefined) throw new Error(`${file}: ${twice.module} is listed twice`);
  return { modules };
}

function lockedModule(item: YAMLMap, place: string): LockedModule {
  const [module, slug, version, repository, ref] = fields.map((field) => {
    const node = item.get(field, true);
    if (!isScalar(node) || typeof node.value !== 'string')
      throw new Error(`${place}: a module needs a text "${field}"`);
    return node.value;
  }) as [string, string, string, string, string];
  return { module, slug, version, repository, ref };
}

/** The text of a lock's file, modules in the order of their names. */
export function printLock({ modules }: Lock): string {
  const ordered = [...modules].sort((a, b) => (a.module < b.module ? -1 : 1));
  const plain = ordered.map((module) => Object.fromEntries(fields.map((field) => [field, module[field]])));
  return `${JSON.stringify({ modules: plain }, undefined, 2)}\n`;
}

/** SHA-256 of what a lock says, wherever its file is. */
export function lockHash(lock: Lock): string {
  return createHash('sha256').update(printLock(lock)).digest('hex');
}
