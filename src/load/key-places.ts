/** Where the keys of a configuration are written, in its source text, by ts-morph. */
import { readFileSync } from 'node:fs';
import { Node, Project } from 'ts-morph';
import type { Place } from '../model/reflection.js';
import { literalOf, placeOf, propertyOf } from './syntax.js';

/**
 * The place of each path of keys, or of as much of it as is written out where the configuration is exported; undefined
 * where nothing is.
 */
export function keyPlaces(path: string, paths: readonly (readonly string[])[]): readonly (Place | undefined)[] {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const exported = project
    .createSourceFile(path, readFileSync(path, 'utf8'))
    .getExportAssignment((item) => !item.isExportEquals());
  const value = literalOf(exported?.getExpression());
  const object = Node.isCallExpression(value) ? literalOf(value.getArguments()[0]) : value;
  return paths.map((keys) => deepest(object, keys));
}

function deepest(object: Node | undefined, keys: readonly string[]): Place | undefined {
  const [key = '', ...further] = keys;
  if (Node.isArrayLiteralExpression(object)) {
    const element = object.getElements()[Number(key)];
    return element && (deepest(literalOf(element), further) ?? placeOf(element));
  }
  const found = propertyOf(object, key);
  if (found === undefined) return undefined;
  const inner = Node.isPropertyAssignment(found) ? literalOf(found.getInitializer()) : undefined;
  return (further.length > 0 ? deepest(inner, further) : undefined) ?? placeOf(found);
}
