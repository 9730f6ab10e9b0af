/**
 * String literals of Puppet as experts write them: single quotes, unless the text has something that only double quotes
 * can say. Escapes follow the lexer of OpenVox (`slurp_support.rb`): single quotes know `\\` and `\'` only.
 */

const NAMED_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * A whole literal, quotes included. `${` in single quotes would do, but puppet-lint takes it for an interpolation that
 * was meant.
 */
export function printString(text: string): string {
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
