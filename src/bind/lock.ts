/** The lock of component modules, as every run needs it. */
import { createHash } from 'node:crypto';
import { packageFile } from '../package-root.js';
import type { Site } from '../findings/site.js';
import { sortedBy } from '../text/order.js';

/** What the lock says of each module. */
export const fields = ['module', 'slug', 'version', 'repository', 'ref'] as const;

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

/** The text of a lock's file, modules in the order of their names. */
export function printLock({ modules }: Lock): string {
  const ordered = sortedBy(modules, ({ module }) => module);
  const plain = ordered.map((module) => Object.fromEntries(fields.map((field) => [field, module[field]])));
  return `${JSON.stringify({ modules: plain }, undefined, 2)}\n`;
}

/** SHA-256 of what a lock says, wherever its file is. */
export function lockHash(lock: Lock): string {
  return createHash('sha256').update(printLock(lock)).digest('hex');
}
