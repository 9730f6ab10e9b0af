/** Functions of Puppet and its standard library that depend on nothing but their arguments. */
import { equal, integer, isHash, isList, type Known, list, NotEvaluable, textOf } from './values.js';

type Block = (...values: readonly Known[]) => Known;
type Pure = (values: readonly Known[], block: Block | undefined) => Known;

const blank = (value: Known): boolean => value === null || value === '';

function numbers(values: readonly Known[], what: string): number[] {
  if (values.length === 0) throw new NotEvaluable(`${what} of nothing`);
  return values.map((value) => integer(value, `an argument of ${what}`));
}

function text(value: Known | undefined, what: string): string {
  if (typeof value !== 'string') throw new NotEvaluable(`an argument of ${what} is no text`);
  return value;
}

function first(values: readonly Known[]): Known {
  return values[0] ?? null;
}

function block(given: Block | undefined, what: string): Block {
  if (given === undefined) throw new NotEvaluable(`${what} without a block`);
  return given;
}

/** Without repetitions; unlike `==`, `unique` minds the case. */
function unique(values: readonly Known[]): readonly Known[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

function flat(value: Known): readonly Known[] {
  return isList(value) ? value.flatMap(flat) : [value];
}

function dig(values: readonly Known[]): Known {
  const [from, ...path] = values;
  return path.reduce<Known>((target, key) => {
    if (isHash(target)) return target[textOf(key)] ?? null;
    if (isList(target) && typeof key === 'number') return target[key] ?? null;
    return null;
  }, from ?? null);
}

function filter(values: readonly Known[], given: Block | undefined): Known {
  const keep = block(given, 'filter');
  const subject = first(values);
  if (isHash(subject)) {
    return Object.fromEntries(Object.entries(subject).filter(([key, value]) => keep(key, value) === true));
  }
  return list(subject, 'what filter looks at').filter((item) => keep(item) === true);
}

export const functions: Readonly<Record<string, Pure>> = {
  min: (values) => Math.min(...numbers(values, 'min')),
  max: (values) => Math.max(...numbers(values, 'max')),
  downcase: (values) => text(values[0], 'downcase').toLowerCase(),
  values: ([hash = null]) => {
    if (!isHash(hash)) throw new NotEvaluable('what values takes is no hash');
    return Object.values(hash);
  },
  unique: (values) => unique(list(first(values), 'what unique takes')),
  sort: (values) => [...list(first(values), 'what sort takes')].map((item) => text(item, 'sort')).sort(),
  flatten: (values) => values.flatMap(flat),
  join: ([items, separator]) =>
    list(items ?? null, 'what join takes')
      .map(textOf)
      .join(textOf(separator ?? '')),
  pick: (values) => {
    const found = values.find((value) => !blank(value));
    if (found === undefined) throw new NotEvaluable('pick finds nothing');
    return found;
  },
  length: (values) => {
    const value = first(values);
    return typeof value === 'string' ? value.length : list(value, 'what length takes').length;
  },
  empty: (values) => {
    const value = first(values);
    if (isHash(value)) return Object.keys(value).length === 0;
    return value === null || (isList(value) || typeof value === 'string' ? value.length === 0 : false);
  },
  dig,
  filter,
  map: (values, given) => list(first(values), 'what map looks at').map((item) => block(given, 'map')(item)),
  any: (values, given) => list(first(values), 'what any looks at').some((item) => block(given, 'any')(item) === true),
  String: (values) => textOf(first(values)),
};

/** `left in right`. */
export function contains(left: Known, right: Known): boolean {
  if (isList(right)) return right.some((item) => equal(left, item));
  if (isHash(right)) return Object.keys(right).some((key) => equal(left, key));
  if (typeof right === 'string') return typeof left === 'string' && right.toLowerCase().includes(left.toLowerCase());
  return false;
}
