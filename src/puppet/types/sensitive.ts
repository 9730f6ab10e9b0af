/** Types that take secrets. */
import { shapeOf, type TypeAliases } from './shape.js';
import { type TypeNode } from '../type-node.js';

/** Whether a value of the type may be a secret as a whole; one inside of a hash or array is not Hiera's to wrap. */
export function takesSensitive(
  type: TypeNode,
  aliases: TypeAliases,
  entered: ReadonlySet<string> = new Set(),
): boolean {
  const shape = shapeOf(type, aliases);
  switch (shape.kind) {
    case 'sensitive':
      return true;
    case 'variant':
      return shape.types.some((branch) => takesSensitive(branch, aliases, entered));
    case 'alias':
      return !entered.has(shape.name) && takesSensitive(shape.type, aliases, new Set([...entered, shape.name]));
    default:
      return false;
  }
}
