/** What configurations and definitions import from `ovp-gen`. */
export * from './model/behaviours.js';
export * from './model/builtins.js';
export * from './model/config.js';
export * from './model/data.js';
export * from './model/definitions.js';
export * from './model/expressions.js';
export * from './model/statements.js';
export * from './model/vocabulary.js';
export { own, ownType } from './model/namespace.js';
export { classBinding, defineBinding, typeBinding } from './model/binding.js';
export type { ClassBinding, DefineBinding, FunctionBinding, TypeBinding } from './model/binding.js';
export type { Anything, Metaparameters } from './model/metaparameters.js';
export type * from './model/module.js';
export type { Expr, Lit, ResourceReference, Value } from './model/value.js';
export { type DefinedInfrastructure, defineInfrastructure } from './infrastructure/description/define.js';
export type * from './infrastructure/description/description.js';
