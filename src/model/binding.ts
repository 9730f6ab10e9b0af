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

/** A class by its name, with the parameters that it takes; `ovp-gen bind` writes such lines. */
export function classBinding<P>(name: string): ClassBinding<P> {
  return { kind: 'class', name };
}

/** A defined type by its name, with the parameters that it takes. */
export function defineBinding<P>(name: string): DefineBinding<P> {
  return { kind: 'define', name };
}

/** A native resource type by its name, with the attributes that it takes. */
export function typeBinding<P>(name: string): TypeBinding<P> {
  return { kind: 'type', name };
}
