/**
 * What OpenVox has to read from a printed tree: its syntax tree, worked out from ours alone. Nothing here uses the
 * printer. Where the language has two ways to say a thing, `meaningOf` makes one of them.
 */
import type {
  Attribute,
  CaseExpression,
  Conditional,
  Definition,
  Expression,
  Lambda,
  Parameter,
  Query,
  Statement,
} from '../../src/puppet/ast.js';
import { isTypeNode, type StructMember, type TypeNode, type TypeParameter } from '../../src/puppet/type-node.js';
import { rawSamples } from './raw-samples.js';
import type { Tree } from './worker.js';

const call = (name: string, ...elements: Tree[]): Tree => ({ '^': [name, ...elements] });
const map = (...entries: Tree[]): Tree => ({ '#': entries });
const qualifiedName = (name: string) => call('qn', name);
const typeName = (name: string) => call('qr', name);
const functionName = (name: string) => (/^[A-Z]/.test(name) ? typeName(name) : qualifiedName(name));
const DEFAULT = call('default');
const NOTHING = call('nop');

/**
 * Leaves out parentheses and whether the value of a call is used: neither is part of the meaning. A bare word as the
 * value of `ensure` is a string.
 */
export function meaningOf(tree: Tree): Tree {
  if (Array.isArray(tree)) return tree.map(meaningOf);
  if (tree === null || typeof tree !== 'object') return tree;
  const [[mark, elements] = ['', []]] = Object.entries(tree as Readonly<Record<string, readonly Tree[]>>);
  const [name, ...rest] = elements;
  if (mark !== '^' || typeof name !== 'string') return { [mark]: elements.map(meaningOf) };
  if (name === 'paren' && rest[0] !== undefined) return meaningOf(rest[0]);
  if ((name === '=>' || name === '+>') && rest[0] === 'ensure')
    return { [mark]: [name, 'ensure', bareWordAsString(meaningOf(rest[1] ?? null))] };
  return { [mark]: [name.replace(/^invoke/, 'call'), ...rest.map(meaningOf)] };
}

function bareWordAsString(tree: Tree): Tree {
  if (tree === null || typeof tree !== 'object' || !('^' in tree)) return tree;
  const [name, word] = tree['^'];
  return name === 'qn' && word !== undefined ? word : tree;
}

export function definitionTree(definition: Definition): Tree {
  if (definition.kind === 'alias') return call('type-alias', definition.name, typeTree(definition.type));
  const entries: Tree[] = ['name', definition.name];
  if (definition.parameters.length > 0) entries.push('params', parametersTree(definition.parameters));
  const body = statementTrees(definition.body);
  if (body.length > 0) entries.push('body', body);
  if (definition.kind === 'function') entries.push('returns', typeTree(definition.returns));
  return call(definition.kind, map(...entries));
}

function parametersTree(parameters: readonly Parameter[]): Tree {
  return map(
    ...parameters.flatMap((parameter) => {
      const entries: Tree[] = [];
      if (parameter.type !== undefined) entries.push('type', typeTree(parameter.type));
      if (parameter.captures === true) entries.push('splat', true);
      if (parameter.default !== undefined) entries.push('value', expressionTree(parameter.default));
      return [parameter.name, map(...entries)];
    }),
  );
}

export function statementTrees(statements: readonly Statement[]): Tree[] {
  return statements.flatMap((statement) => statementTree(statement));
}

function statementTree(statement: Statement): Tree[] {
  switch (statement.kind) {
    case 'comment':
      return [];
    case 'include':
    case 'contain':
    case 'require':
      return statement.classes.map((name) =>
        callTree('call', qualifiedName(statement.kind), [
          typeof name === 'string' ? qualifiedName(name) : expressionTree(name),
        ]),
      );
    case 'assign':
      return [call('=', call('var', statement.name), expressionTree(statement.value))];
    case 'unless':
      return [
        call(
          'unless',
          map(
            'test',
            expressionTree(statement.condition),
            ...branch('then', statement.body),
            ...branch('else', statement.otherwise ?? []),
          ),
        ),
      ];
    case 'resource': {
      const bodies = statement.bodies.map(({ title, attributes, splat }) => {
        const operations = attributeTrees(attributes);
        if (splat !== undefined) operations.push(call('splat-hash', expressionTree(splat)));
        return map('title', expressionTree(title), 'ops', operations);
      });
      const form = statement.form === 'normal' ? [] : ['form', statement.form];
      return [call('resource', map('type', qualifiedName(statement.type), 'bodies', bodies, ...form))];
    }
    case 'chain': {
      const [first, ...rest] = statement.operands.map((operand) =>
        operand.kind === 'collector' ? (statementTree(operand)[0] ?? null) : expressionTree(operand),
      );
      return [
        rest.reduce<Tree>((left, right, index) => call(statement.arrows[index] ?? '', left, right), first ?? null),
      ];
    }
    case 'collector': {
      const name = statement.exported ? 'exported-query' : 'virtual-query';
      const query = statement.query === undefined ? call(name) : call(name, queryTree(statement.query));
      const operations = statement.attributes.length === 0 ? [] : ['ops', attributeTrees(statement.attributes)];
      return [call('collect', map('type', typeName(capitalised(statement.type)), 'query', query, ...operations))];
    }
    case 'override':
      return [
        call(
          'resource-override',
          map('resources', expressionTree(statement.reference), 'ops', attributeTrees(statement.attributes)),
        ),
      ];
    case 'default':
      return [
        call(
          'resource-defaults',
          map('type', typeName(capitalised(statement.type)), 'ops', attributeTrees(statement.attributes)),
        ),
      ];
    default:
      return [expressionTree(statement)];
  }
}

function attributeTrees(attributes: readonly Attribute[]): Tree[] {
  return attributes.map(({ name, operator, value }) => call(operator ?? '=>', name, expressionTree(value)));
}

/** `puppet::server` as the type `Puppet::Server`. */
function capitalised(type: string): string {
  return type
    .split('::')
    .map((segment) => segment.charAt(0).toUpperCase() + segment.slice(1))
    .join('::');
}

function queryTree(query: Query): Tree {
  if (query.kind === 'compare') {
    return call(query.operator, qualifiedName(query.attribute), expressionTree(query.value));
  }
  return call(query.kind, queryTree(query.left), queryTree(query.right));
}

function branch(name: string, body: readonly Statement[]): Tree[] {
  const trees = statementTrees(body);
  return trees.length === 0 ? [] : [name, trees];
}

function conditionalTree({ branches: [first, ...rest], otherwise = [] }: Conditional): Tree {
  if (first === undefined) return null;
  const last =
    rest.length > 0
      ? ['else', [conditionalTree({ kind: 'if', branches: rest, otherwise })]]
      : branch('else', otherwise);
  return call('if', map('test', expressionTree(first.condition), ...branch('then', first.body), ...last));
}

function caseTree({ subject, options }: CaseExpression): Tree {
  const trees = options.map(({ matches, body }) => {
    const statements = statementTrees(body);
    return map(
      'when',
      matches.length === 0 ? [DEFAULT] : matches.map(expressionTree),
      'then',
      statements.length === 0 ? [NOTHING] : statements,
    );
  });
  return call('case', expressionTree(subject), trees);
}

export function expressionTree(expression: Expression): Tree {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'regex':
      return call('regexp', expression.source);
    case 'array':
      return call('array', ...expression.items.map(expressionTree));
    case 'hash':
      return call(
        'hash',
        ...expression.entries.map(([key, value]) => call('=>', expressionTree(key), expressionTree(value))),
      );
    case 'variable':
      return call('var', expression.name);
    case 'interpolation':
      return textTree(expression.parts);
    case 'heredoc': {
      const syntax = expression.syntax === undefined ? [] : ['syntax', expression.syntax];
      return call('heredoc', map(...syntax, 'text', textTree(withLineBreak(expression.parts, expression.chomp))));
    }
    case 'access':
      return call('access', expressionTree(expression.target), ...expression.keys.map(expressionTree));
    case 'call': {
      const [receiver, ...further] = expression.arguments.map(expressionTree);
      if (expression.form === 'method' && receiver !== undefined) {
        return callTree('call-method', call('.', receiver, qualifiedName(expression.name)), further, expression.lambda);
      }
      return callTree(
        'call',
        functionName(expression.name),
        expression.arguments.map(expressionTree),
        expression.lambda,
      );
    }
    case 'binary':
      return call(expression.operator, expressionTree(expression.left), expressionTree(expression.right));
    case 'unary': {
      const operand = expressionTree(expression.operand);
      // The parser makes one number of a sign and its digits; a second sign is an operator.
      if (expression.operator === '-' && typeof operand === 'number' && !isNegative(operand)) return 0 - operand;
      return call({ '!': '!', '-': '-', '*': 'unfold' }[expression.operator], operand);
    }
    case 'selector': {
      const entries = expression.options.map(({ match, value }) =>
        call('=>', match === null ? DEFAULT : expressionTree(match), expressionTree(value)),
      );
      return call('?', expressionTree(expression.subject), entries);
    }
    case 'if':
      return conditionalTree(expression);
    case 'case':
      return caseTree(expression);
    case 'type':
      return typeTree(expression.type);
    case 'reference':
      return call('access', typeName(capitalised(expression.type)), ...expression.titles.map(expressionTree));
    case 'raw':
      return rawTree(expression.code);
  }
}

function rawTree(code: string): Tree {
  const same = rawSamples.get(code);
  if (same === undefined) throw new Error(`what this means is not known: ${code}`);
  return expressionTree(same);
}

function isNegative(value: number): boolean {
  return value < 0 || Object.is(value, -0);
}

function callTree(name: string, functor: Tree, list: readonly Tree[], lambda?: Lambda): Tree {
  const block = lambda === undefined ? [] : ['block', lambdaTree(lambda)];
  return call(name, map('functor', functor, 'args', list, ...block));
}

function lambdaTree({ parameters, body }: Lambda): Tree {
  const entries: Tree[] = parameters.length > 0 ? ['params', parametersTree(parameters)] : [];
  const statements = statementTrees(body);
  if (statements.length > 0) entries.push('body', statements);
  return call('lambda', map(...entries));
}

/** Neighbouring texts are one, empty ones are none, and a text alone is a plain string. */
function textTree(parts: readonly (string | Expression)[]): Tree {
  const trees: Tree[] = [];
  for (const part of parts) {
    const last = trees.at(-1);
    if (typeof part !== 'string') trees.push(call('str', expressionTree(part)));
    else if (typeof last === 'string') trees[trees.length - 1] = last + part;
    else if (part !== '') trees.push(part);
  }
  const [only = ''] = trees;
  return trees.length <= 1 && typeof only === 'string' ? only : call('concat', ...trees);
}

function withLineBreak(parts: readonly (string | Expression)[], chomp: boolean): (string | Expression)[] {
  const list = [...parts];
  const last = list.at(-1);
  if (typeof last === 'string' && last.endsWith('\n')) list[list.length - 1] = last.slice(0, -1);
  return chomp ? list : [...list, '\n'];
}

export function typeTree(type: TypeNode): Tree {
  if (type.parameters.length === 0) return typeName(type.name);
  return call('access', typeName(type.name), ...type.parameters.map(typeParameterTree));
}

function typeParameterTree(parameter: TypeParameter): Tree {
  if (isTypeNode(parameter)) return typeTree(parameter);
  switch (parameter.kind) {
    case 'default':
      return DEFAULT;
    case 'undef':
      return null;
    case 'regex':
      return call('regexp', parameter.source);
    case 'list':
      return call('array', ...parameter.items.map(typeParameterTree));
    case 'members':
      return call(
        'hash',
        ...parameter.members.map((member) => call('=>', memberKeyTree(member), typeTree(member.type))),
      );
    default:
      return parameter.value;
  }
}

function memberKeyTree({ key, presence }: StructMember): Tree {
  if (presence === 'implied') return key;
  return call('access', typeName(presence === 'optional' ? 'Optional' : 'NotUndef'), key);
}
