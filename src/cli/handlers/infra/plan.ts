/** `ovp-gen infra plan`: the load and the hardware, from a description or from options, to figures. */
import pc from 'picocolors';
import { describedInput, type Instead, loadOf } from '../../../infrastructure/plan/described.js';
import type { Tier } from '../../../infrastructure/plan/input.js';
import { planDiagnostics as row } from '../../../infrastructure/plan/diagnostics.js';
import { makePlan } from '../../../infrastructure/plan/plan.js';
import { planText } from '../../../infrastructure/plan/text.js';
import { tiers } from '../../../infrastructure/plan/tier.js';
import { exampleInput } from '../../../infrastructure/plan/what-if.js';
import { moduleModel } from '../../../load/module-model.js';
import { type Finding, finding, hasErrors } from '../../../findings/finding.js';
import { suggest } from '../../../findings/suggest.js';
import type { Context, ExitCode } from '../../context.js';
import { EXIT } from '../../context.js';
import { nearestConfig } from '../../project-file.js';
import { descriptionFile, readDescription } from '../../description.js';
import { findingsJson, printJson } from '../../report/findings.js';
import { reportFindings } from '../../report/output.js';

type Options = Readonly<Record<string, unknown>>;

export async function plan(context: Context, named: string | undefined, options: Options): Promise<ExitCode> {
  const wrong: Finding[] = [];
  const instead = insteadOf(options, wrong);
  const tier = tierOf(options, wrong);
  // Options alone ask about an example, also where a description happens to lie in the folder.
  const isExample = named === undefined && instead.agents !== undefined;
  if (!isExample && (tier !== undefined || options.foreman === false))
    wrong.push(finding(row.tierIsDescribed, undefined));
  if (named === undefined && options.agents === undefined && descriptionFile(context, undefined) === undefined) {
    wrong.push(finding(row.noAgents, undefined));
  }
  if (wrong.length > 0) return reportFindings(context, wrong, EXIT.usage);
  const read = isExample ? undefined : await readDescription(context, named);
  if (read !== undefined && read.infrastructure === undefined)
    return reportFindings(context, read.findings, EXIT.findings);
  const described = read?.infrastructure;
  const load = loadOf(described, instead);
  if (load === undefined) return reportFindings(context, [finding(row.noAgents, undefined)], EXIT.usage);
  const model = await moduleModel(nearestConfig(context), described?.module.name);
  const input =
    described === undefined
      ? exampleInput(model, load, { ...instead, tier, foreman: options.foreman !== false })
      : describedInput(described, load, instead);
  const made = makePlan(model, input);
  const findings = [...(read?.findings ?? []), ...made.findings];
  const ok = !hasErrors(findings);
  if (context.json) {
    printJson(context, { ok, ...made, findings: findingsJson(context, findings) });
    return ok ? EXIT.ok : EXIT.findings;
  }
  const colors = pc.createColors(context.color);
  if (!context.quiet) context.out(planText(made, { strong: colors.bold, weak: colors.dim }));
  return reportFindings(context, findings, ok ? EXIT.ok : EXIT.findings);
}

function insteadOf(options: Options, wrong: Finding[]): Instead {
  const number = (name: string, expected: string, fits: (value: number) => boolean) =>
    numberOf(options, name, expected, wrong, fits);
  const memory = number('memory', 'a number of GiB above 0', positive);
  const seconds = number('catalogSeconds', 'a number of seconds from 0.001 up', (value) => value >= 0.001);
  return {
    agents: number('agents', 'a whole number from 1 up', whole),
    cpus: number('cpus', 'a whole number from 1 up', whole),
    memoryMb: memory === undefined ? undefined : Math.max(1, Math.floor(memory * 1024)),
    intervalSeconds: number('interval', 'a whole number of seconds from 1 up', whole),
    catalogMs: seconds === undefined ? undefined : Math.round(seconds * 1000),
    utilisationPercent: number(
      'utilisation',
      'a whole number of percent from 1 to 100',
      (value) => whole(value) && value <= 100,
    ),
  };
}

const whole = (value: number): boolean => Number.isSafeInteger(value) && value >= 1;
const positive = (value: number): boolean => Number.isFinite(value) && value > 0;

function numberOf(
  options: Options,
  name: string,
  expected: string,
  wrong: Finding[],
  fits: (value: number) => boolean,
): number | undefined {
  const text = options[name];
  if (typeof text !== 'string') return undefined;
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  // No figure is so large that its calculation would not be exact.
  if (fits(value) && value <= 10_000_000) return value;
  const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  wrong.push(finding(row.badNumber, undefined, flag, text, expected));
  return undefined;
}

function tierOf({ tier }: Options, wrong: Finding[]): Tier | undefined {
  if (typeof tier !== 'string') return undefined;
  const found = tiers.find((known) => known === tier);
  if (found === undefined) wrong.push(finding(row.unknownTier, undefined, tier, tiers, suggest(tier, tiers)));
  return found;
}
