/** Blank means absent: null, the empty string, and what remains empty once its own blanks are gone. */
import type { Data } from '../../model/value.js';
import type { Located } from './located.js';

/** Data without what was left blank, and where each value comes from. */
export interface Filled {
  readonly value: Data;
  readonly origin: Located;
  readonly entries?: ReadonlyMap<string, Filled>;
  readonly items?: readonly Filled[];
}

/**
 * Leaves blanks out of mappings and lists.
 *
 * @param keep keys whose values are somebody else's and stay as they are
 * @returns nothing if the value is blank
 */
export function withoutBlanks(located: Located, keep: (key: string) => boolean): Filled | undefined {
  const { value } = located;
  if (value === null || value === '') return undefined;
  if (located.entries) {
    const entries = new Map<string, Filled>();
    for (const [key, item] of located.entries) {
      const filled = keep(key) ? asWritten(item) : withoutBlanks(item, keep);
      // A node of which nothing is said is still a node.
      if (filled) entries.set(key, filled);
      else if (item.isNull && located.entries.size > 0 && key.includes('.'))
        entries.set(key, { value: {}, origin: item, entries: new Map() });
    }
    return {
      value: Object.fromEntries([...entries].map(([key, item]) => [key, item.value])),
      origin: located,
      entries,
    };
  }
  if (located.items) {
    const items = located.items.map((item) => withoutBlanks(item, keep)).filter((item) => item !== undefined);
    return items.length === 0 ? undefined : { value: items.map((item) => item.value), origin: located, items };
  }
  return { value, origin: located };
}

function asWritten(located: Located): Filled {
  return {
    value: located.value,
    origin: located,
    ...(located.entries && { entries: new Map([...located.entries].map(([key, item]) => [key, asWritten(item)])) }),
    ...(located.items && { items: located.items.map(asWritten) }),
  };
}

/** The value at a path, or the closest one around it. */
export function closest(
  root: Filled,
  path: readonly (string | number)[],
): { readonly found: Filled; readonly complete: boolean; readonly next?: string | number } {
  let found = root;
  for (const step of path) {
    const next = typeof step === 'number' ? found.items?.[step] : found.entries?.get(step);
    if (next === undefined) return { found, complete: false, next: step };
    found = next;
  }
  return { found, complete: true };
}
