/** Visits every node of a tree of Puppet code. */
import { hasSite, siteOf } from '../puppet/ast.js';
import type {
  Access,
  Assignment,
  Call,
  Collector,
  Inclusion,
  Reference,
  ResourceDeclaration,
  ResourceDefault,
  ResourceOverride,
  TypeExpression,
  Variable,
} from '../puppet/ast.js';

/** The nodes that are looked at one by one. */
export type Visited =
  | Access
  | Assignment
  | Call
  | Collector
  | Inclusion
  | Reference
  | ResourceDeclaration
  | ResourceDefault
  | ResourceOverride
  | TypeExpression
  | Variable;

/** The raw stack of the innermost statement around a node; making its text costs much, so it is made on demand. */
export type Stack = () => string | undefined;

/** Calls `visit` for each node, outer ones first. */
export function walk(value: unknown, visit: (node: Visited, stack: Stack) => void, stack: Stack = () => undefined): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit, stack);
    return;
  }
  const here: Stack = hasSite(value) ? () => siteOf(value) : stack;
  // Every object with a kind is a node of the tree; the kinds that nobody looks at fall through the visitor's switch.
  if ('kind' in value) visit(value as Visited, here);
  for (const item of Object.values(value)) walk(item, visit, here);
}
