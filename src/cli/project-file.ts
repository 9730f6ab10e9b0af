/** Which project a command is about. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { diagnostics, finding, FindingsError } from '../findings/finding.js';
import type { Context } from './context.js';

const CONFIG = 'ovp.config.ts';

export const projectDiagnostics = diagnostics({
  noConfig: {
    code: 'OVP3101',
    why: 'The default export of ovp.config.ts is the root of everything that is generated.',
    text: (folder: string) => ({
      message: `there is no ${CONFIG} in '${folder}' or in a folder above it`,
      help: 'change into the project, or name the file with --config',
    }),
  },
  configMissing: {
    code: 'OVP3102',
    why: 'The file that --config names has to exist.',
    text: (file: string) => ({ message: `the configuration '${file}' does not exist`, help: 'check --config' }),
  },
});

/**
 * The configuration of `--config`, else the nearest one, as tsconfig.json is found.
 *
 * @returns an absolute path
 * @throws FindingsError if there is none
 */
export function configFile(context: Pick<Context, 'cwd' | 'config'>): string {
  const file = findConfig(context);
  if (file === undefined) throw new FindingsError([finding(projectDiagnostics.noConfig, undefined, context.cwd)]);
  return file;
}

/**
 * As {@link configFile}, for what makes sense without a project as well.
 *
 * @throws FindingsError if `--config` names none
 */
export function findConfig({ cwd, config }: Pick<Context, 'cwd' | 'config'>): string | undefined {
  if (config !== undefined) {
    const file = resolve(cwd, config);
    if (existsSync(file)) return file;
    throw new FindingsError([finding(projectDiagnostics.configMissing, undefined, config)]);
  }
  const file = above(cwd);
  if (file === undefined) throw new FindingsError([finding(projectDiagnostics.noConfig, undefined, cwd)]);
  return file;
}

/** As {@link configFile}, for commands that do without a project; `--config` has to exist all the same. */
export function nearestConfig(context: Pick<Context, 'cwd' | 'config'>): string | undefined {
  return context.config === undefined ? above(context.cwd) : configFile(context);
}

function above(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const file = join(folder, CONFIG);
    if (existsSync(file)) return file;
    if (dirname(folder) === folder) return undefined;
  }
}
