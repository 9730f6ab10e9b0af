/** `ovp-gen package`: describe, compare with the disk, judge, build, store. */
import { dirname, resolve } from 'node:path';
import { hasErrors, type Finding } from '../../findings/finding.js';
import { buildArtifacts, type Artifacts } from '../../package/artifacts.js';
import { checkTree, judgeRelease, releaseJudges } from '../../package/gate.js';
import { compareStored, PACKAGES, storeArtifacts } from '../../package/store.js';
import { ensureToolchain } from '../../toolchain/toolchain.js';
import type { Judge } from '../../validate/judge.js';
import type { Describe, Described } from '../../validate/project.js';
import { type Context, EXIT, type ExitCode } from '../context.js';
import { interruptible } from '../interrupt.js';
import { withProgress } from '../progress.js';
import { configFile } from '../project-file.js';
import { countText, findingsJson, printFindings, printJson, shortPath } from '../report.js';
import { version } from '../self.js';

export interface PackageOptions {
  readonly check: boolean;
  /** Relative to the working directory. */
  readonly out: string | undefined;
}

/** What tests replace. */
export interface Judging {
  readonly judges: (project: string) => readonly Judge[];
  readonly toolchain: typeof ensureToolchain;
}

const judging: Judging = { judges: releaseJudges, toolchain: ensureToolchain };

export async function packageModule(
  context: Context,
  options: PackageOptions,
  describe: Describe,
  tools: Judging = judging,
): Promise<ExitCode> {
  const config = configFile(context);
  const folder = options.out === undefined ? resolve(dirname(config), PACKAGES) : resolve(context.cwd, options.out);
  const made = await prepareRelease(context, config, describe, options.check ? undefined : tools);
  if (made.artifacts === undefined) return refuse(context, made.findings);
  const { artifacts } = made;
  if (options.check) {
    const findings = [...made.findings, ...(await compareStored(folder, artifacts))];
    report(context, artifacts, findings, folder, 'is what the definitions give');
    return findings.length > 0 ? EXIT.findings : EXIT.ok;
  }
  storeArtifacts(folder, artifacts);
  report(context, artifacts, made.findings, folder, 'built');
  return EXIT.ok;
}

/** A package that may be given to others, or what keeps it from being one. */
export interface PreparedRelease {
  readonly described?: Described;
  readonly artifacts: Artifacts | undefined;
  readonly findings: readonly Finding[];
}

/** @param tools - without them no judge is asked */
export async function prepareRelease(
  context: Context,
  config: string,
  describe: Describe,
  tools: Judging | undefined,
): Promise<PreparedRelease> {
  const { described, findings: said } = await withProgress(context, 'reading definitions', () => describe(config));
  if (described === undefined) return { artifacts: undefined, findings: said };
  const tree = await checkTree(described);
  if (tree.length > 0) return { described, artifacts: undefined, findings: [...said, ...tree] };
  const judged = tools === undefined ? [] : await judge(context, described, config, tools);
  const findings = [...said, ...judged];
  if (hasErrors(findings)) return { described, artifacts: undefined, findings };
  const { model, files, lock } = described;
  const artifacts = await buildArtifacts({ model, files, lock, toolVersion: version() });
  return { described, artifacts, findings };
}

async function judge(
  context: Context,
  described: Described,
  config: string,
  tools: Judging,
): Promise<readonly Finding[]> {
  const state = new Map<string, string>();
  const label = (): string => ['judging', ...[...state].map(([name, text]) => `${name} ${text}`)].join(' · ');
  return interruptible((signal) =>
    withProgress(context, label, async () => {
      const { findings } = await judgeRelease(described, config, tools.judges(dirname(config)), {
        ruby: () =>
          tools
            .toolchain({ signal, progress: (text) => state.set('toolchain', text) })
            .finally(() => state.delete('toolchain')),
        signal,
        progress: (name, text) => void state.set(name, text),
      });
      return findings;
    }),
  );
}

function refuse(context: Context, findings: readonly Finding[]): ExitCode {
  if (context.json) printJson(context, { ok: false, findings: findingsJson(context, findings) });
  else {
    printFindings(context, findings);
    context.err(`${countText(findings)}; nothing was packaged\n`);
  }
  return EXIT.findings;
}

function report(
  context: Context,
  artifacts: Artifacts,
  findings: readonly Finding[],
  folder: string,
  done: string,
): void {
  const { archive, companions, packed, leftOut } = artifacts;
  const where = shortPath(context.cwd, folder);
  if (context.json) {
    printJson(context, {
      ok: findings.length === 0,
      package: `${where}/${archive.name}`,
      sha256: archive.sha256,
      size: archive.content.length,
      companions: [...companions.keys()].map((name) => `${where}/${name}`),
      files: packed,
      leftOut,
      findings: findingsJson(context, findings),
    });
    return;
  }
  printFindings(context, findings);
  if (context.quiet || findings.length > 0) return;
  context.out(`${where}/${archive.name}: ${done}\n`);
  context.out(`${packed.length} files, ${(archive.content.length / 1024).toFixed(0)} KiB, SHA-256 ${archive.sha256}\n`);
  context.out(`${leftOut.length} files that serve the work on the module are left out\n`);
  for (const name of companions.keys()) context.out(`beside it  ${name}\n`);
}
