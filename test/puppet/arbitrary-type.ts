/** Random types for properties: every built-in kind, aliases, nesting; only such parameters as Puppet accepts. */
import { typeNode, type StructMember, type TypeNode, type TypeParameter } from '../../src/puppet/type-node.js';
import { fc } from '../property.js';

const string = (value: string): TypeParameter => ({ kind: 'string', value });
const number = (value: number): TypeParameter => ({ kind: 'number', value });
const otherwise: TypeParameter = { kind: 'default' };

/** Strings with the characters that printing and parsing trip over. */
export const trickyString: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('a', 'b', 'A', 'present', 'absent', '80', 'x.example.com', '/etc/x') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      "it's",
      'back\\slash',
      'end\\',
      '$x',
      '${x}',
      '"q"',
      'a\nb',
      'tab\t',
      '\u0001',
      'ü€😀',
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
);

/** Ruby sources that every engine reads alike, slashes and escaped backslashes included. */
export const regexSource: fc.Arbitrary<string> = fc.constantFrom(
  '\\A[a-z]+\\z',
  '^/',
  'a/b',
  '\\\\/',
  '[/]',
  '\\Ax?\\Z',
  '\\d{1,3}',
  '(?i:ab)',
  '\\A\\h+\\z',
  "it's",
  '^(a|b)$',
);

/** `[]`, `[min]` or `[min, max]` with min up to max, either of them `default`. */
function range(bound: fc.Arbitrary<number>): fc.Arbitrary<TypeParameter[]> {
  const pair = fc.tuple(bound, bound).map(([a, b]) => [number(Math.min(a, b)), number(Math.max(a, b))]);
  return fc.oneof(
    fc.constant<TypeParameter[]>([]),
    bound.map((min) => [number(min)]),
    pair,
    bound.map((max) => [otherwise, number(max)]),
    bound.map((min) => [number(min), otherwise]),
  );
}

const sizes = range(fc.integer({ min: 0, max: 4 }));
const distinct = <T>(items: fc.Arbitrary<T>, maxLength: number) => fc.uniqueArray(items, { minLength: 1, maxLength });

const leaf: fc.Arbitrary<TypeNode> = fc.oneof(
  fc
    .constantFrom(
      'Any',
      'Undef',
      'String',
      'Integer',
      'Float',
      'Numeric',
      'Boolean',
      'Array',
      'Hash',
      'Collection',
      'Regexp',
      'Sensitive',
      'Scalar',
      'ScalarData',
      'Data',
      'RichData',
      'Iterable',
      'Default',
      'NotUndef',
      'Optional',
      'Enum',
      'Pattern',
      'Struct',
    )
    .map((name) => typeNode(name)),
  range(fc.integer({ min: -20, max: 20 })).map((bounds) => typeNode('Integer', ...bounds)),
  range(fc.constantFrom(-1.5, 0, 0.25, 2.5, 1e-7)).map((bounds) => typeNode('Float', ...bounds)),
  sizes.map((bounds) => typeNode('String', ...bounds)),
  sizes.map((bounds) => typeNode('Collection', ...bounds)),
  fc.boolean().map((value) => typeNode('Boolean', { kind: 'boolean', value })),
  fc
    .tuple(distinct(trickyString, 4), fc.constantFrom(undefined, true, false))
    .map(([values, insensitive]) =>
      typeNode(
        'Enum',
        ...values.map(string),
        ...(insensitive === undefined ? [] : [{ kind: 'boolean', value: insensitive } as const]),
      ),
    ),
  distinct(regexSource, 2).map((sources) =>
    typeNode('Pattern', ...sources.map((source) => ({ kind: 'regex', source }) as const)),
  ),
  trickyString.map((value) => typeNode('Optional', string(value))),
  trickyString.map((value) => typeNode('NotUndef', string(value))),
);

const aliasNames = ['Stdlib::Port', 'Stdlib::Fqdn', 'Site::Deep::Name'];

function member(type: fc.Arbitrary<TypeNode>): fc.Arbitrary<StructMember> {
  return fc.record({
    key: trickyString.filter((key) => key !== ''),
    presence: fc.constantFrom('implied', 'optional', 'required'),
    type,
  });
}

function nested(leaves: fc.Arbitrary<TypeNode>): fc.Arbitrary<TypeNode> {
  const { type } = fc.letrec<{ type: TypeNode }>((tie) => {
    const inner = tie('type');
    const one = (name: string) => inner.map((item) => typeNode(name, item));
    return {
      type: fc.oneof(
        { maxDepth: 3, depthSize: 'small' },
        leaves,
        one('Optional'),
        one('NotUndef'),
        one('Sensitive'),
        fc.tuple(inner, sizes).map(([item, size]) => typeNode('Array', item, ...size)),
        fc.tuple(inner, inner, sizes).map(([key, value, size]) => typeNode('Hash', key, value, ...size)),
        fc.array(inner, { minLength: 1, maxLength: 3 }).map((items) => typeNode('Variant', ...items)),
        fc
          .tuple(fc.array(inner, { minLength: 1, maxLength: 3 }), sizes)
          .map(([items, size]) => typeNode('Tuple', ...items, ...size)),
        fc
          .uniqueArray(member(inner), { maxLength: 3, selector: ({ key }) => key })
          .map((members) => typeNode('Struct', { kind: 'members', members })),
      ),
    };
  });
  return type;
}

/** Built-in types that judge data: what a value can be checked against. */
export const arbitraryDataType: fc.Arbitrary<TypeNode> = nested(leaf);

/** Every kind of type expression, aliases, callables, references to resources and types of types included. */
export const arbitraryType: fc.Arbitrary<TypeNode> = nested(
  fc.oneof(
    leaf,
    fc.constantFrom(...aliasNames).map((name) => typeNode(name)),
    fc
      .constantFrom('Callable', 'Type', 'Timestamp', 'Timespan', 'CatalogEntry', 'Resource', 'Class')
      .map((name) => typeNode(name)),
    leaf.map((type) => typeNode('Type', type)),
    trickyString.filter((title) => title !== '').map((title) => typeNode('File', string(title))),
    fc
      .tuple(fc.array(leaf, { maxLength: 2 }), leaf)
      .map(([items, returned]) => typeNode('Callable', { kind: 'list', items }, returned)),
  ),
);
