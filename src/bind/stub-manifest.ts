/** Stubs of what is written in Puppet's own language. */
import { isTypeNode, typeNode, type TypeNode, type TypeParameter } from '../puppet/type-node.js';
import { parseType, printType } from '../puppet/types/index.js';
import type { Parameters } from './interface.js';

/** An empty class or defined type with the recorded parameters; undef is the default of those that have one. */
export function manifestFile(
  kind: 'class' | 'define',
  name: string,
  { parameters, required }: Parameters,
  known: ReadonlySet<string>,
): string {
  const lines = Object.entries(parameters).map(([parameter, text]) => {
    const type = resolvable(parseType(text), known);
    if (required.includes(parameter)) return `  ${printType(type)} $${parameter},\n`;
    const whole = type.name === 'Optional' || type.name === 'Any' ? type : typeNode('Optional', type);
    return `  ${printType(whole)} $${parameter} = undef,\n`;
  });
  return `${kind} ${name} (\n${lines.join('')}) {\n}\n`;
}

/** A type alias as it is. */
export function aliasFile(name: string, text: string, known: ReadonlySet<string>): string {
  return `type ${name} = ${printType(resolvable(parseType(text), known))}\n`;
}

/** The same type with `Any` for what no module at hand defines. */
export function resolvable(type: TypeNode, known: ReadonlySet<string>): TypeNode {
  // Types of Puppet itself have no namespace, and neither have native resource types.
  if (type.name.includes('::') && !known.has(type.name)) return typeNode('Any');
  return { ...type, parameters: type.parameters.map((parameter) => resolvableParameter(parameter, known)) };
}

function resolvableParameter(parameter: TypeParameter, known: ReadonlySet<string>): TypeParameter {
  if (isTypeNode(parameter)) return resolvable(parameter, known);
  if (parameter.kind !== 'members') return parameter;
  const members = parameter.members.map((member) => ({ ...member, type: resolvable(member.type, known) }));
  return { ...parameter, members };
}
