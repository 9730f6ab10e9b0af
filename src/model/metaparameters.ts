/** Attributes that every class, defined type and native type takes, and values whose type a module does not state. */
import type { ResourceReference, Value } from './value.js';

/** Whatever Puppet can hold: where a module declares no type, `Any` or `Data`. */
// `object` lets typed expressions and their structures through, which an index signature would refuse.
export type Anything = string | number | boolean | null | undefined | object;

/** Resources that a relationship leads to. */
export type Relation = Value<ResourceReference | readonly ResourceReference[] | undefined>;

/** Puppet's metaparameters. */
export interface Metaparameters {
  /** Another title. */
  readonly alias?: Value<string | readonly string[]> | undefined;
  /** Properties whose changes are only reported. */
  readonly audit?: Value<string | readonly string[]> | undefined;
  /** Applied before these. */
  readonly before?: Relation | undefined;
  readonly loglevel?:
    Value<'emerg' | 'alert' | 'crit' | 'err' | 'warning' | 'notice' | 'info' | 'verbose' | 'debug'> | undefined;
  readonly noop?: Value<boolean> | undefined;
  /** Applied before these; a change refreshes them. */
  readonly notify?: Relation | undefined;
  /** Applied after these. */
  readonly require?: Relation | undefined;
  readonly schedule?: Value<string> | undefined;
  /** Run stage, of classes only. */
  readonly stage?: Value<string> | undefined;
  /** Applied after these; a change of theirs refreshes this. */
  readonly subscribe?: Relation | undefined;
  readonly tag?: Value<string | readonly string[]> | undefined;
}
