/** Wrong usage and defects, for programs: with `--json`, whatever happens is one document. Codes 31xx. */
import { diagnostic as row, diagnostics, finding } from '../findings/finding.js';
import type { Context } from './context.js';
import { findingsJson, printJson } from './report/findings.js';

export const usageDiagnostics = diagnostics({
  usage: row('OVP3103', 'A command takes the arguments and options that its --help names.', (message: string) => ({
    message,
    help: '--help lists what there is',
  })),
  defect: row('OVP3104', 'Whoever uses ovp-gen cannot mend what is wrong in it.', (message: string) => ({
    message: `ovp-gen has a defect: ${message}`,
    help: 'report it together with what is on standard error',
  })),
});

/** @param message as commander has it: a line with `error:`, and one with a suggestion */
export function printUsage(context: Context, message: string): void {
  print(context, finding(usageDiagnostics.usage, undefined, message.replace(/^error: /, '').replaceAll('\n', ' ')));
}

export function printDefect(context: Context, message: string): void {
  print(context, finding(usageDiagnostics.defect, undefined, message));
}

function print(context: Context, found: ReturnType<typeof finding>): void {
  printJson(context, { ok: false, findings: findingsJson(context, [found]) });
}
