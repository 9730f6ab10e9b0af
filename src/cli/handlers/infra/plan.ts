/** `ovp-gen infra plan`: the load and the hardware, from a description or from options, to figures. */
import pc from 'picocolors';
import { assumed, type Load, type PlanInput, type Tier } from '../../../infrastructure/plan/input.js';
import { planDiagnostics as row } from '../../../infrastructure/plan/diagnostics.js';
import { makePlan } from '../../../infrastructure/plan/plan.js';
import { planText } from '../../../infrastructure/plan/text.js';
import { tierFor, tiers } from '../../../infrastructure/plan/tier.js';
import { exampleNodes } from '../../../infrastructure/plan/what-if.js';
import { moduleModel } from '../../../load/module-model.js';
import { type Finding, finding } from '../../../model/finding.js';
import { suggest } from '../../../model/suggest.js';
import type { Context, ExitCode } from '../../context.js';
import { EXIT } from '../../context.js';
import { nearestConfig } from '../../project-file.js';
import { countText, findingsJson, printFindings, printJson } from '../../report.js';

type Options = Readonly<Record<string, unknown>>;

export async function plan(context: Context, _description: string | undefined, options: Options): Promise<ExitCode> {
  const wrong: Finding[] = [];
  const given = {
    agents: numberOf(options, 'agents', 'a whole number from 1 up', wrong, whole),
    cpus: numberOf(options, 'cpus', 'a whole number from 1 up', wrong, whole),
    memory: numberOf(options, 'memory', 'a number of GiB above 0', wrong, positive),
    interval: numberOf(options, 'interval', 'a whole number of seconds from 1 up', wrong, whole),
    catalogSeconds: numberOf(
      options,
      'catalogSeconds',
      'a number of seconds above 0',
      wrong,
      (value) => value >= 0.001,
    ),
    utilisation: numberOf(
      options,
      'utilisation',
      'a whole number of percent from 1 to 100',
      wrong,
      (value) => whole(value) && value <= 100,
    ),
  };
  const tier = tierOf(options, wrong);
  if (given.agents === undefined && wrong.length === 0) wrong.push(finding(row.noAgents, undefined));
  if (given.agents === undefined || wrong.length > 0) {
    report(context, wrong);
    return EXIT.usage;
  }
  const model = await moduleModel(nearestConfig(context));
  const load: Load = {
    agents: given.agents,
    intervalSeconds: given.interval ?? assumed.intervalSeconds,
    catalogMs: given.catalogSeconds === undefined ? assumed.catalogMs : Math.round(given.catalogSeconds * 1000),
    utilisationPercent: given.utilisation ?? assumed.utilisationPercent,
  };
  const cpus = given.cpus ?? assumed.cpus;
  const memoryMb = given.memory === undefined ? assumed.memoryMb : Math.floor(given.memory * 1024);
  const chosen = tier ?? tierFor(load.agents);
  const input: PlanInput = {
    module: model.identity.name,
    tier: chosen,
    load,
    nodes: exampleNodes(model, { tier: chosen, cpus, memoryMb, foreman: options.foreman !== false }),
    fixed: false,
    assumptions: [
      ...(given.catalogSeconds === undefined ? ['2 s for a catalog; nobody has measured it here.'] : []),
      ...(given.cpus === undefined ? [`${cpus} CPUs for each node.`] : []),
      ...(given.memory === undefined ? [`${memoryMb} MiB of memory for each node.`] : []),
    ],
  };
  const made = makePlan(model, input);
  const ok = !made.findings.some(({ severity }) => severity === 'error');
  if (context.json) {
    const { findings, ...rest } = made;
    printJson(context, { ok, ...rest, findings: findingsJson(context, findings) });
    return ok ? EXIT.ok : EXIT.findings;
  }
  const colors = pc.createColors(context.color);
  if (!context.quiet) context.out(planText(made, { strong: colors.bold, weak: colors.dim }));
  report(context, made.findings);
  return ok ? EXIT.ok : EXIT.findings;
}

function report(context: Context, findings: readonly Finding[]): void {
  if (context.json) {
    printJson(context, { ok: false, findings: findingsJson(context, findings) });
    return;
  }
  printFindings(context, findings);
  if (findings.length > 0) context.err(`${countText(findings)}\n`);
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
