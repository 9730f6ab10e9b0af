/**
 * Values that a definition passes on: literals, or typed expressions that Puppet evaluates on the node's compiler.
 *
 * `Expr` is nominal and refuses to take part in TypeScript's own control flow and text: an expression has no value
 * while a definition runs. `when`, `choose`, `str` and `get` stand in for those.
 */
import type { Expression } from '../puppet/ast.js';

const brand = Symbol.for('ovp-gen.expr');
declare const result: unique symbol;

/** An expression whose value, in Puppet, is a `T`. Made by the builders of `expressions`, never by hand. */
export interface Expr<out T> {
  readonly [brand]: Expression;
  readonly [result]?: T;
}

/** A literal, with expressions allowed at every depth. */
export type Lit<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Value<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Value<T[Key]> }
      : T;

/** What a parameter of type `T` accepts. */
export type Value<T> = Expr<T> | Lit<T>;

/** A value that Puppet wraps in `Sensitive`. There is no literal of this type: secrets come from expressions only. */
export interface Secret<out T> {
  readonly secret: T;
  readonly __secret: never;
}

/** JSON-like data whose shape is open. */
export type Data = string | number | boolean | null | readonly Data[] | { readonly [key: string]: Data };

declare const reference: unique symbol;
/** A reference to a declared resource or class, as relationship metaparameters take it. */
export interface ResourceReference {
  readonly [reference]: never;
}

/** A Puppet data type used as a value. */
declare const dataType: unique symbol;
export interface DataType {
  readonly [dataType]: never;
}

/** Raised when an expression is used where TypeScript would need its value. */
export class ExpressionMisuse extends Error {
  override readonly name = 'ExpressionMisuse';
  constructor(use: string, remedy: string) {
    super(`An expression has no value while a definition runs, but it is used ${use}; ${remedy}.`);
  }
}

function refuse(use: string, remedy: string): () => never {
  return () => {
    throw new ExpressionMisuse(use, remedy);
  };
}

const prototype = Object.create(null, {
  [Symbol.toPrimitive]: {
    value: refuse('as text, a number or in a comparison', 'use str`...`, add() or eq() and the like'),
  },
  [Symbol.iterator]: { get: refuse('as something to iterate over', 'use each() or map()') },
  toJSON: { get: refuse('as JSON', 'call to_json() in Puppet') },
  toString: { get: refuse('as text', 'use str`...`') },
  valueOf: { get: refuse('as a primitive value', 'use when() or choose()') },
  then: { get: refuse('as a promise', 'there is nothing to wait for') },
}) as object;

/** Wraps a tree as a typed expression. */
export function expression<T>(tree: Expression): Expr<T> {
  return Object.freeze(Object.create(prototype, { [brand]: { value: tree } })) as Expr<T>;
}

/** Tells expressions from literals; works across copies of this package. */
export function isExpr(value: unknown): value is Expr<unknown> {
  return typeof value === 'object' && value !== null && brand in value;
}

/** The tree inside an expression. */
export function treeOf(value: Expr<unknown>): Expression {
  return value[brand];
}
