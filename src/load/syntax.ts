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
