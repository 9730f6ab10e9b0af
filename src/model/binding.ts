/**
 * Bindings: what TypeScript knows of the classes, defined types, native types and functions of component modules.
 * They are plain objects with the parameters as a phantom type; `src/bindings/` holds the generated ones.
 */
import type { Expr } from './value.js';

declare const parameters: unique symbol;

interface Binding<Kind extends string> {
  readonly kind: Kind;
  /** Full name in Puppet, `puppet::server::config`. */
  readonly name: string;
}

/** A class that can be declared with parameters `P`, contained, and referred to. */
export interface ClassBinding<out P = unknown> extends Binding<'class'> {
  readonly [parameters]?: P;
}

/** A defined type; its resources take `P`. */
export interface DefineBinding<out P = unknown> extends Binding<'define'> {
  readonly [parameters]?: P;
}

/** A native type; its resources take `P`, metaparameters included. */
export interface TypeBinding<out P = unknown> extends Binding<'type'> {
  readonly [parameters]?: P;
}

/** A function: calling the binding makes the expression that calls the function. */
export interface FunctionBinding<A extends readonly unknown[], R> {
  (...values: A): Expr<R>;
  readonly functionName: string;
}

export function classBinding<P>(name: string): ClassBinding<P> {
  return { kind: 'class', name };
}

export function defineBinding<P>(name: string): DefineBinding<P> {
  return { kind: 'define', name };
}

export function typeBinding<P>(name: string): TypeBinding<P> {
  return { kind: 'type', name };
}
