/** A runbook as data: phases of steps, each with a way to see that it has worked. */

export interface Step {
  /** Where: a certname, or what to look at. */
  readonly node: string;
  readonly title: string;
  /** To be copied into a shell of root, line by line. */
  readonly commands: readonly string[];
  /** How to see that it has worked. */
  readonly check: Check;
  readonly note?: string;
}

export interface Check {
  readonly commands: readonly string[];
  /** What they have to print, or how they have to end. */
  readonly expect: string;
}

export interface Phase {
  readonly title: string;
  readonly intro?: string;
  /** What the module's README calls it in the order of first runs. */
  readonly firstRun?: string;
  readonly steps: readonly Step[];
}

/** What a node is, and what its certificate says. */
export interface NodeRow {
  readonly certname: string;
  readonly title: string;
  /** Blank where the description does not say. */
  readonly os: string;
  readonly ppRole: string;
  readonly altNames: readonly string[];
}

export interface Runbook {
  readonly title: string;
  readonly nodes: readonly NodeRow[];
  /** From bare machines to a running platform. */
  readonly build: readonly Phase[];
  /** What comes later. */
  readonly dayTwo: readonly Phase[];
}
