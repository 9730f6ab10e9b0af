/** Formulas as people read them: as they are written, and worked out with the numbers of one case. */
import type { DefinitionModel } from '../model/module.js';
import type { Expression, Statement } from '../puppet/ast.js';
import { printStatements } from '../puppet/print/index.js';
import type { Evaluator, Scope } from './evaluator.js';
import { isTrue, type Known, NotEvaluable } from './values.js';

/** What is known of a function beside its code. */
export interface FormulaText {
  /** Full name. */
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly text: string }[];
  /** Statements as a manifest has them, one a line; the last is the result. */
  readonly lines: readonly string[];
  readonly summary: string;
  /** Why it is so, and who says so. */
  readonly description: string;
}

/** The formula of a function. */
export function formulaText({ definition }: DefinitionModel): FormulaText {
  if (definition.kind !== 'function') throw new NotEvaluable(`${definition.name} is no function`);
  const { documentation } = definition;
  return {
    name: definition.name,
    parameters: definition.parameters.map(({ name }) => ({ name, text: documentation.parameters[name] ?? '' })),
    lines: definition.body.filter(({ kind }) => kind !== 'comment').map(lineOf),
    summary: documentation.summary,
    description: documentation.description ?? '',
  };
}

function lineOf(statement: Statement): string {
  if (statement.kind === 'assign') return `${statement.name} = ${formulaLine(statement.value)}`;
  return formulaLine(statement as Expression);
}

/** No line of a formula is longer. */
const WIDTH = 10_000;

/** An expression of numbers on one line, without the dollars of Puppet's variables. */
export function formulaLine(expression: Expression): string {
  const { text } = printStatements([expression], { width: WIDTH });
  return text
    .trim()
    .replaceAll('$', '')
    .replace(/,?\s+\}/g, ' }')
    .replace(/\s+/g, ' ');
}

/** One line of a calculation. */
export interface Step {
  /** Left side; absent for the result. */
  readonly name?: string;
  /** Right side with the numbers of this case. */
  readonly text: string;
  readonly value: Known;
  /** Conditions that decided, of which the right side shows only what counts: `11 > 12 is false`. */
  readonly because: readonly string[];
}

/**
 * The steps of a function for given values: variables are replaced by their values, and of conditions only the branch
 * that counts is shown. The value of the last step is that of the function.
 */
export function workedSteps(evaluator: Evaluator, { definition }: DefinitionModel, values: readonly Known[]): Step[] {
  if (definition.kind !== 'function') throw new NotEvaluable(`${definition.name} is no function`);
  const given = new Map(definition.parameters.map((parameter, index) => [parameter.name, values[index] ?? null]));
  const scope: Scope = (name) => given.get(name) ?? null;
  return definition.body.flatMap((statement): Step[] => {
    if (statement.kind === 'comment') return [];
    const expression = statement.kind === 'assign' ? statement.value : (statement as Expression);
    const value = evaluator.evaluate(expression, scope);
    const text = formulaLine(reduced(evaluator, expression, scope));
    const because = decisions(evaluator, expression, scope);
    if (statement.kind !== 'assign') return [{ text, value, because }];
    given.set(statement.name, value);
    return [{ name: statement.name, text, value, because }];
  });
}

/** The conditions on the way to the branch that counts. */
function decisions(evaluator: Evaluator, expression: Expression, scope: Scope): readonly string[] {
  if (expression.kind !== 'if') return [];
  const found: string[] = [];
  for (const { condition, body } of expression.branches) {
    const holds = isTrue(evaluator.evaluate(condition, scope));
    const text = condition.kind === 'variable' ? condition.name : formulaLine(reduced(evaluator, condition, scope));
    found.push(holds ? text : `${text} is false`);
    const [only] = body;
    if (holds) return [...found, ...(only === undefined ? [] : decisions(evaluator, only as Expression, scope))];
  }
  const [otherwise] = expression.otherwise ?? [];
  return [...found, ...(otherwise === undefined ? [] : decisions(evaluator, otherwise as Expression, scope))];
}

/** The expression with variables replaced, calls of the module's own functions too, and decided conditions left out. */
export function reduced(evaluator: Evaluator, expression: Expression, scope: Scope): Expression {
  const again = (item: Expression): Expression => reduced(evaluator, item, scope);
  const known = (): Expression => literalOf(evaluator.evaluate(expression, scope));
  switch (expression.kind) {
    case 'variable':
    case 'access':
      return known();
    case 'binary':
      return expression.operator === 'and' || expression.operator === 'or'
        ? known()
        : { ...expression, left: again(expression.left), right: again(expression.right) };
    case 'if': {
      const taken = expression.branches.find(({ condition }) => isTrue(evaluator.evaluate(condition, scope)));
      const [only] = taken?.body ?? expression.otherwise ?? [];
      return only === undefined ? known() : again(only as Expression);
    }
    case 'selector': {
      const subject = evaluator.evaluate(expression.subject, scope);
      const taken = expression.options.find(
        ({ match }) => match === null || evaluator.evaluate(match, scope) === subject,
      );
      return taken === undefined ? known() : again(taken.value);
    }
    case 'call':
      return expression.name === 'min' || expression.name === 'max'
        ? { ...expression, arguments: expression.arguments.map(again) }
        : known();
    default:
      return expression;
  }
}

function literalOf(value: Known): Expression {
  if (typeof value === 'object' && value !== null) throw new NotEvaluable('a list or hash in a formula');
  return { kind: 'literal', value };
}
