/** What `doctor` looks at, and what it finds. */

/** How one thing is. */
export interface CheckResult {
  /** What was looked at: `Ruby`. */
  readonly name: string;
  /** `wanted` is missing, but only some commands want it. */
  readonly state: 'ok' | 'missing' | 'wanted';
  /** What is there: a version, a path. Or what is not. */
  readonly found: string;
  /** What needs it. */
  readonly for: string;
  /** What to do; there is one wherever something is missing. */
  readonly remedy?: string;
}

/** Where to look. */
export interface Surroundings {
  /** The folder in which the command was started. */
  readonly cwd: string;
  /** Configuration of the project; absent outside of one. */
  readonly config: string | undefined;
  /** Folders with component modules. */
  readonly modulepath: readonly string[];
}

export type Check = (where: Surroundings) => Promise<readonly CheckResult[]>;
