/** The Hiera key that a person probably meant. */
import { slips, suggest } from '../../findings/suggest.js';

/**
 * A key that differs by a slip of the pen, in its last word or in one of those before; else the only one that lacks or
 * has words more, or that another class of the module has. Keys are alike by nature, `contacts::port` and `support::port`: what is merely similar is not meant.
 */
export function suggestKey(key: string, keys: readonly string[]): string | undefined {
  return slipOf(key, keys) ?? fuller(key, keys) ?? elsewhere(key, keys);
}

/** A key from which another one differs by a slip of the pen. */
export function slipOf(key: string, keys: readonly string[]): string | undefined {
  const [owner, name] = parts(key);
  const beside = keys.filter((candidate) => parts(candidate)[0] === owner).map((candidate) => parts(candidate)[1]);
  const near =
    name.length < 4
      ? undefined
      : suggest(
          name,
          beside.filter((other) => isAlike(name, other)),
          slips,
        );
  if (near !== undefined) return owner === '' ? near : `${owner}::${near}`;
  const segments = owner.split('::');
  const owners = new Set(
    keys.filter((candidate) => parts(candidate)[1] === name).map((candidate) => parts(candidate)[0]),
  );
  return [...owners]
    .filter((candidate) => differsByASlip(segments, candidate.split('::'), name.length < 8 ? 4 : 2))
    .map((found) => `${found}::${name}`)[0];
}

/** Not another number, and no whole word more or less: those are made on purpose. */
function isAlike(name: string, other: string): boolean {
  const digits = /\d/g;
  if (name.replace(digits, '') === other.replace(digits, '')) return false;
  const [words, others] = [name.split('_'), other.split('_')];
  return words.length === others.length || Math.abs(words.join('').length - others.join('').length) < 2;
}

/** @param shortest word that counts: a short one differs by a letter from many others */
function differsByASlip(segments: readonly string[], others: readonly string[], shortest: number): boolean {
  if (segments.length !== others.length) return false;
  const differing = segments.flatMap((segment, at) => (segment === others[at] ? [] : [at]));
  const [at] = differing;
  if (differing.length !== 1 || at === undefined) return false;
  const [segment = '', other = ''] = [segments[at], others[at]];
  return segment.length >= shortest && isAlike(segment, other) && suggest(segment, [other], slips) !== undefined;
}

/** The only key with all words of another one and some more; `postgresql::server::port` for `postgresql::port`. */
function fuller(key: string, keys: readonly string[]): string | undefined {
  const [owner, name] = parts(key);
  const words = name.split('_');
  const [module = ''] = key.split('::');
  const found = keys.filter((candidate) => {
    const [otherOwner, otherName] = parts(candidate);
    if (candidate === key || !candidate.startsWith(`${module}::`)) return false;
    if (otherName === name) return includesInOrder(otherOwner.split('::'), owner.split('::'));
    return otherOwner === owner && words.length > 1 && includesInOrder(otherName.split('_'), words);
  });
  return found.length === 1 ? found[0] : undefined;
}

/** The only key of the module with the same last word, where that is no word that many keys have. */
function elsewhere(key: string, keys: readonly string[]): string | undefined {
  const [, name] = parts(key);
  const [module = ''] = key.split('::');
  const found = keys.filter((candidate) => candidate.startsWith(`${module}::`) && parts(candidate)[1] === name);
  return name.length >= 8 && name.includes('_') && found.length === 1 ? found[0] : undefined;
}

/** Whether some words are among others, in their order. */
function includesInOrder(all: readonly string[], some: readonly string[]): boolean {
  let at = 0;
  for (const word of all) if (word === some[at]) at += 1;
  return at === some.length;
}

function parts(key: string): readonly [owner: string, name: string] {
  const at = key.lastIndexOf('::');
  return at < 0 ? ['', key] : [key.slice(0, at), key.slice(at + 2)];
}
