/** From a raw stack to the place that a person wrote. */
import { isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Site } from '../puppet/ast.js';

/** `at name (file:line:column)` or `at file:line:column`. */
const frame = /^\s*at (?:.*\()?(.*?):(\d+):(\d+)\)?$/;

/** Parts of ovp-gen itself: what they do is never what a person is told about. */
const machinery = ['src/model/', 'src/puppet/', 'src/load/', 'src/cli/', 'src/bindings/', 'generators/'];

/**
 * Makes the function that finds the topmost frame of a stack that a person wrote.
 *
 * @param packageRoot folder of ovp-gen, whose machinery is passed over
 * @param root folder to which the places are relative
 */
export function locator(packageRoot: string, root: string): (stack: string | undefined) => Site | undefined {
  const own = (path: string): boolean => {
    const inside = relative(packageRoot, path).split(sep).join('/');
    return inside.startsWith('dist/') || machinery.some((folder) => inside.startsWith(folder));
  };
  return (stack) => {
    for (const line of stack?.split('\n') ?? []) {
      const found = frame.exec(line);
      const [, where = '', row = '', column = ''] = found ?? [];
      const path = where.startsWith('file:') ? fileURLToPath(where) : where;
      if (!isAbsolute(path) || own(path) || (path.includes(`${sep}node_modules${sep}`) && !path.includes(`${sep}src${sep}platform${sep}`))) {
        continue;
      }
      const shown = relative(root, path);
      return { file: shown.startsWith('..') ? path : shown, line: Number(row), column: Number(column) };
    }
    return undefined;
  };
}
