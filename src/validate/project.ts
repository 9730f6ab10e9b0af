/** The module of a project, as its definitions have it and as it lies on disk. */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { LockedModule } from '../model/emit.js';
import type { Finding } from '../findings/finding.js';
import type { FileTree, ModuleModel } from '../model/module.js';
import type { TypeAliases } from '../puppet/types/index.js';
import type { Locate } from '../findings/site.js';
import type { ModuleOnDisk } from './judge.js';
import { Places } from './places.js';

/** What the definitions say. */
export interface Described {
  readonly model: ModuleModel;
  readonly files: FileTree;
  /** The component modules at the versions that it is tested with. */
  readonly lock: readonly LockedModule[];
  /** Type aliases of the module and of the component modules, by name. */
  readonly aliases: TypeAliases;
  /** Where the module is written; absolute. */
  readonly directory: string;
  readonly locate: Locate;
}

/** @returns the description, or the findings that leave none */
export type Describe = (
  config: string,
) => Promise<{ readonly described: Described | undefined; readonly findings: readonly Finding[] }>;

export const describeProject: Describe = async (config) => {
  const [{ loadProject }, { emit }] = await Promise.all([
    import('../load/project.js'),
    import('../../generators/index.js'),
  ]);
  const { model, context, findings, directory, locate } = await loadProject({ config });
  if (model === undefined || findings.some(({ severity }) => severity === 'error'))
    return { described: undefined, findings };
  return {
    described: {
      model,
      files: emit(model, context),
      lock: context.lock,
      aliases: aliasesOf(model, context.aliases),
      directory,
      locate,
    },
    findings,
  };
};

function aliasesOf({ definitions }: ModuleModel, others: TypeAliases): TypeAliases {
  const own = definitions.flatMap(({ definition }) =>
    definition.kind === 'alias' ? [[definition.name, definition.type] as const] : [],
  );
  return new Map([...others, ...own]);
}

export interface OnDisk {
  readonly module: ModuleOnDisk;
  /** Files that are missing or have another content. */
  readonly outdated: readonly string[];
  readonly places: Places;
}

/** Reads the files that were generated; what else lies there is no part of the module. */
export async function readModule({ model, files, directory, locate }: Described, config: string): Promise<OnDisk> {
  const present: string[] = [];
  const outdated: string[] = [];
  await Promise.all(
    [...files].map(async ([path, { content }]) => {
      const text = await readFile(join(directory, path), 'utf8').catch(() => undefined);
      if (text !== undefined) present.push(path);
      if (text !== content) outdated.push(path);
    }),
  );
  const places = new Places({
    project: dirname(config),
    root: directory,
    files,
    differing: new Set(outdated),
    definitions: model.definitions,
    locate,
  });
  const module = { root: directory, name: model.identity.name, files: present.sort() };
  return { module, outdated: outdated.sort(), places };
}
