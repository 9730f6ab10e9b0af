/** Runs judges side by side, and turns what they say into findings at the definitions. */
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import { type Finding, finding } from '../findings/finding.js';
import type { RubyEnvironment } from '../toolchain/environment.js';
import type { CatalogVerdict } from './catalogs-judge.js';
import { judgeDiagnostics, validateDiagnostics } from './diagnostics.js';
import { type Judge, JudgeFailure, type JudgeName, type ModuleOnDisk, type Tally, type Verdict } from './judge.js';
import type { Memory } from './memory.js';
import type { Places } from './places.js';
import { systemFinding } from '../write/failures.js';

/** Of what a judge has printed: characters of a line, and lines at either end. */
const LINE = 300;
const ENDS = 20;

/** What came of one judge. */
export interface JudgeResult extends Tally {
  readonly name: JudgeName;
  /** What is counted. */
  readonly unit: string;
  readonly seconds: number;
  /** Whether there is a verdict; without one the figures are all zero. */
  readonly judged: boolean;
  readonly findings: readonly Finding[];
  /** Of the judge `catalogs`. */
  readonly catalogs?: CatalogVerdict;
}

export interface ValidateContext {
  /** Asked for once, and only if a judge needs it. */
  readonly ruby: () => Promise<RubyEnvironment>;
  /** Without it every judge begins from nothing. */
  readonly memory?: Memory | undefined;
  readonly places: Places;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: (judge: JudgeName, text: string) => void;
  readonly patience?: number;
}

/**
 * @returns one result for each judge, in their order
 * @throws FindingsError where there is no Ruby to judge with; the reason of `signal` where that was aborted
 */
export async function runJudges(
  judges: readonly Judge[],
  module: ModuleOnDisk,
  context: ValidateContext,
): Promise<JudgeResult[]> {
  const { places, signal, progress, patience, memory } = context;
  let asked: Promise<RubyEnvironment> | undefined;
  const ruby = (): Promise<RubyEnvironment> => (asked ??= context.ruby());
  const limit = pLimit(availableParallelism());
  const run = async (judge: Judge): Promise<JudgeResult> => {
    const began = performance.now();
    const { name, unit } = judge;
    const done = (verdict: Verdict, findings: readonly Finding[], judged: boolean): JudgeResult => {
      const { passed, failed, notRun } = verdict;
      const seconds = (performance.now() - began) / 1000;
      return {
        name,
        unit,
        seconds,
        judged,
        passed,
        failed,
        notRun,
        findings,
        ...('matrix' in verdict && { catalogs: verdict as CatalogVerdict }),
      };
    };
    try {
      const inputs = judge.inputs(module);
      if (inputs.length === 0) throw new JudgeFailure('there is nothing to judge');
      const verdict = await judge.run(module, inputs, {
        ruby,
        memory,
        signal,
        patience,
        progress: (text) => progress?.(name, text),
      });
      const findings = verdict.problems.map((problem) => places.findingOf(judgeDiagnostics[name], problem));
      return done(verdict, findings, true);
    } catch (error) {
      signal?.throwIfAborted();
      const none = { passed: 0, failed: 0, notRun: 0, problems: [] };
      return done(none, [noVerdict(name, error, module)], false);
    }
  };
  // The catalogs take longest by far: they are begun first.
  const order = [...judges].sort((a, b) => Number(b.name === 'catalogs') - Number(a.name === 'catalogs'));
  const settled = await Promise.allSettled(order.map((judge) => limit(() => run(judge))));
  const results = new Map<Judge, JudgeResult>();
  for (const [index, outcome] of settled.entries()) {
    if (outcome.status === 'rejected') throw outcome.reason;
    const judge = order[index];
    if (judge !== undefined) results.set(judge, outcome.value);
  }
  return judges.flatMap((judge) => results.get(judge) ?? []);
}

/** @throws `error` where it is neither the judge's nor the system's */
function noVerdict(name: JudgeName, error: unknown, { root }: ModuleOnDisk): Finding {
  const row = validateDiagnostics.noVerdict;
  if (error instanceof JudgeFailure) return finding(row, undefined, name, error.message, excerpt(error.output));
  const refused = systemFinding(error, 'judging', root);
  if (refused === undefined) throw error;
  const { message, help } = refused;
  return { ...finding(row, undefined, name, message, ''), ...(help === undefined ? {} : { help }) };
}

/** How a text begins and how it ends: the two tell most, and nobody reads thousands of lines. */
function excerpt(text: string): string {
  const lines = text.trim().split('\n');
  const shown = lines.map((line) => (line.length > LINE ? `${line.slice(0, LINE)} ...` : line));
  const left = lines.length - 2 * ENDS;
  if (left <= 1) return shown.join('\n');
  return [...shown.slice(0, ENDS), `... (${left} lines left out)`, ...shown.slice(-ENDS)].join('\n');
}

/** Whether nothing at all was found, and everybody came to a verdict. */
export function isGreen(results: readonly JudgeResult[]): boolean {
  return results.every(({ judged, findings }) => judged && findings.length === 0);
}
