/** The manifest: which files of the output directory are ours, and what we last wrote into them. */
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../findings/finding.js';
import { FindingsError, finding } from '../findings/finding.js';
import { writeDiagnostics } from './diagnostics.js';
import { isSha256 } from './hash.js';
import { MANIFEST, refusePath } from './paths.js';
import { compareText } from '../text/order.js';

/** Path -> SHA-256 of the content as generated. */
export type Manifest = ReadonlyMap<string, string>;

/** The text of a manifest: sorted, one line for each file, so that version control merges it well. */
export function printManifest(manifest: Manifest): string {
  const sorted = [...manifest].sort(([a], [b]) => compareText(a, b));
  const lines = sorted.map(([path, hash]) => `  ${JSON.stringify(path)}: ${JSON.stringify(hash)}`);
  return lines.length === 0 ? '{}\n' : `{\n${lines.join(',\n')}\n}\n`;
}

/**
 * Reads the text of a manifest, which is untrusted.
 *
 * @param file - for messages
 * @throws FindingsError with every line that is refused
 */
export function parseManifest(text: string, file: string): Manifest {
  const unusable = (reason: string) => finding(writeDiagnostics.manifestUnreadable, place(file), file, reason);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const conflict = /^(<{7}|={7}|>{7})/m.test(text);
    throw new FindingsError([unusable(conflict ? 'it contains the marks of a merge conflict' : 'it is not JSON')]);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new FindingsError([unusable('it is not a JSON object')]);
  }
  const findings: Finding[] = [];
  const manifest = new Map<string, string>();
  for (const [path, hash] of Object.entries(value)) {
    const refused = refusePath(path);
    if (refused !== undefined) {
      findings.push(finding(writeDiagnostics.manifestPath, place(file), file, path, refused));
    } else if (!isSha256(hash)) {
      findings.push(finding(writeDiagnostics.manifestPath, place(file), file, path, 'has no SHA-256 as its value'));
    } else manifest.set(path, hash);
  }
  if (findings.length > 0) throw new FindingsError(findings);
  return manifest;
}

/**
 * The manifest of an output directory; empty if there is none.
 *
 * @throws FindingsError as {@link parseManifest}, and where the manifest is a link or a folder
 */
export function readManifest(root: string): Manifest {
  const file = join(root, MANIFEST);
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return new Map();
  if (!stats.isFile()) {
    const reason = stats.isSymbolicLink() ? 'it is a symbolic link' : 'it is not a regular file';
    throw new FindingsError([finding(writeDiagnostics.manifestUnreadable, place(file), file, reason)]);
  }
  return parseManifest(readFileSync(file, 'utf8'), file);
}

function place(file: string) {
  return { file, line: 1, column: 1 };
}
