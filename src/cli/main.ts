/** Entry of the command line. Imports nothing heavy: what a command needs, it imports when it runs. */
import { Command, CommanderError } from 'commander';
import { FindingsError } from '../findings/finding.js';
import type { CommandSpec } from './command.js';
import { commands } from './commands/index.js';
import type { Context, ExitCode, GlobalOptions } from './context.js';
import { EXIT, processContext } from './context.js';
import { version } from './self.js';

/** The command that runs where none is named. */
const DEFAULT = 'generate';

const MORE = `Without a command: ${DEFAULT}. Exit code: 0 done, 1 findings or drift, 2 wrong usage.
Example, in an empty folder: npx ovp-gen init --name acme_platform --owner acme`;

/**
 * @param argv - arguments after the program's name
 * @param specs - replaced by tests, as is `contextOf`
 * @returns the exit code; everything that there is to say has been said
 */
export async function main(
  argv: readonly string[],
  specs: readonly CommandSpec[] = commands,
  contextOf: (options: GlobalOptions) => Context = processContext,
): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = programOf(specs, contextOf({}), async (spec, command) => {
    const options: Record<string, unknown> & GlobalOptions = command.optsWithGlobals();
    const context = contextOf(options);
    code = await (spec.run?.(context, command.processedArgs, options) ?? Promise.resolve(EXIT.usage)).catch(
      (error: unknown) => fail(context, error),
    );
  });
  try {
    // Not commander's default command: that one would take a misspelt name for an argument, and suggest nothing.
    const named = program.parseOptions([...argv]).operands.length > 0;
    const help = argv.includes('--help') || argv.includes('-h');
    await program.parseAsync(named || help ? argv : [DEFAULT, ...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return EXIT.ok;
    // Commander stops at what is wrong, so that an option after it has not been read.
    if (argv.includes('--json')) {
      const { printUsage } = await import('./usage.js');
      printUsage(contextOf({ json: true }), error.code === 'commander.help' ? 'a command is missing' : error.message);
    }
    return EXIT.usage;
  }
}

function programOf(
  specs: readonly CommandSpec[],
  { out, err }: Context,
  run: (spec: CommandSpec, command: Command) => Promise<void>,
): Command {
  const program = new Command('ovp-gen')
    .description('Generates the OpenVox platform module from typed definitions.')
    .version(version(), '-V, --version', 'print the version of ovp-gen')
    .option('--config <file>', 'configuration to use (default: the nearest ovp.config.ts)')
    .option('--json', 'one JSON document instead of text')
    .option('--quiet', 'findings only')
    .option('--no-color', 'no colours (or set NO_COLOR)')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', `\n${MORE}`)
    .showHelpAfterError('(--help lists what there is)')
    .configureOutput({ writeOut: out, writeErr: err })
    .exitOverride();
  for (const spec of specs) addCommand(program, spec, run);
  return program;
}

function addCommand(
  parent: Command,
  spec: CommandSpec,
  run: (spec: CommandSpec, command: Command) => Promise<void>,
): void {
  // A command of its own inherits what the program has set: where it writes, and that it does not end the process.
  const command = parent.command(spec.name).summary(spec.summary).description(spec.summary).helpCommand(false);
  for (const [notation, explanation] of spec.arguments ?? []) command.argument(notation, explanation);
  for (const [notation, explanation] of spec.options ?? []) command.option(notation, explanation);
  if (spec.more !== undefined) command.addHelpText('after', `\n${spec.more}`);
  for (const inner of spec.commands ?? []) addCommand(command, inner, run);
  if (spec.run !== undefined) command.action(() => run(spec, command));
}

/** Findings are for the user, as is a machine that is full or closed; anything else is a defect of ours, shown in full. */
async function fail(context: Context, error: unknown): Promise<ExitCode> {
  const { machineFinding } = await import('../write/failures.js');
  const refused = machineFinding(error, context.cwd);
  const findings = error instanceof FindingsError ? error.findings : refused && [refused];
  if (findings !== undefined) {
    const { findingsJson, printFindings, printJson } = await import('./report/findings.js');
    if (context.json) printJson(context, { ok: false, findings: findingsJson(context, findings) });
    else printFindings(context, findings);
    return EXIT.findings;
  }
  const shown = error instanceof Error ? (error.stack ?? error.message) : String(error);
  context.err(`ovp-gen has a defect, please report it together with these lines:\n${shown}\n`);
  if (context.json) {
    const { printDefect } = await import('./usage.js');
    printDefect(context, error instanceof Error ? error.message : String(error));
  }
  return EXIT.findings;
}
