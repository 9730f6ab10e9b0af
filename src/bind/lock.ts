/** The project's own lock of component modules: `fixtures/modules.lock.json`. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from './root.js';

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
}

/** Modules in the order of their names. */
export interface Lock {
  readonly modules: readonly LockedModule[];
}

/**
 * Reads a lock, by default that of this package.
 *
 * @throws Error if a module lacks a field or is listed twice.
 */
export async function readLock(file: string = join(packageRoot, 'fixtures/modules.lock.json')): Promise<Lock> {
  const data: unknown = JSON.parse(await readFile(file, 'utf8'));
  const entries: unknown = typeof data === 'object' && data !== null && 'modules' in data ? data.modules : undefined;
  if (!Array.isArray(entries)) throw new Error(`${file}: expected { "modules": [...] }`);
  const modules = entries.map((entry: unknown) => {
    if (!isLockedModule(entry)) throw new Error(`${file}: ${JSON.stringify(entry)} is not a locked module`);
    return entry;
  });
  const twice = modules.find(({ module }, index) => modules.findIndex((other) => other.module === module) !== index);
  if (twice !== undefined) throw new Error(`${file}: ${twice.module} is listed twice`);
  return { modules };
}

const fields = ['module', 'slug', 'version', 'repository', 'ref'] as const;

function isLockedModule(entry: unknown): entry is LockedModule {
  return (
    typeof entry === 'object' &&
    entry !== null &&
    fields.every((field) => typeof (entry as Record<string, unknown>)[field] === 'string')
  );
}
