/** Types as Puppet text on one line. */
import type { StructMember, TypeNode, TypeParameter } from '../type-node.js';
import { isTypeNode } from '../type-node.js';
import { printString } from '../strings.js';

/** The canonical text of a type: one line, single quotes, no spare parentheses or commas. {@link parseType} reads it back. */
export function printType(type: TypeNode): string {
  if (type.parameters.length === 0) return type.name;
  return `${type.name}[${type.parameters.map(printParameter).join(', ')}]`;
}

/** One parameter of a type, as it stands between the brackets. */
export function printParameter(parameter: TypeParameter): string {
  if (isTypeNode(parameter)) return printType(parameter);
  switch (parameter.kind) {
    case 'string':
      return printString(parameter.value);
    case 'number':
      return printNumber(parameter.value);
    case 'boolean':
      return String(parameter.value);
    case 'default':
    case 'undef':
      return parameter.kind;
    case 'regex':
      return printRegex(parameter.source);
    case 'list':
      return `[${parameter.items.map(printParameter).join(', ')}]`;
    case 'members':
      if (parameter.members.length === 0) return '{}';
      return `{ ${parameter.members.map((member) => `${printMemberKey(member)} => ${printType(member.type)}`).join(', ')} }`;
  }
}

/** The left side of a `Struct` member: `'key'`, `Optional['key']` or `NotUndef['key']`. */
export function printMemberKey({ key, presence }: StructMember): string {
  const name = printString(key);
  return presence === 'implied' ? name : `${presence === 'optional' ? 'Optional' : 'NotUndef'}[${name}]`;
}

/** A regular expression of Puppet from its Ruby source: slashes are escaped, all else stays. */
export function printRegex(source: string): string {
  return `/${source.replace(/\\[\s\S]|\//g, (found) => (found === '/' ? '\\/' : found))}/`;
}

/** Puppet's exponents have no plus sign. */
function printNumber(value: number): string {
  return String(value).replace('e+', 'e');
}
