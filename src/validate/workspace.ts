/** A copy of the module in which specs can be run: they write, and the output stays as generated. */
import { rmSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { Catalogue } from '../bind/catalogue.js';
import { shippedLock } from '../bind/shipped-lock.js';
import { writeStubs } from '../bind/stubs.js';
import type { ModuleOnDisk, Problem } from './judge.js';
import { makeFolder } from '../write/folder.js';

const PREFIX = 'ovp-gen-specs-';

export interface Workspace {
  /** Of the copy. */
  readonly root: string;
  /** Folder with the real modules, for `MODULEPATH_REAL`; absent with stubs. */
  readonly modules?: string;
  /** For what the specs write besides. */
  readonly temporary: string;
  dispose(): Promise<void>;
}

/**
 * Copies a module and lays component modules for its specs.
 *
 * @param modulepath - folders with the real component modules; without them, stubs of the recorded interfaces
 * @param interfaces - folders of these
 */
export async function createWorkspace(
  module: ModuleOnDisk,
  modulepath?: string,
  interfaces?: readonly string[],
): Promise<Workspace> {
  await removeAbandoned();
  // Puppet compares real paths.
  const folder = await realpath(await mkdtemp(join(tmpdir(), PREFIX)));
  // Also where this process is ended before its time, as by a second Ctrl-C.
  const leave = (): void => {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // A later run removes it.
    }
  };
  process.once('exit', leave);
  const dispose = async (): Promise<void> => {
    await rm(folder, { recursive: true, force: true });
    process.off('exit', leave);
  };
  try {
    const root = join(folder, module.name);
    const temporary = join(folder, 'tmp');
    // Ruby takes none that everybody may write to.
    await mkdir(temporary, { mode: 0o700 });
    for (const directory of new Set(module.files.map((file) => dirname(file)))) {
      makeFolder(join(root, directory));
    }
    await Promise.all(module.files.map((file) => copyFile(join(module.root, file), join(root, file))));
    const fixtures = join(root, 'spec', 'fixtures', 'modules');
    makeFolder(fixtures);
    // Where the specs are run in several processes, none of them has to make it.
    await symlink(root, join(fixtures, module.name));
    if (modulepath === undefined) {
      const catalogue = new Catalogue(interfaces);
      const recorded = catalogue.modules().flatMap((name) => catalogue.module(name) ?? []);
      await writeStubs(recorded, fixtures);
      return { root, temporary, dispose };
    }
    const modules = join(folder, 'modules');
    await mkdir(modules);
    for (const [name, path] of await modulesIn(modulepath)) {
      // Whatever version of the module itself lies there is not the one that is judged.
      if (name !== module.name) await symlink(path, join(modules, name));
    }
    return { root, modules, temporary, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** What runs have left that were killed: no run takes a day. What cannot be removed is somebody else's. */
async function removeAbandoned(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names.filter((one) => one.startsWith(PREFIX))) {
    const path = join(tmpdir(), name);
    const stats = await stat(path).catch(() => undefined);
    if (stats !== undefined && stats.mtimeMs < Date.now() - 24 * 60 * 60 * 1000)
      await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Folders of the modules in a modulepath by name; the first of a name counts, as for Puppet. */
export async function modulesIn(modulepath: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const part of modulepath.split(delimiter).filter((text) => text !== '')) {
    for (const name of (await readdir(resolve(part))).sort()) {
      const path = resolve(part, name);
      if (/^[a-z][a-z0-9_]*$/.test(name) && !found.has(name) && (await stat(path)).isDirectory()) found.set(name, path);
    }
  }
  return found;
}

/**
 * Holds a modulepath against the lock of component modules: a result against other versions says nothing about those
 * that the module is published for.
 */
export async function compareWithLock(modulepath: string): Promise<readonly Problem[]> {
  const { modules } = await shippedLock();
  const present = await modulesIn(modulepath);
  const problems = modules.map(async ({ module, version }): Promise<Problem[]> => {
    const path = present.get(module);
    if (path === undefined) {
      return [
        {
          severity: 'error',
          check: 'modulepath',
          message: `The module '${module}' ${version} is not in ${modulepath}.`,
        },
      ];
    }
    const found = await versionOf(path);
    if (found === version) return [];
    const message = `The module '${module}' in ${modulepath} is version ${found ?? 'unknown'}, the lock has ${version}.`;
    return [{ severity: 'error', check: 'modulepath', message }];
  });
  return (await Promise.all(problems)).flat();
}

async function versionOf(module: string): Promise<string | undefined> {
  try {
    const { version } = JSON.parse(await readFile(join(module, 'metadata.json'), 'utf8')) as {
      readonly version?: unknown;
    };
    return typeof version === 'string' ? version : undefined;
  } catch {
    return undefined;
  }
}
