/**
 * Brings a tree into the form in which puppet-lint accepts it, where the meaning allows that; what it does not allow is
 * a finding. Which check is met in which way: `lint-table.ts`.
 */
import { copySite } from '../../findings/site.js';
import type { Definition, Expression, Parameter } from '../ast.js';
import { finding, type Finding } from '../../findings/finding.js';
import { typeNode, type TypeNode } from '../type-node.js';
import { printDiagnostics } from './diagnostics.js';
import type { Stuck } from './extraction.js';
import { inspect } from './inspect.js';
import { FreshNames } from './names.js';
import { type Places, placeOf } from './places.js';
import { Rewriter } from './rewrite.js';
import { localVariables, mentionedVariables } from '../variables.js';

/** A definition as it will be printed, and what is wrong with it all the same. */
export interface Normalised {
  readonly definition: Definition;
  readonly findings: readonly Finding[];
}

/** Never changes what a definition does; running it again changes nothing. */
export function normalise(given: Definition, places: Places = {}): Normalised {
  const { definition, stuck } = rewritten(given);
  const unwritable = stuck.map(({ value, owner }) =>
    finding(
      printDiagnostics.noVariable,
      placeOf(owner, definition, places),
      value.kind === 'regex' ? 'pattern' : 'value',
    ),
  );
  return { definition, findings: [...unwritable, ...inspect(definition, places)] };
}

function rewritten(definition: Definition): { readonly definition: Definition; readonly stuck: readonly Stuck[] } {
  if (definition.kind === 'alias') return { definition, stuck: [] };
  const rewriter = new Rewriter(new FreshNames(mentionedVariables(definition)), typesOf(definition));
  const body = rewriter.body(definition.body, definition.kind === 'function');
  const parameters = definition.parameters.map((parameter) => rewriter.parameter(parameter));
  const { stuck } = rewriter;
  if (definition.kind === 'function') {
    return { definition: copySite(definition, { ...definition, parameters, body }), stuck };
  }
  const ordered = requiredFirst(parameters.map((parameter) => withOptionalDefault(parameter, definition.kind)));
  return { definition: copySite(definition, { ...definition, parameters: ordered, body }), stuck };
}

/** The types of variables that mean the same everywhere in the definition, lambdas included. */
function typesOf(definition: Exclude<Definition, { kind: 'alias' }>) {
  const hidden = localVariables(definition);
  const types = new Map([['title', typeNode('String')]]);
  for (const { name, type, captures } of definition.parameters) if (type && captures !== true) types.set(name, type);
  return (name: string) => (hidden.has(name) ? undefined : types.get(name));
}

/** Parameters of classes and defined types are given by name, so that their order is for readers only. */
function requiredFirst(parameters: readonly Parameter[]): Parameter[] {
  return [
    ...parameters.filter((one) => one.default === undefined),
    ...parameters.filter((one) => one.default !== undefined),
  ];
}

/**
 * `Optional[T]` stands for a parameter that is undef unless it is set. One with another default, or one of a defined
 * type without any, is written as `Variant[Undef, T]`, which is the same type.
 */
function withOptionalDefault(parameter: Parameter, kind: 'class' | 'define'): Parameter {
  const { type, default: value } = parameter;
  if (type?.name !== 'Optional') return parameter;
  const accepted = value === undefined ? kind === 'class' : isComputed(value);
  return accepted ? parameter : copySite(parameter, { ...parameter, type: variantOf(type) });
}

function isComputed(value: Expression): boolean {
  return value.kind === 'variable' || value.kind === 'call' || (value.kind === 'literal' && value.value === null);
}

function variantOf({ parameters: [inner] }: TypeNode): TypeNode {
  if (inner === undefined) return typeNode('Any');
  // Optional['text'] is short for Optional[Enum['text']].
  const type = 'name' in inner ? inner : typeNode('Enum', inner);
  return type.name === 'Variant'
    ? typeNode('Variant', typeNode('Undef'), ...type.parameters)
    : typeNode('Variant', typeNode('Undef'), type);
}
