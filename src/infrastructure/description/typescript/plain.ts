/** What a person's code has made, as data. */
import type { Data } from '../../../model/value.js';
import { limits } from '../../source/limits.js';
import { reasonOf } from '../../../text/reason.js';

/** Why something is not data, and where in it. */
export interface NotData {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

export interface Plain {
  readonly data: Data;
  /** The first of what is wrong. */
  readonly problem?: NotData;
}

/** Keys of a description below which data are Hiera's, where a blank has a meaning. */
export const hieraKeys: readonly string[] = ['hiera', 'role_hiera'];

/** Leaves the walk at the first problem. */
class Stop extends Error {
  constructor(readonly problem: NotData) {
    super(problem.text);
  }
}

/**
 * Copies data alone: no functions, no cycles, nothing undefined; blanks are absent, as in YAML, except in Hiera data.
 * Getters and proxies run a person's code, so that whatever they throw is a problem of theirs.
 */
export function plain(value: unknown): Plain {
  try {
    return { data: new Copier().copy(value, [], false) ?? null };
  } catch (error) {
    if (error instanceof Stop) return { data: null, problem: error.problem };
    throw error;
  }
}

class Copier {
  private readonly entered = new Set<object>();
  private count = 0;

  copy(item: unknown, path: readonly (string | number)[], hiera: boolean): Data | undefined {
    if (item === undefined) return undefined;
    this.count += 1;
    if (this.count > limits.values) throw new Stop({ path: [], text: `holds more than ${limits.values} values` });
    if (item === null || item === '') return hiera ? item : undefined;
    if (typeof item === 'string' || typeof item === 'boolean') return item;
    if (typeof item === 'number' && Number.isFinite(item)) return item;
    if (typeof item !== 'object') {
      const what = typeof item === 'number' ? String(item) : `a ${typeof item}`;
      throw new Stop({ path, text: `is ${what}, and not data` });
    }
    if (this.entered.has(item)) throw new Stop({ path, text: 'contains itself' });
    if (path.length >= limits.depth) {
      throw new Stop({ path: path.slice(0, 3), text: `is nested more than ${limits.depth} levels deep` });
    }
    this.entered.add(item);
    const copied = this.copyInside(item, path, hiera);
    this.entered.delete(item);
    return copied;
  }

  private copyInside(item: object, path: readonly (string | number)[], hiera: boolean): Data {
    const read = <T>(action: () => T, at = path): T => {
      try {
        return action();
      } catch (error) {
        throw new Stop({ path: at, text: `cannot be read: ${reasonOf(error)}` });
      }
    };
    if (read(() => Array.isArray(item))) {
      const items = item as readonly unknown[];
      const length = read(() => items.length);
      const made: Data[] = [];
      for (let index = 0; index < length; index += 1) {
        const at = [...path, index];
        const member = this.copy(
          read(() => items[index], at),
          at,
          hiera,
        );
        if (member !== undefined) made.push(member);
      }
      return made;
    }
    const prototype = read((): unknown => Object.getPrototypeOf(item));
    if (prototype !== null && prototype !== Object.prototype) {
      const { name } = read(() => (prototype as Readonly<{ constructor: Readonly<{ name: unknown }> }>).constructor);
      throw new Stop({ path, text: `is an object of the class ${String(name)}, and not data` });
    }
    const made: [string, Data][] = [];
    for (const key of read(() => Object.keys(item))) {
      const at = [...path, key];
      const member = this.copy(
        read(() => (item as Readonly<Record<string, unknown>>)[key], at),
        at,
        hiera || hieraKeys.includes(key),
      );
      if (member !== undefined) made.push([key, member]);
    }
    return Object.fromEntries(made);
  }
}
