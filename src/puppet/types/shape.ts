/**
 * What a type expression means: the one place that knows how Puppet reads the parameters of its built-in types.
 * Checking, comparing and translating types all work on shapes; types within a shape stay nodes until they are needed.
 */
import { isTypeNode, typeNode, type StructMember, type TypeNode, type TypeParameter } from '../type-node.js';
import { generalize } from './generalize.js';
import { parseType } from './parse.js';
import { printParameter } from './print.js';

/** Aliases by name. They may refer to each other and to themselves. */
export type TypeAliases = ReadonlyMap<string, TypeNode>;

/** Both ends belong to the range; an open end is infinite. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/**
 * The meaning of one type. `foreign` is a type whose values no data can express (`Callable`, `Timestamp`, `File['/x']`);
 * `opaque` is one that only Puppet can judge.
 */
export type Shape =
  /** `notUndef` is everything but undef. */
  | { readonly kind: 'any' | 'notUndef' | 'undef' | 'default' }
  | { readonly kind: 'boolean'; readonly value?: boolean }
  | ({ readonly kind: 'integer' | 'float' } & Range)
  /** Sizes are in characters. */
  | ({ readonly kind: 'string' } & Range)
  | { readonly kind: 'enum'; readonly values: readonly string[]; readonly caseInsensitive: boolean }
  | { readonly kind: 'pattern'; readonly sources: readonly string[] }
  | ({ readonly kind: 'array'; readonly element: TypeNode } & Range)
  | ({ readonly kind: 'hash'; readonly key: TypeNode; readonly value: TypeNode } & Range)
  | { readonly kind: 'struct'; readonly members: readonly StructMember[] }
  /** Elements beyond the last item have the type of the last. No items: any elements. */
  | ({ readonly kind: 'tuple'; readonly items: readonly TypeNode[] } & Range)
  | { readonly kind: 'variant'; readonly types: readonly TypeNode[] }
  | { readonly kind: 'sensitive'; readonly type: TypeNode }
  | { readonly kind: 'regexp'; readonly source?: string }
  | { readonly kind: 'type'; readonly type: TypeNode }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'alias'; readonly name: string; readonly type: TypeNode }
  | { readonly kind: 'opaque'; readonly reason: 'unresolved' | 'malformed' | 'init' };

const any = typeNode('Any');
const undef = typeNode('Undef');
const everySize: Range = { min: 0, max: Number.POSITIVE_INFINITY };
const everyNumber: Range = { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY };
const malformed: Shape = { kind: 'opaque', reason: 'malformed' };

/** Types that Puppet itself defines through others. */
const builtInAliases: TypeAliases = new Map(
  Object.entries({
    Numeric: 'Variant[Integer, Float]',
    ScalarData: 'Variant[String, Integer, Float, Boolean]',
    Scalar: 'Variant[ScalarData, Regexp, SemVer, Timespan, Timestamp]',
    Data: 'Variant[ScalarData, Undef, Hash[String, Data], Array[Data]]',
    RichDataKey: 'Variant[String, Numeric]',
    RichData:
      'Variant[Scalar, SemVerRange, Binary, Sensitive, Type, TypeSet, URI, Object, Default, Undef, Hash[RichDataKey, RichData], Array[RichData]]',
  }).map(([name, text]) => [name, parseType(text)]),
);

const foreignTypes: ReadonlySet<string> = new Set([
  'Annotation',
  'Binary',
  'Callable',
  'CatalogEntry',
  'Class',
  'Deferred',
  'Error',
  'Iterator',
  'Object',
  'Resource',
  'Runtime',
  'SemVer',
  'SemVerRange',
  'Target',
  'Timespan',
  'Timestamp',
  'TypeSet',
  'URI',
]);

/** The meaning of a type. Never throws: what cannot be understood is `opaque`. */
export function shapeOf(type: TypeNode, aliases: TypeAliases): Shape {
  const parameters = type.parameters.flatMap(flatten);
  const builtIn = Object.hasOwn(readers, type.name) ? readers[type.name] : undefined;
  if (builtIn) return builtIn(parameters, aliases) ?? malformed;
  const meaning = builtInAliases.get(type.name) ?? aliases.get(type.name);
  if (meaning && parameters.length === 0) return { kind: 'alias', name: type.name, type: meaning };
  if (foreignTypes.has(type.name)) return { kind: 'foreign' };
  // `File['/x']` is a reference; only resource types of Puppet take strings.
  const first = parameters[0];
  if (first && !isTypeNode(first) && first.kind === 'string') return { kind: 'foreign' };
  return { kind: 'opaque', reason: meaning ? 'malformed' : 'unresolved' };
}

/** Whether a type is an alias that Puppet itself defines. */
export function isBuiltInAlias(name: string): boolean {
  return builtInAliases.has(name);
}

/** Whether undef is an instance of a type; `'unknown'` where an unresolved alias decides. */
export function acceptsUndef(
  type: TypeNode,
  aliases: TypeAliases,
  visited: ReadonlySet<string> = new Set(),
): boolean | 'unknown' {
  const shape = shapeOf(type, aliases);
  switch (shape.kind) {
    case 'any':
    case 'undef':
      return true;
    case 'opaque':
      return 'unknown';
    case 'alias':
      return !visited.has(shape.name) && acceptsUndef(shape.type, aliases, new Set([...visited, shape.name]));
    case 'variant': {
      const answers = shape.types.map((branch) => acceptsUndef(branch, aliases, visited));
      return answers.includes(true) || (answers.includes('unknown') && 'unknown');
    }
    default:
      return false;
  }
}

/** Whether a member of a `Struct` may be left out. */
export function isOptionalMember(member: StructMember, aliases: TypeAliases): boolean {
  if (member.presence !== 'implied') return member.presence === 'optional';
  return acceptsUndef(member.type, aliases) !== false;
}

type Reader = (parameters: readonly TypeParameter[], aliases: TypeAliases) => Shape | undefined;

const readers: Readonly<Record<string, Reader>> = {
  Any: () => ({ kind: 'any' }),
  Unit: () => ({ kind: 'any' }),
  Undef: () => ({ kind: 'undef' }),
  Default: () => ({ kind: 'default' }),
  Boolean: (parameters) => {
    const [value] = parameters;
    if (!value) return { kind: 'boolean' };
    return isTypeNode(value) || value.kind !== 'boolean' ? undefined : { kind: 'boolean', value: value.value };
  },
  Integer: (parameters) => {
    const range = rangeOf(parameters, everyNumber);
    return range && { kind: 'integer', ...range };
  },
  Float: (parameters) => {
    const range = rangeOf(parameters, everyNumber);
    return range && { kind: 'float', ...range };
  },
  String: (parameters) => {
    const size = sizeOf(parameters);
    return size && { kind: 'string', ...size };
  },
  Enum: (parameters) => {
    const last = parameters.at(-1);
    const flag = last && !isTypeNode(last) && last.kind === 'boolean' ? last : undefined;
    const values = (flag ? parameters.slice(0, -1) : parameters).map(stringOf);
    if (!values.every((value) => value !== undefined)) return undefined;
    return { kind: 'enum', values, caseInsensitive: flag?.value ?? false };
  },
  Pattern: (parameters, aliases) => {
    if (parameters.length === 0) return { kind: 'string', ...everySize };
    const sources = parameters.map((parameter) => patternSources(parameter, aliases));
    return sources.every((source) => source !== undefined) ? { kind: 'pattern', sources: sources.flat() } : undefined;
  },
  Regexp: (parameters) => {
    const [pattern] = parameters;
    if (!pattern) return { kind: 'regexp' };
    const [source] = patternSources(pattern) ?? [];
    return source === undefined ? undefined : { kind: 'regexp', source };
  },
  Array: (parameters) => {
    const [element] = parameters;
    const typed = element && isTypeNode(element);
    const size = sizeOf(typed ? parameters.slice(1) : parameters);
    return size && { kind: 'array', element: typed ? element : any, ...size };
  },
  Hash: (parameters) => {
    const [key, value] = parameters;
    const typed = key && isTypeNode(key);
    if (typed && !(value && isTypeNode(value))) return undefined;
    const size = sizeOf(typed ? parameters.slice(2) : parameters);
    return (
      size && {
        kind: 'hash',
        key: typed ? key : any,
        value: typed && value && isTypeNode(value) ? value : any,
        ...size,
      }
    );
  },
  Collection: (parameters) => {
    if (!sizeOf(parameters)) return undefined;
    return {
      kind: 'variant',
      types: [typeNode('Array', any, ...parameters), typeNode('Hash', any, any, ...parameters)],
    };
  },
  Struct: (parameters) => {
    const [members] = parameters;
    if (!members) return { kind: 'struct', members: [] };
    return isTypeNode(members) || members.kind !== 'members' ? undefined : { kind: 'struct', members: members.members };
  },
  Tuple: (parameters) => {
    if (parameters.length === 0) return { kind: 'tuple', items: [], ...everySize };
    const firstSize = parameters.findIndex((parameter) => !isTypeNode(parameter));
    const items = parameters.slice(0, firstSize < 0 ? undefined : firstSize).filter(isTypeNode);
    if (items.length === 0) return undefined;
    const size = firstSize < 0 ? { min: items.length, max: items.length } : sizeOf(parameters.slice(firstSize));
    return size && { kind: 'tuple', items, ...size };
  },
  Optional: (parameters) => {
    const [inner] = parameters;
    if (!inner) return { kind: 'undef' };
    const type = typeOrLiteral(inner);
    return type && { kind: 'variant', types: [type, undef] };
  },
  NotUndef: (parameters, aliases) => {
    const [inner] = parameters;
    const type = inner ? typeOrLiteral(inner) : any;
    return type && withoutUndef(type, aliases);
  },
  Variant: (parameters) => {
    const types = parameters.filter(isTypeNode);
    return types.length === parameters.length ? { kind: 'variant', types } : undefined;
  },
  Sensitive: (parameters) => withInner(parameters, (type) => ({ kind: 'sensitive', type: generalize(type) })),
  Type: (parameters) => withInner(parameters, (type) => ({ kind: 'type', type })),
  Iterable: (parameters, aliases) =>
    withInner(parameters, (type) => ({ kind: 'variant', types: iterables(type, aliases) })),
  // Whether `new` would take a value is for Puppet to say.
  Init: () => ({ kind: 'opaque', reason: 'init' }),
};

function withInner(parameters: readonly TypeParameter[], shape: (type: TypeNode) => Shape): Shape | undefined {
  const [inner] = parameters;
  if (!inner) return shape(any);
  return isTypeNode(inner) ? shape(inner) : undefined;
}

/** `NotUndef[T]` by what `T` is; of an alias it is an alias again, so that recursive ones come to an end. */
function withoutUndef(type: TypeNode, aliases: TypeAliases): Shape {
  const shape = shapeOf(type, aliases);
  const notUndef = (inner: TypeNode): TypeNode => typeNode('NotUndef', inner);
  switch (shape.kind) {
    case 'any':
      return { kind: 'notUndef' };
    case 'undef':
      return { kind: 'variant', types: [] };
    case 'variant':
      return { kind: 'variant', types: shape.types.map(notUndef) };
    case 'alias':
      return { kind: 'alias', name: `NotUndef[${shape.name}]`, type: notUndef(shape.type) };
    default:
      return shape;
  }
}

/** Arrays iterate over elements, strings over characters, integers over the numbers below, hashes over pairs. */
function iterables(type: TypeNode, aliases: TypeAliases): readonly TypeNode[] {
  const array = typeNode('Array', type);
  const string = typeNode('String');
  const count = typeNode('Integer', { kind: 'number', value: 0 });
  const hash = typeNode('Hash');
  switch (shapeOf(type, aliases).kind) {
    case 'any':
      return [array, hash, string, count];
    case 'string':
    case 'pattern':
      return [array, string];
    case 'integer':
      return [array, count];
    case 'tuple':
    case 'array':
      return [array, hash];
    default:
      return [array];
  }
}

function flatten(parameter: TypeParameter): readonly TypeParameter[] {
  return !isTypeNode(parameter) && parameter.kind === 'list' ? parameter.items.flatMap(flatten) : [parameter];
}

function stringOf(parameter: TypeParameter): string | undefined {
  return !isTypeNode(parameter) && parameter.kind === 'string' ? parameter.value : undefined;
}

function typeOrLiteral(parameter: TypeParameter): TypeNode | undefined {
  if (isTypeNode(parameter)) return parameter;
  return parameter.kind === 'string' ? typeNode('Enum', parameter) : undefined;
}

/** `Pattern` takes expressions, strings, and other patterns. */
function patternSources(parameter: TypeParameter, aliases?: TypeAliases): readonly string[] | undefined {
  if (!isTypeNode(parameter)) {
    if (parameter.kind === 'regex') return [parameter.source];
    return parameter.kind === 'string' ? [parameter.value] : undefined;
  }
  if (!aliases) return undefined;
  const shape = shapeOf(parameter, aliases);
  if (shape.kind === 'regexp') return shape.source === undefined ? undefined : [shape.source];
  return shape.kind === 'pattern' ? shape.sources : undefined;
}

/** `min`, `min, max` with `default` for an open end, or one `Integer[min, max]`. */
function rangeOf(parameters: readonly TypeParameter[], all: Range): Range | undefined {
  if (parameters.length > 2) return undefined;
  const [first, second] = parameters;
  if (first && isTypeNode(first)) {
    return first.name === 'Integer' && !second ? rangeOf(first.parameters, everyNumber) : undefined;
  }
  const min = boundOf(first, all.min);
  const max = boundOf(second, all.max);
  return min !== undefined && max !== undefined && min <= max ? { min, max } : undefined;
}

function boundOf(parameter: TypeParameter | undefined, open: number): number | undefined {
  if (!parameter) return open;
  if (isTypeNode(parameter)) return undefined;
  if (parameter.kind === 'number') return parameter.value;
  return parameter.kind === 'default' ? open : undefined;
}

function sizeOf(parameters: readonly TypeParameter[]): Range | undefined {
  const range = rangeOf(parameters, everySize);
  return range && { min: Math.max(0, range.min), max: range.max };
}

/** A size or number range as parameters, such as `1, default`; empty if every number is in it. */
export function printRange({ min, max }: Range): string {
  const bound = (value: number): TypeParameter =>
    Number.isFinite(value) ? { kind: 'number', value } : { kind: 'default' };
  return [bound(min), bound(max)].map(printParameter).join(', ');
}
