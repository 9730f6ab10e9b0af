/** What several readers of source text need to know of its nodes. */
import { Node } from 'ts-morph';
import type { Place } from '../model/reflection.js';

/** Where a node begins, comments before it left out. */
export function placeOf(node: Node): Place {
  const { line, column } = node.getSourceFile().getLineAndColumnAtPos(node.getStart());
  return { line, column };
}

/** A value without the parentheses and assertions around it. */
export function literalOf(node: Node | undefined): Node | undefined {
  return Node.isAsExpression(node) || Node.isSatisfiesExpression(node) || Node.isParenthesizedExpression(node)
    ? literalOf(node.getExpression())
    : node;
}

/** What an object literal says of a name. */
export function propertyOf(object: Node | undefined, name: string): Node | undefined {
  if (!Node.isObjectLiteralExpression(object)) return undefined;
  return object.getProperties().find((item) => {
    if (!Node.isPropertyAssignment(item) && !Node.isShorthandPropertyAssignment(item)) return false;
    const key = item.getNameNode();
    return (Node.isStringLiteral(key) ? key.getLiteralValue() : key.getText()) === name;
  });
}
