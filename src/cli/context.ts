/** What a command knows of its surroundings; tests pass their own. */

export interface Context {
  /** Messages name files relative to it. */
  readonly cwd: string;
  /** Results, for people or for programs. */
  readonly out: (text: string) => void;
  /** Findings, progress and failures. */
  readonly err: (text: string) => void;
  readonly color: boolean;
  /** Whether lines on `err` can be overwritten. */
  readonly interactive: boolean;
  /** One JSON document on `out`, nothing else there. */
  readonly json: boolean;
  /** Findings and failures only. */
  readonly quiet: boolean;
  /** `--config`, as given. */
  readonly config: string | undefined;
}

/** Exit codes of every command. */
export const EXIT = { ok: 0, findings: 1, usage: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Options that every command has. */
export interface GlobalOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  /** Commander's form of `--no-color`. */
  readonly color?: boolean;
  readonly config?: string;
}

/** The surroundings of a real process. */
export function processContext(options: GlobalOptions): Context {
  const { env, stdout, stderr } = process;
  const plain = options.color === false || isSet(env.NO_COLOR) || env.TERM === 'dumb' || options.json === true;
  return {
    cwd: process.cwd(),
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    color: !plain && (isSet(env.FORCE_COLOR) || (stdout.isTTY && stderr.isTTY)),
    interactive: stderr.isTTY && env.TERM !== 'dumb' && !isSet(env.CI),
    json: options.json ?? false,
    quiet: options.quiet ?? false,
    config: options.config,
  };
}

/** https://no-color.org: set, and not empty. */
function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
