/** Where the values of a YAML file are written. */
import { closest, type Filled } from './blanks.js';
import type { Places } from '../model/infrastructure.js';

/**
 * @param translate turns a path in the description into the path in the file, where the two differ
 */
export function yamlPlaces(
  file: string,
  root: Filled,
  translate: (path: readonly (string | number)[]) => readonly (string | number)[] = (path) => path,
): Places {
  return {
    file,
    site(path, what = 'value') {
      const { found, complete, next } = closest(root, translate(path));
      // A key that was left blank is still written.
      const blank = next === undefined ? undefined : found.origin.entries?.get(String(next));
      const { keySite, site } = complete ? found.origin : (blank ?? found.origin);
      return what === 'key' || !complete ? (keySite ?? site) : site;
    },
  };
}
