/** An entry of Hiera data, with its places. */
import type { Data } from '../../model/value.js';
import type { Site } from '../../findings/site.js';

/** One key of a file of Hiera data, or of a description. */
export interface Entry {
  readonly key: string;
  readonly value: Data;
  readonly keySite: Site;
  /** Where a part of the value is written. */
  readonly site: (path: readonly (string | number)[]) => Site;
  /** Whether a number is written with a fraction, where the file tells. */
  readonly isFloat?: (path: readonly (string | number)[]) => boolean;
}

/** Keys that Hiera itself reads. */
export const ownKeys = ['lookup_options'] as const;
