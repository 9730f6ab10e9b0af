/** Values of evaluated expressions, as Puppet has them; `null` is `undef`. */

export type Known = string | number | boolean | null | readonly Known[] | { readonly [key: string]: Known };

/** An expression that has no value here, since it asks for what only a compiling server knows. */
export class NotEvaluable extends Error {
  override readonly name = 'NotEvaluable';
}

export function isHash(value: Known): value is { readonly [key: string]: Known } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Known): value is readonly Known[] {
  return Array.isArray(value);
}

/** Everything but `undef` and `false`. */
export function isTrue(value: Known): boolean {
  return value !== null && value !== false;
}

/** Puppet's `==`: without regard to case. */
export function equal(left: Known, right: Known): boolean {
  if (typeof left === 'string' && typeof right === 'string') return left.toLowerCase() === right.toLowerCase();
  if (isList(left) && isList(right)) {
    return left.length === right.length && left.every((item, index) => equal(item, right[index] ?? null));
  }
  if (isHash(left) && isHash(right)) {
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => Object.hasOwn(right, key) && equal(left[key] ?? null, right[key] ?? null))
    );
  }
  return left === right;
}

/** A whole number that both languages hold exactly. */
export function integer(value: Known, what: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
    throw new NotEvaluable(`${what} is ${JSON.stringify(value)}, which is no integer within 2^53`);
  }
  return value;
}

export function list(value: Known, what: string): readonly Known[] {
  if (!isList(value)) throw new NotEvaluable(`${what} is no list`);
  return value;
}

/** A value within a text, as Puppet interpolates it. */
export function textOf(value: Known): string {
  if (value === null) return '';
  if (isList(value)) return `[${value.map(textOf).join(', ')}]`;
  if (isHash(value)) throw new NotEvaluable('a hash within a text');
  return String(value);
}
