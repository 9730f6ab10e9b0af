/** `ovp-gen ci`: a workflow for a code host, written once and owned until somebody edits it. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ciDiagnostics as row } from '../../ci/diagnostics.js';
import { isOwn, MOST_SHARDS, PROVIDERS, workflow, workflowPath } from '../../ci/workflow.js';
import { type Finding, finding } from '../../findings/finding.js';
import { suggest } from '../../findings/suggest.js';
import type { Context, ExitCode } from '../context.js';
import { EXIT } from '../context.js';
import { configFile } from '../project-file.js';
import { printJson, shortPath } from '../report/findings.js';
import { reportFindings } from '../report/output.js';
import { explainedSync } from '../../write/failures.js';
import { replaceFile } from '../../write/replace.js';

export interface CiOptions {
  readonly provider: string | undefined;
  readonly shards: string | undefined;
  readonly check: boolean;
}

export function ci(context: Context, options: CiOptions): ExitCode {
  const { provider: named = '', shards: given = '4', check } = options;
  const provider = PROVIDERS.find((known) => known === named);
  const shards = /^[1-9]\d{0,2}$/.test(given) ? Number(given) : 0;
  const usage: Finding[] = [];
  if (provider === undefined) {
    usage.push(finding(row.provider, undefined, named, PROVIDERS, suggest(named, PROVIDERS)));
  }
  if (shards < 1 || shards > MOST_SHARDS) usage.push(finding(row.shards, undefined, given, MOST_SHARDS));
  if (provider === undefined || usage.length > 0) return reportFindings(context, usage, EXIT.usage);
  const refuse = (found: Finding): ExitCode => reportFindings(context, [found], EXIT.findings);

  const project = dirname(configFile(context));
  const root = repositoryOf(project);
  if (root !== undefined && root !== project) {
    return refuse(finding(row.elsewhere, undefined, shortPath(context.cwd, project), shortPath(context.cwd, root)));
  }
  const file = join(project, workflowPath[provider]);
  const shown = shortPath(context.cwd, file);
  const wanted = workflow(provider, shards);
  const there = existsSync(file) ? explainedSync('reading', file, () => readFileSync(file, 'utf8')) : undefined;
  // A checkout may have other line ends.
  const upToDate = there?.replaceAll('\r\n', '\n') === wanted;
  if (there !== undefined && !upToDate && !isOwn(there)) return refuse(finding(row.edited, undefined, shown));
  if (check && !upToDate) return refuse(finding(row.outdated, undefined, shown));
  if (!upToDate) replaceFile(file, wanted);
  if (context.json) printJson(context, { ok: true, file: shown, written: !upToDate, findings: [] });
  else if (!context.quiet) context.out(`${upToDate ? 'up to date' : 'written'}  ${shown}\n`);
  return EXIT.ok;
}

/** The nearest folder upwards that is the root of a repository. */
function repositoryOf(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : repositoryOf(above);
}
