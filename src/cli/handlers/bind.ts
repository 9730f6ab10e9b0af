/** `ovp-gen bind`: record, generate, tell what changed. */
import { delimiter, dirname, resolve } from 'node:path';
import { describeChange } from '../../bind/changes.js';
import { type BindResult, bindCommand } from '../../bind/command.js';
import { recordingsOf } from '../../bind/recordings.js';
import type { Context, ExitCode } from '../context.js';
import { EXIT } from '../context.js';
import { withProgress } from '../progress.js';
import { configFile } from '../project-file.js';
import { printJson, shortPath } from '../report/findings.js';

export interface BindHandlerOptions {
  readonly core: boolean;
  readonly dryRun: boolean;
  /** Folders, separated as in PATH. */
  readonly modulepath: string | undefined;
}

export async function bind(
  context: Context,
  modules: readonly string[],
  { core, dryRun, modulepath }: BindHandlerOptions,
): Promise<ExitCode> {
  const recordings = recordingsOf(dirname(configFile(context)));
  let state = 'recording';
  const result = await withProgress(
    context,
    () => state,
    () =>
      bindCommand(
        modules.map((path) => resolve(context.cwd, path)),
        {
          recordings,
          core,
          dryRun,
          progress: (text) => (state = text),
          ...(modulepath === undefined
            ? {}
            : { modulepath: modulepath.split(delimiter).map((path) => resolve(context.cwd, path)) }),
        },
      ),
  );
  report(context, result, dryRun);
  return result.modules.some(({ problems }) => problems.length > 0) ? EXIT.findings : EXIT.ok;
}

function report(context: Context, { modules, written }: BindResult, dryRun: boolean): void {
  const files = written.map((file) => shortPath(context.cwd, file));
  if (context.json) {
    printJson(context, { ok: modules.every(({ problems }) => problems.length === 0), modules, written: files });
    return;
  }
  for (const { module, version, previous, changes, problems } of modules) {
    const before = previous === undefined || previous === version ? '' : `, before ${previous}`;
    if (!context.quiet) context.out(`${module} ${version}${before}\n`);
    if (!context.quiet) for (const change of changes) context.out(`  ${describeChange(change)}\n`);
    for (const problem of problems) context.err(`  not recorded: ${problem}\n`);
  }
  if (context.quiet) return;
  const verb = dryRun ? 'would change' : 'written';
  context.out(files.length === 0 ? 'nothing changed\n' : files.map((file) => `${verb}  ${file}\n`).join(''));
}
