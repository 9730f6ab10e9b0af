/** Runs the example groups of specs in several Ruby processes, and puts their records together. */
import { some } from '../findings/some.js';
import { packageFile } from '../package-root.js';
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

/** `2/4`: the second of four parts. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** How catalogs are compiled, and which of them. */
export interface CatalogOptions {
  /** Only on this system, `rocky-9`. */
  readonly os?: string | undefined;
  /** Folders of the real component modules; without them, stubs. */
  readonly modulepath?: string | undefined;
  /** Folders of the interfaces that stubs are made of; by default that of this package. */
  readonly interfaces?: readonly string[] | undefined;
  /** One of several parts, for as many machines. */
  readonly shard?: Shard | undefined;
  readonly processes?: number;
}

/** What came of one example group: those of a behaviour on one operating system. */
export interface GroupOutcome {
  /** Of the spec, in the module. */
  readonly file: string;
  /** RSpec's id of it within the spec. */
  readonly group: string;
  readonly examples: readonly Example[];
  /** Files of the module that its catalogs were made of. */
  readonly read: readonly string[];
  readonly resources: readonly DeclaredResource[];
  /** Names of resources that it is about as a whole. */
  readonly tested: readonly string[];
  /** Group of the operating system -> classes of the module in catalogs for it. */
  readonly classes: Readonly<Record<string, readonly string[]>>;
}

/** What is known of a spec. */
export interface SpecOutcome {
  readonly file: string;
  /** Ids of all of its groups that have examples. */
  readonly groups: readonly string[];
  /** Of those that have come to their end. */
  readonly outcomes: readonly GroupOutcome[];
}

export interface SpecRun {
  /** Copy of the module in which the specs may write. */
  readonly root: string;
  /** Spec files, relative to it. */
  readonly files: readonly string[];
  /** What need not be run again. */
  readonly known?: readonly SpecOutcome[] | undefined;
  /** Only these groups: a behaviour takes about as long as any other, a spec may take as long as all others together. */
  readonly shard?: Shard | undefined;
  /** Whether a spec may have nothing to say, as one about other systems than the one that is asked for. */
  readonly mayBeIdle?: boolean | undefined;
  /** Told of each spec what is known of it by the end of the run, also where that was broken off. */
  readonly keep?: ((spec: SpecOutcome) => Promise<void>) | undefined;
  /** Variables for the specs. */
  readonly env: Readonly<Record<string, string>>;
  /** How many processes. */
  readonly processes: number;
}

/** Catalogs of many resources take seconds; loading all facts on a busy machine takes longer. */
const PATIENCE = 300_000;
/** Catalogs are large, and short-lived: Ruby would look for what is no longer used all the time. Bytes, and slots of 40. */
const GARBAGE = {
  RUBY_GC_HEAP_INIT_SLOTS: '3000000',
  RUBY_GC_HEAP_FREE_SLOTS: '1500000',
  RUBY_GC_HEAP_OLDOBJECT_LIMIT_FACTOR: '4',
  RUBY_GC_MALLOC_LIMIT: `${512 * 1024 ** 2}`,
  RUBY_GC_MALLOC_LIMIT_MAX: `${512 * 1024 ** 2}`,
  RUBY_GC_OLDMALLOC_LIMIT: `${1024 ** 3}`,
  RUBY_GC_OLDMALLOC_LIMIT_MAX: `${1024 ** 3}`,
};

/**
 * @returns what came of all groups, or of those of the shard: of the known ones as well
 * @throws JudgeFailure if a process does not come to a believable end
 */
export async function runSpecs(run: SpecRun, context: JudgeContext): Promise<GroupOutcome[]> {
  const ruby = await context.ruby();
  const groups = new Map<string, Groups>(run.files.map((file) => [file, new Groups(file)]));
  const known = new Map((run.known ?? []).map((spec) => [spec.file, spec.outcomes]));
  const trouble: string[] = [];
  let seen = 0;
  let done = 0;
  let ends = 0;
  const patience = context.patience ?? PATIENCE;
  const request = {
    files: run.files,
    known: Object.fromEntries([...known].map(([file, outcomes]) => [file, outcomes.map(({ group }) => group)])),
    processes: run.processes,
    shard: run.shard,
  };
  try {
    const end = await runRuby(ruby, {
      arguments: [packageFile('src/validate/ruby/specs.rb')],
      cwd: run.root,
      env: { ...GARBAGE, ...run.env, SPEC_OPTS: '', HOME: run.root },
      requests: [request],
      patience,
      signal: context.signal,
      onRecord(record) {
        if (isPlan(record.plan)) {
          for (const [file, ids] of Object.entries(record.plan)) groups.get(file)?.plan(ids, known.get(file) ?? []);
        } else if (isPlan(record.share)) {
          for (const [file, spec] of groups) spec.share(record.share[file] ?? []);
        } else if (isExample(record.example)) {
          const { group, ...example } = record.example;
          groups.get(example.file)?.add(group, example);
          seen += 1;
          context.progress?.(`${seen} examples`);
        } else if (isSummary(record.group)) groups.get(record.group.file)?.finish(record.group);
        else if (typeof record.done === 'number') done += record.done;
        else if (record.end === true) ends += 1;
        else trouble.push(typeof record.trouble === 'string' ? record.trouble : JSON.stringify(record));
      },
    });
    const failure = (message: string): JudgeFailure =>
      new JudgeFailure(`rspec-puppet: ${message}`, [...trouble, ...end.garbage, end.output].join('\n'));
    if (end.hung) throw failure(`it said nothing for ${patience / 1000} s`);
    if (end.endless) throw failure('it did not stop talking');
    if (trouble.length > 0) throw failure('there are errors outside of examples');
    if (end.garbage.length > 0) throw failure('it answered what cannot be understood');
    if (done !== seen || ends !== 1)
      throw failure(`it ended after ${seen} examples with ${endOf(end)}, before its end`);
    const idle = run.files.filter((file) => groups.get(file)?.isIdle);
    if (idle.length > 0 && run.mayBeIdle !== true) throw failure(`it ran no example of ${some(idle)}`);
    const endless = run.files.filter((file) => groups.get(file)?.isWhole !== true);
    if (endless.length > 0) throw failure(`it came to no end of ${some(endless)}`);
    if (end.exitCode !== 0) throw failure(`it ended with ${endOf(end)}`);
    return [...groups.values()].flatMap((spec) => spec.shared);
  } finally {
    if (run.keep) await Promise.all([...groups.values()].filter((spec) => spec.isPlanned).map(run.keep));
  }
}

/** What is known of the groups of a spec while it is run. */
class Groups implements SpecOutcome {
  groups: readonly string[] = [];
  isPlanned = false;
  readonly #examples = new Map<string, Example[]>();
  readonly #outcomes = new Map<string, GroupOutcome>();
  #share: ReadonlySet<string> | undefined;

  constructor(readonly file: string) {}

  /** @param known - of a group that is not there any more, nothing is known */
  plan(groups: readonly string[], known: readonly GroupOutcome[]): void {
    this.groups = groups;
    this.isPlanned = true;
    for (const outcome of known) this.#outcomes.set(outcome.group, outcome);
  }

  share(groups: readonly string[]): void {
    this.#share = new Set(groups);
  }

  add(group: string, example: Example): void {
    const others = this.#examples.get(group) ?? [];
    this.#examples.set(group, [...others, example]);
  }

  finish(summary: Omit<GroupOutcome, 'examples'>): void {
    const examples = this.#examples.get(summary.group) ?? [];
    if (examples.length > 0) this.#outcomes.set(summary.group, { ...summary, examples });
  }

  /** In the order of the spec, whoever was first. */
  get outcomes(): readonly GroupOutcome[] {
    return this.groups.flatMap((group) => this.#outcomes.get(group) ?? []);
  }

  /** Of those that were to be run. */
  get shared(): readonly GroupOutcome[] {
    return this.outcomes.filter(({ group }) => this.#share?.has(group));
  }

  get isIdle(): boolean {
    return this.isPlanned && this.groups.length === 0;
  }

  get isWhole(): boolean {
    return this.#share !== undefined && this.shared.length === this.#share.size;
  }
}

/** Whether all groups of a spec have come to their end. */
export function isWhole({ groups, outcomes }: SpecOutcome): boolean {
  return outcomes.length === groups.length;
}

/** The resources of all specs, by name. */
export function declaredResources(outcomes: readonly GroupOutcome[]): DeclaredResource[] {
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

function isPlan(value: unknown): value is Readonly<Record<string, readonly string[]>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((ids: unknown) => Array.isArray(ids) && ids.every((id) => typeof id === 'string'))
  );
}

function isExample(value: unknown): value is Example & { readonly group: string } {
  if (typeof value !== 'object' || value === null) return false;
  const { file, group, line, groups, text, status, message } = value as Readonly<Record<string, unknown>>;
  return (
    [file, group, text, message].every((part) => typeof part === 'string') &&
    typeof line === 'number' &&
    Array.isArray(groups) &&
    groups.every((name) => typeof name === 'string') &&
    (status === 'passed' || status === 'failed' || status === 'pending')
  );
}

function isSummary(value: unknown): value is Omit<GroupOutcome, 'examples'> {
  if (typeof value !== 'object' || value === null) return false;
  const { file, group, read, resources, tested, classes } = value as Readonly<Record<string, unknown>>;
  return (
    typeof file === 'string' &&
    typeof group === 'string' &&
    [read, resources, tested].every(Array.isArray) &&
    typeof classes === 'object' &&
    classes !== null
  );
}
