/** Types as TypeScript, for bindings: structural, with the same values as far as TypeScript can tell. */
import type { StructMember, TypeNode } from '../type-node.js';
import { acceptsUndef, isOptionalMember, type Shape, shapeOf, type TypeAliases } from './shape.js';

/**
 * Names that a type's text may use and that must be imported: `Data` (anything, undefined included), `Secret<T>`
 * (a `Sensitive[T]`) and `Reference` (a type or a resource as a value).
 */
export type TsImport = 'Data' | 'Secret' | 'Reference';

export interface TsType {
  readonly text: string;
  readonly imports: ReadonlySet<TsImport>;
}

/** Where types nest deeper than this, `Data` stands for the rest. */
const maximumDepth = 8;

/**
 * The TypeScript type of a Puppet type. Aliases are replaced by what they mean; one that contains itself, and whatever
 * TypeScript cannot say, becomes `Data`.
 */
export function tsType(type: TypeNode, aliases: TypeAliases): TsType {
  const text = new TsWriter(aliases).text(type, new Set());
  return { text, imports: importsOf(text) };
}

/** The names in use, apart from those within strings and those of properties. */
function importsOf(text: string): ReadonlySet<TsImport> {
  const names: readonly TsImport[] = ['Data', 'Reference', 'Secret'];
  const code = text.replace(/'(?:[^'\\]|\\.)*'/g, "''");
  return new Set(names.filter((name) => new RegExp(`\\b${name}\\b(?!\\??:)`).test(code)));
}

class TsWriter {
  constructor(
    private readonly aliases: TypeAliases,
    private depth = 0,
  ) {}

  text(type: TypeNode, entered: ReadonlySet<string>): string {
    return unionText(this.union(type, entered));
  }

  /** The members of the union that a type is. */
  private union(type: TypeNode, entered: ReadonlySet<string>): string[] {
    const shape = shapeOf(type, this.aliases);
    switch (shape.kind) {
      case 'undef':
        return ['undefined'];
      case 'boolean':
        return [shape.value === undefined ? 'boolean' : String(shape.value)];
      case 'integer':
      case 'float':
        return ['number'];
      case 'string':
      case 'pattern':
        return ['string'];
      case 'enum':
        return shape.caseInsensitive || shape.values.length === 0 ? ['string'] : shape.values.map(tsString);
      case 'variant':
        return shape.types.flatMap((branch) => this.union(branch, entered));
      case 'alias':
        if (entered.has(shape.name)) return ['Data'];
        return this.union(shape.type, new Set([...entered, shape.name]));
      case 'type':
        return ['Reference'];
      case 'foreign':
        return [isReference(type) ? 'Reference' : 'Data'];
      case 'array':
      case 'tuple':
      case 'hash':
      case 'struct':
      case 'sensitive':
        return [this.nested(shape, entered)];
      case 'any':
      case 'notUndef':
      case 'default':
      case 'regexp':
      case 'opaque':
        return ['Data'];
    }
  }

  private nested(
    shape: Shape & { kind: 'array' | 'tuple' | 'hash' | 'struct' | 'sensitive' },
    entered: ReadonlySet<string>,
  ): string {
    if (this.depth >= maximumDepth) return 'Data';
    this.depth += 1;
    const text = this.container(shape, entered);
    this.depth -= 1;
    return text;
  }

  private container(
    shape: Shape & { kind: 'array' | 'tuple' | 'hash' | 'struct' | 'sensitive' },
    entered: ReadonlySet<string>,
  ): string {
    switch (shape.kind) {
      case 'array':
        return arrayText(this.text(shape.element, entered));
      case 'tuple':
        return this.tuple(shape, entered);
      case 'hash':
        return this.hash(shape, entered);
      case 'struct':
        return this.struct(shape.members, entered);
      case 'sensitive':
        return `Secret<${this.text(shape.type, entered)}>`;
    }
  }

  private tuple(shape: Shape & { kind: 'tuple' }, entered: ReadonlySet<string>): string {
    const items = shape.items.slice(0, shape.max).map((item) => this.text(item, entered));
    const last = items.at(-1);
    if (last === undefined) return 'readonly Data[]';
    while (items.length < Math.min(shape.min, shape.items.length + maximumDepth)) items.push(last);
    const positions = items.map((item, index) => (index < shape.min ? item : `${parenthesized(item)}?`));
    if (shape.max > items.length) positions.push(`...${arrayText(last).replace(/^readonly /, '')}`);
    return `readonly [${positions.join(', ')}]`;
  }

  private hash(shape: Shape & { kind: 'hash' }, entered: ReadonlySet<string>): string {
    const value = this.text(shape.value, entered);
    const keys = this.union(shape.key, entered);
    const listed = keys.length > 0 && keys.every((key) => key.startsWith("'"));
    if (listed) return `Readonly<Partial<Record<${unionText(keys)}, ${value}>>>`;
    return `Readonly<Record<string, ${value}>>`;
  }

  private struct(members: readonly StructMember[], entered: ReadonlySet<string>): string {
    if (members.length === 0) return 'Readonly<Record<string, never>>';
    const texts = members.map((member) => {
      const optional = isOptionalMember(member, this.aliases);
      const type = this.text(member.type, entered);
      // With exact optional properties, leaving out and undefined are two things.
      const nullable =
        optional && acceptsUndef(member.type, this.aliases) === true && !/\bundefined$|^Data$/.test(type);
      return `readonly ${propertyName(member.key)}${optional ? '?' : ''}: ${type}${nullable ? ' | undefined' : ''}`;
    });
    return `{ ${texts.join('; ')} }`;
  }
}

/** A union without repetitions, `undefined` last; `Data` and `string` take in what they contain. */
function unionText(members: readonly string[]): string {
  const all = new Set(members);
  if (all.has('Data')) return 'Data';
  if (all.size === 0) return 'never';
  if (all.has('true') && all.has('false')) all.add('boolean');
  const kept = [...all].filter((member) => {
    if (member.startsWith("'")) return !all.has('string');
    if (member === 'true' || member === 'false') return !all.has('boolean');
    return member !== 'undefined';
  });
  return [...kept, ...(all.has('undefined') ? ['undefined'] : [])].join(' | ');
}

/** Whether a type without data is that of a resource or class. */
function isReference(type: TypeNode): boolean {
  return (
    ['CatalogEntry', 'Resource', 'Class'].includes(type.name) ||
    type.parameters.some((item) => 'kind' in item && item.kind === 'string')
  );
}

function arrayText(element: string): string {
  return `readonly ${parenthesized(element)}[]`;
}

function parenthesized(text: string): string {
  return text.includes(' | ') || text.startsWith('readonly ') ? `(${text})` : text;
}

function propertyName(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : tsString(key);
}

function tsString(value: string): string {
  const escaped = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escaped}'`;
}
