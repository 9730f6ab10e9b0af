/** Puppet's general form of a type: without bounds, sizes and lists of values. */
import { isTypeNode, typeNode, type TypeNode, type TypeParameter } from '../type-node.js';
import { characterCount } from './text.js';

/**
 * The type that Puppet keeps of `T` in `Sensitive[T]`: the constructor of OpenVox's `PSensitiveType` generalises it, so that
 * `Sensitive[String[1]]` accepts an empty secret. An `Enum` becomes a `String` of the sizes of its values; aliases and
 * patterns stay.
 */
export function generalize(type: TypeNode): TypeNode {
  switch (type.name) {
    case 'Boolean':
    case 'Collection':
    case 'Float':
    case 'Integer':
    case 'String':
      return typeNode(type.name);
    case 'Enum':
      return generalEnum(type);
    case 'Array':
    case 'Hash':
      return {
        ...type,
        parameters: type.parameters
          .filter(isTypeNode)
          .slice(0, type.name === 'Hash' ? 2 : 1)
          .map(generalize),
      };
    case 'Optional':
    case 'NotUndef':
      return { ...type, parameters: type.parameters.map(generalContent) };
    case 'Iterable':
    case 'Sensitive':
    case 'Struct':
    case 'Tuple':
    case 'Type':
    case 'Variant':
      return { ...type, parameters: type.parameters.map(generalParameter) };
    default:
      return type;
  }
}

function generalParameter(parameter: TypeParameter): TypeParameter {
  if (isTypeNode(parameter)) return generalize(parameter);
  if (parameter.kind !== 'members') return parameter;
  return { ...parameter, members: parameter.members.map((member) => ({ ...member, type: generalize(member.type) })) };
}

/** `Optional['x']` is `Optional[String]` in general. */
function generalContent(parameter: TypeParameter): TypeParameter {
  return !isTypeNode(parameter) && parameter.kind === 'string' ? typeNode('String') : generalParameter(parameter);
}

function generalEnum(type: TypeNode): TypeNode {
  const sizes = type.parameters.flatMap((parameter) =>
    !isTypeNode(parameter) && parameter.kind === 'string' ? [characterCount(parameter.value)] : [],
  );
  if (sizes.length === 0) return typeNode('String');
  const bound = (value: number): TypeParameter => ({ kind: 'number', value });
  return typeNode('String', bound(Math.min(...sizes)), bound(Math.max(...sizes)));
}
