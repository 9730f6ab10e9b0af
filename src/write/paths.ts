/** Paths of generated files: relative to the output directory, forward slashes, sorted by code unit. */
import type { Finding } from '../findings/finding.js';
import { finding } from '../findings/finding.js';
import { writeDiagnostics } from './diagnostics.js';
import { compareText } from '../text/order.js';

/** Name of the manifest in the output directory; stays out of the package. */
export const MANIFEST = '.ovp-gen.json';

/** Folder in the output directory that holds lock, journal and staged files; there is one only during a run. */
export const WORK = '.ovp-gen.work';

/** The folders of a path, nearest first: `a/b/c` -> `a/b`, `a`. */
export function parentsOf(path: string): string[] {
  const parents: string[] = [];
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) parents.push(path.slice(0, end));
  return parents;
}

/** Why a path may not be owned, as the end of a sentence; `undefined` if it may. */
export function refusePath(path: string): string | undefined {
  if (path === '') return 'is empty';
  if (path.includes('\0')) return 'contains a NUL character';
  if (path.includes('\\')) return 'contains a backslash';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'is absolute';
  const parts = path.split('/');
  if (parts.includes('..')) return 'leads out of the output directory';
  if (parts.includes('') || parts.includes('.')) return 'is not in its shortest form';
  if (path.toLowerCase().startsWith('.ovp-gen.')) return 'is reserved for ovp-gen';
  return undefined;
}

/** Findings about a set of paths that cannot stand side by side, or cannot stand at all. */
export function checkPaths(paths: Iterable<string>): Finding[] {
  const findings: Finding[] = [];
  const files = new Set<string>();
  const spelling = new Map<string, string>();
  const sorted = [...paths].sort(compareText);
  for (const path of sorted) {
    const reason = refusePath(path);
    if (reason !== undefined) findings.push(finding(writeDiagnostics.outputPath, undefined, path, reason));
    else files.add(path);
  }
  for (const path of files) {
    for (const part of [path, ...parentsOf(path)]) {
      const folded = part.normalize('NFC').toLowerCase();
      const other = spelling.get(folded);
      if (other === undefined) spelling.set(folded, part);
      else if (other !== part) {
        findings.push(finding(writeDiagnostics.caseClash, undefined, part, other));
        break;
      }
    }
    const file = parentsOf(path).find((parent) => files.has(parent));
    if (file !== undefined) findings.push(finding(writeDiagnostics.fileAndFolder, undefined, file, path));
  }
  return findings;
}
