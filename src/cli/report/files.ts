/** Findings and results in files, for code hosts and CI systems. */
import { resolve } from 'node:path';
import type { Finding } from '../../findings/finding.js';
import type { JudgeResult } from '../../validate/validate.js';
import { replaceFile } from '../../write/replace.js';
import type { Context } from '../context.js';
import { version } from '../self.js';

/** Files that were asked for, relative to the working directory. */
export interface ReportFiles {
  readonly sarif?: string | undefined;
  readonly junit?: string | undefined;
}

/** @throws FindingsError where a file cannot be written */
export async function writeReports(
  context: Context,
  options: ReportFiles,
  findings: readonly Finding[],
  results: readonly JudgeResult[],
): Promise<void> {
  if (options.sarif !== undefined) {
    const { sarif } = await import('./sarif.js');
    replaceFile(
      resolve(context.cwd, options.sarif),
      `${JSON.stringify(sarif(context, findings, version()), undefined, 2)}\n`,
    );
  }
  if (options.junit !== undefined) {
    const { junit } = await import('./junit.js');
    replaceFile(resolve(context.cwd, options.junit), junit(context, results));
  }
}
