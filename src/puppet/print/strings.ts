/**
 * String literals of Puppet as experts write them: single quotes, unless the text has something that only double quotes
 * can say. Escapes follow the lexer of OpenVox (`slurp_support.rb`): single quotes know `\\` and `\'` only.
 */
import type { Expression } from '../ast.js';

const NAMED_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A whole literal, quotes included. */
export function quote(text: string): string {
  const doubleQuoted = /\p{Cc}/u.test(text) || text.includes('${') || (text.includes("'") && !/["\\$]/.test(text));
  if (doubleQuoted) return `"${escapeDoubleQuoted(text)}"`;
  // A backslash is itself, unless a quote, another backslash or the end of the string follows.
  return `'${text.replace(/\\(?=[\\']|$)|'/g, '\\$&')}'`;
}

/** Text between double quotes, where `$` begins a variable and `"` ends the string. */
export function escapeDoubleQuoted(text: string): string {
  return text
    .replace(/[\\"]/g, '\\$&')
    .replace(DOLLAR, '\\$')
    .replace(/\p{Cc}/gu, escapeControl);
}

/** A dollar that would start an interpolation; one at the end may meet the `${` of the next part. */
export const DOLLAR = /\$(?=[\w{:$]|$)/g;

/** `\n` and its kind where there is a letter, `\u{1}` for the rest. */
export function escapeControl(character: string): string {
  return NAMED_ESCAPES[character] ?? `\\u{${character.charCodeAt(0).toString(16)}}`;
}

/** Number of columns that puppet-lint counts: one for each code point. */
export function columns(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Words of the language, which cannot be the name of anything when they stand alone. */
const KEYWORDS: ReadonlySet<string> = new Set(
  [
    'and',
    'application',
    'attr',
    'case',
    'class',
    'component',
    'consumes',
    'default',
    'define',
    'else',
    'elsif',
    'environment',
    'false',
  ].concat([
    'function',
    'if',
    'import',
    'in',
    'inherits',
    'node',
    'or',
    'plan',
    'private',
    'produces',
    'site',
    'true',
    'type',
    'undef',
    'unless',
  ]),
);

/** Whether a value is a string that reads the same without quotes. */
export function isBareWord(expression: Expression): expression is { readonly kind: 'literal'; readonly value: string } {
  if (expression.kind !== 'literal' || typeof expression.value !== 'string') return false;
  return /^[a-z][a-z_]*$/.test(expression.value) && !KEYWORDS.has(expression.value);
}
