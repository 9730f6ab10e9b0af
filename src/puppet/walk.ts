/** Going through a tree: one function that rebuilds a node from its parts, and one that visits everything. */
import { copySite, hasSite } from '../findings/site.js';
import type { Attribute, Expression, Lambda, Parameter, Query, Statement } from './ast.js';

/** What becomes of the parts of a node. */
export interface Mapping {
  readonly expression: (expression: Expression) => Expression;
  readonly body: (body: readonly Statement[]) => readonly Statement[];
}

/** A copy of an expression with its direct parts mapped; keeps the call site. */
export function mapExpression<E extends Expression>(node: E, mapping: Mapping): E;
export function mapExpression(node: Expression, mapping: Mapping): Expression {
  return copySite(node, rebuilt(node, mapping));
}

function rebuilt(node: Expression, mapping: Mapping): Expression {
  const { expression: map, body } = mapping;
  const parts = (list: readonly (string | Expression)[]) =>
    list.map((part) => (typeof part === 'string' ? part : map(part)));
  switch (node.kind) {
    case 'array':
      return { ...node, items: node.items.map(map) };
    case 'hash':
      return { ...node, entries: node.entries.map(([key, value]) => [map(key), map(value)] as const) };
    case 'interpolation':
    case 'heredoc':
      return { ...node, parts: parts(node.parts) };
    case 'access':
      return { ...node, target: map(node.target), keys: node.keys.map(map) };
    case 'call':
      return {
        ...node,
        arguments: node.arguments.map(map),
        ...(node.lambda === undefined ? {} : { lambda: mapLambda(node.lambda, mapping) }),
      };
    case 'binary':
      return { ...node, left: map(node.left), right: map(node.right) };
    case 'unary':
      return { ...node, operand: map(node.operand) };
    case 'selector':
      return {
        ...node,
        subject: map(node.subject),
        options: node.options.map(({ match, value }) => ({
          match: match === null ? null : map(match),
          value: map(value),
        })),
      };
    case 'if':
      return {
        ...node,
        branches: node.branches.map((branch) => ({ condition: map(branch.condition), body: body(branch.body) })),
        ...(node.otherwise === undefined ? {} : { otherwise: body(node.otherwise) }),
      };
    case 'case':
      return {
        ...node,
        subject: map(node.subject),
        options: node.options.map((option) => ({ matches: option.matches.map(map), body: body(option.body) })),
      };
    case 'reference':
      return { ...node, titles: node.titles.map(map) };
    default:
      return { ...node };
  }
}

function mapLambda({ parameters, body }: Lambda, mapping: Mapping): Lambda {
  return {
    parameters: parameters.map((parameter) => mapParameter(parameter, mapping.expression)),
    body: mapping.body(body),
  };
}

/** A copy of a parameter with its default mapped. */
export function mapParameter(parameter: Parameter, map: Mapping['expression']): Parameter {
  if (parameter.default === undefined) return parameter;
  return copySite(parameter, { ...parameter, default: map(parameter.default) });
}

/** A copy of a statement with its direct parts mapped; keeps the call site. */
export function mapStatement(node: Statement, mapping: Mapping): Statement {
  const { expression: map, body } = mapping;
  const attributes = (list: readonly Attribute[]) =>
    list.map((attribute) => copySite(attribute, { ...attribute, value: map(attribute.value) }));
  switch (node.kind) {
    case 'comment':
      return node;
    case 'resource': {
      const bodies = node.bodies.map((one) =>
        copySite(one, {
          title: map(one.title),
          attributes: attributes(one.attributes),
          ...(one.splat === undefined ? {} : { splat: map(one.splat) }),
        }),
      );
      return copySite(node, { ...node, bodies });
    }
    case 'include':
    case 'contain':
    case 'require':
      return copySite(node, {
        ...node,
        classes: node.classes.map((name) => (typeof name === 'string' ? name : map(name))),
      });
    case 'assign':
      return copySite(node, { ...node, value: map(node.value) });
    case 'unless':
      return copySite(node, {
        ...node,
        condition: map(node.condition),
        body: body(node.body),
        ...(node.otherwise === undefined ? {} : { otherwise: body(node.otherwise) }),
      });
    case 'chain': {
      const operands = node.operands.map((operand) =>
        operand.kind === 'collector' ? mapCollector(operand) : map(operand),
      );
      return copySite(node, { ...node, operands });
    }
    case 'collector':
      return mapCollector(node);
    case 'override':
      return copySite(node, {
        ...node,
        reference: { ...node.reference, titles: node.reference.titles.map(map) },
        attributes: attributes(node.attributes),
      });
    case 'default':
      return copySite(node, { ...node, attributes: attributes(node.attributes) });
    default:
      return mapExpression(node, mapping);
  }

  function mapCollector(collector: Extract<Statement, { kind: 'collector' }>) {
    return copySite(collector, {
      ...collector,
      attributes: attributes(collector.attributes),
      ...(collector.query === undefined ? {} : { query: mapQuery(collector.query) }),
    });
  }

  function mapQuery(query: Query): Query {
    if (query.kind === 'compare') return { ...query, value: map(query.value) };
    return { ...query, left: mapQuery(query.left), right: mapQuery(query.right) };
  }
}

/**
 * What is called for each node, before its parts. `owner` is the innermost statement around a node that knows where it was
 * written, or else the outermost one: statements within expressions do not all know.
 */
export interface Visitor {
  readonly statement?: (statement: Statement, owner: object) => void;
  readonly expression?: (expression: Expression, owner: object) => void;
}

/** Visits all statements and expressions of a body. Expressions that stand as statements are visited as both. */
export function visitBody(body: readonly Statement[], visitor: Visitor, around?: object): void {
  for (const statement of body) {
    const owner = around === undefined || hasSite(statement) ? statement : around;
    visitor.statement?.(statement, owner);
    if (isExpression(statement)) visitExpression(statement, visitor, owner);
    else mapStatement(statement, visiting(visitor, owner));
  }
}

/** Visits an expression and all that is in it. */
export function visitExpression(expression: Expression, visitor: Visitor, owner: object): void {
  visitor.expression?.(expression, owner);
  mapExpression(expression, visiting(visitor, owner));
}

function visiting(visitor: Visitor, owner: object): Mapping {
  return {
    expression: (expression) => {
      visitExpression(expression, visitor, owner);
      return expression;
    },
    body: (body) => {
      visitBody(body, visitor, owner);
      return body;
    },
  };
}

const STATEMENTS_ONLY: ReadonlySet<string> = new Set([
  'resource',
  'include',
  'contain',
  'require',
  'assign',
  'unless',
  'chain',
  'collector',
  'override',
  'default',
  'comment',
]);

/** Tells an expression that stands as a statement from the statements proper. */
export function isExpression(statement: Statement): statement is Expression {
  return !STATEMENTS_ONLY.has(statement.kind);
}
