/** Expressions in running text. */
import type { Expression } from '../ast.js';
import { printStatements } from './index.js';

/** Strings come first: nothing in them is layout. */
const layout = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|(?<=[[(])\n\s*|,?\n\s*(?=[\])])|,?\n\s*(?=\})|\n\s*|\s+(?==>)/gs;

/** An expression as a manifest has it, on one line. */
export function expressionText(expression: Expression): string {
  const { text } = printStatements([expression]);
  return text.trim().replace(layout, (found, offset: number, whole: string) => {
    if (/^['"]/.test(found)) return found;
    const before = whole[offset - 1] ?? '';
    const after = whole[offset + found.length] ?? '';
    return '[('.includes(before) || '])'.includes(after) ? '' : ' ';
  });
}
