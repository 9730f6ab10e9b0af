/** Builders of typed expressions. What TypeScript's operators are to values, these are to `Expr`. */
import { parseType } from '../puppet/types/index.js';
import type { BinaryOperator, Expression, Lambda, Statement as Tree } from '../puppet/ast.js';
import type { FunctionBinding } from './binding.js';
import { own } from './namespace.js';
import { toTree } from './tree.js';
import { type DataType, type Expr, expression, type Secret, type Value } from './value.js';

/** `$name`: a variable that something else sets. Prefer parameters, `local` and bindings, which know their types. */
export function variable<T>(name: string): Expr<T> {
  return expression({ kind: 'variable', name });
}

/** `$facts['os']['family']` for `fact('os.family')`. */
export function fact<T = string>(path: string): Expr<T> {
  return expression(accessPath('facts', path));
}

/** `$trusted['certname']` for `trusted('certname')`. */
export function trusted<T = string>(path: string): Expr<T> {
  return expression(accessPath('trusted', path));
}

function accessPath(name: string, path: string): Expression {
  return path
    .split('.')
    .reduce<Expression>((target, key) => ({ kind: 'access', target, keys: [{ kind: 'literal', value: key }] }), {
      kind: 'variable',
      name,
    });
}

/** A literal where an expression is wanted. */
export function literal<T>(value: Value<T>): Expr<T> {
  return expression(toTree(value));
}

/** `undef`. */
export const undef: Expr<undefined> = expression({ kind: 'literal', value: null });

/** Text with expressions in it: `` str`https://${host}:8443` ``. */
export function str(
  texts: TemplateStringsArray,
  ...values: readonly Value<string | number | undefined>[]
): Expr<string> {
  const parts: (string | Expression)[] = [];
  texts.forEach((text, index) => {
    if (text !== '') parts.push(text);
    if (index < values.length) parts.push(...textParts(values[index]));
  });
  return expression({ kind: 'interpolation', parts });
}

/** A value as part of a text: texts in it are taken apart. */
function textParts(value: unknown): readonly (string | Expression)[] {
  const tree = toTree(value);
  if (tree.kind === 'interpolation') return tree.parts;
  return [tree.kind === 'literal' && tree.value !== null ? String(tree.value) : tree];
}

/** One text of several, with a space between them: a message too long for a line of the definition. */
export function sentence(...texts: readonly Value<string>[]): Expr<string> {
  const parts = texts.flatMap((text, index) => [...(index === 0 ? [] : [' ']), ...textParts(text)]);
  return expression({ kind: 'interpolation', parts });
}

/** Text of several lines, as {@link str}; printed as a heredoc. */
export function lines(
  texts: TemplateStringsArray,
  ...values: readonly Value<string | number | undefined>[]
): Expr<string> {
  const text = str(texts, ...values);
  const tree = toTree(text);
  return expression({ kind: 'heredoc', parts: tree.kind === 'interpolation' ? tree.parts : [], chomp: false });
}

/** A hash whose keys are computed; one with known keys is written as an object. */
export function hash<T>(
  ...entries: readonly (readonly [key: Value<string>, value: Value<T>])[]
): Expr<Record<string, T>> {
  return expression({ kind: 'hash', entries: entries.map(([key, item]) => [toTree(key), toTree(item)] as const) });
}

/** `target[key]`. Of a hash or array that may lack it, the result may be `undef`. */
export function get<T, K extends keyof T & (string | number)>(target: Expr<T>, key: K): Expr<T[K]>;
export function get<T = unknown>(target: Expr<unknown>, key: Value<string | number>): Expr<T>;
export function get(target: Expr<unknown>, key: Value<string | number>): Expr<unknown> {
  return expression({ kind: 'access', target: toTree(target), keys: [toTree(key)] });
}

function binary<T>(operator: BinaryOperator, left: unknown, right: unknown): Expr<T> {
  return expression({ kind: 'binary', operator, left: toTree(left), right: toTree(right) });
}

/** `left == right`; Puppet compares strings without regard to case. */
export const eq = <T>(left: Value<T>, right: Value<T>): Expr<boolean> => binary('==', left, right);
/** `left != right`; Puppet compares strings without regard to case. */
export const ne = <T>(left: Value<T>, right: Value<T>): Expr<boolean> => binary('!=', left, right);
/** `left < right` */
export const lt = (left: Value<number>, right: Value<number>): Expr<boolean> => binary('<', left, right);
/** `left <= right` */
export const le = (left: Value<number>, right: Value<number>): Expr<boolean> => binary('<=', left, right);
/** `left > right` */
export const gt = (left: Value<number>, right: Value<number>): Expr<boolean> => binary('>', left, right);
/** `left >= right` */
export const ge = (left: Value<number>, right: Value<number>): Expr<boolean> => binary('>=', left, right);
/** `left + right` */
export const add = (left: Value<number>, right: Value<number>): Expr<number> => binary('+', left, right);
/** `left - right` */
export const sub = (left: Value<number>, right: Value<number>): Expr<number> => binary('-', left, right);
/** `left * right` */
export const mul = (left: Value<number>, right: Value<number>): Expr<number> => binary('*', left, right);
/** Division of integers rounds down. */
export const div = (left: Value<number>, right: Value<number>): Expr<number> => binary('/', left, right);
/** `left + right` for arrays. */
export const concat = <T>(left: Value<readonly T[]>, right: Value<readonly T[]>): Expr<T[]> => binary('+', left, right);
/** `left - right` for arrays: what of the left side is not in the right. */
export const difference = <T>(left: Value<readonly T[]>, right: Value<readonly T[]>): Expr<T[]> =>
  binary('-', left, right);
/** `left + right` for hashes: keys of the right side win. */
export const merge = <A extends object, B extends object>(left: Value<A>, right: Value<B>): Expr<A & B> =>
  binary('+', left, right);
/** `item in collection`. */
export const isIn = <T>(item: Value<T>, collection: Value<readonly T[]>): Expr<boolean> =>
  binary('in', item, collection);

/** `text =~ /source/`; the source is in Ruby's syntax. */
export function matches(text: Value<string | undefined>, source: string): Expr<boolean> {
  return binary('=~', text, expression({ kind: 'regex', source }));
}

/** `value =~ Type`. */
export function isA(value: Expr<unknown>, type: string): Expr<boolean> {
  return binary('=~', value, dataType(type));
}

/** A data type as a value, such as `String[1]`. */
export function dataType(text: string): Expr<DataType> {
  return expression({ kind: 'type', type: parseType(text) });
}

function all(operator: 'and' | 'or', conditions: readonly Value<boolean>[]): Expr<boolean> {
  return expression(conditions.map(toTree).reduce((left, right) => ({ kind: 'binary', operator, left, right })));
}

/** All of the conditions hold. Takes at least one. */
export const and = (first: Value<boolean>, ...others: Value<boolean>[]): Expr<boolean> =>
  all('and', [first, ...others]);
/** One of the conditions holds. Takes at least one. */
export const or = (first: Value<boolean>, ...others: Value<boolean>[]): Expr<boolean> => all('or', [first, ...others]);
/** The condition does not hold; said with the opposite operator where there is one. */
export function not(condition: Value<boolean>): Expr<boolean> {
  const operand = toTree(condition);
  if (operand.kind === 'unary' && operand.operator === '!') return expression(operand.operand);
  if (operand.kind === 'binary' && isNotUndef(operand.right)) return isA(expression(operand.left), 'Undef');
  const opposite = operand.kind === 'binary' ? opposites[operand.operator] : undefined;
  return expression(
    operand.kind === 'binary' && opposite !== undefined
      ? { ...operand, operator: opposite }
      : { kind: 'unary', operator: '!', operand },
  );
}

const isNotUndef = (tree: Expression): boolean => tree.kind === 'type' && tree.type.name === 'NotUndef';

/** Operators that say the opposite. */
const opposites: Partial<Record<BinaryOperator, BinaryOperator>> = {
  '==': '!=',
  '!=': '==',
  '=~': '!~',
  '!~': '=~',
};

/** One value if the condition holds, else another. An `otherwise` that is a `choose` becomes an `elsif`. */
export function choose<T, U = T>(condition: Value<boolean>, then: Value<T>, otherwise: Value<U>): Expr<T | U> {
  const first = { condition: toTree(condition), body: [toTree(then)] };
  const rest = toTree(otherwise);
  return expression(
    rest.kind === 'if'
      ? { ...rest, branches: [first, ...rest.branches] }
      : { kind: 'if', branches: [first], otherwise: [rest] },
  );
}

/** The value of the first option that the subject equals; `otherwise` if none does. */
export function select<T>(
  subject: Value<unknown>,
  options: readonly (readonly [match: Value<unknown>, value: Value<T>])[],
  otherwise: Value<T>,
): Expr<T> {
  return expression({
    kind: 'selector',
    subject: toTree(subject),
    options: [
      ...options.map(([match, value]) => ({ match: toTree(match), value: toTree(value) })),
      { match: null, value: toTree(otherwise) },
    ],
  });
}

/** Calls a function of which there is no binding. Prefer bindings. */
export function call<T>(name: string, ...values: readonly unknown[]): Expr<T> {
  return expression({ kind: 'call', name, arguments: trimmed(values).map(toTree), form: 'prefix' });
}

/** The function that makes calls of `name`; generated bindings are built of it. */
export function functionBinding<A extends readonly unknown[], R>(name: string): FunctionBinding<A, R> {
  return Object.assign((...values: A) => call<R>(name, ...values), { functionName: name });
}

/** Optional arguments that were left out at the end are not passed on as undef. */
function trimmed(values: readonly unknown[]): readonly unknown[] {
  const last = values.findLastIndex((value) => value !== undefined);
  return values.slice(0, last + 1);
}

function lambda(names: readonly string[], body: readonly Tree[]): Lambda {
  return { parameters: names.map((name) => ({ name })), body };
}

/** Calls a function with a block whose parameters have the given names: `filter($list) |$item| { ... }`. */
export function withBlock<T>(
  name: string,
  subject: Value<unknown>,
  names: readonly string[],
  body: (...parameters: Expr<never>[]) => Value<unknown>,
): Expr<T> {
  const parameters = names.map((parameter) => variable<never>(parameter));
  return expression({
    kind: 'call',
    name,
    arguments: [toTree(subject)],
    form: 'method',
    lambda: lambda(names, [toTree(body(...parameters))]),
  });
}

/** `$list.map |$name| { ... }`. */
export function map<T, U>(list: Value<readonly T[]>, name: string, body: (item: Expr<T>) => Value<U>): Expr<U[]> {
  return withBlock('map', list, [name], (item) => body(item));
}

/** `$list.filter |$name| { ... }`. */
export function filter<T>(list: Value<readonly T[]>, name: string, body: (item: Expr<T>) => Value<boolean>): Expr<T[]> {
  return withBlock('filter', list, [name], (item) => body(item));
}

/** `$list.any |$name| { ... }`. */
export function any<T>(
  list: Value<readonly T[]>,
  name: string,
  body: (item: Expr<T>) => Value<boolean>,
): Expr<boolean> {
  return withBlock('any', list, [name], (item) => body(item));
}

/** `Sensitive(value)`. */
export function sensitive<T>(value: Value<T>): Expr<Secret<T>> {
  return call('Sensitive', value);
}

/** `value.unwrap`; the value is plain from here on, so mind where it goes. */
export function unwrap<T>(value: Expr<Secret<T>>): Expr<T> {
  return expression({ kind: 'call', name: 'unwrap', arguments: [toTree(value)], form: 'method' });
}

/** Renders a template of the module: `templates/<name>.epp` under the project's module templates. */
export function epp(name: string, parameters: Readonly<Record<string, Value<unknown>>> = {}): Expr<string> {
  const path: Expression = { kind: 'literal', value: `${own}/${name}.epp` };
  const passed = toTree(parameters);
  const none = passed.kind === 'hash' && passed.entries.length === 0;
  return expression({ kind: 'call', name: 'epp', arguments: none ? [path] : [path, passed], form: 'prefix' });
}

/** Puppet code as an expression; shows up in review. */
export function raw<T>(code: string): Expr<T> {
  return expression({ kind: 'raw', code });
}

/**
 * The same expression with another type: the only cast there is.
 *
 * @param _why what makes it true, for the reader.
 */
export function assume<T>(value: Expr<unknown>, _why: string): Expr<T> {
  return expression(toTree(value));
}
