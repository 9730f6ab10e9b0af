/** What a module has to pass before anybody else gets it. */
import { type Finding, finding } from '../findings/finding.js';
import type { RubyEnvironment } from '../toolchain/environment.js';
import { attestationJudge } from '../validate/attestation.js';
import { dataJudge } from '../validate/data-judge.js';
import type { Judge, JudgeName } from '../validate/judge.js';
import { type Described, readModule } from '../validate/project.js';
import { lintJudge, metadataJudge, parserJudge, stringsJudge } from '../validate/ruby-judge.js';
import { isGreen, type JudgeResult, runJudges } from '../validate/validate.js';
import { planWrite } from '../write/write.js';
import { packedFiles } from './artifacts.js';
import { packageDiagnostics as row } from './diagnostics.js';
import { checkLayout } from './layout.js';
import { findStrays } from './strays.js';

/** Whether the tree on disk is the generated one, and can be packaged; one finding for each thing that is not so. */
export async function checkTree({ model, files, directory }: Described): Promise<Finding[]> {
  const { actions, findings, interrupted } = await planWrite(directory, files);
  const outdated = actions.filter(({ kind }) => kind === 'create' || kind === 'update' || kind === 'remove');
  const paths = [
    ...outdated.map(({ path }) => path),
    ...(interrupted ? ['the run that wrote it was interrupted'] : []),
  ];
  const known = new Set([...files.keys(), ...actions.map(({ path }) => path)]);
  return [
    ...findings,
    ...(paths.length === 0 ? [] : [finding(row.notAsGenerated, undefined, directory, paths)]),
    ...(await findStrays(directory, known)),
    ...checkLayout(model.identity, [...packedFiles(files).keys()]),
  ];
}

export interface GateContext {
  readonly ruby: () => Promise<RubyEnvironment>;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: (judge: JudgeName, text: string) => void;
}

/**
 * The judges whose word is needed. Catalogs are not compiled here: the attestation holds what came of these very files
 * with the real component modules, and is stale where one of them has changed.
 */
export function releaseJudges(project: string): readonly Judge[] {
  return [parserJudge, lintJudge, metadataJudge, stringsJudge, dataJudge, attestationJudge(project)];
}

/** @param config - absolute path of the configuration */
export async function judgeRelease(
  described: Described,
  config: string,
  judges: readonly Judge[],
  context: GateContext,
): Promise<{ readonly results: readonly JudgeResult[]; readonly findings: readonly Finding[] }> {
  const { module, places } = await readModule(described, config);
  const results = await runJudges(judges, module, { ...context, places });
  const findings = results.flatMap((result) => result.findings);
  if (isGreen(results)) return { results, findings };
  const unhappy = results.filter((result) => !isGreen([result])).map(({ name }) => name);
  return { results, findings: [...findings, finding(row.notGreen, undefined, unhappy)] };
}
