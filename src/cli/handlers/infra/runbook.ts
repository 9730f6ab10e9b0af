/** `ovp-gen infra runbook`. */
import { runbookText } from '../../../infrastructure/runbook/markdown.js';
import { runbookOf } from '../../../infrastructure/runbook/runbook.js';
import type { Context, ExitCode } from '../../context.js';
import { EXIT } from '../../context.js';
import { readDescription } from '../../description.js';
import { reportFindings, reportText } from '../../report/output.js';

export async function runbook(
  context: Context,
  named: string | undefined,
  output: string | undefined,
): Promise<ExitCode> {
  const { infrastructure, findings } = await readDescription(context, named);
  if (infrastructure === undefined) return reportFindings(context, findings, EXIT.findings);
  const made = runbookOf(infrastructure);
  return reportText(context, runbookText(made), output, findings, { runbook: made });
}
