import type { Context, GlobalOptions } from '../../src/cli/context.js';

/** A context that keeps what a command says. */
export function surroundings(cwd: string) {
  const said = { out: '', err: '' };
  const contextOf = (options: GlobalOptions): Context => ({
    cwd,
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    color: false,
    interactive: false,
    json: options.json ?? false,
    quiet: options.quiet ?? false,
    config: options.config,
  });
  return { said, contextOf };
}
