/**
 * How tightly the operators of Puppet bind, after the grammar of OpenVox (`egrammar.ra`, `prechigh` to `preclow`).
 * All binary operators are left-associative.
 */
import type { BinaryOperator, Expression } from '../ast.js';

/** Access, calls and everything that needs no parentheses anywhere. */
export const POSTFIX = 16;
const NOT = 14;
const SPLAT = 13;
const MINUS = 12;
const SELECTOR = 4;
/** `if` and `case`: in parentheses wherever they are an operand. */
const CONTROL = 0;

const BINARY: Readonly<Record<BinaryOperator, number>> = {
  in: 11,
  '=~': 10,
  '!~': 10,
  '*': 9,
  '/': 9,
  '%': 9,
  '+': 8,
  '-': 8,
  '<<': 7,
  '>>': 7,
  '==': 6,
  '!=': 6,
  '<': 5,
  '<=': 5,
  '>': 5,
  '>=': 5,
  and: 3,
  or: 2,
};

/** The binding strength of a binary operator; higher binds tighter. */
export function operatorPrecedence(operator: BinaryOperator): number {
  return BINARY[operator];
}

/** The binding strength of the outermost operator of an expression. */
export function precedenceOf(expression: Expression): number {
  switch (expression.kind) {
    case 'binary':
      return BINARY[expression.operator];
    case 'unary':
      return { '!': NOT, '*': SPLAT, '-': MINUS }[expression.operator];
    case 'literal':
      // A negative number is the minus operator on a number.
      return typeof expression.value === 'number' && (expression.value < 0 || Object.is(expression.value, -0))
        ? MINUS
        : POSTFIX;
    case 'selector':
      return SELECTOR;
    case 'if':
    case 'case':
    case 'raw':
      return CONTROL;
    default:
      return POSTFIX;
  }
}
