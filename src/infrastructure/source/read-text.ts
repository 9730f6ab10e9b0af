/** The text of a file that a person wrote. */
import { readFileSync } from 'node:fs';
import { type Finding, finding } from '../../findings/finding.js';
import { sourceDiagnostics as row } from './diagnostics.js';
import { reasonOf } from '../../text/reason.js';

/** The text of a file, or why there is none. */
export function readText(file: string): string | Finding {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') return finding(row.noFile, undefined, file);
    return finding(row.unreadable, undefined, file, reasonOf(error));
  }
}
