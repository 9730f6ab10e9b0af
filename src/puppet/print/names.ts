/** Names of variables: which are taken in a definition, and which come with every scope. */
import type { Definition, Expression } from '../ast.js';
import { visitBody, visitExpression, type Visitor } from '../walk.js';

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

type DefinitionWithBody = Exclude<Definition, { kind: 'alias' }>;

/** All names of variables that occur anywhere in a definition. */
export function variablesOf(definition: DefinitionWithBody): Set<string> {
  const names = new Set([...definition.parameters.map(({ name }) => name), ...localVariables(definition)]);
  const mentioned = (expression: Expression) => {
    if (expression.kind === 'variable') names.add(expression.name);
  };
  visitDefinition(definition, { expression: mentioned });
  return names;
}

/** The names that are set somewhere in a definition: by assignments and as parameters of lambdas. */
export function localVariables(definition: DefinitionWithBody): Set<string> {
  const names = new Set<string>();
  visitDefinition(definition, {
    statement: (statement) => {
      if (statement.kind === 'assign') names.add(statement.name);
    },
    expression: (expression) => {
      if (expression.kind === 'call') for (const { name } of expression.lambda?.parameters ?? []) names.add(name);
    },
  });
  return names;
}

function visitDefinition({ parameters, body }: DefinitionWithBody, visitor: Visitor): void {
  for (const parameter of parameters) {
    if (parameter.default !== undefined) visitExpression(parameter.default, visitor, parameter);
  }
  visitBody(body, visitor);
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
