/** Runs spec files in several Ruby processes, and puts their records together. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { some } from '../findings/some.js';
import { packageFile } from '../model/package-root.js';
import { endOf, runRuby } from '../toolchain/start.js';
import { type JudgeContext, JudgeFailure } from './judge.js';

/** One example, and what became of it. */
export interface Example {
  /** Of the spec, in the module. */
  readonly file: string;
  readonly line: number;
  /** Descriptions of the groups that it stands in, the outermost first. */
  readonly groups: readonly string[];
  readonly text: string;
  readonly status: 'passed' | 'failed' | 'pending';
  /** Of the failure, or why it was not run. */
  readonly message: string;
}

/** A resource that the module declares in at least one catalog. */
export interface DeclaredResource {
  readonly name: string;
  /** Whether an example is about it. */
  readonly covered: boolean;
  /** As Puppet has seen it. */
  readonly file?: string;
  readonly line?: number;
}

/** What came of one spec. */
export interface SpecOutcome {
  /** Of the spec, in the module. */
  readonly file: string;
  readonly seconds: number;
  readonly examples: readonly Example[];
  /** Files of the module that its catalogs were made of. */
  readonly read: readonly string[];
  readonly resources: readonly DeclaredResource[];
  /** Names of resources that it is about as a whole. */
  readonly tested: readonly string[];
  /** Group of the operating system -> classes of the module in catalogs for it. */
  readonly classes: Readonly<Record<string, readonly string[]>>;
}

export interface SpecRun {
  /** Copy of the module in which the specs may write. */
  readonly root: string;
  /** Spec files, relative to it. */
  readonly files: readonly string[];
  /** Whether a spec may have nothing to say, as one about other systems than the one that is asked for. */
  readonly mayBeIdle?: boolean | undefined;
  /** Told of each spec that has come to its end. */
  readonly onOutcome?: ((outcome: SpecOutcome) => Promise<void>) | undefined;
  /** Variables for the specs. */
  readonly env: Readonly<Record<string, string>>;
  /** How many processes. */
  readonly processes: number;
}

/** Catalogs of many resources take seconds; loading all facts on a busy machine takes longer. */
const PATIENCE = 300_000;

/** @throws JudgeFailure if a process does not come to a believable end */
export async function runSpecs(run: SpecRun, context: JudgeContext): Promise<SpecOutcome[]> {
  const sizes = await sizesOf(run.root, run.files);
  const ruby = await context.ruby();
  const examples = new Map<string, Example[]>(run.files.map((file) => [file, []]));
  const outcomes: SpecOutcome[] = [];
  let count = 0;
  const runShare = async (files: readonly string[]): Promise<void> => {
    const trouble: string[] = [];
    const kept: Promise<void>[] = [];
    let seen = 0;
    let done: unknown;
    const end = await runRuby(ruby, {
      arguments: [packageFile('src/validate/ruby/specs.rb')],
      cwd: run.root,
      env: { ...run.env, SPEC_OPTS: '', HOME: run.root },
      requests: [{ files }],
      patience: context.patience ?? PATIENCE,
      signal: context.signal,
      onRecord(record) {
        if (isExample(record.example)) {
          examples.get(record.example.file)?.push(record.example);
          seen += 1;
          count += 1;
          context.progress?.(`${count} examples`);
        } else if (isSummary(record.spec)) {
          const outcome = { ...record.spec, examples: examples.get(record.spec.file) ?? [] };
          outcomes.push(outcome);
          if (run.onOutcome) kept.push(run.onOutcome(outcome));
        } else if ('done' in record) done = record.done;
        else trouble.push(typeof record.trouble === 'string' ? record.trouble : JSON.stringify(record));
      },
    });
    await Promise.all(kept);
    const failure = (message: string): JudgeFailure =>
      new JudgeFailure(`rspec-puppet: ${message}`, [...trouble, ...end.garbage, end.output].join('\n'));
    if (end.hung) throw failure(`it said nothing for ${(context.patience ?? PATIENCE) / 1000} s`);
    if (end.endless) throw failure('it did not stop talking');
    if (trouble.length > 0) throw failure('there are errors outside of examples');
    if (end.garbage.length > 0) throw failure('it answered what cannot be understood');
    if (done !== seen) throw failure(`it ended after ${seen} examples, before its end`);
    const idle = files.filter((file) => examples.get(file)?.length === 0);
    if (idle.length > 0 && run.mayBeIdle !== true) throw failure(`it ran no example of ${some(idle)}`);
    const endless = files.filter((file) => !idle.includes(file) && !outcomes.some((outcome) => outcome.file === file));
    if (endless.length > 0) throw failure(`it came to no end of ${some(endless)}`);
    // 1 says that examples have failed, which is known by then.
    if (end.exitCode !== 0 && end.exitCode !== 1) {
      throw failure(`it ended with ${endOf(end)}`);
    }
    // That it has nothing to say is remembered as well, or it would be asked each time.
    for (const file of idle) {
      const outcome = { file, seconds: 0, examples: [], read: [], resources: [], tested: [], classes: {} };
      outcomes.push(outcome);
      await run.onOutcome?.(outcome);
    }
  };
  await Promise.all(balance(sizes, run.processes).map(runShare));
  return outcomes;
}

/** @returns sizes of files below a folder in bytes */
export function sizesOf(root: string, files: readonly string[]): Promise<{ file: string; size: number }[]> {
  return Promise.all(files.map(async (file) => ({ file, size: (await stat(join(root, file))).size })));
}

/**
 * Distributes files so that all processes end at about the same time: the largest first, each to whoever has least.
 * The time that a spec takes grows with its text, as each behaviour is a catalog on every system.
 */
export function balance(
  files: readonly { readonly file: string; readonly size: number }[],
  processes: number,
): readonly (readonly string[])[] {
  const shares = Array.from({ length: Math.max(1, processes) }, () => ({ size: 0, files: [] as string[] }));
  for (const { file, size } of [...files].sort((a, b) => b.size - a.size || (a.file < b.file ? -1 : 1))) {
    const least = shares.reduce((best, share) => (share.size < best.size ? share : best));
    least.files.push(file);
    least.size += size;
  }
  return shares.map((share) => share.files.sort()).filter((share) => share.length > 0);
}

/** The resources of all specs, by name. */
export function declaredResources(outcomes: readonly SpecOutcome[]): DeclaredResource[] {
  const tested = new Set(outcomes.flatMap((outcome) => outcome.tested));
  const resources = new Map<string, DeclaredResource>();
  for (const resource of outcomes.flatMap((outcome) => outcome.resources)) {
    const { name } = resource;
    const known = resources.get(name);
    const covered = resource.covered || known?.covered === true || tested.has(name);
    resources.set(name, { ...known, ...resource, covered });
  }
  return [...resources.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isExample(value: unknown): value is Example {
  if (typeof value !== 'object' || value === null) return false;
  const { file, line, groups, text, status, message } = value as Readonly<Record<string, unknown>>;
  return (
    [file, text, message].every((part) => typeof part === 'string') &&
    typeof line === 'number' &&
    Array.isArray(groups) &&
    groups.every((group) => typeof group === 'string') &&
    (status === 'passed' || status === 'failed' || status === 'pending')
  );
}

function isSummary(value: unknown): value is Omit<SpecOutcome, 'examples'> {
  if (typeof value !== 'object' || value === null) return false;
  const { file, seconds, read, resources, tested, classes } = value as Readonly<Record<string, unknown>>;
  return (
    typeof file === 'string' &&
    typeof seconds === 'number' &&
    [read, resources, tested].every(Array.isArray) &&
    typeof classes === 'object' &&
    classes !== null
  );
}
