/**
 * Brings a tree into the form in which puppet-lint accepts it, where the meaning allows that; what it does not allow is
 * a finding. Which check is met in which way: `lint-table.ts`.
 */
import { copySite, type Definition, type Expression, type Parameter, type Site } from '../ast.js';
import type { Finding } from '../../model/finding.js';
import { typeNode, type TypeNode } from '../type-node.js';
import { mapParameter } from '../walk.js';
import { inspect } from './inspect.js';
import { FreshNames, variablesOf } from './names.js';
import { Rewriter } from './rewrite.js';

/** Finds the place behind a raw stack; without it findings have no place. */
export type Locate = (stack: string | undefined) => Site | undefined;

/** A definition as it will be printed, and what is wrong with it all the same. */
export interface Normalised {
  readonly definition: Definition;
  readonly findings: readonly Finding[];
}

/** Never changes what a definition does; running it again changes nothing. */
export function normalise(definition: Definition, locate: Locate = () => undefined): Normalised {
  const normal = rewritten(definition);
  return { definition: normal, findings: inspect(normal, locate) };
}

function rewritten(definition: Definition): Definition {
  if (definition.kind === 'alias') return definition;
  const rewriter = new Rewriter(new FreshNames(variablesOf(definition)));
  const body = rewriter.body(definition.body);
  const parameters = definition.parameters.map((parameter) =>
    mapParameter(parameter, (value) => rewriter.defaultValue(value)),
  );
  if (definition.kind === 'function') return copySite(definition, { ...definition, parameters, body });
  const ordered = requiredFirst(parameters.map((parameter) => withOptionalDefault(parameter, definition.kind)));
  return copySite(definition, { ...definition, parameters: ordered, body });
}

/** Parameters of classes and defined types are given by name, so that their order is for readers only. */
function requiredFirst(parameters: readonly Parameter[]): Parameter[] {
  return [
    ...parameters.filter((one) => one.default === undefined),
    ...parameters.filter((one) => one.default !== undefined),
  ];
}

/**
 * `Optional[T]` stands for a parameter that is undef unless it is set. With another default the type is written as
 * `Variant[Undef, T]`, which is the same; in a defined type, where no Hiera key could set it, it gets that default.
 */
function withOptionalDefault(parameter: Parameter, kind: 'class' | 'define'): Parameter {
  const { type, default: value } = parameter;
  if (type?.name !== 'Optional') return parameter;
  if (value === undefined) {
    return kind === 'define'
      ? copySite(parameter, { ...parameter, default: { kind: 'literal', value: null } })
      : parameter;
  }
  return isComputed(value) ? parameter : copySite(parameter, { ...parameter, type: variantOf(type) });
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
