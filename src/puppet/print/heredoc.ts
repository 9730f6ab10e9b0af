/**
 * Heredocs. Escapes are switched on one by one, only where the text needs them, so that a script or a template in a
 * heredoc reads as it is. See `heredoc_support.rb` of OpenVox for what each flag does.
 */
import type { Expression, Heredoc } from '../ast.js';
import { hardlineWithoutBreakParent, indent, join, lineSuffix, WIDTH, type Doc } from './doc.js';
import { embedded } from './expressions.js';
import { DOLLAR, escapeControl } from '../strings.js';
import { characterCount as columns } from '../types/text.js';

/** Lines longer than this are continued (`L`); the indentation is added to it. */
const TEXT_WIDTH = WIDTH - 10;

/** The opening tag; the text follows at the end of the line, indented by one step. */
export function heredocDoc({ parts, chomp, syntax }: Heredoc): Doc {
  const interpolates = parts.some((part) => typeof part !== 'string');
  const flags = escapesFor(parts, interpolates);
  const text = parts.map((part) => (typeof part === 'string' ? escapeText(part, flags) : embedded(part))).join('');
  const lines = text
    .replace(/\n$/, '')
    .split('\n')
    .flatMap((row) => (flags.includes('L') ? wrapped(row) : [row]));
  const tag = endTag(lines);
  const opening = `@(${interpolates ? `"${tag}"` : tag}${syntax === undefined ? '' : `:${syntax}`}${flags === '' ? '' : `/${flags}`})`;
  const all = [...lines, `|${chomp ? '-' : ''} ${tag}`];
  return [opening, lineSuffix(indent([hardlineWithoutBreakParent, join(hardlineWithoutBreakParent, all)]))];
}

/** Whether a heredoc opens somewhere on the lines of the expression. */
export function holdsHeredoc(expression: Expression): boolean {
  switch (expression.kind) {
    case 'heredoc':
      return true;
    case 'call':
      return expression.arguments.some(holdsHeredoc);
    case 'array':
      return expression.items.some(holdsHeredoc);
    case 'hash':
      return expression.entries.some(([, value]) => holdsHeredoc(value));
    default:
      return false;
  }
}

/** The flags that the text needs, in the order of the reference: `t r s u $ L`. */
function escapesFor(parts: Heredoc['parts'], interpolates: boolean): string {
  const texts = parts.filter((part) => typeof part === 'string');
  const some = (pattern: RegExp) => texts.some((text) => pattern.test(text));
  const whole = parts.map((part) => (typeof part === 'string' ? part : embedded(part))).join('');
  const flags = [
    some(/\t[\t ]*(\n|$)/) ? 't' : '',
    some(/\r/) ? 'r' : '',
    /[ \t]+(\n|$)/.test(whole) ? 's' : '',
    some(/(?![\n\r\t])\p{Cc}/u) ? 'u' : '',
    interpolates && some(new RegExp(DOLLAR.source)) ? '$' : '',
    whole.split('\n').some((row) => columns(row) > TEXT_WIDTH && /\S {1}\S/.test(row)) ? 'L' : '',
  ];
  return flags.join('');
}

function escapeText(text: string, flags: string): string {
  if (flags === '') return text;
  let escaped = text.replaceAll('\\', '\\\\');
  if (flags.includes('$')) escaped = escaped.replace(DOLLAR, '\\$');
  if (flags.includes('t')) escaped = escaped.replaceAll('\t', '\\t');
  if (flags.includes('s')) escaped = escaped.replace(/ (?=\n|$)/g, '\\s');
  return escaped.replace(/(?![\n\t])\p{Cc}/gu, escapeControl);
}

/** One line of text as several that are joined again by a backslash before the line break. */
function wrapped(row: string): string[] {
  const rows: string[] = [];
  let rest = row;
  while (columns(rest) > TEXT_WIDTH) {
    const at = breakPoint(rest);
    if (at === undefined) break;
    rows.push(`${rest.slice(0, at)}\\`);
    rest = rest.slice(at);
  }
  return [...rows, rest];
}

/** Behind the last single space that fits, outside of interpolations; else behind the first one at all. */
function breakPoint(row: string): number | undefined {
  const points: number[] = [];
  let depth = 0;
  for (let index = 0; index < row.length - 1; index += 1) {
    if (row.startsWith('${', index) && row[index - 1] !== '\\') depth += 1;
    if (row[index] === '}' && depth > 0) depth -= 1;
    if (depth === 0 && row[index] === ' ' && row[index + 1] !== ' ' && index > 0) points.push(index + 1);
  }
  return points.findLast((point) => point < TEXT_WIDTH) ?? points[0];
}

const TAGS = ['END', 'EOT', 'TEXT', 'END_OF_TEXT', 'HERE'];

/** A tag that no line of the text ends with: such a line would end the heredoc. */
function endTag(lines: readonly string[]): string {
  const clashes = (tag: string) => lines.some((row) => row.trimEnd().endsWith(tag));
  let tag = TAGS.find((candidate) => !clashes(candidate));
  for (let number = 1; tag === undefined; number += 1) tag = clashes(`END${number}`) ? undefined : `END${number}`;
  return tag;
}
