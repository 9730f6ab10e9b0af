/** From values that a definition passes on to the Puppet tree. */
import type { Expression } from '../puppet/ast.js';
import { isExpr, treeOf } from './value.js';

/** Wrong use of a builder, found while a definition runs; becomes a finding at the line that called it. */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError';
}

/**
 * The tree of a literal, of an expression, or of a literal that holds expressions. Entries of objects that are
 * `undefined` are left out.
 *
 * @throws DefinitionError for what has no counterpart in Puppet (functions, dates, symbols, numbers beyond 2^53).
 */
export function toTree(value: unknown): Expression {
  if (isExpr(value)) return treeOf(value);
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return { kind: 'literal', value };
    case 'number':
      if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) {
        throw new DefinitionError(`The number ${value} cannot be written exactly in Puppet.`);
      }
      return { kind: 'literal', value };
    case 'undefined':
      return { kind: 'literal', value: null };
    case 'object':
      return objectTree(value);
    default:
      throw new DefinitionError(`A ${typeof value} has no counterpart in Puppet.`);
  }
}

function objectTree(value: object | null): Expression {
  if (value === null) return { kind: 'literal', value: null };
  if (Array.isArray(value)) return { kind: 'array', items: value.map(toTree) };
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new DefinitionError(`A ${value.constructor.name} has no counterpart in Puppet.`);
  }
  return {
    kind: 'hash',
    entries: Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [{ kind: 'literal', value: key }, toTree(item)] as const),
  };
}
