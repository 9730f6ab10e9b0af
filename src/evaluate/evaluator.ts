/**
 * Evaluates expressions of definitions in TypeScript, as Puppet would: the formulas of the tuning, and what the main class
 * finds out about a node. What has effects, or asks for what only a compiling server knows, is refused.
 */
import type { Binary, Call, Expression, Lambda, Statement } from '../puppet/ast.js';
import type { DefinitionModel } from '../model/module.js';
import { checkValue } from '../puppet/types/index.js';
import { contains, functions } from './functions.js';
import { equal, integer, isHash, isList, isTrue, type Known, list, NotEvaluable, textOf } from './values.js';

/** Values of variables by name. */
export type Scope = (name: string) => Known;

/** What is known of the node that a catalog would be compiled for. */
export interface NodeFacts {
  /** Facts as Puppet has them, nested. */
  readonly facts: { readonly [key: string]: Known };
  /** `$trusted`: `certname`, and `extensions` with `pp_role`. */
  readonly trusted: { readonly [key: string]: Known };
  /** Hiera data by whole key: parameters of classes, and what `lookup` finds. */
  readonly data: { readonly [key: string]: Known };
}

type Body = readonly Statement[];

export class Evaluator {
  private readonly definitions: ReadonlyMap<string, DefinitionModel['definition']>;
  private readonly memory = new Map<string, Known>();
  private readonly beingEvaluated = new Set<string>();

  constructor(
    definitions: readonly DefinitionModel[],
    private readonly node: NodeFacts = { facts: {}, trusted: {}, data: {} },
  ) {
    this.definitions = new Map(definitions.map(({ definition }) => [definition.name, definition]));
  }

  /** Result of a function of the module. */
  call(name: string, values: readonly Known[]): Known {
    const definition = this.definitions.get(name);
    if (definition?.kind !== 'function') throw new NotEvaluable(`there is no function ${name}`);
    const given = new Map<string, Known>();
    const scope: Scope = (variable) => {
      const value = given.get(variable);
      if (value === undefined) throw new NotEvaluable(`${name} has no variable $${variable}`);
      return value;
    };
    definition.parameters.forEach((parameter, index) => {
      const value = values[index];
      if (value !== undefined) given.set(parameter.name, value);
      else if (parameter.default !== undefined) given.set(parameter.name, this.evaluate(parameter.default, scope));
      else throw new NotEvaluable(`${name} is called without ${parameter.name}`);
    });
    return this.run(definition.body, given, scope);
  }

  /**
   * Value of a parameter or variable of a class, as of this node: Hiera's, else the default or what the body assigns.
   *
   * @param path full name of the class, two colons, name of the variable
   */
  variable(path: string): Known {
    const known = this.memory.get(path);
    if (known !== undefined) return known;
    if (this.beingEvaluated.has(path)) throw new NotEvaluable(`$${path} depends on itself`);
    this.beingEvaluated.add(path);
    try {
      const value = this.find(path);
      this.memory.set(path, value);
      return value;
    } finally {
      this.beingEvaluated.delete(path);
    }
  }

  /** The expression that stands for a variable of a class, and the scope that it is evaluated in. */
  source(path: string): { readonly expression: Expression; readonly scope: Scope } | undefined {
    const cut = path.lastIndexOf('::');
    const [owner, name] = [path.slice(0, cut), path.slice(cut + 2)];
    const definition = this.definitions.get(owner);
    if (definition?.kind !== 'class') throw new NotEvaluable(`there is no class ${owner}`);
    const scope: Scope = (variable) => this.variable(`${owner}::${variable}`);
    const parameter = definition.parameters.find((candidate) => candidate.name === name);
    if (parameter !== undefined) return parameter.default && { expression: parameter.default, scope };
    const assigned = definition.body.find((statement) => statement.kind === 'assign' && statement.name === name);
    if (assigned?.kind !== 'assign') throw new NotEvaluable(`class ${owner} has no variable $${name}`);
    return { expression: assigned.value, scope };
  }

  private find(path: string): Known {
    const given = this.node.data[path];
    // As Puppet, which takes the default for a null of Hiera's.
    if (given !== undefined && given !== null) return given;
    const source = this.source(path);
    return source === undefined ? null : this.evaluate(source.expression, source.scope);
  }

  private run(body: Body, given: Map<string, Known>, scope: Scope): Known {
    let result: Known = null;
    for (const statement of body) {
      switch (statement.kind) {
        case 'comment':
          break;
        case 'assign':
          given.set(statement.name, this.evaluate(statement.value, scope));
          break;
        case 'unless':
        case 'resource':
        case 'include':
        case 'contain':
        case 'require':
        case 'chain':
        case 'collector':
        case 'override':
        case 'default':
          throw new NotEvaluable(`a statement of kind ${statement.kind}`);
        default:
          result = this.evaluate(statement, scope);
      }
    }
    return result;
  }

  evaluate(expression: Expression, scope: Scope): Known {
    const value = (item: Expression): Known => this.evaluate(item, scope);
    switch (expression.kind) {
      case 'literal':
        return expression.value;
      case 'array':
        return expression.items.map(value);
      case 'hash':
        return Object.fromEntries(expression.entries.map(([key, item]) => [textOf(value(key)), value(item)]));
      case 'variable':
        return this.named(expression.name, scope);
      case 'interpolation':
      case 'heredoc':
        return expression.parts.map((part) => (typeof part === 'string' ? part : textOf(value(part)))).join('');
      case 'access':
        return at(value(expression.target), expression.keys.map(value));
      case 'unary':
        if (expression.operator === '!') return !isTrue(value(expression.operand));
        if (expression.operator === '-') return -integer(value(expression.operand), 'an operand of -');
        throw new NotEvaluable('a splat');
      case 'binary':
        return this.binary(expression, scope);
      case 'if': {
        const branch = expression.branches.find(({ condition }) => isTrue(value(condition)));
        return this.last(branch?.body ?? expression.otherwise ?? [], scope);
      }
      case 'selector': {
        const subject = value(expression.subject);
        const option = expression.options.find(({ match }) => match === null || equal(subject, value(match)));
        if (option === undefined) throw new NotEvaluable('a selector without an option that fits');
        return value(option.value);
      }
      case 'call':
        return this.invoke(expression, scope);
      case 'case':
      case 'regex':
      case 'type':
      case 'reference':
      case 'raw':
        throw new NotEvaluable(`an expression of kind ${expression.kind}`);
    }
  }

  /** Branches of conditionals that stand for a value are single expressions. */
  private last(body: Body, scope: Scope): Known {
    return this.run(body, new Map(), scope);
  }

  private named(name: string, scope: Scope): Known {
    if (name === 'facts') return this.node.facts;
    if (name === 'trusted') return this.node.trusted;
    return name.includes('::') ? this.variable(name) : scope(name);
  }

  private binary({ operator, left, right }: Binary, scope: Scope): Known {
    const first = this.evaluate(left, scope);
    if (operator === 'and') return isTrue(first) && isTrue(this.evaluate(right, scope));
    if (operator === 'or') return isTrue(first) || isTrue(this.evaluate(right, scope));
    if (operator === '=~') {
      if (right.kind !== 'type') throw new NotEvaluable('a match with a pattern');
      // Types of other modules are unknown here, and what is unknown is accepted: the definitions ask for none.
      return checkValue(right.type, first, new Map()).length === 0;
    }
    const second = this.evaluate(right, scope);
    switch (operator) {
      case '==':
        return equal(first, second);
      case '!=':
        return !equal(first, second);
      case 'in':
        return contains(first, second);
      case '+':
        if (isList(first)) return [...first, ...(isList(second) ? second : [second])];
        if (isHash(first) && isHash(second)) return { ...first, ...second };
        return arithmetic(operator, first, second);
      case '-':
        if (isList(first)) return first.filter((item) => !list(second, 'what is taken away').includes(item));
        return arithmetic(operator, first, second);
      case '*':
      case '/':
      case '%':
      case '<':
      case '<=':
      case '>':
      case '>=':
        return arithmetic(operator, first, second);
      case '<<':
      case '>>':
      case '!~':
        throw new NotEvaluable(`operator ${operator}`);
    }
  }

  private invoke(call: Call, scope: Scope): Known {
    const values = (): readonly Known[] => call.arguments.map((item) => this.evaluate(item, scope));
    if (this.definitions.has(call.name)) return this.call(call.name, values());
    if (call.name === 'lookup') return this.lookup(values());
    if (call.name === 'getvar') return this.variable(textOf(values()[0] ?? ''));
    const pure = functions[call.name];
    if (pure === undefined) throw new NotEvaluable(`a call of ${call.name}`);
    return pure(values(), call.lambda && this.block(call.lambda, scope));
  }

  private lookup([key = null, options = null]: readonly Known[]): Known {
    const found = this.node.data[textOf(key)];
    if (found !== undefined) return found;
    if (isHash(options) && Object.hasOwn(options, 'default_value')) return options.default_value ?? null;
    throw new NotEvaluable(`a look-up of ${textOf(key)} without a default`);
  }

  private block(lambda: Lambda, outer: Scope): (...values: readonly Known[]) => Known {
    return (...values) => {
      const given = new Map(lambda.parameters.map((parameter, index) => [parameter.name, values[index] ?? null]));
      return this.run(lambda.body, given, (name) => {
        const own = given.get(name);
        return own === undefined ? outer(name) : own;
      });
    };
  }
}

function at(target: Known, keys: readonly Known[]): Known {
  const [key = null, ...others] = keys;
  if (others.length > 0) throw new NotEvaluable('a range of items');
  if (isHash(target)) return target[textOf(key)] ?? null;
  if (isList(target)) return target.at(integer(key, 'an index')) ?? null;
  if (target === null) throw new NotEvaluable(`an item '${textOf(key)}' of nothing`);
  throw new NotEvaluable(`an item of ${textOf(target)}`);
}

function arithmetic(operator: '+' | '-' | '*' | '/' | '%' | '<' | '<=' | '>' | '>=', left: Known, right: Known): Known {
  const a = integer(left, `the left side of ${operator}`);
  const b = integer(right, `the right side of ${operator}`);
  switch (operator) {
    case '+':
      return integer(a + b, 'a sum');
    case '-':
      return integer(a - b, 'a difference');
    case '*':
      return integer(a * b, 'a product');
    case '/':
      if (b === 0) throw new NotEvaluable('a division by zero');
      // As Ruby, whose division of integers rounds down, also below zero; without a negative zero.
      return Math.floor(a / b) + 0;
    case '%':
      if (b === 0) throw new NotEvaluable('a division by zero');
      return a - Math.floor(a / b) * b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
  }
}
