import type { Context, ExitCode } from './context.js';

/** A command as data, so that `--help` loads no implementation. */
export interface CommandSpec {
  readonly name: string;
  readonly summary: string;
  /** In commander's notation: `<required>`, `[optional]`, `<several...>`; with an explanation. */
  readonly arguments?: readonly (readonly [notation: string, explanation: string])[];
  /** In commander's notation: `--os <name>`; with an explanation. Those of every command come by themselves. */
  readonly options?: readonly (readonly [notation: string, explanation: string])[];
  /** Examples and whatever else helps, below the options. */
  readonly more?: string;
  /** Commands below this one, as `plan` in `ovp-gen infra plan`; such a group does nothing by itself. */
  readonly commands?: readonly CommandSpec[];
  /**
   * Imports the implementation, and runs it. A group of commands has none.
   *
   * @param given - values of the arguments, in order
   * @param options - values of the options by their camel-cased names, as commander gives them
   */
  readonly run?: (
    context: Context,
    given: readonly (string | readonly string[] | undefined)[],
    options: Readonly<Record<string, unknown>>,
  ) => Promise<ExitCode>;
}

/** An argument or option as text; `undefined` where it was not given. */
export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
