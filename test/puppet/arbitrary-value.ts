/** Random values for types: about half of them instances, the others near misses. */
import type { TypeNode } from '../../src/puppet/type-node.js';
import {
  defaultValue,
  isOptionalMember,
  type PuppetValue,
  sensitiveValue,
  shapeOf,
  type TypeAliases,
} from '../../src/puppet/types/index.js';
import { trickyString } from './arbitrary-type.js';
import { fc } from '../property.js';

const scalar: fc.Arbitrary<PuppetValue> = fc.oneof(
  trickyString,
  fc.integer({ min: -25, max: 25 }),
  fc.constantFrom(0.25, -1.75, 2.5, 1e-7, 100.5),
  fc.boolean(),
  fc.constant(null),
);

/** Any value, whatever the type. */
export const arbitraryValue: fc.Arbitrary<PuppetValue> = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 4 }) },
  { weight: 1, arbitrary: fc.dictionary(trickyString, scalar, { maxKeys: 3, noNullPrototype: true }) },
  { weight: 1, arbitrary: scalar.map(sensitiveValue) },
  { weight: 1, arbitrary: fc.constant(defaultValue) },
);

/** Strings that the patterns of `regexSource` match, and some that they do not. */
const patternSubject = fc.constantFrom(
  'abc',
  'ABC',
  'a/b',
  '/x',
  '\\/',
  'x',
  '',
  'x\n',
  '123',
  '0aF',
  "it's",
  'a\nb',
  'ab\n',
  'b',
);

function boundedInteger(min: number, max: number): fc.Arbitrary<number> {
  const low = Math.ceil(Math.max(min, -1000));
  return fc.integer({ min: low, max: Math.max(low, Math.floor(Math.min(max, 1000))) });
}

/** Values that resemble a type; most of them are instances. Recursive aliases end at `depth`. */
export function valueLike(type: TypeNode, aliases: TypeAliases, depth = 5): fc.Arbitrary<PuppetValue> {
  if (depth <= 0) return scalar;
  const shape = shapeOf(type, aliases);
  const inner = (node: TypeNode): fc.Arbitrary<PuppetValue> =>
    fc.oneof({ weight: 14, arbitrary: valueLike(node, aliases, depth - 1) }, { weight: 1, arbitrary: arbitraryValue });
  const sized = (min: number, max: number) => ({ minLength: Math.min(min, 4), maxLength: Math.min(max, min + 3, 5) });
  switch (shape.kind) {
    case 'undef':
      return fc.constant(null);
    case 'default':
      return fc.constant(defaultValue);
    case 'boolean':
      return shape.value === undefined ? fc.boolean() : fc.constant(shape.value);
    case 'integer':
      return boundedInteger(shape.min, shape.max);
    case 'float': {
      const ends = [shape.min, shape.max, 0.25].filter(Number.isFinite);
      return fc.oneof(
        fc.constantFrom(...ends),
        boundedInteger(shape.min, shape.max).map((whole) => whole + 0.25),
      );
    }
    case 'string':
      return fc.oneof(trickyString, fc.string({ unit: 'binary', ...sized(shape.min, shape.max) }));
    case 'enum':
      if (shape.values.length === 0) return scalar;
      return fc
        .constantFrom(...shape.values)
        .chain((value) => fc.constantFrom(value, value, value.toUpperCase(), value.toLowerCase()));
    case 'pattern':
      return patternSubject;
    case 'array':
      return fc.array(inner(shape.element), sized(shape.min, shape.max));
    case 'tuple': {
      const last = shape.items.at(-1);
      const item = (index: number) => shape.items[index] ?? last;
      return boundedInteger(shape.min, Math.min(shape.max, shape.min + 2)).chain((length) =>
        fc.tuple(
          ...Array.from({ length }, (_, index) => {
            const node = item(index);
            return node ? inner(node) : arbitraryValue;
          }),
        ),
      );
    }
    case 'hash': {
      const key = valueLike(shape.key, aliases, depth - 1).map((value) => (typeof value === 'string' ? value : 'k'));
      const { minLength, maxLength } = sized(shape.min, shape.max);
      return fc.dictionary(key, inner(shape.value), {
        minKeys: Math.min(minLength, 1),
        maxKeys: maxLength,
        noNullPrototype: true,
      });
    }
    case 'struct': {
      const required = shape.members.filter((member) => !isOptionalMember(member, aliases)).map(({ key }) => key);
      const more = fc.dictionary(trickyString, scalar, { maxKeys: 1, noNullPrototype: true });
      const members = Object.fromEntries(shape.members.map((member) => [member.key, inner(member.type)]));
      const some = (requiredKeys: string[]): fc.Arbitrary<PuppetValue> =>
        fc.record(members, { requiredKeys, noNullPrototype: true }).map(withoutHoles);
      const extended = fc.tuple(some(required), more).map(([value, extra]) => Object.assign({}, extra, value));
      return fc.oneof(
        { weight: 9, arbitrary: some(required) },
        { weight: 1, arbitrary: extended },
        { weight: 1, arbitrary: some([]) },
      );
    }
    case 'variant':
      return shape.types.length === 0
        ? scalar
        : fc.oneof(...shape.types.map((branch) => valueLike(branch, aliases, depth - 1)));
    case 'alias':
      return valueLike(shape.type, aliases, depth - 1);
    case 'sensitive':
      return inner(shape.type).map(sensitiveValue);
    default:
      return arbitraryValue;
  }
}

/** Keys that were left out are no keys. */
function withoutHoles(value: Readonly<Record<string, PuppetValue | undefined>>): PuppetValue {
  return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, item]])));
}

/** A type with a value that resembles it. */
export function typeAndValue(
  types: fc.Arbitrary<TypeNode>,
  aliases: TypeAliases,
): fc.Arbitrary<[TypeNode, PuppetValue]> {
  return types.chain((type) =>
    fc.tuple(
      fc.constant(type),
      fc.oneof({ weight: 4, arbitrary: valueLike(type, aliases) }, { weight: 1, arbitrary: arbitraryValue }),
    ),
  );
}
