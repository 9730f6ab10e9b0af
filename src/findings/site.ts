/** Where a person wrote what a finding is about: known of each node of a tree without costing anything until it is asked for. */
/** Place in a file that a person wrote; line and column start at 1. */
export interface Site {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Finds the place that a person wrote behind a raw stack, as {@link siteOf} gives it; undefined if there is none. */
export type Locate = (stack: string | undefined) => Site | undefined;

const site = Symbol.for('ovp-gen.site');

/** What knows the raw stack of a call; making its text costs far more than keeping this. */
interface Trace {
  readonly stack?: string;
}

/**
 * Remembers where a node was written. The text of the stack is made when a finding has to be shown.
 * A property of the same shape for all nodes, not a getter each: there are tens of thousands of them.
 */
export function withSite<N extends object>(node: N, trace: Trace | undefined): N {
  return trace === undefined ? node : Object.defineProperty(node, site, { value: trace, configurable: true });
}

/** Whether it is known where a node was written; costs nothing, unlike {@link siteOf}. */
export function hasSite(node: object): boolean {
  return traceOf(node) !== undefined;
}

/** The raw stack of the place where a node was written, if it is known. */
export function siteOf(node: object): string | undefined {
  return traceOf(node)?.stack;
}

/** Gives a copy of a node the place of the original. */
export function copySite<N extends object>(from: object, to: N): N {
  return withSite(to, traceOf(from));
}

function traceOf(node: object): Trace | undefined {
  return (node as { readonly [site]?: Trace })[site];
}
