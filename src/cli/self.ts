/** What this program is. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageFile } from '../package-root.js';

/** The version in package.json. */
export function version(): string {
  const value: unknown = JSON.parse(readFileSync(packageFile('package.json'), 'utf8'));
  return typeof value === 'object' && value !== null && 'version' in value ? String(value.version) : 'unknown';
}

/** Identifies the code that runs, also between two releases: a hash over all its modules. */
export function buildId(): string {
  const isBuilt = fileURLToPath(import.meta.url).startsWith(packageFile('dist') + sep);
  // Made by the build, so that no run has to read all that was built.
  return isBuilt ? readFileSync(packageFile('dist/build-id'), 'utf8') : sourcesId();
}

/** For code that is run as it is written, as tests do. */
function sourcesId(): string {
  const hash = createHash('sha256');
  for (const folder of ['src', 'generators']) {
    const names = readdirSync(packageFile(folder), { recursive: true, encoding: 'utf8' }).sort();
    for (const name of names.filter((file) => file.endsWith('.ts'))) {
      hash.update(`${name}\0`).update(readFileSync(join(packageFile(folder), name)));
    }
  }
  return hash.digest('hex');
}
