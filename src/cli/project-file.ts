/** Which project a command is about. */
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { diagnostics, finding, FindingsError } from '../findings/finding.js';
import type { Context } from './context.js';

const CONFIG = 'ovp.config.ts';

/** What people call it elsewhere. */
const OTHERS = ['mts', 'js', 'mjs', 'cts', 'cjs'] as const;

export const projectDiagnostics = diagnostics({
  noConfig: {
    code: 'OVP3101',
    why: 'The default export of ovp.config.ts is the root of everything that is generated.',
    text: (folder: string, other?: string) => ({
      message: `there is no ${CONFIG} in '${folder}' or in a folder above it`,
      help:
        other === undefined
          ? 'change into the project, name the file with --config, or start a project: npx ovp-gen init'
          : `Did you mean '${other}'? Call it ${CONFIG}, or name it: --config ${other}`,
    }),
  },
  configMissing: {
    code: 'OVP3102',
    why: '--config names a file, which has to exist.',
    text: (file: string, state: string) => ({
      message: `the configuration '${file}' ${state}`,
      help: 'check --config',
    }),
  },
});

/**
 * The configuration of `--config`, else the nearest one, as tsconfig.json is found.
 *
 * @returns an absolute path
 * @throws FindingsError if there is none
 */
export function configFile(context: Pick<Context, 'cwd' | 'config'>): string {
  const file = nearestConfig(context);
  if (file !== undefined) return file;
  const { cwd } = context;
  const other = OTHERS.map((ending) => `ovp.config.${ending}`).find((name) => existsSync(join(cwd, name)));
  throw new FindingsError([finding(projectDiagnostics.noConfig, undefined, cwd, other)]);
}

/**
 * As {@link configFile}, for commands that do without a project; `--config` has to exist all the same.
 *
 * @throws FindingsError if `--config` names no file
 */
export function nearestConfig({ cwd, config }: Pick<Context, 'cwd' | 'config'>): string | undefined {
  if (config === undefined) return above(cwd);
  const file = resolve(cwd, config);
  const there = statSync(file, { throwIfNoEntry: false });
  if (there?.isDirectory() === false) return file;
  const state = there === undefined ? 'does not exist' : 'is a folder';
  throw new FindingsError([finding(projectDiagnostics.configMissing, undefined, config, state)]);
}

/** The folder of the project, for what is recorded in it; where one is in no project, that folder itself. */
export function projectFolder(context: Pick<Context, 'cwd' | 'config'>): string {
  const config = nearestConfig(context);
  return config === undefined ? context.cwd : dirname(config);
}

function above(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const file = join(folder, CONFIG);
    if (existsSync(file)) return file;
    if (dirname(folder) === folder) return undefined;
  }
}
