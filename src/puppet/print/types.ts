/** Data types laid out over lines; one that fits on a line reads as `printType` writes it. */
import { isTypeNode, type StructMember, type TypeNode, type TypeParameter } from '../type-node.js';
import { printMemberKey, printParameter, printType } from '../types/index.js';
import { arrowRows, bracketed, isMultiLine, type Doc } from './doc.js';
import { characterCount as columns } from '../types/text.js';

/** From here on a list of values reads better with one a line. */
const LONG = 80;

/**
 * A data type, with one parameter a line where it does not fit.
 * @param comma whether a comma may stand after the last parameter: not in signatures, whose types have a grammar of
 *   their own (`parameter_type` in `egrammar.ra`)
 */
export function typeDoc(type: TypeNode, comma = true): Doc {
  if (type.parameters.length === 0) return type.name;
  const [only] = type.parameters;
  // Brackets that close together open together: Struct[{, Array[Struct[{.
  if (only !== undefined && type.parameters.length === 1 && hugs(only)) {
    return [type.name, '[', parameterDoc(only), ']'];
  }
  const parameters = type.parameters.map(parameterDoc);
  const breaks = columns(printType(type)) > LONG || parameters.some(isMultiLine);
  return [type.name, bracketed('[', parameters, ']', { breaks, comma })];
}

function parameterDoc(parameter: TypeParameter): Doc {
  if (isTypeNode(parameter)) return typeDoc(parameter);
  if (parameter.kind === 'members') return membersDoc(parameter.members);
  if (parameter.kind === 'list') return bracketed('[', parameter.items.map(parameterDoc), ']');
  return printParameter(parameter);
}

/** Members stand one a line as soon as there are two. */
function membersDoc(members: readonly StructMember[]): Doc {
  const rows = arrowRows(members.map((member) => ({ key: printMemberKey(member), value: typeDoc(member.type) })));
  return bracketed('{', rows, '}', { breaks: members.length > 1, padded: true });
}

function hugs(parameter: TypeParameter): boolean {
  if (!isTypeNode(parameter)) return parameter.kind === 'members';
  return parameter.parameters.length > 0;
}
