/** Characters of patterns as JavaScript writes them: alone, in classes, in either case. */

/** Thrown where JavaScript has nothing that means the same; caught by the translation of the whole pattern. */
export class Untranslatable extends Error {}

/** Bodies of character classes; the inverse is `[^...]`. */
export const posixClasses: Readonly<Record<string, string>> = {
  alpha: '\\p{Alphabetic}',
  blank: '\\p{Zs}\\t',
  cntrl: '\\p{Cc}',
  digit: '\\p{Nd}',
  lower: '\\p{Lowercase}',
  space: '\\p{White_Space}',
  upper: '\\p{Uppercase}',
  word: '\\p{L}\\p{M}\\p{N}\\p{Pc}',
  xdigit: '0-9a-fA-F',
  alnum: '\\p{Alphabetic}\\p{Nd}',
};

/** Ruby's shorthands cover ASCII only; JavaScript's `\s` does not. */
const shorthands: Readonly<Record<string, string>> = { d: '0-9', w: '0-9A-Za-z_', s: ' \\t-\\r', h: '0-9a-fA-F' };

/** Escapes of control characters: Ruby's letter and the character. */
export const controls: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  f: '\f',
  v: '\v',
  a: '\x07',
  e: '\x1b',
};

interface CaseFlag {
  readonly ignoreCase: boolean;
}

/** `\d`, `\W` and the like, as the body of a class. */
export function shorthand(letter: string): { readonly body: string; readonly negated: boolean } | undefined {
  const body = shorthands[letter.toLowerCase()];
  return body === undefined ? undefined : { body, negated: letter !== letter.toLowerCase() };
}

/** A character as part of a pattern. */
export function literal(character: string, { ignoreCase }: CaseFlag): string {
  if (ignoreCase && hasCase(character)) return `[${bothCases(character)}]`;
  return /[\^$\\.*+?()[\]{}|]/.test(character) ? `\\${character}` : printable(character);
}

/** A character or a range as part of a class. */
export function inClass(from: string, to: string, { ignoreCase }: CaseFlag): string {
  const escaped = (character: string): string =>
    /[\\\]^[-]/.test(character) ? `\\${character}` : printable(character);
  if (from === to) return ignoreCase && hasCase(from) ? bothCases(from) : escaped(from);
  const range = `${escaped(from)}-${escaped(to)}`;
  if (!ignoreCase) return range;
  if (to > '\x7f') throw new Untranslatable();
  return range + foldedRange(from, to, 'a', 'z', 'toUpperCase') + foldedRange(from, to, 'A', 'Z', 'toLowerCase');
}

/** The part of a range that lies between `first` and `last`, in the other case. */
function foldedRange(
  from: string,
  to: string,
  first: string,
  last: string,
  fold: 'toUpperCase' | 'toLowerCase',
): string {
  const low = from > first ? from : first;
  const high = to < last ? to : last;
  return low <= high ? `${low[fold]()}-${high[fold]()}` : '';
}

function hasCase(character: string): boolean {
  return character.toLowerCase() !== character.toUpperCase();
}

function bothCases(letter: string): string {
  if (letter > '\x7f') throw new Untranslatable();
  return letter.toLowerCase() + letter.toUpperCase();
}

function printable(character: string): string {
  const letter = { '\n': 'n', '\t': 't', '\r': 'r', '\f': 'f', '\v': 'v' }[character];
  if (letter !== undefined) return `\\${letter}`;
  return character < ' ' || character === '\x7f'
    ? `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
    : character;
}

/** The JavaScript source that matches a text and nothing else, with `ignoreCase` for ASCII letters in either case. */
export function literalRegex(text: string, ignoreCase = false): string {
  return `^${literalSource(text, ignoreCase)}$`;
}

/** As {@link literalRegex}, as part of a pattern. */
export function literalSource(text: string, ignoreCase: boolean): string {
  const one = (character: string): string =>
    literal(character, { ignoreCase: ignoreCase && /[A-Za-z]/.test(character) });
  return [...text].map(one).join('');
}
