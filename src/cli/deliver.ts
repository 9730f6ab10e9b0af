/** What commands that own files do with files in memory: compare with the disk, write, report. */
import { hasErrors, type Finding } from '../findings/finding.js';
import type { RunInputs } from '../write/fresh.js';
import type { DesiredFiles } from '../write/plan.js';
import type { WritePlan, WriteResult } from '../write/write.js';
import type { Context, ExitCode } from './context.js';
import { EXIT } from './context.js';
import { withProgress } from './progress.js';

export interface GenerateOptions {
  readonly check: boolean;
  readonly diff: boolean;
  readonly force: boolean;
}

/** What comes before the writer: everything from the configuration to the files in memory. */
export interface Generated {
  /** Where the files go; absolute. */
  readonly directory: string;
  /** `undefined` where errors leave nothing to write. */
  readonly files: DesiredFiles | undefined;
  readonly findings: readonly Finding[];
  /** For the no-op check; everything that was read. */
  readonly inputs: RunInputs;
}

/** Lines of a summary before it is cut short; `--diff` and `--check` show all. */
const SHOWN = 20;

/**
 * Compares files in memory with the disk, writes them, and reports; shared by all commands that own files.
 *
 * @param command - what brings the files up to date, for people
 * @returns whether all files were written, without a finding
 */
export async function deliver(
  context: Context,
  options: GenerateOptions,
  made: Omit<Generated, 'inputs'>,
  command: string,
): Promise<{ readonly code: ExitCode; readonly isClean: boolean }> {
  if (made.files === undefined) return { code: await reportRefused(context, made), isClean: false };
  const { applyPlan, planWrite } = await import('../write/write.js');
  const plan = await planWrite(made.directory, made.files, { force: options.force });
  if (options.check)
    return { code: await reportCheck(context, options, { ...made, files: made.files }, plan, command), isClean: false };
  const told = await describe(context, options, plan);
  const result = await withProgress(context, 'writing', () => applyPlan(plan));
  const code = await reportWritten(context, made, result, told);
  return { code, isClean: result.findings.length === 0 && made.findings.length === 0 };
}

/** The lines and diffs of a plan; of what is on disk now, so before anything is written. */
async function describe(context: Context, { check, diff }: GenerateOptions, plan: WritePlan): Promise<string> {
  if (context.json || (plan.upToDate && !check)) return '';
  const { describePlan } = await import('../write/describe.js');
  const limit = diff || check ? Number.POSITIVE_INFINITY : SHOWN;
  return describePlan(plan, { diff: diff ? 'all' : 'conflicts', color: context.color, limit });
}

async function reportRefused(context: Context, { directory, findings }: Omit<Generated, 'inputs'>): Promise<ExitCode> {
  const { countText, findingsJson, printFindings, printJson, shortPath } = await import('./report/findings.js');
  const where = shortPath(context.cwd, directory);
  if (context.json) {
    printJson(context, { ok: false, directory: where, changes: [], findings: findingsJson(context, findings) });
  } else {
    printFindings(context, findings);
    context.err(`${countText(findings)}; nothing was written\n`);
  }
  return EXIT.findings;
}

async function reportCheck(
  context: Context,
  options: GenerateOptions,
  made: Omit<Generated, 'inputs'>,
  plan: WritePlan,
  command: string,
): Promise<ExitCode> {
  const { findingsJson, printFindings, printJson, shortPath } = await import('./report/findings.js');
  const where = shortPath(context.cwd, made.directory);
  const findings = [...made.findings, ...plan.findings];
  const ok = plan.upToDate && !hasErrors(findings);
  if (context.json) {
    const { upToDate, interrupted } = plan;
    const changes = changesJson(plan);
    printJson(context, {
      ok,
      directory: where,
      upToDate,
      interrupted,
      changes,
      findings: findingsJson(context, findings),
    });
    return ok ? EXIT.ok : EXIT.findings;
  }
  printFindings(context, findings);
  if (!context.quiet || !ok) context.out(await describe(context, options, plan));
  if (!plan.upToDate) {
    const what = plan.interrupted ? 'not up to date: an earlier run was interrupted' : 'not up to date';
    const force = plan.findings.length > 0 ? '; it keeps files edited by hand unless you add --force' : '';
    context.out(`${where}: ${what}\nrun \`${command}\` to bring it up to date${force}\n`);
  } else if (!context.quiet) context.out(`${where}: up to date (${plan.desired.size} files)\n`);
  return ok ? EXIT.ok : EXIT.findings;
}

async function reportWritten(
  context: Context,
  made: Pick<Generated, 'directory' | 'findings'>,
  result: WriteResult,
  told: string,
): Promise<ExitCode> {
  const { findingsJson, printFindings, printJson, shortPath } = await import('./report/findings.js');
  const where = shortPath(context.cwd, made.directory);
  const findings = [...made.findings, ...result.findings];
  const ok = !hasErrors(findings);
  if (context.json) {
    const changes = changesJson(result);
    const upToDate = changes.length === 0;
    printJson(context, { ok, directory: where, upToDate, changes, findings: findingsJson(context, findings) });
    return ok ? EXIT.ok : EXIT.findings;
  }
  if (!context.quiet || result.findings.length > 0) context.out(told);
  printFindings(context, findings);
  if (!context.quiet) context.out(`${where}: ${summary(result)}\n`);
  return ok ? EXIT.ok : EXIT.findings;
}

/** `3 created, 1 updated, 250 unchanged`. */
function summary({ actions }: Pick<WriteResult, 'actions'>): string {
  const words = [
    ['create', 'created'],
    ['update', 'updated'],
    ['remove', 'removed'],
    ['adopt', 'adopted'],
    ['conflict', 'kept'],
    ['unchanged', 'unchanged'],
  ] as const;
  const counts = words.map(([kind, word]) => ({
    word,
    count: actions.filter((action) => action.kind === kind).length,
  }));
  const [only, ...others] = counts.filter(({ count }) => count > 0);
  if (only === undefined) return 'nothing to generate';
  if (only.word === 'unchanged' && others.length === 0) return `up to date (${only.count} files)`;
  return [only, ...others].map(({ word, count }) => `${count} ${word}`).join(', ');
}

function changesJson({ actions }: Pick<WriteResult, 'actions'>): { path: string; action: string; reason?: string }[] {
  return actions.flatMap((action) => {
    if (action.kind === 'unchanged') return [];
    const reason = action.kind === 'conflict' ? { reason: action.conflict.reason } : {};
    return [{ path: action.path, action: action.kind, ...reason }];
  });
}
