/** The folder that packages are put into. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Finding, finding } from '../findings/finding.js';
import { explained } from '../write/failures.js';
import { codeOf } from '../write/disk.js';
import { unpackArchive } from './archive.js';
import type { Artifacts } from './artifacts.js';
import { packageDiagnostics as row } from './diagnostics.js';
import { replaceFile } from '../write/replace.js';
import { compareText } from '../text/order.js';

/** In the project's folder. */
export const PACKAGES = 'pkg';

/**
 * Writes all files of a package, the archive last: where there is one, what goes with it is there as well. Each is
 * whole at any time.
 *
 * @returns the absolute paths, the archive first
 * @throws FindingsError where the system refuses
 */
export function storeArtifacts(folder: string, { archive, companions }: Artifacts): readonly string[] {
  for (const [name, text] of companions) replaceFile(join(folder, name), text);
  replaceFile(join(folder, archive.name), archive.content);
  return [archive.name, ...companions.keys()].map((name) => join(folder, name));
}

/** What of a stored package is not as it is built now; writes nothing. */
export async function compareStored(folder: string, { archive, companions }: Artifacts): Promise<Finding[]> {
  const findings: Finding[] = [];
  const stored = await read(join(folder, archive.name));
  if (stored === undefined) findings.push(finding(row.absent, undefined, join(folder, archive.name)));
  else if (!archive.content.every((byte, at) => stored[at] === byte) || stored.length !== archive.content.length) {
    findings.push(
      finding(row.differs, undefined, join(folder, archive.name), await differences(stored, archive.content)),
    );
  }
  for (const [name, text] of companions) {
    const beside = await read(join(folder, name));
    if (beside === undefined) findings.push(finding(row.absent, undefined, join(folder, name)));
    else if (beside.toString() !== text) findings.push(finding(row.differs, undefined, join(folder, name), []));
  }
  return findings;
}

async function read(path: string): Promise<Buffer | undefined> {
  return explained('reading', path, () =>
    readFile(path).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }),
  );
}

/** Paths of files that only one of two archives has, or that differ; as good as it can be told. */
async function differences(stored: Uint8Array, built: Uint8Array): Promise<string[]> {
  const before = await unpackArchive(stored).catch(() => undefined);
  if (before === undefined) return ['it cannot be read'];
  const after = await unpackArchive(built);
  const paths = new Set([...before.files.keys(), ...after.files.keys(), ...before.others]);
  const same = (path: string): boolean => {
    const [left, right] = [before.files.get(path), after.files.get(path)];
    return left !== undefined && right !== undefined && Buffer.from(left).equals(right);
  };
  return [...paths].filter((path) => !same(path)).sort(compareText);
}
