/** The attributes of a resource in the order and form that puppet-lint wants. */
import { copySite } from '../../findings/site.js';
import type { Attribute, Expression } from '../ast.js';
import { visitExpression } from '../walk.js';
import { characterCount as columns } from '../types/text.js';

/**
 * `ensure` first; the rest in the given order, unless the first attribute's value has braces. The checks of arrows
 * (`arrow_alignment`, `space_before_arrow`) end at the first closing brace of a resource: if that comes on the line of
 * the first arrow, they take the aligned arrow for one with too many spaces. So an attribute without braces goes first,
 * or else the one with the longest name, which needs no spaces.
 */
export function inOrder(attributes: readonly Attribute[], splat?: Expression): readonly Attribute[] {
  const ensured = movedToFront(
    attributes,
    attributes.findIndex(({ name }) => name === 'ensure'),
  );
  const [first] = ensured;
  const widths = ensured.map(({ name }) => columns(name));
  const widest = Math.max(...widths, splat === undefined ? 0 : 1);
  if (first === undefined || columns(first.name) === widest || !closesOnFirstLine(first.value)) return ensured;
  const without = ensured.findIndex(({ value }) => !closesOnFirstLine(value));
  return movedToFront(ensured, without === -1 ? widths.indexOf(widest) : without);
}

function movedToFront<T>(list: readonly T[], index: number): readonly T[] {
  const item = list[index];
  return index <= 0 || item === undefined ? list : [item, ...list.slice(0, index), ...list.slice(index + 1)];
}

/** Whether the value has braces on its first line. A hash with entries is opened up by the printer, so that its arrows are on lines of their own. */
export function closesOnFirstLine(value: Expression): boolean {
  return value.kind === 'hash' ? value.entries.length === 0 : hasBraces(value);
}

/** Whether there are braces anywhere in an expression. */
export function hasBraces(value: Expression): boolean {
  let found = false;
  const look = ({ kind }: Expression) => {
    found ||= ['hash', 'raw', 'type', 'selector', 'if', 'case'].includes(kind);
  };
  visitExpression(value, { expression: look }, value);
  return found;
}

/** `ensure => '/target'` of a file is short for a link; modes have four digits. */
export function withPlainStates(type: string, attributes: readonly Attribute[]): readonly Attribute[] {
  if (type !== 'file' && type !== 'concat') return attributes;
  return attributes.flatMap((attribute) => {
    const { name, value } = attribute;
    if (value.kind !== 'literal' || typeof value.value !== 'string') return [attribute];
    const plain = (one: string, text: string): Attribute =>
      copySite(attribute, { ...attribute, name: one, value: { ...value, value: text } });
    if (name === 'ensure' && type === 'file' && value.value.startsWith('/'))
      return [plain('ensure', 'link'), plain('target', value.value)];
    return name === 'mode' && /^[0-7]{3}$/.test(value.value) ? [plain('mode', `0${value.value}`)] : [attribute];
  });
}
