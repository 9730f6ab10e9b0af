/**
 * How values flow through the definitions: from a parameter, by way of variables, into attributes of resources, and into
 * conditions that decide whether there is a resource at all. Follows names, not values: what may matter on some node counts.
 */
import type { Attribute, Call, Collector, Expression, Query, Statement } from '../puppet/ast.js';
import type { ModuleModel } from '../model/module.js';
import { referenceName } from '../model/resource-name.js';
import { expressionText } from '../puppet/print/expression-text.js';
import { isExpression, visitExpression } from '../puppet/walk.js';

/** What a variable has a say in. */
export interface Effect {
  /** `value`: it is part of the attribute; `title`: of the name; `condition`: it decides whether this is in the catalog. */
  readonly how: 'value' | 'title' | 'condition' | 'refusal';
  /** As Puppet writes references, `File[/etc/motd]`; the message of a refusal. */
  readonly resource: string;
  readonly attribute?: string;
  /** Class or defined type in which it stands. */
  readonly owner: string;
  /** The statement, which knows where it was written. */
  readonly node: object;
}

/** A parameter of a class of a component module to which a definition gives a value. */
export interface Assignment {
  /** Class of the platform that declares the component's. */
  readonly owner: string;
  readonly value: Expression;
  readonly node: object;
  /** Variables, by full name, that the value is made of, or that decide whether the class is declared. */
  readonly from: ReadonlySet<string>;
}

/** Variables by full name: class, two colons, name. */
export interface Flow {
  /** What is made of a variable, or chosen by it. */
  readonly derived: ReadonlyMap<string, ReadonlySet<string>>;
  readonly effects: ReadonlyMap<string, readonly Effect[]>;
  /** Classes and defined types that name the variable, or look the key up. */
  readonly readers: ReadonlyMap<string, ReadonlySet<string>>;
  /** By Hiera key of a component module. */
  readonly assignments: ReadonlyMap<string, readonly Assignment[]>;
  /** The expressions that variables are set to. */
  readonly sources: ReadonlyMap<string, Expression>;
}

/** Follows everything that the definitions of a module do. */
export function flowOf(model: ModuleModel): Flow {
  return new Follower(model).follow();
}

/** What holds at a statement. */
interface Around {
  readonly owner: string;
  /** Variables that decide whether it is evaluated. */
  readonly conditions: ReadonlySet<string>;
}

class Follower {
  private readonly derived = new Map<string, Set<string>>();
  private readonly effects = new Map<string, Effect[]>();
  private readonly readers = new Map<string, Set<string>>();
  private readonly assignments = new Map<string, Assignment[]>();
  private readonly sources = new Map<string, Expression>();
  private readonly own: ReadonlyMap<string, string>;
  private readonly functions = new Map<string, ReadonlySet<string>>();

  constructor(private readonly model: ModuleModel) {
    this.own = new Map(model.definitions.map(({ definition }) => [definition.name, definition.kind]));
  }

  follow(): Flow {
    for (const { definition } of this.model.definitions) {
      if (definition.kind !== 'class' && definition.kind !== 'define') continue;
      const around = { owner: definition.name, conditions: new Set<string>() };
      for (const parameter of definition.parameters) {
        if (parameter.default !== undefined)
          this.flows(this.variables(parameter.default, around), `${definition.name}::${parameter.name}`);
      }
      this.body(definition.body, around);
    }
    const { derived, effects, readers, assignments, sources } = this;
    return { derived, effects, readers, assignments, sources };
  }

  private body(statements: readonly Statement[], around: Around): void {
    for (const statement of statements) this.statement(statement, around);
  }

  private statement(statement: Statement, around: Around): void {
    const { owner, conditions } = around;
    switch (statement.kind) {
      case 'comment':
        return;
      case 'assign': {
        const path = `${owner}::${statement.name}`;
        this.sources.set(path, statement.value);
        this.flows(union(this.variables(statement.value, around), conditions), path);
        return;
      }
      case 'if': {
        let before = conditions;
        for (const { condition, body } of statement.branches) {
          before = union(before, this.variables(condition, around));
          this.body(body, { owner, conditions: before });
        }
        this.body(statement.otherwise ?? [], { owner, conditions: before });
        return;
      }
      case 'unless': {
        const inside = { owner, conditions: union(conditions, this.variables(statement.condition, around)) };
        this.body(statement.body, inside);
        this.body(statement.otherwise ?? [], inside);
        return;
      }
      case 'case': {
        const inside = { owner, conditions: union(conditions, this.variables(statement.subject, around)) };
        for (const { body } of statement.options) this.body(body, inside);
        return;
      }
      case 'include':
      case 'contain':
      case 'require':
        for (const name of statement.classes) {
          const resource = `Class[${typeof name === 'string' ? name : textOf(name)}]`;
          if (typeof name !== 'string')
            this.affects(this.variables(name, around), { how: 'title', resource, owner, node: statement });
          this.affects(conditions, { how: 'condition', resource, owner, node: statement });
        }
        return;
      case 'resource':
        for (const { title, attributes, splat } of statement.bodies) {
          const resource = `${referenceName(statement.type)}[${textOf(title)}]`;
          this.affects(this.variables(title, around), { how: 'title', resource, owner, node: statement });
          this.affects(conditions, { how: 'condition', resource, owner, node: statement });
          const target =
            statement.type === 'class' ? (title.kind === 'literal' ? String(title.value) : undefined) : statement.type;
          this.attributes(attributes, resource, target, statement, around);
          if (splat)
            this.affects(this.variables(splat, around), {
              how: 'value',
              resource,
              attribute: '*',
              owner,
              node: statement,
            });
        }
        return;
      case 'override': {
        const { type, titles } = statement.reference;
        this.attributes(
          statement.attributes,
          `${referenceName(type)}[${titles.map(textOf).join(', ')}]`,
          undefined,
          statement,
          around,
        );
        return;
      }
      case 'default':
        this.attributes(statement.attributes, referenceName(statement.type), undefined, statement, around);
        return;
      case 'collector':
        this.collector(statement, around);
        return;
      case 'chain':
        for (const operand of statement.operands) if (operand.kind === 'collector') this.collector(operand, around);
        return;
      default:
        if (isExpression(statement)) this.expression(statement, around);
    }
  }

  /** A call for its effect: a refusal, or an iteration over statements. */
  private expression(expression: Expression, around: Around): void {
    if (expression.kind !== 'call') {
      this.variables(expression, around);
      return;
    }
    const { name, lambda } = expression;
    const given = this.argumentsOf(expression, around);
    if (name === 'fail' || name === 'warning') {
      const resource = expression.arguments.map(messageText).join(' ');
      this.affects(union(given, around.conditions), {
        how: 'refusal',
        resource,
        owner: around.owner,
        node: expression,
      });
      return;
    }
    if (lambda === undefined) return;
    for (const parameter of lambda.parameters) this.flows(given, `${around.owner}::${parameter.name}`);
    this.body(lambda.body, { owner: around.owner, conditions: union(around.conditions, given) });
  }

  private argumentsOf(call: Call, around: Around): ReadonlySet<string> {
    return call.arguments.reduce<ReadonlySet<string>>(
      (all, item) => union(all, this.variables(item, around)),
      new Set(),
    );
  }

  private attributes(
    list: readonly Attribute[],
    resource: string,
    target: string | undefined,
    node: object,
    around: Around,
  ): void {
    const kind = target === undefined ? undefined : this.own.get(target);
    for (const { name, value } of list) {
      const from = this.variables(value, around);
      if (kind === 'class' || kind === 'define') this.flows(union(from, around.conditions), `${target ?? ''}::${name}`);
      else {
        this.affects(from, { how: 'value', resource, attribute: name, owner: around.owner, node });
        if (resource.startsWith('Class[') && target !== undefined) {
          push(this.assignments, `${target}::${name}`, {
            owner: around.owner,
            value,
            node,
            from: union(from, around.conditions),
          });
        }
      }
    }
  }

  private collector(collector: Collector, around: Around): void {
    const resource = `${referenceName(collector.type)} ${collector.exported ? '<<| |>>' : '<| |>'}`;
    const asked = (query: Query): ReadonlySet<string> =>
      query.kind === 'compare' ? this.variables(query.value, around) : union(asked(query.left), asked(query.right));
    const from = collector.query ? asked(collector.query) : new Set<string>();
    this.affects(union(from, around.conditions), { how: 'condition', resource, owner: around.owner, node: collector });
    this.attributes(collector.attributes, resource, undefined, collector, around);
  }

  private flows(from: ReadonlySet<string>, to: string): void {
    for (const name of from) if (name !== to) add(this.derived, name, to);
  }

  private affects(from: ReadonlySet<string>, effect: Effect): void {
    for (const name of from) push(this.effects, name, effect);
  }

  /** Full names of the variables, and keys of look-ups, that an expression is made of. */
  private variables(expression: Expression, { owner }: Around): ReadonlySet<string> {
    const found = new Set<string>();
    visitExpression(
      expression,
      {
        expression: (node) => {
          for (const name of this.named(node)) found.add(name.includes('::') ? name : `${owner}::${name}`);
        },
      },
      expression,
    );
    for (const name of found) add(this.readers, name, owner);
    return found;
  }

  private named(node: Expression): readonly string[] {
    if (node.kind === 'variable') return ['facts', 'trusted', 'title', 'name'].includes(node.name) ? [] : [node.name];
    if (node.kind === 'raw')
      return [...node.code.matchAll(/\$(?:::)?([a-z]\w*(?:::[a-z]\w*)*)/g)].map(([, name = '']) => name);
    if (node.kind !== 'call') return [];
    if (node.name === 'lookup' || node.name === 'getvar') {
      const [key] = node.arguments;
      return key?.kind === 'literal' && typeof key.value === 'string' ? [key.value] : [];
    }
    return this.own.get(node.name) === 'function' ? [...this.readByFunction(node.name)] : [];
  }

  /** Variables of classes that a function of the module reads, itself or through another. */
  private readByFunction(name: string): ReadonlySet<string> {
    const known = this.functions.get(name);
    if (known !== undefined) return known;
    this.functions.set(name, new Set());
    const definition = this.model.definitions.find((candidate) => candidate.definition.name === name)?.definition;
    const found = new Set<string>();
    if (definition?.kind === 'function') {
      const visit = (expression: Expression): void =>
        visitExpression(
          expression,
          {
            expression: (node) =>
              this.named(node)
                .filter((item) => item.includes('::'))
                .forEach((item) => found.add(item)),
          },
          expression,
        );
      for (const statement of definition.body) {
        if (statement.kind === 'assign') visit(statement.value);
        else if (isExpression(statement)) visit(statement);
      }
    }
    this.functions.set(name, found);
    return found;
  }
}

function textOf(expression: Expression): string {
  return expression.kind === 'literal' ? String(expression.value) : expressionText(expression);
}

/** A message as its reader gets it, with the code of what is filled in. */
function messageText(expression: Expression): string {
  if (expression.kind !== 'interpolation' && expression.kind !== 'heredoc') return textOf(expression);
  const text = expression.parts
    .map((part) => (typeof part === 'string' ? part : `\${${expressionText(part).replace(/^\$/, '')}}`))
    .join('');
  return text.trim().replace(/\s+/g, ' ');
}

function union(one: ReadonlySet<string>, other: ReadonlySet<string>): ReadonlySet<string> {
  return other.size === 0 ? one : new Set([...one, ...other]);
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key) ?? new Set();
  map.set(key, set.add(value));
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key) ?? [];
  list.push(value);
  map.set(key, list);
}
