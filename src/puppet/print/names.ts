/** Names of variables: which are taken in a definition, and which come with every scope. */
import type { Definition, Expression, Lambda, Statement } from '../ast.js';
import { visitBody, visitExpression } from '../walk.js';

/** Set by the compiler in every scope, or in that of a class or defined type. */
export const SCOPE_VARIABLES: ReadonlySet<string> = new Set(
  [
    'name',
    'title',
    'module_name',
    'caller_module_name',
    'environment',
    'clientcert',
    'clientversion',
    'servername',
  ].concat(
    ['serverip', 'serverversion', 'facts', 'trusted', 'server_facts'],
    // Metaparameters of a defined type.
    ['alias', 'audit', 'before', 'loglevel', 'noop', 'notify', 'require', 'schedule', 'stage', 'subscribe', 'tag'],
  ),
);

/** All names of variables that occur anywhere in a definition. */
export function variablesOf(definition: Definition): Set<string> {
  const names = new Set<string>();
  if (definition.kind === 'alias') return names;
  const lambda = ({ parameters }: Lambda) => {
    for (const { name } of parameters) names.add(name);
  };
  const visitor = {
    statement: (statement: Statement) => {
      if (statement.kind === 'assign') names.add(statement.name);
    },
    expression: (expression: Expression) => {
      if (expression.kind === 'variable') names.add(expression.name);
      if (expression.kind === 'call' && expression.lambda !== undefined) lambda(expression.lambda);
    },
  };
  for (const parameter of definition.parameters) {
    names.add(parameter.name);
    if (parameter.default !== undefined) visitExpression(parameter.default, visitor, parameter);
  }
  visitBody(definition.body, visitor);
  return names;
}

/** Gives out names that are not taken. */
export class FreshNames {
  readonly #taken: Set<string>;

  constructor(taken: ReadonlySet<string>) {
    this.#taken = new Set([...SCOPE_VARIABLES, ...taken]);
  }

  /** The first of the proposals that is free, else the last one with a number. */
  take(...proposals: readonly string[]): string {
    const names = proposals.map(asVariableName).filter((name) => name !== '');
    let name = names.find((candidate) => !this.#taken.has(candidate));
    const base = names.at(-1) ?? 'value';
    for (let number = names.length === 0 ? 1 : 2; name === undefined; number += 1) {
      const candidate = number === 1 ? base : `${base}_${number}`;
      if (!this.#taken.has(candidate)) name = candidate;
    }
    this.#taken.add(name);
    return name;
  }
}

function asVariableName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '');
}
