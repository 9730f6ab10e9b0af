/** The Hiera key that a person probably meant. */
import { suggest } from '../../findings/suggest.js';

/**
 * Of keys of the same class the one whose last word is close; else one with the same last word, of a class that is close.
 * The long beginning that keys have in common would make everything close to everything.
 */
export function suggestKey(key: string, keys: readonly string[]): string | undefined {
  const [owner, name] = parts(key);
  const beside = keys.filter((candidate) => parts(candidate)[0] === owner);
  const near =
    name.length < 4
      ? undefined
      : suggest(
          name,
          beside.map((candidate) => parts(candidate)[1]),
        );
  if (near !== undefined) return owner === '' ? near : `${owner}::${near}`;
  const owners = [
    ...new Set(keys.filter((candidate) => parts(candidate)[1] === name).map((candidate) => parts(candidate)[0])),
  ];
  const meant = suggest(owner, owners);
  return meant === undefined || meant === '' ? undefined : `${meant}::${name}`;
}

function parts(key: string): readonly [owner: string, name: string] {
  const at = key.lastIndexOf('::');
  return at < 0 ? ['', key] : [key.slice(0, at), key.slice(at + 2)];
}
