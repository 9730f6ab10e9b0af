/** `ovp-gen validate`: describe, read, judge, report. */
import { existsSync } from 'node:fs';
import { delimiter, dirname, resolve } from 'node:path';
import { interfaceFolders } from '../../bind/recordings.js';
import { type Finding, finding, FindingsError, hasErrors } from '../../findings/finding.js';
import { suggest } from '../../findings/suggest.js';
import type { RubyEnvironment } from '../../toolchain/environment.js';
import { ensureToolchain } from '../../toolchain/toolchain.js';
import { attestationJudge, subjectsOf, writeAttestation } from '../../validate/attestation.js';
import { catalogsJudge } from '../../validate/catalogs-judge.js';
import type { CatalogOptions } from '../../validate/spec-run.js';
import { dataJudge } from '../../validate/data-judge.js';
import { validateDiagnostics as row } from '../../validate/diagnostics.js';
import { type Judge, type JudgeName, JUDGES } from '../../validate/judge.js';
import { memoryFolder, memoryIn } from '../../validate/memory.js';
import { conditionsOf, forgetShard, mergeShards, unstable, writeShard } from '../../validate/shards.js';
import { supportedSystems } from '../../validate/matrix.js';
import { type Describe, type OnDisk, readModule } from '../../validate/project.js';
import { lintJudge, metadataJudge, parserJudge, stringsJudge } from '../../validate/ruby-judge.js';
import type { Shard } from '../../validate/spec-run.js';
import { isGreen, type JudgeResult, runJudges } from '../../validate/validate.js';
import type { Context, ExitCode } from '../context.js';
import { EXIT } from '../context.js';
import { interruptible } from '../interrupt.js';
import { withProgress } from '../progress.js';
import { configFile } from '../project-file.js';
import { findingsJson, printFindings, printJson } from '../report/findings.js';
import { writeReports } from '../report/files.js';
import { reportResults } from '../report/results.js';

export interface ValidateOptions {
  /** Names of judges with commas between them; all if absent. */
  readonly only: string | undefined;
  /** `debian-12`. */
  readonly os: string | undefined;
  /** Folders of real component modules, separated as in PATH. */
  readonly modulepath: string | undefined;
  /** `2/4`: of the catalogs, the second of four parts. */
  readonly shard: string | undefined;
  /** Folder in which the result of a shard is kept. */
  readonly keep: string | undefined;
  /** Folder with a folder for each shard. */
  readonly merge: string | undefined;
  /** Judge everything anew, whatever is remembered. */
  readonly fresh: boolean;
  /** Files for the results in other forms, relative to the working directory. */
  readonly sarif: string | undefined;
  readonly junit: string | undefined;
}

/** @param toolchain - replaced by tests */
export async function validate(
  context: Context,
  options: ValidateOptions,
  describe: Describe,
  toolchain: typeof ensureToolchain = ensureToolchain,
): Promise<ExitCode> {
  const { selected, findings: usage } = selectedJudges(context, options);
  const shard = options.shard === undefined ? undefined : parseShard(options.shard);
  if (shard === null) usage.push(finding(row.badShard, undefined, options.shard ?? ''));
  usage.push(...contradictions(options, selected));
  if (usage.length > 0) return refuse(context, options, usage, EXIT.usage);
  try {
    return await judge(context, options, { selected, shard: shard ?? undefined }, describe, toolchain);
  } catch (error) {
    // Whoever reads the reports only must not find those of another run.
    if (error instanceof FindingsError) await writeReports(context, options, error.findings, []);
    throw error;
  }
}

/** @throws FindingsError where there is nothing to judge, or nobody who can */
async function judge(
  context: Context,
  options: ValidateOptions,
  { selected, shard }: { readonly selected: readonly JudgeName[]; readonly shard: Shard | undefined },
  describe: Describe,
  toolchain: typeof ensureToolchain,
): Promise<ExitCode> {
  const config = configFile(context);
  const { described, findings } = await withProgress(context, 'reading definitions', () => describe(config));
  if (described === undefined) return refuse(context, options, findings, EXIT.findings);
  const onDisk = await readModule(described, config);
  const { module, outdated } = onDisk;
  if (module.files.length === 0) {
    const none = finding(row.noOutput, undefined, described.directory);
    return refuse(context, options, [...findings, none], EXIT.findings);
  }
  const unknown = await unknownSystem(options, onDisk);
  if (unknown !== undefined) return refuse(context, options, [unknown], EXIT.usage);
  const stale = outdated.length === 0 ? [] : [finding(row.outdated, undefined, described.directory, outdated)];

  const state = new Map<string, string>();
  const label = (): string => ['judging', ...[...state].map(([name, text]) => `${name} ${text}`)].join(' · ');
  const modulepath = options.modulepath
    ?.split(delimiter)
    .map((part) => resolve(context.cwd, part))
    .join(delimiter);
  const catalogOptions = { os: options.os, modulepath, shard };
  const subjects = await subjectsOf(module);
  const conditions = conditionsOf(subjects, catalogOptions);
  const ownMemory = memoryFolder(dirname(config));
  const { keep, merge } = options;
  if (keep !== undefined) await forgetShard(resolve(context.cwd, keep));
  const parts = merge === undefined ? undefined : await mergeShards(resolve(context.cwd, merge), conditions, merge);
  const results = await interruptible(async (signal) => {
    const ruby = (): Promise<RubyEnvironment> =>
      toolchain({ signal, progress: (text) => state.set('toolchain', text) }).finally(() => state.delete('toolchain'));
    const judging = {
      ruby,
      memory: options.fresh
        ? undefined
        : memoryIn(keep === undefined ? ownMemory : resolve(context.cwd, keep), parts?.memories),
      places: onDisk.places,
      signal,
      progress: (name: JudgeName, text: string) => void state.set(name, text),
    };
    return withProgress(context, label, async () => {
      const whole =
        modulepath !== undefined && options.os === undefined && shard === undefined && selected.includes('catalogs');
      // A result of now takes the place of an attested one.
      const names = selected.filter((name) => name !== 'attestation' || modulepath === undefined);
      const judges = judgesOf(names, catalogOptions, dirname(config));
      const first = await runJudges(judges, module, judging);
      const catalogs = first.find(({ name }) => name === 'catalogs')?.catalogs;
      if (!whole || catalogs === undefined) return first;
      writeAttestation(dirname(config), subjects, catalogs);
      return [...first, ...(await runJudges([attestationJudge(dirname(config))], module, judging))];
    });
  });
  const found = results.flatMap((result) => result.findings);
  const disproved = parts !== undefined && found.length === 0 ? unstable(parts.red) : [];
  const told = [...findings, ...stale, ...(parts?.findings ?? []), ...disproved, ...found];
  const green = isGreen(results) && !hasErrors(told);
  const judged = results.some(({ name, judged }) => name === 'catalogs' && judged);
  if (keep !== undefined && shard && judged) {
    const record = { ...shard, green, ...conditions };
    writeShard(resolve(context.cwd, keep), record);
  }
  const all = [...told, ...(await writeReports(context, options, told, results))];
  const ok = green && !hasErrors(all);
  if (context.json) {
    printJson(context, {
      ok,
      directory: described.directory,
      judges: results.map(resultJson),
      findings: findingsJson(context, all),
    });
  } else {
    printFindings(context, all);
    if (!context.quiet || !ok) reportResults(context, results);
  }
  return ok ? EXIT.ok : EXIT.findings;
}

function judgesOf(names: readonly JudgeName[], options: CatalogOptions, project: string): Judge[] {
  const make: Readonly<Record<JudgeName, () => Judge>> = {
    parser: () => parserJudge,
    lint: () => lintJudge,
    metadata: () => metadataJudge,
    strings: () => stringsJudge,
    data: () => dataJudge,
    catalogs: () => catalogsJudge({ ...options, interfaces: interfaceFolders(project) }),
    attestation: () => attestationJudge(project),
  };
  return names.map((name) => make[name]());
}

function selectedJudges(
  context: Context,
  { only, modulepath }: ValidateOptions,
): { selected: JudgeName[]; findings: Finding[] } {
  const wanted = only?.split(',').map((name) => name.trim()) ?? JUDGES;
  const findings = wanted
    .filter((name) => !JUDGES.some((known) => known === name))
    .map((name) => finding(row.unknownJudge, undefined, name, JUDGES, suggest(name, JUDGES)));
  for (const part of modulepath?.split(delimiter) ?? []) {
    if (!existsSync(resolve(context.cwd, part))) findings.push(finding(row.noModulepath, undefined, part));
  }
  return { selected: JUDGES.filter((name) => wanted.includes(name)), findings };
}

/** A shard is one of the catalogs, and is kept or not; a whole is put together of shards. */
function contradictions({ shard, keep, merge, fresh }: ValidateOptions, selected: readonly JudgeName[]): Finding[] {
  const catalogs = selected.includes('catalogs');
  const pairs: readonly (readonly [boolean, string])[] = [
    [merge !== undefined && shard !== undefined, '--merge and --shard'],
    [merge !== undefined && keep !== undefined, '--merge and --keep'],
    [merge !== undefined && fresh, '--merge and --fresh'],
    [keep !== undefined && fresh, '--keep and --fresh'],
    [keep !== undefined && shard === undefined, '--keep and no --shard'],
    [(merge !== undefined || keep !== undefined) && !catalogs, '--only without catalogs and results of shards'],
  ];
  return pairs.flatMap(([wrong, names]) => (wrong ? [finding(row.badParts, undefined, names)] : []));
}

/** @returns `null` for what is none */
function parseShard(text: string): Shard | null {
  const [, index = 0, count = 0] = (/^([1-9]\d*)\/([1-9]\d*)$/.exec(text) ?? []).map(Number);
  return index >= 1 && index <= count ? { index, count } : null;
}

async function unknownSystem({ os }: ValidateOptions, { module }: OnDisk): Promise<Finding | undefined> {
  if (os === undefined) return undefined;
  const known = await supportedSystems(module);
  return known.includes(os) ? undefined : finding(row.unknownSystem, undefined, os, known, suggest(os, known));
}

async function refuse(
  context: Context,
  options: ValidateOptions,
  refused: readonly Finding[],
  code: ExitCode,
): Promise<ExitCode> {
  const findings = [...refused, ...(await writeReports(context, options, refused, []))];
  if (context.json) printJson(context, { ok: false, judges: [], findings: findingsJson(context, findings) });
  else {
    printFindings(context, findings);
    context.err('nothing was judged\n');
  }
  return code;
}

function resultJson({ findings, catalogs, seconds, ...result }: JudgeResult): object {
  return {
    ...result,
    seconds: Math.round(seconds * 10) / 10,
    findings: findings.length,
    ...(catalogs && { matrix: catalogs.matrix, resources: catalogs.resources, uncovered: catalogs.uncovered }),
  };
}
