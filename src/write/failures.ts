/** System errors as sentences. */
import type { Finding } from '../findings/finding.js';
import { FindingsError, finding } from '../findings/finding.js';
import { writeDiagnostics } from './diagnostics.js';
import { codeOf } from './disk.js';

/**
 * Runs a step, and turns the system's error into a finding.
 *
 * @param doing - what the step does to `path`, as a participle: `writing`
 * @param path - the path to name where the error itself names none
 * @throws FindingsError; whatever is no system error passes through
 */
export async function explained<T>(doing: string, path: string, step: () => T | Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw asFindings(error, doing, path);
  }
}

/** As {@link explained}, for a step that is over at once. */
export function explainedSync<T>(doing: string, path: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw asFindings(error, doing, path);
  }
}

function asFindings(error: unknown, doing: string, path: string): unknown {
  const explanation = systemFinding(error, doing, path);
  return explanation === undefined ? error : new FindingsError([explanation]);
}

/** What the system has refused, as a finding; `undefined` for whatever is no system error. */
export function systemFinding(error: unknown, doing: string, path: string): Finding | undefined {
  const code = codeOf(error);
  if (!(error instanceof Error) || code === undefined || !('syscall' in error)) return undefined;
  const named = [pathOf(error, 'dest'), pathOf(error, 'path')].find((name) => name !== undefined) ?? path;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return finding(writeDiagnostics.diskFull, undefined, doing, named);
    case 'EROFS':
      return finding(writeDiagnostics.readOnly, undefined, doing, named);
    case 'EACCES':
    case 'EPERM':
      return finding(writeDiagnostics.permissionDenied, undefined, doing, named);
    default:
      return finding(writeDiagnostics.systemError, undefined, doing, named, reasonOf(error, code));
  }
}

/** What no program can help: no room, no right, no more files. */
const MACHINE = new Set([
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EACCES',
  'EPERM',
  'EIO',
  'EMFILE',
  'ENFILE',
  'ENOMEM',
  'ESTALE',
]);

/** As {@link systemFinding}, wherever it may have happened; a file that is not there, for one, may be a mistake of ours. */
export function machineFinding(error: unknown, path: string): Finding | undefined {
  return MACHINE.has(codeOf(error) ?? '') ? systemFinding(error, 'working on', path) : undefined;
}

/** A renaming fails with both paths; the file that was to be replaced is the one that the reader knows. */
function pathOf(error: Error, key: 'dest' | 'path'): string | undefined {
  const value: unknown = Object.getOwnPropertyDescriptor(error, key)?.value;
  return typeof value === 'string' ? value : undefined;
}

/** Runs a step that cleans up after a failure: if it fails too, the first failure is what the user has to see. */
export async function attempt(step: () => Promise<unknown>): Promise<void> {
  await step().catch(() => undefined);
}

/** `ENAMETOOLONG: name too long, open '…'` -> `name too long (ENAMETOOLONG)`. */
function reasonOf(error: Error, code: string): string {
  const words = /^[A-Z0-9]+: ([^,]+)/.exec(error.message)?.[1];
  return words === undefined ? code : `${words} (${code})`;
}
