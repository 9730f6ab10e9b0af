/** What a judge is: a description of what it reads, and a function of that. Nothing is shared between judges. */
import type { RubyEnvironment } from '../toolchain/environment.js';
import type { Memory } from './memory.js';

/** In the order in which results are shown. */
export const JUDGES = ['parser', 'lint', 'metadata', 'strings', 'data', 'catalogs', 'attestation'] as const;
export type JudgeName = (typeof JUDGES)[number];

/** A module on disk. */
export interface ModuleOnDisk {
  /** Absolute. */
  readonly root: string;
  readonly name: string;
  /** Paths of its files with `/` as separator, sorted. */
  readonly files: readonly string[];
}

/** Something that a judge has found. */
export interface Problem {
  /** In the module; absent where it is about the module as a whole. */
  readonly path?: string;
  /** Starting at 1. */
  readonly line?: number;
  readonly column?: number;
  readonly severity: 'error' | 'warning';
  /** The judge's own name for what it checked, such as `trailing_comma`. */
  readonly check?: string;
  readonly message: string;
  /** The behaviour that was expected, where it is about one. */
  readonly behaviour?: { readonly definition: string; readonly title: string };
}

/** Passed, failed, not run: of files, or of examples. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly notRun: number;
}

export interface Verdict extends Tally {
  readonly problems: readonly Problem[];
}

/** What a judge needs besides the files. */
export interface JudgeContext {
  /** Asked for by whoever has something to judge; what is remembered starts no Ruby. */
  readonly ruby: () => Promise<RubyEnvironment>;
  readonly memory?: Memory | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told how far it has come: `120 of 400`. */
  readonly progress?: ((text: string) => void) | undefined;
  /** Milliseconds of silence after which Ruby counts as hanging; replaced by tests. */
  readonly patience?: number | undefined;
}

/**
 * A judge. Its verdict follows from the content of `inputs` and the toolchain alone, so that it can be kept for as long
 * as these do not change.
 */
export interface Judge {
  readonly name: JudgeName;
  /** What is counted, in the plural: `files`. */
  readonly unit: string;
  /** The files that it reads, of those in the module. */
  readonly inputs: (module: ModuleOnDisk) => readonly string[];
  /** @throws JudgeFailure where there is no verdict */
  readonly run: (module: ModuleOnDisk, inputs: readonly string[], context: JudgeContext) => Promise<Verdict>;
}

/** A judge that did not come to a verdict: it crashed, hung, was not believable, or had nothing to judge. */
export class JudgeFailure extends Error {
  override readonly name = 'JudgeFailure';
  /** @param output - what it printed */
  constructor(
    message: string,
    readonly output: string = '',
  ) {
    super(message);
  }
}

/** Counts the files with and without an error or warning. */
export function tallyOf(inputs: readonly string[], problems: readonly Problem[]): Tally {
  const failing = new Set(problems.map(({ path }) => path));
  const failed = inputs.filter((path) => failing.has(path)).length;
  return { passed: inputs.length - failed, failed, notRun: 0 };
}
