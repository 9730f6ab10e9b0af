/** Findings and results in files, for code hosts and CI systems. */
import { resolve } from 'node:path';
import { type Finding, FindingsError } from '../../findings/finding.js';
import type { JudgeResult } from '../../validate/validate.js';
import { replaceFile } from '../../write/replace.js';
import type { Context } from '../context.js';
import { version } from '../self.js';

/** Files that were asked for, relative to the working directory. */
export interface ReportFiles {
  readonly sarif?: string | undefined;
  readonly junit?: string | undefined;
}

/** @returns why files could not be written: what was found is told all the same */
export async function writeReports(
  context: Context,
  options: ReportFiles,
  findings: readonly Finding[],
  results: readonly JudgeResult[],
): Promise<readonly Finding[]> {
  const unwritten: Finding[] = [];
  const write = (file: string, text: string): void => {
    try {
      replaceFile(resolve(context.cwd, file), text);
    } catch (error) {
      if (!(error instanceof FindingsError)) throw error;
      unwritten.push(...error.findings);
    }
  };
  if (options.sarif !== undefined) {
    const { sarif } = await import('./sarif.js');
    write(options.sarif, `${JSON.stringify(sarif(context, findings, version()), undefined, 2)}\n`);
  }
  if (options.junit !== undefined) {
    const { junit } = await import('./junit.js');
    write(options.junit, junit(context, findings, results));
  }
  return unwritten;
}
