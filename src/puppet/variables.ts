/** Names of variables: which come with every scope, and which a definition sets or mentions. */
import type { Definition, Expression } from './ast.js';
import { metaparameterNames } from './metaparameters.js';
import { visitBody, visitExpression, type Visitor } from './walk.js';

/** A definition that has parameters and a body. */
export type DefinitionWithBody = Exclude<Definition, { kind: 'alias' }>;

const everywhere = [
  'name',
  'title',
  'module_name',
  'caller_module_name',
  'environment',
  'clientcert',
  'clientversion',
  'servername',
  'serverip',
  'serverversion',
  'facts',
  'trusted',
  'server_facts',
];

/** What the compiler sets in the scope of a definition; in that of a defined type, its metaparameters as well. */
export function scopeVariables(kind: Definition['kind']): ReadonlySet<string> {
  return new Set(kind === 'define' ? [...everywhere, ...metaparameterNames] : everywhere);
}

/** Names of the parameters of a definition, and of what its body sets at any depth. */
export function declaredVariables(definition: DefinitionWithBody): Set<string> {
  return new Set([...definition.parameters.map(({ name }) => name), ...localVariables(definition)]);
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

/** All names of variables that occur anywhere in a definition. */
export function mentionedVariables(definition: DefinitionWithBody): Set<string> {
  const names = declaredVariables(definition);
  const mentioned = (expression: Expression) => {
    if (expression.kind === 'variable') names.add(expression.name);
  };
  visitDefinition(definition, { expression: mentioned });
  return names;
}

/** Visits the defaults of the parameters, then the body. */
function visitDefinition({ parameters, body }: DefinitionWithBody, visitor: Visitor): void {
  for (const parameter of parameters) {
    if (parameter.default !== undefined) visitExpression(parameter.default, visitor, parameter);
  }
  visitBody(body, visitor);
}
