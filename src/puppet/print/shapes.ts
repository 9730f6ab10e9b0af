/** What a statement or expression begins with, and where it goes on: the shapes that the checks of puppet-lint stumble over. */
import { copySite } from '../../findings/site.js';
import type { Expression } from '../ast.js';
import { onOneLine } from './doc.js';
import { expressionDoc } from './expressions.js';

/** Whether a call or a chain of calls has a lambda on its own lines. */
export function holdsLambda(expression: Expression): boolean {
  if (expression.kind !== 'call') return false;
  const [receiver] = expression.arguments;
  return (
    expression.lambda !== undefined || (expression.form === 'method' && receiver !== undefined && holdsLambda(receiver))
  );
}

/** `[1, 2].each` as `each([1, 2])`, since no statement may begin with a bracket or brace. */
export function withoutLeadingBracket(expression: Expression): Expression {
  const leading = (one: Expression): boolean => {
    if (one.kind === 'array' || one.kind === 'hash') return true;
    return one.kind === 'call' && one.form === 'method' && one.arguments[0] !== undefined && leading(one.arguments[0]);
  };
  if (expression.kind !== 'call' || expression.form !== 'method' || !leading(expression)) return expression;
  const [receiver, ...rest] = expression.arguments;
  if (receiver === undefined) return expression;
  if (receiver.kind === 'call')
    return copySite(expression, { ...expression, arguments: [withoutLeadingBracket(receiver), ...rest] });
  return copySite(expression, { ...expression, form: 'prefix' });
}

/**
 * Whether an expression reads as if it went on from the statement before it: a bracket as an access, a brace as the body
 * of a resource, a minus as a subtraction, a slash as a division.
 */
export function continues(expression: Expression): boolean {
  return /^[[{/*-]/.test(onOneLine(expressionDoc(expression)));
}

/** Whether an expression begins with a text that `ensure` would take for the target of a link. */
export function beginsWithPath(expression: Expression): boolean {
  return expression.kind !== 'literal' && /^['"]\//.test(onOneLine(expressionDoc(expression)));
}

/** Names of classes and types are absolute in any case. */
export function relative(name: string): string {
  return name.replace(/^::/, '');
}

/** `$::a::b` is the same as `$a::b`; the unqualified `$::a` is another matter. */
export function withoutLeadingColons(name: string): string {
  return /^::.*::/.test(name) ? relative(name) : name;
}

export function withoutLeadingColonsIn(title: Expression, type: string): Expression {
  if (type !== 'class' || title.kind !== 'literal' || typeof title.value !== 'string') return title;
  return { ...title, value: relative(title.value) };
}
