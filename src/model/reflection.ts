/**
 * What was read of a definition's source text, and cannot be known at run time: names, types, texts and places. The
 * loader puts it in as the last argument of each definition (see `load/inject`).
 */
import type { Site } from '../findings/site.js';
import type { Finding } from '../findings/finding.js';

/** Line and column, from 1, in the file of the reflection. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface ReflectedParameter {
  readonly name: string;
  /** Puppet type, as text; the module's own types begin with the placeholder of the namespace. */
  readonly type: string;
  /** Declared with a question mark. */
  readonly optional: boolean;
  /** Markdown. */
  readonly text: string;
  readonly place: Place;
}

export interface Reflection {
  /** Path of the file, as it is to be shown: relative to the project or the package. */
  readonly file: string;
  readonly place: Place;
  /** First paragraph of the TSDoc of the definition. */
  readonly summary: string;
  /** The other paragraphs. */
  readonly description?: string;
  /** From `@example` tags. */
  readonly examples: readonly { readonly title: string; readonly code: string }[];
  /** From `@returns`. */
  readonly returns?: string;
  /** Puppet type of the result, of functions. */
  readonly returnType?: string;
  readonly parameters: readonly ReflectedParameter[];
  /** Where each entry of the `defaults` object is written. */
  readonly defaults: Readonly<Record<string, Place>>;
  /** What could not be read. */
  readonly findings: readonly Finding[];
}

/** Place of a definition. */
export function placeOf(reflection: Reflection): Site {
  return { file: reflection.file, ...reflection.place };
}
