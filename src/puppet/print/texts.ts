/** Strings in the form that reads best: as literals, with interpolations, as heredocs. */
import { copySite } from '../../findings/site.js';
import type { Expression, Heredoc, Interpolation } from '../ast.js';
import type { TypeNode } from '../type-node.js';
import { characterCount as columns } from '../types/text.js';
import { onOneLine } from './doc.js';
import { expressionDoc } from './expressions.js';

/** Literals longer than this become heredocs, which can be continued on the next line. */
const LONGEST_LITERAL = 100;

/**
 * `"text"` without expressions is a literal. `"${variable}"` is the variable if that is a string for sure, and a call of
 * `String()` if it is a value that both write in the same way: floats, lists and hashes they do not.
 */
export function simplified(expression: Interpolation, typeOf: (variable: string) => TypeNode | undefined): Expression {
  const parts = merged(expression.parts);
  if (parts.every((part) => typeof part === 'string')) return { kind: 'literal', value: parts.join('') };
  const [only] = parts;
  const alone = parts.length === 1 && typeof only === 'object' && only.kind === 'variable' ? only : undefined;
  const type = alone === undefined ? undefined : typeOf(alone.name)?.name;
  if (alone === undefined || type === undefined) return { ...expression, parts };
  if (['String', 'Enum', 'Pattern'].includes(type)) return alone;
  if (['Integer', 'Boolean'].includes(type)) {
    return { kind: 'call', form: 'prefix', name: 'String', arguments: [alone] };
  }
  return { ...expression, parts };
}

/** Literals as part of the text around them. */
function merged(parts: readonly (string | Expression)[]): (string | Expression)[] {
  const result: (string | Expression)[] = [];
  for (const part of parts) {
    const text = typeof part === 'string' ? part : literalAsText(part);
    const last = result.at(-1);
    if (text === undefined) result.push(part);
    else if (typeof last === 'string') result[result.length - 1] = last + text;
    else if (text !== '') result.push(text);
  }
  return result;
}

/** Literals in a heredoc are part of its text. */
export function withMergedParts(heredoc: Heredoc): Heredoc {
  return copySite(heredoc, { ...heredoc, parts: merged(heredoc.parts) });
}

/** What a literal is turned into in a string. Floats are left to Puppet. */
function literalAsText(expression: Expression): string | undefined {
  if (expression.kind !== 'literal') return undefined;
  const { value } = expression;
  if (value === null) return '';
  return typeof value === 'number' && !Number.isSafeInteger(value) ? undefined : String(value);
}

/** The same text as a heredoc, if it is too long for a line or has characters that a string shows badly. */
export function asHeredocIfLong(expression: Expression): Expression {
  const parts = textOf(expression);
  const text = parts?.filter((part) => typeof part === 'string').join('');
  if (parts === undefined || text === undefined) return expression;
  const long = columns(onOneLine(expressionDoc(expression))) > LONGEST_LITERAL && /\S\s+\S/.test(text);
  const control = parts.length === 1 && /(?![\n\t])\p{Cc}/u.test(text);
  if (!long && !control) return expression;
  return copySite(expression, {
    kind: 'heredoc',
    parts,
    chomp: !text.endsWith('\n') || typeof parts.at(-1) !== 'string',
  });
}

/** The same text between quotes, for where no heredoc can begin. */
export function asString(heredoc: Heredoc): Expression {
  const { chomp } = heredoc;
  const parts = [...heredoc.parts];
  const last = parts.at(-1);
  if (typeof last === 'string' && last.endsWith('\n')) parts[parts.length - 1] = last.slice(0, -1);
  const whole = merged(chomp ? parts : [...parts, '\n']);
  const literal = whole.every((part) => typeof part === 'string');
  return copySite(
    heredoc,
    literal ? { kind: 'literal', value: whole.join('') } : { kind: 'interpolation', parts: whole },
  );
}

function textOf(expression: Expression): readonly (string | Expression)[] | undefined {
  if (expression.kind === 'interpolation') return expression.parts;
  return expression.kind === 'literal' && typeof expression.value === 'string' ? [expression.value] : undefined;
}
