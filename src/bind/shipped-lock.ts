/** The lock of this package as every run needs it. */
import { readFileSync } from 'node:fs';
import { packageFile } from '../model/package-root.js';
import type { Lock } from './lock.js';

/**
 * The lock that comes with ovp-gen. As opposed to `readLock`, nothing is checked and no places are known, and no YAML
 * parser takes its time: tests make sure that the file is well-formed.
 */
export function shippedLock(): Lock {
  return JSON.parse(readFileSync(packageFile('fixtures/modules.lock.json'), 'utf8')) as Lock;
}
