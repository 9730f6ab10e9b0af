/** Ruby literals, laid out as RuboCop's default style has them. */
import type { Data } from '../../src/model/value.js';

const WIDTH = 100;

/** Options of a literal's layout. */
export interface RubyLayout {
  /** Columns that stand before the literal on its line. */
  readonly column?: number;
  /** Columns by which the line of the literal is indented. */
  readonly indent?: number;
  /** Keys of the outermost hash are symbols, `ensure: 'present'`, as in arguments of a method. */
  readonly symbols?: boolean;
}

/** Ruby code whose value is not plain data. */
export class RubyCode {
  constructor(readonly code: string) {}
}

/** Data in which any value may be code. */
export type RubyValue = Data | RubyCode | readonly RubyValue[] | { readonly [key: string]: RubyValue };

/** A literal; hashes and arrays are broken into lines where they would not fit. */
export function rubyLiteral(value: RubyValue, { column = 0, indent = 0, symbols = false }: RubyLayout = {}): string {
  const flat = flatLiteral(value, symbols);
  if (column + flat.length <= WIDTH || !isCollection(value) || Object.keys(value).length === 0) return flat;
  const inner = indent + 2;
  const pad = ' '.repeat(inner);
  const item = (prefix: string, content: RubyValue) =>
    `${pad}${prefix}${rubyLiteral(content, { column: inner + prefix.length, indent: inner })},\n`;
  const close = ' '.repeat(indent);
  if (isList(value)) return `[\n${value.map((content) => item('', content)).join('')}${close}]`;
  const items = Object.entries(value).map(([key, content]) => item(keyPrefix(key, symbols), content));
  return `{\n${items.join('')}${close}}`;
}

/** Arguments of a method: hashes lose their braces. */
export function rubyArguments(
  value: { readonly [key: string]: RubyValue },
  { column = 0, indent = 0 }: RubyLayout = {},
): string {
  const entries = Object.entries(value);
  const flat = entries.map(([key, content]) => keyPrefix(key, true) + flatLiteral(content, false)).join(', ');
  if (column + flat.length + 1 <= WIDTH) return `(${flat})`;
  const inner = indent + 2;
  const items = entries.map(([key, content]) => {
    const prefix = keyPrefix(key, true);
    return `${' '.repeat(inner)}${prefix}${rubyLiteral(content, { column: inner + prefix.length, indent: inner })},\n`;
  });
  return `(\n${items.join('')}${' '.repeat(indent)})`;
}

/** A string: single quotes, unless it has characters that need the escapes of double ones. */
export function rubyString(text: string): string {
  if (!/\p{Cc}/u.test(text)) return `'${text.replace(/\\(?=[\\']|$)|'/g, '\\$&')}'`;
  const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  const body = text.replace(/[\\"]|#(?=[{$@])|\p{Cc}/gu, (character) => {
    if (!/\p{Cc}/u.test(character)) return `\\${character}`;
    return named[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `"${body}"`;
}

/** A regular expression from its source; nothing in it interpolates or ends it. */
export function rubyRegex(source: string): string {
  const body = source.replace(/\\[\s\S]|#(?=[{$@])/g, (found) => (found === '#' ? '\\#' : found));
  return `%r{${balanced(body) ? body : body.replace(/\\[\s\S]|[{}]/g, escapeBrace)}}`;
}

/** In `%r{}` braces may stand as they are if they come in pairs; otherwise all of them that are not quantifiers. */
function balanced(source: string): boolean {
  let depth = 0;
  for (const [found] of source.matchAll(/\\[\s\S]|[{}]/g)) {
    if (found === '{') depth += 1;
    if (found === '}') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

function escapeBrace(found: string): string {
  return found.length > 1 ? found : `\\${found}`;
}

function flatLiteral(value: RubyValue, symbols: boolean): string {
  if (value === null) return 'nil';
  if (value instanceof RubyCode) return value.code;
  if (typeof value === 'string') return rubyString(value);
  if (typeof value === 'number') return rubyNumber(value);
  if (typeof value === 'boolean') return String(value);
  if (isList(value)) return flatList(value);
  const entries = Object.entries(value).map(([key, content]) => keyPrefix(key, symbols) + flatLiteral(content, false));
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** Words without spaces are written as RuboCop likes them, `%w[a b]`. */
function flatList(items: readonly RubyValue[]): string {
  const words = items.filter((item): item is string => typeof item === 'string' && /^[\w./:@%+=-]+$/.test(item));
  if (items.length > 1 && words.length === items.length) return `%w[${words.join(' ')}]`;
  return `[${items.map((item) => flatLiteral(item, false)).join(', ')}]`;
}

function keyPrefix(key: string, symbols: boolean): string {
  return symbols && /^[a-z_]\w*$/.test(key) ? `${key}: ` : `${rubyString(key)} => `;
}

/** Groups of three digits from five digits on. */
function rubyNumber(value: number): string {
  const text = String(value);
  return /^-?\d{5,}$/.test(text) ? text.replace(/\B(?=(\d{3})+$)/g, '_') : text;
}

function isList(value: RubyValue): value is readonly RubyValue[] {
  return Array.isArray(value);
}

function isCollection(value: RubyValue): value is readonly RubyValue[] | { readonly [key: string]: RubyValue } {
  return typeof value === 'object' && value !== null && !(value instanceof RubyCode);
}
