/** What lies in the folder of a module beside the files that were generated. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Finding, finding } from '../findings/finding.js';
import { codeOf } from '../write/disk.js';
import { packageDiagnostics as row } from './diagnostics.js';
import { isPackaged } from './layout.js';
import { compareText } from '../text/order.js';

/**
 * One finding for each path that a packager working from the disk would take along, or stumble over. Links are not
 * followed.
 *
 * @param generated - paths in the module
 */
export async function findStrays(directory: string, generated: ReadonlySet<string>): Promise<Finding[]> {
  const findings: (readonly [path: string, found: Finding])[] = [];
  const visit = async (folder: string): Promise<void> => {
    const entries = await readdir(join(directory, folder), { withFileTypes: true }).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return [];
      throw error;
    });
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (!isPackaged(path)) continue;
      if (entry.isDirectory()) await visit(path);
      else if (!entry.isFile()) findings.push([path, finding(row.link, undefined, path)]);
      else if (!generated.has(path)) findings.push([path, finding(row.stray, undefined, path)]);
    }
  };
  await visit('');
  return findings.sort(([a], [b]) => compareText(a, b)).map(([, found]) => found);
}
