/**
 * What judges remember between runs: verdicts that hold for as long as what they were made of stays the same. Entries
 * are named and checked by content alone, so that they hold on another machine too: of a run that was split over several
 * machines, the last one puts together what the others remember.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageFile } from '../package-root.js';
import { gemsHash, pinnedToolchain } from '../toolchain/gems.js';
import { sha256 } from '../write/hash.js';
import { makeFolder } from '../write/folder.js';

export interface Memory {
  /** What was kept last under a name; `undefined` where there is nothing, or nothing that can be understood. */
  recall(name: string): Promise<unknown>;
  /** The same of each of the memories that this one knows, itself first. */
  recallAll(name: string): Promise<readonly unknown[]>;
  /** A memory that cannot be written is no reason to fail. */
  keep(name: string, value: object): Promise<void>;
}

/**
 * @param folder - where entries are kept, a file for each; made when the first one is
 * @param others - memories of other machines, which are only read
 */
export function memoryIn(folder: string, others: readonly string[] = []): Memory {
  const fileOf = (name: string, at = folder): string => join(at, `${name.replaceAll(/[^\w.-]+/g, '.')}.json`);
  const read = async (file: string): Promise<unknown> => {
    try {
      return JSON.parse(await readFile(file, 'utf8')) as unknown;
    } catch {
      return undefined;
    }
  };
  return {
    recall: (name) => read(fileOf(name)),
    recallAll: (name) => Promise.all([folder, ...others].map((at) => read(fileOf(name, at)))),
    async keep(name, value) {
      const file = fileOf(name);
      const temporary = `${file}.${process.pid}`;
      try {
        makeFolder(folder);
        await writeFile(temporary, JSON.stringify(value));
        await rename(temporary, file);
      } catch {
        await rm(temporary, { force: true }).catch(() => undefined);
      }
    },
  };
}

/** Where the memory of a project is; removed with `node_modules`, never packed or committed. */
export function memoryFolder(project: string): string {
  return join(project, 'node_modules', '.cache', 'ovp-gen', 'validate');
}

let judging: Promise<string> | undefined;

/** Identifies what judges: the pinned gems and the programs that use them. */
export function judgesHash(): Promise<string> {
  return (judging ??= treeHash(packageFile('src/validate/ruby'), () => true).then((programs) =>
    sha256(`${gemsHash(pinnedToolchain())}\n${programs}`),
  ));
}

/**
 * SHA-256 over names and contents of the files below a folder.
 *
 * @param selects - by path relative to the folder, with `/` as separator
 */
export async function treeHash(folder: string, selects: (path: string) => boolean): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter(selects)
    .sort();
  const hash = createHash('sha256');
  for (const path of paths) hash.update(`${path}\n${sha256(await readFile(join(folder, path)))}\n`);
  return hash.digest('hex');
}
