/** What this program is. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));

/** The version in the nearest package.json above the code, which is the same in a checkout and in a package. */
export function version(): string {
  for (let at = folder; ; at = dirname(at)) {
    try {
      const value: unknown = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8'));
      if (typeof value === 'object' && value !== null && 'version' in value) return String(value.version);
    } catch {
      if (dirname(at) === at) return 'unknown';
    }
  }
}

/** Identifies the code that runs, also between releases: a hash over every module beside and below this one. */
export async function buildId(): Promise<string> {
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256').update(version());
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  for (const name of names) if (/\.[cm]?[jt]s$/.test(name)) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}
