/** Figures of a plan: a value, and how it came about. */
import { Evaluator, type NodeFacts, type Scope } from '../../evaluate/evaluator.js';
import type { Known } from '../../evaluate/values.js';
import { NotEvaluable, textOf } from '../../evaluate/values.js';
import { formulaLine, reduced, type Step, workedSteps } from '../../evaluate/worked.js';
import type { DefinitionModel } from '../../model/module.js';
import type { Expression } from '../../puppet/ast.js';

export type Unit = 'MiB' | '%' | 'min' | 'per minute' | '';

/** One number of a plan. */
export interface Figure {
  /** What it is, for people. */
  readonly label: string;
  readonly value: number;
  readonly unit: Unit;
  readonly origin: Origin;
}

export type Origin =
  /** A formula of the module, or of the capacity. */
  | {
      readonly kind: 'formula';
      /** Full name of the function. */
      readonly name: string;
      readonly arguments: readonly { readonly name: string; readonly value: Known }[];
      readonly steps: readonly Step[];
    }
  /** An expression of a definition that calls no formula. */
  | { readonly kind: 'expression'; readonly text: string }
  /** What the operator has set. */
  | { readonly kind: 'hiera'; readonly key: string }
  /** What the operator says, or what is assumed. */
  | { readonly kind: 'input' };

/** Makes figures of one node, or of the whole. */
export class Figures {
  private readonly evaluator: Evaluator;
  private readonly byName: ReadonlyMap<string, DefinitionModel>;

  constructor(
    definitions: readonly DefinitionModel[],
    private readonly node: NodeFacts = { facts: {}, trusted: {}, data: {} },
  ) {
    this.evaluator = new Evaluator(definitions, node);
    this.byName = new Map(definitions.map((item) => [item.definition.name, item]));
  }

  /** Value of a variable of a class, as this node has it. */
  value(path: string): Known {
    return this.evaluator.variable(path);
  }

  /** As {@link value}, for a number. */
  number(path: string): number {
    const value = this.value(path);
    // Some numbers are text, since the component takes them so.
    const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
    if (typeof number !== 'number') throw new NotEvaluable(`$${path} is no number`);
    return number;
  }

  /** A figure that is a variable of a class. */
  variable(label: string, path: string, unit: Unit): Figure {
    return { label, value: this.number(path), unit, origin: this.origin(path) };
  }

  /** A figure that is the result of a formula. */
  formula(label: string, formula: DefinitionModel, values: Readonly<Record<string, number>>, unit: Unit): Figure {
    const { definition } = formula;
    if (definition.kind !== 'function') throw new NotEvaluable(`${definition.name} is no function`);
    const given = definition.parameters.map(({ name }) => values[name] ?? null);
    const value = this.evaluator.call(definition.name, given);
    if (typeof value !== 'number') throw new NotEvaluable(`${definition.name} gives no number`);
    return { label, value, unit, origin: this.called(formula, given) };
  }

  private origin(path: string): Origin {
    if (Object.hasOwn(this.node.data, path)) return { kind: 'hiera', key: path };
    const source = this.evaluator.source(path);
    if (source === undefined) throw new NotEvaluable(`$${path} has no default`);
    return this.originOf(source.expression, source.scope);
  }

  private originOf(expression: Expression, scope: Scope): Origin {
    if (expression.kind === 'if') {
      const taken = this.taken(expression, scope);
      return taken === undefined ? { kind: 'expression', text: 'undef' } : this.originOf(taken, scope);
    }
    if (expression.kind === 'variable') return this.ofVariable(expression.name, scope);
    if (expression.kind !== 'call') return this.plain(expression, scope);
    const [first, second] = expression.arguments;
    if (expression.name === 'lookup' && first !== undefined) return this.ofLookup(first, second, scope);
    if (expression.name === 'String' && first !== undefined) return this.originOf(first, scope);
    const formula = this.byName.get(expression.name);
    if (formula === undefined) return this.plain(expression, scope);
    return this.called(
      formula,
      expression.arguments.map((item) => this.evaluator.evaluate(item, scope)),
    );
  }

  private taken(expression: Extract<Expression, { kind: 'if' }>, scope: Scope): Expression | undefined {
    const branch = expression.branches.find(({ condition }) => this.evaluator.evaluate(condition, scope) === true);
    const [only] = branch?.body ?? expression.otherwise ?? [];
    return only as Expression | undefined;
  }

  private ofVariable(name: string, scope: Scope): Origin {
    if (name.includes('::')) return this.origin(name);
    return { kind: 'expression', text: formulaLine({ kind: 'literal', value: literal(scope(name)) }) };
  }

  private ofLookup(key: Expression, options: Expression | undefined, scope: Scope): Origin {
    const name = textOf(this.evaluator.evaluate(key, scope));
    if (Object.hasOwn(this.node.data, name)) return { kind: 'hiera', key: name };
    const entry = options?.kind === 'hash' ? options.entries[0] : undefined;
    return entry === undefined ? { kind: 'input' } : this.originOf(entry[1], scope);
  }

  private plain(expression: Expression, scope: Scope): Origin {
    return { kind: 'expression', text: formulaLine(reduced(this.evaluator, expression, scope)) };
  }

  private called(formula: DefinitionModel, values: readonly Known[]): Origin {
    const { definition } = formula;
    if (definition.kind !== 'function') throw new NotEvaluable(`${definition.name} is no function`);
    return {
      kind: 'formula',
      name: definition.name,
      arguments: definition.parameters.map(({ name }, index) => ({ name, value: values[index] ?? null })),
      steps: workedSteps(this.evaluator, formula, values),
    };
  }
}

function literal(value: Known): string | number | boolean | null {
  if (typeof value === 'object' && value !== null) throw new NotEvaluable('a list or hash as a figure');
  return value;
}
