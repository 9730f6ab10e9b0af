/** Files that go into the module as they stand, and the prose of its README. */
import { isUtf8 } from 'node:buffer';
import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import ejs from 'ejs';
import { finding, FindingsError } from '../findings/finding.js';
import type { AssetFile, ModuleIdentity } from '../model/module.js';
import { loadDiagnostics as row } from './diagnostics.js';
import { sortedBy } from '../text/order.js';
import { reasonOf } from '../text/reason.js';

/** Stands for the module's name in the path of an asset. */
const nameInPath = '__module__';

/** Everything below the folders, later folders over earlier ones. `[%= module.name %]` is filled in. */
export function readAssets(folders: readonly string[], module: ModuleIdentity): readonly AssetFile[] {
  const files = new Map(
    folders.flatMap((folder) =>
      ownFilesBelow(folder).map((file) => {
        const path = relative(folder, file).split(sep).join('/').replaceAll(nameInPath, module.name);
        return [path, { path, content: fill(file, module) }] as const;
      }),
    ),
  );
  return sortedBy(files.values(), ({ path }) => path);
}

/** Texts by section id, which is the name of the file without `.md`. */
export function readProse(folders: readonly string[], module: ModuleIdentity): Readonly<Record<string, string>> {
  const files = folders.flatMap((folder) => ownFilesBelow(folder).filter((file) => file.endsWith('.md')));
  return Object.fromEntries(files.map((file) => [basename(file, '.md'), fill(file, module)]));
}

/** Folders whose listings matter, and files whose contents do. */
export function assetInputs(folders: readonly string[]): { files: readonly string[]; folders: readonly string[] } {
  return {
    files: folders.flatMap(filesBelow),
    folders: folders.flatMap((folder) => (isFolder(folder) ? [folder, ...entriesBelow(folder).filter(isFolder)] : [])),
  };
}

/** @throws FindingsError for EJS that fails, and for what is no text */
function fill(file: string, module: ModuleIdentity): string {
  const bytes = readFileSync(file);
  if (!isUtf8(bytes)) throw new FindingsError([finding(row.assetNotText, { file, line: 1, column: 1 })]);
  const text = bytes.toString();
  if (!text.includes('[%')) return text;
  try {
    return ejs.render(text, { module }, { openDelimiter: '[', closeDelimiter: ']', escape: String, filename: file });
  } catch (error) {
    const message = reasonOf(error);
    // The message begins with the file, the line and a piece of the text; what is wrong stands in its last line.
    const line = Number(/^.*:(\d+)\n/.exec(message)?.[1] ?? 1);
    const problem = message.trim().split('\n').at(-1) ?? message;
    throw new FindingsError([finding(row.assetFails, { file, line, column: 1 }, problem)]);
  }
}

/** Whether there is a folder of this path. */
export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function filesBelow(folder: string): readonly string[] {
  const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  return isFolder(folder) ? entriesBelow(folder).filter(isFile) : [];
}

/**
 * As {@link filesBelow}.
 *
 * @throws FindingsError for what is neither a file nor a folder
 */
function ownFilesBelow(folder: string): readonly string[] {
  for (const file of isFolder(folder) ? entriesBelow(folder) : []) {
    const stats = lstatSync(file);
    if (!stats.isFile() && !stats.isDirectory())
      throw new FindingsError([finding(row.assetLink, { file, line: 1, column: 1 })]);
  }
  return filesBelow(folder);
}

function entriesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .sort();
}
