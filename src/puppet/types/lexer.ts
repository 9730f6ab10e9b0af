/**
 * Tokens of Puppet's type expressions. Follows the lexer of OpenVox (`Puppet::Pops::Parser::Lexer2`) as far as types
 * need it; a word that a type can never contain is a {@link TypeSyntaxError}.
 */

/** A type expression that cannot be read. */
export class TypeSyntaxError extends Error {
  override readonly name = 'TypeSyntaxError';

  /**
   * @param text - the whole expression
   * @param offset - where reading stopped, in UTF-16 code units from 0
   * @param expected - what should have stood there, such as `a type name`
   * @param found - what stands there, such as `']'` or `the end`
   */
  constructor(
    readonly text: string,
    readonly offset: number,
    readonly expected: string,
    readonly found: string,
  ) {
    super(`expected ${expected} but found ${found} at offset ${offset} of the type ${JSON.stringify(text)}`);
  }
}

/** Punctuation that type expressions use. */
export type Punctuation = '[' | ']' | '{' | '}' | ',' | '=>';

export type Token = (
  | { readonly kind: 'name'; readonly value: string }
  | { readonly kind: 'word'; readonly value: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'regex'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'punctuation'; readonly value: Punctuation }
  | { readonly kind: 'end' }
) & {
  /** Where the token starts in the text. */
  readonly offset: number;
  /** Whether there is white space right before it: Puppet takes `String [1]` for a type and a list. */
  readonly spaced?: boolean;
};

/** What a token is called in an error. */
export function describeToken(text: string, token: Token): string {
  return token.kind === 'end' ? 'the end' : describeAt(text, token.offset);
}

function describeAt(text: string, offset: number): string {
  const shown = /^(?:'[^']*'|"[^"]*"|\/[^/]*\/|[-\w:.]+|=>|[\s\S])/u.exec(text.slice(offset))?.[0];
  if (shown === undefined) return 'the end';
  return /^['"/]./.test(shown) ? shown : `'${shown}'`;
}

const skipped = /(?:[\s\u00a0]+|#[^\n]*|\/\*[\s\S]*?\*\/)+/uy;
const typeName = /(?:(?:::)?[A-Z]\w*)+/y;
const bareWord = /(?:(?:::)?[a-z_](?:[\w-]*\w)?)+/y;
const punctuation = /=>|[[\]{},]/y;
const number = /-?\s*(?:0[xX][0-9A-Fa-f]+|\d+(?:\.\d+)?(?:[eE]-?\d+)?)(?![\w.])/y;
const singleQuoted = /'((?:[^'\\]|\\[\s\S])*)'/y;
const doubleQuoted = /"((?:[^"\\]|\\[\s\S])*)"/y;
const regex = /\/((?:[^/\\]|\\[\s\S])*)\//y;

/**
 * Splits a type expression into tokens, the last of which is `end`.
 *
 * @throws TypeSyntaxError
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let offset = 0;

  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = offset;
    return pattern.exec(text);
  };

  const next = (): { readonly token: Token; readonly length: number } => {
    let found;
    if ((found = match(punctuation))) {
      return done(found, { kind: 'punctuation', value: found[0] as Punctuation, offset });
    }
    if ((found = match(typeName))) return done(found, { kind: 'name', value: found[0].replace(/^::/, ''), offset });
    if ((found = match(bareWord))) return done(found, { kind: 'word', value: found[0], offset });
    if ((found = match(number)))
      return done(found, { kind: 'number', value: numberOf(text, offset, found[0]), offset });
    if ((found = match(singleQuoted)))
      return done(found, { kind: 'string', value: unescapeSingle(group(found)), offset });
    if ((found = match(doubleQuoted))) {
      return done(found, { kind: 'string', value: unescapeDouble(text, offset + 1, group(found)), offset });
    }
    if ((found = match(regex))) {
      return done(found, { kind: 'regex', value: group(found).replaceAll('\\/', '/'), offset });
    }
    const unclosed = { "'": 'a closing single quote', '"': 'a closing double quote', '/': 'a closing slash' }[
      text.charAt(offset)
    ];
    if (unclosed !== undefined) throw new TypeSyntaxError(text, text.length, unclosed, 'the end');
    throw new TypeSyntaxError(
      text,
      offset,
      'a type, a string, a number or a regular expression',
      describeAt(text, offset),
    );
  };

  for (;;) {
    offset += match(skipped)?.[0].length ?? 0;
    if (offset >= text.length) return [...tokens, { kind: 'end', offset }];
    const { token, length } = next();
    tokens.push({ ...token, spaced: /\s/.test(text.charAt(offset - 1)) });
    offset += length;
  }
}

function done(found: RegExpExecArray, token: Token): { readonly token: Token; readonly length: number } {
  return { token, length: found[0].length };
}

function group(found: RegExpExecArray): string {
  return found[1] ?? '';
}

/** Integers are decimal, hexadecimal (`0x`) or octal (leading `0`), as in Puppet. */
function numberOf(text: string, offset: number, literal: string): number {
  const sign = literal.startsWith('-') ? -1 : 1;
  const digits = literal.replace(/^-\s*/, '');
  if (/^0\d+$/.test(digits)) {
    if (!/^[0-7]+$/.test(digits))
      throw new TypeSyntaxError(text, offset, 'octal digits after a leading zero', `'${literal}'`);
    return toSafe(text, offset, literal, sign * Number.parseInt(digits, 8));
  }
  const value = sign * Number(digits);
  return /^(?:0[xX][0-9A-Fa-f]+|\d+)$/.test(digits) ? toSafe(text, offset, literal, value) : value + 0;
}

/** Refuses an integer that a JavaScript number would silently change. */
function toSafe(text: string, offset: number, literal: string, value: number): number {
  if (!Number.isSafeInteger(value)) throw new TypeSyntaxError(text, offset, 'an integer below 2^53', `'${literal}'`);
  // There is no negative zero in Puppet's integers.
  return value + 0;
}

function unescapeSingle(body: string): string {
  return body.replace(/\\([\\'])/g, '$1');
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\',
  $: '$',
  "'": "'",
  '"': '"',
  r: '\r',
  n: '\n',
  t: '\t',
  s: ' ',
  '\n': '',
  '\r\n': '',
};

/** An unknown escape keeps its backslash, as in Puppet. */
function unescapeDouble(text: string, start: number, body: string): string {
  const interpolation = /(?<!\\)(?:\\\\)*\$(?:\{|(?:::)?\w)/.exec(body);
  if (interpolation) {
    throw new TypeSyntaxError(text, start + interpolation.index, 'a string without interpolation', "'$'");
  }
  return body.replace(
    /\\(?:u([\da-fA-F]{4})|u\{([\da-fA-F]{1,6})\}|(\r\n|[\s\S]))/g,
    (all, four: string | undefined, braced: string | undefined, character: string) => {
      const code = four ?? braced;
      if (code === undefined) return escapes[character] ?? all;
      const point = Number.parseInt(code, 16);
      if (point > 0x10ffff) throw new TypeSyntaxError(text, start, 'a Unicode code point up to 10FFFF', `'${all}'`);
      return String.fromCodePoint(point);
    },
  );
}
