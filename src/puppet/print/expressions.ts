/** Expressions of Puppet as documents. */
import type {
  Binary,
  Call,
  Expression,
  HashLiteral,
  Lambda,
  Parameter,
  Reference,
  Selector,
  Statement,
} from '../ast.js';
import { printRegex, printType } from '../types/index.js';
import {
  arrowRows,
  bracketed,
  group,
  hardline,
  ifBreak,
  indent,
  isMultiLine,
  join,
  line,
  onOneLine,
  softline,
  type Doc,
} from './doc.js';
import { heredocDoc, holdsHeredoc } from './heredoc.js';
import { operatorPrecedence, POSTFIX, precedenceOf } from './precedence.js';
import { caseDoc, conditionalDoc, statementsDoc } from './statements.js';
import { escapeDoubleQuoted, printString } from '../strings.js';
import { typeDoc } from './types.js';

/**
 * An expression that stands for itself: on the right of an assignment or arrow, as argument or condition. An operation
 * that does not fit on the line goes into parentheses, since only brackets are indented.
 */
export function valueDoc(expression: Expression): Doc {
  if (expression.kind !== 'binary') return expressionDoc(expression);
  return group([ifBreak('('), indent([softline, operationDoc(expression)]), softline, ifBreak(')')]);
}

/** An expression as part of another one. */
export function expressionDoc(expression: Expression): Doc {
  switch (expression.kind) {
    case 'literal':
      return literalText(expression.value);
    case 'regex':
      return printRegex(expression.source);
    case 'array':
      return arrayDoc(expression.items);
    case 'hash':
      return hashDoc(expression.entries);
    case 'variable':
      return `$${expression.name}`;
    case 'interpolation':
      return interpolationText(expression.parts);
    case 'heredoc':
      return heredocDoc(expression);
    case 'access':
      return [targetDoc(expression.target), '[', keysText(expression.keys), ']'];
    case 'call':
      return callDoc(expression);
    case 'binary':
      return group(operationDoc(expression));
    case 'unary':
      return unaryDoc(expression.operator, expression.operand);
    case 'selector':
      return selectorDoc(expression);
    case 'if':
      return conditionalDoc('if', expression.branches, expression.otherwise, 'value');
    case 'case':
      return caseDoc(expression);
    case 'type':
      return typeDoc(expression.type);
    case 'reference':
      return referenceDoc(expression);
    case 'raw':
      return join(hardline, expression.code.trimEnd().split('\n'));
  }
}

/**
 * An expression between `${` and `}`: on one line, without the dollar of the variable that it starts with. Words and
 * numbers right after the brace would be taken for variables, unless they are the name of a function.
 */
export function embedded(expression: Expression): string {
  const text = onOneLine(expressionDoc(expression));
  if (startsWithVariable(expression)) return `\${${text.slice(1)}}`;
  return /^(\d|[a-z]+\b(?![(:]))/.test(text) ? `\${(${text})}` : `\${${text}}`;
}

/** A variable alone is put in parentheses: its value as a text is wanted, not the value itself, which puppet-lint takes it for. */
function interpolationText(parts: readonly (string | Expression)[]): string {
  const [only] = parts;
  if (parts.length === 1 && typeof only === 'object' && isVariableAccess(only)) {
    return `"\${(${onOneLine(expressionDoc(only))})}"`;
  }
  return `"${parts.map((part) => (typeof part === 'string' ? escapeDoubleQuoted(part) : embedded(part))).join('')}"`;
}

function isVariableAccess(expression: Expression): boolean {
  return expression.kind === 'variable' || (expression.kind === 'access' && isVariableAccess(expression.target));
}

/** `Type['title', ...]`. */
export function referenceDoc({ type, titles }: Reference): Doc {
  return [capitalised(type), bracketed('[', titles.map(valueDoc), ']')];
}

/** `puppet::server` as `Puppet::Server`. */
export function capitalised(type: string): string {
  return type.replace(/(^|::)[a-z]/g, (start) => start.toUpperCase());
}

/** The parameters of a lambda or of a function whose signature fits on a line. */
export function parameterDoc(parameter: Parameter): Doc {
  return [
    parameter.type === undefined ? '' : `${printType(parameter.type)} `,
    parameter.captures === true ? '*' : '',
    `$${parameter.name}`,
    parameter.default === undefined ? '' : [' = ', valueDoc(parameter.default)],
  ];
}

function literalText(value: string | number | boolean | null): string {
  if (value === null) return 'undef';
  if (typeof value === 'string') return printString(value);
  if (typeof value === 'boolean') return String(value);
  // Integers have no exponent, and exponents no plus sign.
  return Number.isInteger(value) ? BigInt(value).toString() : String(value).replace('e+', 'e');
}

function arrayDoc(items: readonly Expression[]): Doc {
  const breaks = items.some((item) => holdsHeredoc(item) || (item.kind === 'hash' && item.entries.length > 0));
  return bracketed('[', items.map(valueDoc), ']', { breaks });
}

/** Three pairs or more stand one a line; so does anything that is nested. */
export function hashDoc(entries: HashLiteral['entries'], opened = false): Doc {
  const breaks =
    opened ||
    entries.length > 2 ||
    entries.some(
      ([key, value]) =>
        key.kind === 'array' || holdsHeredoc(value) || (value.kind === 'hash' && value.entries.length > 0),
    );
  const rows = arrowRows(
    entries.map(([key, value]) => ({ key: onOneLine(operandDoc(key, POSTFIX)), value: valueDoc(value) })),
  );
  return bracketed('{', rows, '}', { breaks, padded: true });
}

/** The keys of an access stay on the line: a bracket further down would be an array. */
function keysText(keys: readonly Expression[]): string {
  return onOneLine(join(', ', keys.map(expressionDoc)));
}

function callDoc(call: Call): Doc {
  const [receiver] = call.arguments;
  const lambda = call.lambda === undefined ? '' : lambdaDoc(call.lambda);
  if (call.form === 'prefix' || receiver === undefined) return [call.name, argumentsDoc(call.arguments), lambda];
  const further = call.arguments.slice(1);
  return [receiverDoc(receiver), '.', call.name, further.length > 0 ? argumentsDoc(further, false) : '', lambda];
}

/**
 * A hash or array that comes last shares the brackets of the call.
 * @param comma whether a comma may stand after the last argument: not in method calls (`call_method_expression`)
 */
function argumentsDoc(list: readonly Expression[], comma = true): Doc {
  const last = list.at(-1);
  const first = list.slice(0, -1);
  if (last === undefined) return '()';
  const collection = (item: Expression) =>
    (item.kind === 'hash' && item.entries.length > 0) || (item.kind === 'array' && item.items.length > 0);
  if (list.length === 1 && last.kind === 'heredoc') return ['(', heredocDoc(last), ')'];
  if (collection(last) && first.every(isShort)) {
    return ['(', first.map((item) => [valueDoc(item), ', ']), valueDoc(last), ')'];
  }
  return bracketed('(', list.map(valueDoc), ')', { breaks: list.length > 1 && list.some(holdsHeredoc), comma });
}

/** Text that certainly leaves room for the opening bracket after it. */
function isShort(expression: Expression): boolean {
  if (!['literal', 'variable', 'interpolation', 'access'].includes(expression.kind)) return false;
  return onOneLine(expressionDoc(expression)).length <= 40;
}

/**
 * ` |$parameters| { body }`; on one line if the body is a single short expression. The parameters always are: pipes are
 * no brackets to `strict_indent`.
 */
function lambdaDoc({ parameters, body }: Lambda): Doc {
  return [' |', join(', ', parameters.map(parameterDoc)), '| {', blockDoc(body), '}'];
}

/** The inside of braces: on one line if it is a single expression that fits. */
function blockDoc(body: readonly Statement[]): Doc {
  const inside = branchDoc(body);
  return group(inside, { shouldBreak: isMultiLine(inside) });
}

/** As {@link blockDoc}, but on lines of its own where what is around it is: branches of one value look alike. */
export function branchDoc(body: readonly Statement[]): Doc {
  if (body.length === 0) return '';
  const [only] = body;
  const edge = body.length === 1 && only !== undefined && isPlainExpression(only) ? line : hardline;
  return [indent([edge, statementsDoc(body)]), edge];
}

const PLAIN: ReadonlySet<string> = new Set([
  'literal',
  'variable',
  'interpolation',
  'access',
  'call',
  'binary',
  'unary',
  'hash',
  'type',
  'regex',
  'reference',
]);

/** An expression without statements in it. Arrays are left out: no brackets may open right behind the brace. */
function isPlainExpression(statement: Statement): boolean {
  return (
    PLAIN.has(statement.kind) &&
    !(statement.kind === 'call' && statement.lambda !== undefined) &&
    statement.kind !== 'hash'
  );
}

function unaryDoc(operator: '!' | '-' | '*', operand: Expression): Doc {
  const own = precedenceOf({ kind: 'unary', operator, operand });
  // Two signs in a row and brackets right behind a sign are parsed, but neither is readable.
  const least = operator === '-' ? own + 1 : own;
  const doc = operandDoc(operand, least);
  return /^[[{]/.test(onOneLine(doc)) ? [operator, '(', doc, ')'] : [operator, doc];
}

/** An operand; in parentheses if it binds less tightly than `least`. */
function operandDoc(operand: Expression, least: number): Doc {
  if (precedenceOf(operand) >= least) return expressionDoc(operand);
  return parenthesised(operand);
}

/** What stands before the bracket of an access. */
function targetDoc(target: Expression): Doc {
  const text = target.kind === 'literal' || target.kind === 'interpolation';
  return text ? parenthesised(target) : receiverDoc(target);
}

function parenthesised(expression: Expression): Doc {
  if (expression.kind !== 'binary') return ['(', expressionDoc(expression), ')'];
  return group(['(', indent([softline, operationDoc(expression)]), softline, ')']);
}

/** Operators stand at the start of a line, so that what is being joined can be read down the margin. */
function operationDoc({ operator, left, right }: Binary): Doc {
  const own = operatorPrecedence(operator);
  const before =
    left.kind === 'binary' && operatorPrecedence(left.operator) === own ? operationDoc(left) : operandDoc(left, own);
  // Behind these a slash begins a pattern (`regexp_acceptable?` in `lexer2.rb`).
  const ambiguous = operator === '/' && /(\}|\bundef)$/.test(onOneLine(before));
  return [ambiguous ? ['(', before, ')'] : before, line, operator, ' ', operandDoc(right, own + 1)];
}

const RECEIVERS: ReadonlySet<string> = new Set([
  'variable',
  'access',
  'call',
  'array',
  'type',
  'reference',
  'interpolation',
]);

/** What stands before a dot or a bracket. */
function receiverDoc(expression: Expression): Doc {
  const bare =
    RECEIVERS.has(expression.kind) || (expression.kind === 'literal' && typeof expression.value === 'string');
  return bare ? expressionDoc(expression) : parenthesised(expression);
}

function selectorDoc({ subject, options }: Selector): Doc {
  const rows = arrowRows(
    options.map(({ match, value }) => ({
      key: match === null ? 'default' : onOneLine(operandDoc(match, POSTFIX)),
      value: valueDoc(value),
    })),
  );
  return [operandDoc(subject, POSTFIX), ' ? ', bracketed('{', rows, '}', { breaks: true, padded: true })];
}

/** Whether the first thing written is the dollar of a variable, and may be left out after `${`. */
function startsWithVariable(expression: Expression): boolean {
  switch (expression.kind) {
    case 'variable':
      // A name that begins with `::` or a digit is a name all the same.
      return true;
    case 'access':
      return startsWithVariable(expression.target);
    case 'call':
      return (
        expression.form === 'method' &&
        expression.arguments[0] !== undefined &&
        startsWithVariable(expression.arguments[0])
      );
    default:
      return false;
  }
}
