/**
 * Functions whose result depends on their arguments in a way that recorded signatures do not tell. The bindings have
 * all functions; these have exact types.
 */
import { call, isA, withBlock } from './expressions.js';
import { run, type Statement } from './statements.js';
import type { Data, Expr, Value } from './value.js';

/** The smallest of the numbers. */
export const min = (...values: Value<number>[]): Expr<number> => call('min', ...values);
/** The largest of the numbers. */
export const max = (...values: Value<number>[]): Expr<number> => call('max', ...values);
/** In lower case. */
export const downcase = (text: Value<string>): Expr<string> => call('downcase', text);
/** The list without repetitions; the first of equal items stays. */
export const unique = <T>(list: Value<readonly T[]>): Expr<T[]> => call('unique', list);
/** The list in alphabetical order. */
export const sort = (list: Value<readonly string[]>): Expr<string[]> => call('sort', list);
/** The list, with lists in it taken apart. */
export const flatten = <T>(...lists: Value<readonly (T | readonly T[])[]>[]): Expr<T[]> => call('flatten', ...lists);
/** The items as one text. */
export const join = (list: Value<readonly (string | number)[]>, separator: string): Expr<string> =>
  call('join', list, separator);
/** The values of a hash. */
export const values = <T>(of: Value<Readonly<Record<string, T>>>): Expr<T[]> => call('values', of);
/** The first value that is neither undef nor empty. Fails if there is none. */
export const pick = <T>(...values: Value<T | undefined>[]): Expr<T> => call('pick', ...values);
/** Number of items or characters. */
export const length = (of: Value<readonly unknown[] | string>): Expr<number> => call('length', of);
/** Whether nothing is in it. */
export const empty = (of: Value<readonly unknown[] | string | object>): Expr<boolean> => call('empty', of);
/** Decimal representation of a number. */
export const text = (number: Value<number>): Expr<string> => call('String', number);
/** Without undef at the top level. */
export const compact = <T>(list: Value<readonly (T | undefined)[]>): Expr<T[]> =>
  withBlock('filter', list, ['item'], (item) => isA(item, 'NotUndef'));

/**
 * What Hiera says of a key of another module, or a default: how a value that is computed here yields to the operator's
 * own. `undefined` as the default leaves the decision to the component.
 */
export function lookup<T>(key: string, otherwise: Value<T | undefined>): Expr<T> {
  return call('lookup', key, { default_value: otherwise });
}

/** The value of a variable by its full name, undef if there is none. */
export const getvar = (name: Value<string>): Expr<Data | undefined> => call('getvar', name);

/** Stops the catalog where a private class is declared from outside of the module. */
export const assertPrivate = (): Statement => run(call('assert_private'));
