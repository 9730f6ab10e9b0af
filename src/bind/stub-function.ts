/** Stubs of functions. */
import { parseType, printType, shapeOf } from '../puppet/types/index.js';
import type { FunctionInterface, FunctionParameter, Signature } from './interface.js';
import { rubyString } from './ruby-text.js';
import { resolvable } from './stub-manifest.js';
const noAliases = new Map<string, never>();

/**
 * A function of the 4.x API that checks its arguments and returns something of its declared type. An old name of a
 * function that is written out passes its arguments on to that one.
 */
export function functionFile(
  name: string,
  { signatures }: FunctionInterface,
  known: ReadonlySet<string>,
  functions: FunctionSources,
): string {
  const successor = [...functions.keys()].find((other) => other.endsWith(`::${name}`));
  const body = (signature: Signature): string =>
    successor === undefined ? plausible(signature.returns) : `call_function(${rubyString(successor)}, *arguments)`;
  const dispatches = signatures.map((signature, index) => dispatch(signature, index, known));
  const methods = signatures.map((signature, index) => {
    return `  def answer_${index}(*arguments, &block)\n    ${body(signature)}\n  end\n`;
  });
  return [
    '# frozen_string_literal: true\n',
    `Puppet::Functions.create_function(${rubyString(name)}.to_sym) do`,
    [...dispatches, ...methods].join('\n'),
    'end\n',
  ].join('\n');
}

function dispatch({ parameters }: Signature, index: number, known: ReadonlySet<string>): string {
  const lines = parameters.map((parameter) => `    ${parameterLine(parameter, known)}\n`);
  return `  dispatch :answer_${index} do\n${lines.join('')}  end\n`;
}

function parameterLine(
  { name, type, optional, repeated, block }: FunctionParameter,
  known: ReadonlySet<string>,
): string {
  if (block) return `${optional ? 'optional_' : ''}block_param`;
  const text = rubyString(printType(localTypesOpen(type, known)));
  const kind = repeated ? 'repeated_param' : optional ? 'optional_param' : 'param';
  return `${kind} ${text}, ${rubyString(name)}.to_sym`;
}

/** Functions may declare types of their own, whose names nobody else knows. */
function localTypesOpen(text: string, known: ReadonlySet<string>): ReturnType<typeof parseType> {
  const type = resolvable(parseType(text), known);
  const inner = type.name === 'Optional' ? type.parameters[0] : type;
  const node = inner && 'name' in inner ? inner : type;
  const shape = shapeOf(node, noAliases);
  const unresolved = shape.kind === 'opaque' && shape.reason === 'unresolved' && !node.name.includes('::');
  return unresolved ? parseType('Any') : type;
}

/** A value of a type, in Ruby. */
function plausible(text: string): string {
  const shape = shapeOf(parseType(text), noAliases);
  switch (shape.kind) {
    case 'boolean':
      return String(shape.value ?? false);
    case 'integer':
    case 'float':
      return String(Number.isFinite(shape.min) ? shape.min : 0);
    case 'string':
      return rubyString('x'.repeat(shape.min));
    case 'pattern':
      return rubyString('');
    case 'enum':
      return rubyString(shape.values[0] ?? '');
    case 'array':
    case 'tuple':
      return '[]';
    case 'hash':
    case 'struct':
      return '{}';
    case 'variant':
      return shape.types[0] ? plausible(printType(shape.types[0])) : 'nil';
    case 'sensitive':
      return `Puppet::Pops::Types::PSensitiveType::Sensitive.new(${plausible(printType(shape.type))})`;
    case 'alias':
      return plausible(printType(shape.type));
    default:
      return 'nil';
  }
}

/** Functions written out, by name. */
export type FunctionSources = ReadonlyMap<string, string>;
