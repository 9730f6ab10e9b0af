/** Where the text of a command goes: a file that was named, or standard output. */
import { resolve } from 'node:path';
import { hasErrors, type Finding } from '../../findings/finding.js';
import type { Context, ExitCode } from '../context.js';
import { EXIT } from '../context.js';
import { replaceFile } from '../../write/replace.js';
import { countText, findingsJson, printFindings, printJson, shortPath } from './findings.js';

/** Findings alone. */
export function reportFindings(context: Context, findings: readonly Finding[], code: ExitCode): ExitCode {
  if (context.json) printJson(context, { ok: code === EXIT.ok, findings: findingsJson(context, findings) });
  else {
    printFindings(context, findings);
    if (findings.length > 0) context.err(`${countText(findings)}\n`);
  }
  return code;
}

/**
 * A text, and what was found on the way to it.
 *
 * @param document what `--json` shows besides
 */
export function reportText(
  context: Context,
  text: string,
  output: string | undefined,
  findings: readonly Finding[],
  document: object,
): ExitCode {
  const file = output === undefined ? undefined : resolve(context.cwd, output);
  if (file !== undefined) replaceFile(file, text);
  const code = hasErrors(findings) ? EXIT.findings : EXIT.ok;
  if (context.json) {
    const where = file === undefined ? {} : { file: shortPath(context.cwd, file) };
    printJson(context, { ok: code === EXIT.ok, ...where, ...document, findings: findingsJson(context, findings) });
    return code;
  }
  if (file === undefined) context.out(text);
  else if (code === EXIT.ok && !context.quiet) context.out(`${shortPath(context.cwd, file)}: written\n`);
  return reportFindings(context, findings, code);
}
