/** Runs spec files in several Ruby processes, and puts their records together. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { packageFile } from '../model/package-root.js';
import { runRuby } from '../toolchain/start.js';
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

export interface SpecResults {
  readonly examples: readonly Example[];
  /** By name. */
  readonly resources: readonly DeclaredResource[];
}

export interface SpecRun {
  /** Copy of the module in which the specs may write. */
  readonly root: string;
  /** Spec files, relative to it. */
  readonly files: readonly string[];
  /** Variables for the specs. */
  readonly env: Readonly<Record<string, string>>;
  /** How many processes. */
  readonly processes: number;
}

/** Catalogs of many resources take seconds; loading all facts on a busy machine takes longer. */
const PATIENCE = 300_000;

/** @throws JudgeFailure if a process does not come to a believable end */
export async function runSpecs(run: SpecRun, context: JudgeContext): Promise<SpecResults> {
  const sizes = await Promise.all(
    run.files.map(async (file) => ({ file, size: (await stat(join(run.root, file))).size })),
  );
  const shares = balance(sizes, run.processes);
  const examples: Example[] = [];
  const resources = new Map<string, DeclaredResource>();
  const runShare = async (files: readonly string[]): Promise<void> => {
    const trouble: string[] = [];
    let seen = 0;
    let done: unknown;
    const end = await runRuby(context.ruby, {
      arguments: [packageFile('src/validate/ruby/specs.rb')],
      cwd: run.root,
      env: { ...run.env, SPEC_OPTS: '', HOME: run.root },
      requests: [{ files }],
      patience: context.patience ?? PATIENCE,
      signal: context.signal,
      onRecord(record) {
        if (isExample(record.example)) {
          examples.push(record.example);
          seen += 1;
          context.progress?.(`${examples.length} examples`);
        } else if (typeof record.resource === 'string') addResource(resources, record.resource, record);
        else if ('done' in record) done = record.done;
        else trouble.push(typeof record.trouble === 'string' ? record.trouble : JSON.stringify(record));
      },
    });
    const failure = (message: string): JudgeFailure =>
      new JudgeFailure(`rspec-puppet: ${message}`, [...trouble, ...end.garbage, end.output].join('\n'));
    if (end.hung) throw failure(`it said nothing for ${(context.patience ?? PATIENCE) / 1000} s`);
    if (trouble.length > 0) throw failure('there are errors outside of examples');
    if (end.garbage.length > 0) throw failure('it answered what cannot be understood');
    if (done !== seen) throw failure(`it ended after ${seen} examples, before its end`);
    // 1 says that examples have failed, which is known by then.
    if (end.exitCode !== 0 && end.exitCode !== 1) {
      throw failure(`it ended with ${end.exitCode === undefined ? 'a signal' : `exit code ${end.exitCode}`}`);
    }
  };
  await Promise.all(shares.map(runShare));
  if (examples.length === 0) throw new JudgeFailure('rspec-puppet: it ran no example');
  return { examples, resources: [...resources.values()].sort((a, b) => (a.name < b.name ? -1 : 1)) };
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

function addResource(
  resources: Map<string, DeclaredResource>,
  name: string,
  record: Readonly<Record<string, unknown>>,
): void {
  const { covered, file, line } = record;
  const known = resources.get(name);
  resources.set(name, {
    ...known,
    name,
    covered: covered === true || known?.covered === true,
    ...(typeof file === 'string' ? { file } : {}),
    ...(typeof line === 'number' ? { line } : {}),
  });
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
