/** `ovp-gen doctor`. */
import { delimiter, resolve } from 'node:path';
import pc from 'picocolors';
import type { CheckResult } from '../../doctor/check.js';
import { examine } from '../../doctor/doctor.js';
import type { Context, ExitCode } from '../context.js';
import { EXIT } from '../context.js';
import { withProgress } from '../progress.js';
import { nearestConfig } from '../project-file.js';
import { printJson } from '../report/findings.js';

export async function doctor(context: Context, modulepath: string | undefined): Promise<ExitCode> {
  const where = {
    cwd: context.cwd,
    config: nearestConfig(context),
    modulepath: modulepath?.split(delimiter).map((part) => resolve(context.cwd, part)) ?? [],
  };
  const results = await withProgress(context, 'looking around', () => examine(where));
  const ok = results.every(({ state }) => state !== 'missing');
  if (context.json) printJson(context, { ok, checks: results });
  else print(context, results, ok);
  return ok ? EXIT.ok : EXIT.findings;
}

function print(context: Context, results: readonly CheckResult[], ok: boolean): void {
  const colors = pc.createColors(context.color);
  const paint = { ok: colors.green, missing: colors.red, wanted: colors.yellow };
  const width = Math.max(...results.map(({ name }) => name.length));
  for (const { name, state, found, for: user, remedy } of results) {
    if (context.quiet && state === 'ok') continue;
    context.out(`${paint[state](state.padEnd(7))}  ${name.padEnd(width)}  ${found}\n`);
    if (state === 'ok') continue;
    context.out(colors.dim(`${' '.repeat(width + 11)}needed for: ${user}\n`));
    if (remedy !== undefined) context.out(`${' '.repeat(width + 11)}${remedy}\n`);
  }
  const wanted = results.filter(({ state }) => state === 'wanted').length;
  if (context.quiet) return;
  context.out(
    !ok
      ? 'something is missing\n'
      : wanted === 0
        ? 'nothing is missing\n'
        : `nothing is missing that everything needs; ${wanted} ${wanted === 1 ? 'thing' : 'things'} some commands want\n`,
  );
}
