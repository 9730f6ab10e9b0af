/** From a raw stack to the place that a person wrote. */
import { findSourceMap, type SourceMapping } from 'node:module';
import { isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locate } from '../findings/site.js';

/** `at name (file:line:column)` or `at file:line:column`. */
const frame = /^\s*at (?:.*\()?(.*?):(\d+):(\d+)\)?$/;

/** Parts of ovp-gen itself: what they do is never what a person is told about. */
const machinery = [
  ...['model', 'puppet', 'text', 'load', 'cli', 'bindings'].map((folder) => `src/${folder}/`),
  'src/package-root.ts',
  'generators/',
];

/**
 * Makes the function that finds the topmost frame of a stack that a person wrote.
 *
 * @param packageRoot folder of ovp-gen, whose machinery is passed over
 * @param root folder to which the places are relative
 */
export function locator(packageRoot: string, root: string): Locate {
  const own = (path: string): boolean => {
    const inside = relative(packageRoot, path).split(sep).join('/');
    return inside.startsWith('dist/') || machinery.some((folder) => inside.startsWith(folder));
  };
  return (stack) => {
    for (const line of stack?.split('\n') ?? []) {
      const found = frame.exec(line);
      const [, where = '', row = '', column = ''] = found ?? [];
      const { path, line: at, column: beside } = original(where, Number(row), Number(column));
      if (
        !isAbsolute(path) ||
        own(path) ||
        (path.includes(`${sep}node_modules${sep}`) && !path.includes(`${sep}src${sep}platform${sep}`))
      ) {
        continue;
      }
      const shown = relative(root, path);
      return { file: shown.startsWith('..') ? path : shown, line: at, column: beside };
    }
    return undefined;
  };
}

/** Node maps frames to the sources by itself, unless something else has taken the making of stacks over. */
function original(where: string, line: number, column: number): { path: string; line: number; column: number } {
  const path = where.startsWith('file:') ? fileURLToPath(where) : where;
  const entry = isAbsolute(path) ? findSourceMap(path)?.findEntry(line - 1, column - 1) : undefined;
  if (!isMapped(entry)) return { path, line, column };
  return { path: fileURLToPath(entry.originalSource), line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}

/** What is not in the map comes back as an empty object. */
function isMapped(entry: SourceMapping | object | undefined): entry is SourceMapping {
  return entry !== undefined && 'originalSource' in entry;
}
