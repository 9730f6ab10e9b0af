/** Words that need no quotes. */
import type { Expression } from '../ast.js';

/** Words of the language, which cannot be the name of anything when they stand alone. */
const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'and application attr case class component consumes default define else elsif environment false ' +
    'function if import in inherits node or plan private produces site true type undef unless'
  ).split(' '),
);

/** Whether a value is a string that reads the same without quotes. */
export function isBareWord(expression: Expression): expression is { readonly kind: 'literal'; readonly value: string } {
  if (expression.kind !== 'literal' || typeof expression.value !== 'string') return false;
  return /^[a-z][a-z_]*$/.test(expression.value) && !KEYWORDS.has(expression.value);
}
