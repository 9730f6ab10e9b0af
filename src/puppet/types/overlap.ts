/** Whether two types may have a value in common. */
import type { TypeNode } from '../type-node.js';
import { type Range, type Shape, shapeOf, type TypeAliases } from './shape.js';

/** Whether a value may be of both types: `false` is certain. */
export function mayShareValues(one: TypeNode, other: TypeNode, aliases: TypeAliases): boolean {
  return simpleShapes(one, aliases).some((shape) => kindsOverlap(shape, other, aliases));
}

/** As {@link mayShareValues}, for a shape that is neither an alias nor a union; judged by kinds, of numbers by their ranges. */
export function kindsOverlap(left: Shape, type: TypeNode, aliases: TypeAliases): boolean {
  return simpleShapes(type, aliases).some((right) => {
    if (isWide(left) || isWide(right)) return true;
    if ((left.kind === 'integer' || left.kind === 'float') && left.kind === right.kind) return meet(left, right);
    return kindGroup(left) === kindGroup(right);
  });
}

/** What aliases and unions consist of in the end. */
function simpleShapes(
  type: TypeNode,
  aliases: TypeAliases,
  entered: ReadonlySet<string> = new Set(),
): readonly Shape[] {
  const shape = shapeOf(type, aliases);
  switch (shape.kind) {
    case 'alias':
      return entered.has(shape.name) ? [] : simpleShapes(shape.type, aliases, new Set([...entered, shape.name]));
    case 'variant':
      return shape.types.flatMap((branch) => simpleShapes(branch, aliases, entered));
    default:
      return [shape];
  }
}

/** Whether a shape has values of several kinds. */
function isWide({ kind }: Shape): boolean {
  return kind === 'any' || kind === 'notUndef' || kind === 'opaque';
}

/** Kinds within a group share values, kinds of different groups never do. */
function kindGroup({ kind }: Shape): string {
  if (kind === 'enum' || kind === 'pattern') return 'string';
  if (kind === 'tuple') return 'array';
  return kind === 'struct' ? 'hash' : kind;
}

function meet(one: Range, other: Range): boolean {
  return one.min <= other.max && other.min <= one.max;
}
