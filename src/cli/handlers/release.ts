/** `ovp-gen release`: compare, choose, write, generate. */
import { dirname } from 'node:path';
import { finding, type Finding } from '../../findings/finding.js';
import type { ReleaseNotes } from '../../model/module.js';
import { type Change, compareInterfaces } from '../../release/compare.js';
import { releaseDiagnostics as row } from '../../release/diagnostics.js';
import { interfaceOf } from '../../release/interface.js';
import { planRelease } from '../../release/release.js';
import {
  checkRecord,
  readLastRelease,
  readsReleases,
  RELEASES,
  stableRelease,
  writeRelease,
} from '../../release/store.js';
import { isPrerelease } from '../../release/version.js';
import type { Describe } from '../../validate/project.js';
import { type Context, EXIT, type ExitCode } from '../context.js';
import { withProgress } from '../progress.js';
import { configFile } from '../project-file.js';
import { countText, findingsJson, printFindings, printJson } from '../report/findings.js';
import { generate, type Pipeline } from '../generate.js';

export interface ReleaseOptions {
  readonly version: string | undefined;
  readonly notes: readonly string[];
  readonly dryRun: boolean;
}

/** @param today - ISO date; replaced by tests */
export async function releaseModule(
  context: Context,
  { version: wanted, notes, dryRun }: ReleaseOptions,
  describe: Describe,
  pipeline: Pipeline,
  today = new Date().toISOString().slice(0, 10),
): Promise<ExitCode> {
  const config = configFile(context);
  const project = dirname(config);
  const { described, findings } = await withProgress(context, 'reading definitions', () => describe(config));
  if (described === undefined) return refuse(context, findings);
  const { model, aliases } = described;
  if (!(await readsReleases(project, model.releases)))
    return refuse(context, [finding(row.noFile, undefined, RELEASES)]);
  const last = await readLastRelease(project);
  const misfits = checkRecord(model.releases, last, wanted);
  if (misfits.length > 0) return refuse(context, misfits);
  const stable = stableRelease(last);
  const now = interfaceOf(model);
  const changes = stable === undefined ? [] : compareInterfaces(stable.interface, now, aliases);
  const plan = planRelease({
    releases: model.releases,
    changes,
    last: last?.version,
    stable: stable?.version,
    current: model.identity.version,
    wanted,
    notes,
    date: today,
  });
  if (plan.findings.length > 0) return refuse(context, plan.findings);
  const { version } = plan;
  const [release] = plan.releases;
  if (!dryRun) {
    const kept =
      isPrerelease(version) && stable !== undefined
        ? { stable: { version: stable.version, interface: stable.interface } }
        : {};
    const takeBack = await writeRelease(project, plan.releases, { version, interface: now, ...kept });
    const problems = await describe(config).then(
      (made) => problemsOf(made, version),
      (error: unknown) => {
        takeBack();
        throw error;
      },
    );
    if (problems.length > 0) {
      takeBack();
      return refuse(context, problems);
    }
  }
  report(context, { last: last?.version, version, changes, release, written: !dryRun });
  if (dryRun) return EXIT.ok;
  return generate({ ...context, json: false, quiet: true }, { check: false, diff: false, force: false }, pipeline);
}

/** What keeps the module, described after the release was written, from being that release. */
function problemsOf({ described, findings }: Awaited<ReturnType<Describe>>, version: string): readonly Finding[] {
  if (described === undefined) return findings;
  const { identity, releases } = described.model;
  if (releases[0]?.version !== version) return [finding(row.noFile, undefined, RELEASES)];
  return identity.version === version ? [] : [finding(row.otherVersion, undefined, version, identity.version)];
}

function refuse(context: Context, findings: readonly Finding[]): ExitCode {
  if (context.json) printJson(context, { ok: false, findings: findingsJson(context, findings) });
  else {
    printFindings(context, findings);
    context.err(`${countText(findings)}; no release was made\n`);
  }
  return EXIT.findings;
}

interface Made {
  readonly last: string | undefined;
  readonly version: string;
  readonly changes: readonly Change[];
  readonly release: ReleaseNotes | undefined;
  readonly written: boolean;
}

function report(context: Context, { last, version, changes, release, written }: Made): void {
  const sections = release?.sections ?? {};
  if (context.json) {
    printJson(context, { ok: true, version, previous: last ?? null, changes, sections, written });
    return;
  }
  if (context.quiet) return;
  context.out(`version ${version}${last === undefined ? ', the first one' : `, after ${last}`}\n`);
  for (const [title, items] of Object.entries(sections)) {
    context.out(`\n${title}:\n${items.map((item) => `- ${item}\n`).join('')}`);
  }
  if (!written) return;
  context.out('\nNext: compile with the real component modules, commit, publish.\n');
  context.out('  npx ovp-gen validate --modulepath DIR\n');
  context.out(`  git add --all && git commit -m 'Release ${version}' && git tag v${version}\n`);
  context.out('  npx ovp-gen publish\n');
}
