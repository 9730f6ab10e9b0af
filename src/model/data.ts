/** Builders of the module's own Hiera data. */
import { withSite } from '../findings/site.js';
import type { Profile } from './definitions.js';
import type { DataLayerModel } from './module.js';
import type { Data } from './value.js';

/** Values for parameters of one profile. */
export interface DataEntries {
  readonly entries: Readonly<Record<string, Data>>;
  readonly place: object;
}

/** What data may say of a parameter: its literals, or any data where its type says no more. */
type DataValue<T> = unknown extends T ? Data : Extract<T, Data>;

/**
 * Values for parameters of a profile. A parameter that may be left blank has its default in the definition instead: a
 * blank value in an operator's data would win over the module's.
 */
export function valuesOf<P>(
  target: Profile<P>,
  values: { readonly [Key in keyof P]?: DataValue<P[Key]> },
): DataEntries {
  const trace: { stack?: string } = {};
  Error.captureStackTrace(trace, valuesOf);
  const entries = Object.fromEntries(
    Object.entries<unknown>(values).map(([parameter, value]) => [`${target.name}::${parameter}`, value as Data]),
  );
  return { entries, place: withSite({}, trace) };
}

/**
 * One file of the module's own data.
 *
 * @param path below `data/`, such as `os/RedHat.yaml`; a level of the hierarchy has to lead there
 */
export function dataLayer(path: string, ...given: readonly DataEntries[]): DataLayerModel {
  return {
    path,
    entries: Object.assign({}, ...given.map(({ entries }) => entries)) as DataLayerModel['entries'],
    places: Object.fromEntries(
      given.flatMap(({ entries, place }) => Object.keys(entries).map((key) => [key, place] as const)),
    ),
  };
}
