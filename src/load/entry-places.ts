/** Narrows a finding down from the call of a builder to the entry that it is about: from `resource(...)` to `mode: ...`. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Finding } from '../findings/finding.js';
import type { Site } from '../findings/site.js';
import type { EntryFinder } from './entries.js';

/**
 * The findings, at the entries that they name. Where the text of an entry cannot be found, for instance because it comes
 * from an object that is spread, the place stays that of the call.
 *
 * @param root folder to which the places are relative
 */
export async function atEntries(findings: readonly Finding[], root: string): Promise<readonly Finding[]> {
  if (!findings.some(({ entry, site }) => entry !== undefined && site !== undefined)) return findings;
  // The parser of TypeScript is loaded only where something is wrong.
  const { EntryFinder: Finder } = await import('./entries.js');
  const finder = new Finder();
  return findings.map((found) => {
    const { entry, site } = found;
    const place = entry === undefined || site === undefined ? undefined : entryPlace(finder, root, site, entry);
    return place === undefined ? found : { ...found, site: place };
  });
}

function entryPlace(finder: EntryFinder, root: string, site: Site, entry: string): Site | undefined {
  const path = resolve(root, site.file);
  try {
    const place = finder.find(path, readFileSync(path, 'utf8'), site, entry);
    return place && { ...site, ...place };
  } catch {
    // Without its text, as in a package without sources, the call is the best place there is.
    return undefined;
  }
}
