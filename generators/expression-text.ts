/** Expressions in running text. */
import type { Expression } from '../src/puppet/ast.js';
import { printStatements } from '../src/puppet/print/index.js';

/** An expression as a manifest has it, on one line. */
export function expressionText(expression: Expression): string {
  return printStatements([expression], { width: Number.MAX_SAFE_INTEGER })
    .text.trim()
    .replace(/,?\n\s*(?=[}\])])/g, ' ')
    .replace(/\n\s*/g, ' ')
    .replace(/\[ /g, '[')
    .replace(/ ([\])])/g, '$1');
}
