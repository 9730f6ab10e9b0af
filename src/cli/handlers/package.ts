/** `ovp-gen package`: describe, compare with the disk, judge, build, store. */
import { dirname, resolve } from 'node:path';
import type { Finding } from '../../findings/finding.js';
import type { Artifacts } from '../../package/artifacts.js';
import { releaseJudges } from '../../package/gate.js';
import { compareStored, PACKAGES, storeArtifacts } from '../../package/store.js';
import { ensureToolchain } from '../../toolchain/toolchain.js';
import type { Describe } from '../../validate/project.js';
import { type Context, EXIT, type ExitCode } from '../context.js';
import { configFile } from '../project-file.js';
import { countText, findingsJson, printFindings, printJson, shortPath } from '../report/findings.js';
import { type Judging, prepareRelease } from '../prepare-release.js';

export interface PackageOptions {
  readonly check: boolean;
  /** Relative to the working directory. */
  readonly out: string | undefined;
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
