/** JSON that ovp-gen keeps for itself, and that a merge, a full disk or an editor may have broken. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { TransformFailure } from 'esbuild';
import type * as Esbuild from 'esbuild';
import type { Diagnostic } from '../findings/finding.js';
import { finding, FindingsError } from '../findings/finding.js';
import type { Site } from '../findings/site.js';

/** What a file that cannot be used is reported with. */
export type UnusableFile = Diagnostic<[file: string, reason: string]>;

/**
 * Reads a file.
 *
 * @param problemOf what is wrong with the value, if anything
 * @throws FindingsError where the file is missing, is not JSON, or has a problem
 */
export function readJson<T>(file: string, row: UnusableFile, problemOf: (value: unknown) => string | undefined): T {
  const refuse = (reason: string, site?: Site): FindingsError => new FindingsError([finding(row, site, file, reason)]);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw refuse(code === 'ENOENT' ? 'it does not exist' : message);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const { site, reason } = syntaxProblem(file, text) ?? { site: undefined, reason: (error as Error).message };
    throw refuse(`it is not JSON: ${reason}`, site ?? { file, line: 1, column: 1 });
  }
  const problem = problemOf(value);
  if (problem !== undefined) throw refuse(problem, { file, line: 1, column: 1 });
  return value as T;
}

/** Node does not tell the place of every mistake; the parser that reads configurations does, and is there anyway. */
function syntaxProblem(file: string, text: string): { readonly reason: string; readonly site: Site } | undefined {
  try {
    const { transformSync } = createRequire(import.meta.url)('esbuild') as typeof Esbuild;
    transformSync(text, { loader: 'json', logLevel: 'silent' });
    return undefined;
  } catch (error) {
    const first = (error as Partial<TransformFailure>).errors?.[0];
    if (first?.location == null) return undefined;
    const { line, column } = first.location;
    return { reason: first.text, site: { file, line, column: column + 1 } };
  }
}
