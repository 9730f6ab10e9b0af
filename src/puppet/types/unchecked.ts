/** What in a type only Puppet can judge. */
import { isTypeNode, type TypeNode, type TypeParameter } from '../type-node.js';
import { printRegex, printType } from './print.js';
import { translateRegex } from './ruby-regex.js';
import { shapeOf, type TypeAliases } from './shape.js';

/** A part of a type that {@link checkValue} accepts without looking. */
export interface UncheckedPart {
  /** `unresolved`: no such alias; `malformed`: senseless parameters; `pattern`: Ruby only; `init`: `Init[...]`. */
  readonly kind: 'unresolved' | 'malformed' | 'pattern' | 'init';
  /** The part in Puppet's words: a type or `/pattern/`. */
  readonly text: string;
}

/** All such parts, each once, those within aliases included. */
export function uncheckedParts(type: TypeNode, aliases: TypeAliases): UncheckedPart[] {
  const parts = new Map<string, UncheckedPart>();
  const visited = new Set<string>();
  const add = (kind: UncheckedPart['kind'], text: string): void => {
    parts.set(`${kind} ${text}`, { kind, text });
  };

  const visitParameter = (parameter: TypeParameter): void => {
    if (isTypeNode(parameter)) return visit(parameter);
    if (parameter.kind === 'list') return parameter.items.forEach(visitParameter);
    if (parameter.kind === 'members') return parameter.members.forEach((member) => visit(member.type));
    if (parameter.kind === 'regex' && translateRegex(parameter.source) === undefined) {
      add('pattern', printRegex(parameter.source));
    }
  };

  const visit = (node: TypeNode): void => {
    const shape = shapeOf(node, aliases);
    if (shape.kind === 'opaque') {
      // `NotUndef[Unknown]` is as opaque as what it holds, which is visited below.
      if (node.name !== 'NotUndef') add(shape.reason, printType(node));
    } else if (shape.kind === 'alias' && !visited.has(shape.name)) {
      visited.add(shape.name);
      visit(shape.type);
    }
    // Types of types and callables hold no values.
    if (shape.kind !== 'type' && shape.kind !== 'foreign') node.parameters.forEach(visitParameter);
  };

  visit(type);
  return [...parts.values()];
}
