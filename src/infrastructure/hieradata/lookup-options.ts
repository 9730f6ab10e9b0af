/** `lookup_options`: how the values of several levels become one, and what they are converted to. */
import { finding, type Finding, warning } from '../../findings/finding.js';
import { suggest } from '../../findings/suggest.js';
import type { Located } from '../source/located.js';
import { hieraDiagnostics as row } from './diagnostics.js';
import { suggestKey } from './suggest-key.js';

/** What holds for a key. */
export interface Options {
  readonly merge: 'first' | 'unique' | 'hash' | 'deep';
  /** Whether values of several levels are put together. */
  readonly merges: boolean;
  readonly convert: 'Sensitive' | 'other' | undefined;
}

const strategies = ['first', 'unique', 'hash', 'deep'] as const;
const members = ['merge', 'convert_to'] as const;
const mergeMembers = [
  'strategy',
  'knockout_prefix',
  'sort_merged_arrays',
  'merge_hash_arrays',
  'unpack_arrays',
  'merge_debug',
  'keep_array_duplicates',
] as const;

interface Rule {
  readonly applies: (key: string) => boolean;
  readonly options: Options;
}

export interface LookupOptions {
  readonly of: (key: string) => Options;
  readonly findings: readonly Finding[];
}

const first: Options = { merge: 'first', merges: false, convert: undefined };

/**
 * @param given the values of `lookup_options` of all files, most specific first
 * @param isKey whether a key is anybody's
 */
export function readLookupOptions(
  given: readonly Located[],
  isKey: (key: string) => boolean,
  keys: readonly string[],
): LookupOptions {
  const rules: Rule[] = [];
  const findings: Finding[] = [];
  const wrong: Wrong = (at, problem, suggestion, expected, isIgnored = false) => {
    const report = isIgnored ? warning : finding;
    findings.push(report(row.lookupOptions, at.keySite ?? at.site, problem, suggestion, expected));
  };
  for (const block of given) {
    if (block.entries === undefined) {
      if (!block.isNull)
        wrong(block, 'lookup_options is a mapping of keys to options', undefined, 'write `key: {merge: deep}`');
      continue;
    }
    for (const [key, value] of block.entries) {
      const applies = matcher(key);
      if (applies === undefined)
        wrong(value, `'${key}' is not a regular expression`, undefined, 'mend the brackets, or escape them');
      else if (!key.startsWith('^') && !isKey(key)) {
        wrong(
          value,
          `lookup_options is for '${key}', which no data and no class has`,
          suggestKey(key, keys),
          'remove it',
          true,
        );
      }
      const options = optionsOf(value, wrong);
      if (applies !== undefined) rules.push({ applies, options });
    }
  }
  return { of: (key) => rules.find(({ applies }) => applies(key))?.options ?? first, findings };
}

function matcher(key: string): ((candidate: string) => boolean) | undefined {
  if (!key.startsWith('^')) return (candidate) => candidate === key;
  try {
    const pattern = new RegExp(key.replaceAll('\\A', '^').replaceAll(/\\[zZ]/g, '$'));
    return (candidate) => pattern.test(candidate);
  } catch {
    return undefined;
  }
}

type Wrong = (
  at: Located,
  problem: string,
  suggestion: string | undefined,
  expected: string,
  isIgnored?: boolean,
) => void;

function optionsOf(value: Located, wrong: Wrong): Options {
  if (value.entries === undefined) {
    wrong(value, 'options of a key are a mapping', undefined, 'write `merge: deep`');
    return first;
  }
  for (const [name, item] of value.entries) {
    if (members.some((known) => known === name)) continue;
    // Options of a merge beside it are ignored in silence.
    const isInner = mergeMembers.some((known) => known === name);
    const expected = isInner ? `move it: merge: { strategy: deep, ${name}: ... }` : `options are ${members.join(', ')}`;
    wrong(
      item,
      `there is no option '${name}' of look-ups`,
      isInner ? undefined : suggest(name, members),
      expected,
      true,
    );
  }
  const merge = mergeOf(value.entries.get('merge'), wrong);
  const convert = value.entries.get('convert_to');
  return {
    merge,
    merges: merge !== 'first',
    convert: convert === undefined ? undefined : convert.value === 'Sensitive' ? 'Sensitive' : 'other',
  };
}

function mergeOf(value: Located | undefined, wrong: Wrong): Options['merge'] {
  if (value === undefined) return 'first';
  const strategy = value.entries === undefined ? value : value.entries.get('strategy');
  for (const [name, item] of value.entries ?? []) {
    if (!mergeMembers.some((known) => known === name))
      wrong(
        item,
        `there is no option '${name}' of a merge`,
        suggest(name, mergeMembers),
        `options are ${mergeMembers.join(', ')}`,
      );
  }
  const found = strategies.find((known) => known === strategy?.value);
  if (found !== undefined) return found;
  const got = typeof strategy?.value === 'string' ? strategy.value : '';
  const at = strategy ?? value;
  wrong(
    { ...at, keySite: at.site },
    got === '' ? 'a merge needs a strategy' : `there is no merge strategy '${got}'`,
    suggest(got, strategies),
    `strategies are ${strategies.join(', ')}`,
  );
  return 'first';
}
