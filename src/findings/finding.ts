/**
 * Findings: what is wrong, where, and what to do. Codes are declared once, in tables, and never change their meaning.
 */
import type { Site } from './site.js';

/** One thing that is wrong. */
export interface Finding {
  /** Stable, such as `OVP1203`; documented one by one. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** What was found, with the name of the thing, in one sentence. */
  readonly message: string;
  /** What was expected or how to mend it. */
  readonly help?: string;
  /** In the file that the person wrote. */
  readonly site?: Site;
  /** Name of the entry that it is about, where `site` is a call that is given an object with such an entry. */
  readonly entry?: string;
  /** A further place: the generated line, the other definition. */
  readonly related?: { readonly message: string; readonly site: Site };
}

/** Thrown where a run cannot go on; carries every finding collected so far. Never shown with a stack. */
export class FindingsError extends Error {
  override readonly name = 'FindingsError';
  constructor(readonly findings: readonly Finding[]) {
    super(findings.map((finding) => `${finding.code}: ${finding.message}`).join('\n'));
  }
}

/** What a finding says, made of what it is about. */
export type FindingTemplate<A extends readonly unknown[]> = (...values: A) => { message: string; help?: string };

/** One row of a table of diagnostics. */
export interface Diagnostic<A extends readonly unknown[]> {
  readonly code: string;
  /** What it means and why it matters, for the page of that finding. */
  readonly why: string;
  readonly text: FindingTemplate<A>;
  /** What to do, for the page, where the finding itself has no help. */
  readonly remedy?: string;
}

/** Declares a table of diagnostics; keys are the names by which the code reports them. */
export function diagnostics<T extends Record<string, Diagnostic<never[]>>>(table: T): T {
  return table;
}

/** One row of such a table. */
export function diagnostic<A extends readonly unknown[]>(
  code: string,
  why: string,
  text: FindingTemplate<A>,
  remedy?: string,
): Diagnostic<A> {
  return { code, why, text, ...(remedy === undefined ? {} : { remedy }) };
}

/** The help where a name was probably misspelt; without a candidate what else there is to say, if anything. */
export function didYouMean(candidate: string | undefined, otherwise?: string): { help?: string } {
  const help = candidate === undefined ? otherwise : `Did you mean '${candidate}'?`;
  return help === undefined ? {} : { help };
}

/** Makes the finding of one row. */
export function finding<A extends readonly unknown[]>(
  row: Diagnostic<A>,
  site: Site | undefined,
  ...values: A
): Finding {
  return { code: row.code, severity: 'error', ...row.text(...values), ...(site ? { site } : {}) };
}

/** The same finding about one entry of an object that the call at its place is given. */
export function aboutEntry(found: Finding, entry: string): Finding {
  return { ...found, entry };
}

/** A finding that does not keep anybody from going on. */
export function warning<A extends readonly unknown[]>(
  row: Diagnostic<A>,
  site: Site | undefined,
  ...values: A
): Finding {
  return { ...finding(row, site, ...values), severity: 'warning' };
}

/** Whether anything among the findings keeps people from going on; warnings do not. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}
