/** What a description probably means: of one with mistakes, as much as can be judged beside them. */
import type { ErrorObject } from 'ajv';
import type { Data } from '../../model/value.js';
import { meantKey, pathOf, type SchemaWords } from './judge-words.js';
import type { Places } from '../model/infrastructure.js';

type Tree = { [key: string]: Tree | Data };

/** A description without what is wrong in it, and where its values are written. */
export interface Mended {
  readonly data: Data;
  readonly places: Places;
}

/** Stands for the name of a host that is not said. */
const unsaid = { external: 'unsaid.invalid' } as const;
const externals = ['loadbalancer', 'db_loadbalancer', 'postgresql'];

/** An error about a text that is in the place of a host's name: whatever it says, it is a name. */
export function isAboutName({ keyword, instancePath, data }: ErrorObject): boolean {
  const ending = instancePath.split('/').at(-1) ?? '';
  return (
    (keyword === 'pattern' || keyword === 'maxLength') &&
    typeof data === 'string' &&
    !['memory', 'environment', 'key', 'name', 'owner'].includes(ending)
  );
}

/** Leaves out what errors are about, and calls misspelt keys what they are meant to be. */
export function mend(data: Data, places: Places, errors: readonly ErrorObject[], words: SchemaWords): Mended {
  const copy = structuredClone(data) as Tree;
  const written = new Map<string, string>();
  for (const error of errors) {
    const path = pathOf(error);
    if (isAboutName(error)) continue;
    if (error.keyword === 'required') {
      const name = String((error.params as { readonly missingProperty?: unknown }).missingProperty);
      if (path.length > 0) remove(copy, path);
      else if (externals.includes(name) && !Object.hasOwn(copy, name)) copy[name] = unsaid;
      continue;
    }
    if (error.keyword !== 'additionalProperties') {
      remove(copy, path);
      continue;
    }
    const key = String((error.params as { readonly additionalProperty?: unknown }).additionalProperty);
    const meant = meantKey(error, words);
    const parent = at(copy, path);
    if (parent === undefined || !Object.hasOwn(parent, key)) continue;
    const value = parent[key];
    // By value: what a person calls a key may be anything, `__proto__` too.
    Reflect.deleteProperty(parent, key);
    if (meant === undefined || Object.hasOwn(parent, meant) || value === undefined) continue;
    parent[meant] = value;
    written.set(JSON.stringify([...path, meant]), key);
  }
  const original = (path: readonly (string | number)[]): readonly (string | number)[] =>
    path.map((step, index) => written.get(JSON.stringify(path.slice(0, index + 1))) ?? step);
  return {
    data: copy,
    places: { file: places.file, site: (path, what) => places.site(original(path), what) },
  };
}

function at(tree: Tree, path: readonly (string | number)[]): Tree | undefined {
  let found: unknown = tree;
  for (const step of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Tree)[step];
  }
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as Tree) : undefined;
}

/** Removes what is at a path; of a list, which stands or falls as a whole, all. */
function remove(tree: Tree, path: readonly (string | number)[]): void {
  const outer = path.slice(
    0,
    Math.max(
      path.findIndex((step) => typeof step === 'number'),
      0,
    ),
  );
  const whole = outer.length > 0 ? outer : path;
  const last = whole.at(-1);
  const parent = at(tree, whole.slice(0, -1));
  if (parent !== undefined && last !== undefined) Reflect.deleteProperty(parent, last);
}
