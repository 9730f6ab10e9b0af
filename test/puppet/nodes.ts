/** Short ways to write trees of Puppet code in tests. */
import type {
  Attribute,
  BinaryOperator,
  Call,
  Definition,
  Expression,
  Lambda,
  Literal,
  Parameter,
  Reference,
  ResourceBody,
  ResourceDeclaration,
  Statement,
} from '../../src/puppet/ast.js';
import { parseType } from '../../src/puppet/types/index.js';

export const of = (value: Literal['value']): Literal => ({ kind: 'literal', value });
export const variable = (name: string): Expression => ({ kind: 'variable', name });
export const assign = (name: string, value: Expression): Statement => ({ kind: 'assign', name, value });
export const list = (...items: Expression[]): Expression => ({ kind: 'array', items });
export const hash = (entries: Readonly<Record<string, Expression>>): Expression => ({
  kind: 'hash',
  entries: Object.entries(entries).map(([key, value]) => [of(key), value] as const),
});
export const text = (...parts: (string | Expression)[]): Expression => ({ kind: 'interpolation', parts });
export const heredoc = (...parts: (string | Expression)[]): Expression => ({ kind: 'heredoc', parts, chomp: false });
export const regex = (source: string): Expression => ({ kind: 'regex', source });
export const type = (source: string): Expression => ({ kind: 'type', type: parseType(source) });
export const access = (target: Expression, ...keys: Expression[]): Expression => ({ kind: 'access', target, keys });
export const call = (name: string, ...list: Expression[]): Call => ({
  kind: 'call',
  form: 'prefix',
  name,
  arguments: list,
});
export const method = (receiver: Expression, name: string, ...list: Expression[]): Call => ({
  kind: 'call',
  form: 'method',
  name,
  arguments: [receiver, ...list],
});
export const lambda = (names: readonly string[], ...body: Statement[]): Lambda => ({
  parameters: names.map((name) => ({ name })),
  body,
});
export const binary = (left: Expression, operator: BinaryOperator, right: Expression): Expression => ({
  kind: 'binary',
  operator,
  left,
  right,
});
export const unary = (operator: '!' | '-' | '*', operand: Expression): Expression => ({
  kind: 'unary',
  operator,
  operand,
});
export const select = (
  subject: Expression,
  ...options: (readonly [match: Expression | null, value: Expression])[]
): Expression => ({ kind: 'selector', subject, options: options.map(([match, value]) => ({ match, value })) });
export const when = (condition: Expression, body: readonly Statement[], otherwise?: readonly Statement[]) => ({
  kind: 'if' as const,
  branches: [{ condition, body }],
  ...(otherwise === undefined ? {} : { otherwise }),
});
export const reference = (resource: string, ...titles: string[]): Reference => ({
  kind: 'reference',
  type: resource,
  titles: titles.map(of),
});
export const include = (...classes: (string | Expression)[]): Statement => ({ kind: 'include', classes });
export const comment = (words: string): Statement => ({ kind: 'comment', text: words });

export const attributes = (values: Readonly<Record<string, Expression>>): Attribute[] =>
  Object.entries(values).map(([name, value]) => ({ name, value }));
export const body = (
  title: string | Expression,
  values: Readonly<Record<string, Expression>>,
  splat?: Expression,
): ResourceBody => ({
  title: typeof title === 'string' ? of(title) : title,
  attributes: attributes(values),
  ...(splat === undefined ? {} : { splat }),
});
export const resource = (name: string, ...bodies: ResourceBody[]): ResourceDeclaration => ({
  kind: 'resource',
  type: name,
  form: 'normal',
  bodies,
});

/** A parameter from its declaration, such as `String[1] $name`. */
export function parameter(declaration: string, value?: Expression): Parameter {
  const [, source = 'Any', stars = '', name = ''] = /^(.*?) ?(\*?)\$(\w+)$/.exec(declaration) ?? [];
  return {
    name,
    ...(source === '' ? {} : { type: parseType(source) }),
    ...(value === undefined ? {} : { default: value }),
    ...(stars === '' ? {} : { captures: true }),
  };
}

/** A class or defined type with as much documentation as it needs. */
export function definition(
  kind: 'class' | 'define',
  parameters: readonly Parameter[],
  ...statements: Statement[]
): Extract<Definition, { kind: 'class' | 'define' }> {
  return {
    kind,
    name: 'site',
    parameters,
    body: statements,
    documentation: {
      summary: 'A definition',
      parameters: Object.fromEntries(parameters.map(({ name }) => [name, `What ${name} is.`])),
      api: 'public',
    },
  };
}
