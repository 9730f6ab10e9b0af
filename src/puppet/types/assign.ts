/** Whether every value of one type is a value of another. */
import { typeNode, type StructMember, type TypeNode } from '../type-node.js';
import { matchesRuby } from './match.js';
import { kindsOverlap } from './overlap.js';
import { printType } from './print.js';
import { isOptionalMember, type Range, type Shape, shapeOf, type TypeAliases } from './shape.js';
import { characterCount, foldCase } from './text.js';

/** Three-valued truth. */
export type Answer = boolean | 'unknown';

/**
 * Whether every value of `from` is a value of `to`: `true` and `false` are certain, `'unknown'` is said where unresolved
 * aliases, patterns or a union of several branches would have to be compared. Types without any value, such as
 * `Enum[]`, are not looked for within others, so `false` may be said of them.
 */
export function isAssignable(from: TypeNode, to: TypeNode, aliases: TypeAliases): Answer {
  return new Comparison(aliases).assignable(from, to, { assumed: new Set(), entered: new Set() });
}

/** What holds on the way: pairs of types that may be assumed since a value has been descended into, and the others. */
interface Context {
  readonly assumed: ReadonlySet<string>;
  readonly entered: ReadonlySet<string>;
}

const any = typeNode('Any');

class Comparison {
  constructor(private readonly aliases: TypeAliases) {}

  assignable(from: TypeNode, to: TypeNode, context: Context): Answer {
    const [fromText, toText] = [printType(from), printType(to)];
    if (fromText === toText) return true;
    const left = shapeOf(from, this.aliases);
    const right = shapeOf(to, this.aliases);
    if (right.kind === 'any') return true;

    if (left.kind === 'alias' || right.kind === 'alias') {
      const pair = `${fromText}\0${toText}`;
      if (context.assumed.has(pair)) return true;
      if (context.entered.has(pair)) return 'unknown';
      const next = { ...context, entered: new Set([...context.entered, pair]) };
      return left.kind === 'alias' ? this.assignable(left.type, to, next) : this.assignable(from, aliased(right), next);
    }
    if (left.kind === 'opaque' || right.kind === 'opaque') return 'unknown';
    if (left.kind === 'variant') return every(left.types.map((type) => this.assignable(type, to, context)));
    if (left.kind === 'enum') {
      return every(left.values.map((value) => this.literalFits(value, left.caseInsensitive, to)));
    }
    if (right.kind === 'variant') return this.toVariant(from, left, right.types, context);
    if (right.kind === 'notUndef') return left.kind !== 'any' && left.kind !== 'undef';
    return this.sameKind(left, right, context);
  }

  /** `left` is neither a union nor a list of values: one branch must take it all, unless several share the work. */
  private toVariant(from: TypeNode, left: Shape, branches: readonly TypeNode[], context: Context): Answer {
    const parts = splitInTwo(left);
    if (parts) return every(parts.map((part) => this.assignable(part, typeNode('Variant', ...branches), context)));
    const answers = branches
      .filter((branch) => kindsOverlap(left, branch, this.aliases))
      .map((branch) => this.assignable(from, branch, context));
    const answer = some(answers);
    return answer === false && answers.length > 1 ? 'unknown' : answer;
  }

  private sameKind(left: Shape, right: Shape, context: Context): Answer {
    const descend: Context = { assumed: new Set([...context.assumed, ...context.entered]), entered: new Set() };
    switch (right.kind) {
      case 'boolean':
        return left.kind === 'boolean' && (right.value === undefined || right.value === left.value);
      case 'integer':
      case 'float':
        return left.kind === right.kind && contains(right, left);
      case 'string':
        if (left.kind === 'pattern') return contains(right, { min: 0, max: Number.POSITIVE_INFINITY }) || 'unknown';
        return left.kind === 'string' && contains(right, left);
      case 'enum':
        // A range of sizes has more strings than any list, but for the empty one.
        if (left.kind === 'pattern') return 'unknown';
        return left.kind === 'string' && left.max === 0 && right.values.includes('');
      case 'pattern':
        if (left.kind === 'pattern') return left.sources.every((source) => right.sources.includes(source)) || 'unknown';
        return left.kind === 'string' && 'unknown';
      case 'array':
      case 'tuple':
        return this.list(left, right, descend);
      case 'hash':
      case 'struct':
        return this.hash(left, right, descend);
      case 'sensitive':
      case 'type':
        return left.kind === right.kind && this.assignable(left.type, right.type, descend);
      case 'regexp':
        return left.kind === 'regexp' && (right.source === undefined || right.source === left.source);
      case 'undef':
      case 'default':
        return left.kind === right.kind;
      case 'foreign':
        return left.kind === 'foreign' && 'unknown';
      default:
        return 'unknown';
    }
  }

  private list(left: Shape, right: Shape & { kind: 'array' | 'tuple' }, context: Context): Answer {
    if (left.kind !== 'array' && left.kind !== 'tuple') return false;
    if (!contains(right, left)) return false;
    // Beyond the items of both the last ones repeat, so one more position stands for all.
    const positions = Math.max(itemCount(left), itemCount(right)) + 1;
    const length = Math.min(positions, left.max);
    return every(
      Array.from({ length }, (_, index) => this.assignable(itemAt(left, index), itemAt(right, index), context)),
    );
  }

  private hash(left: Shape, right: Shape & { kind: 'hash' | 'struct' }, context: Context): Answer {
    if (left.kind === 'struct') {
      return right.kind === 'struct'
        ? this.structToStruct(left.members, right.members, context)
        : this.structToHash(left.members, right, context);
    }
    if (left.kind !== 'hash') return false;
    if (right.kind === 'struct') return this.hashToStruct(left, right.members);
    if (!contains(right, left)) return false;
    if (left.max === 0) return true;
    return every([this.assignable(left.key, right.key, context), this.assignable(left.value, right.value, context)]);
  }

  private hashToStruct(left: Shape & { kind: 'hash' }, members: readonly StructMember[]): Answer {
    if (left.min === 0 && !members.every((member) => isOptionalMember(member, this.aliases))) return false;
    return left.max === 0 || 'unknown';
  }

  private structToHash(members: readonly StructMember[], right: Shape & { kind: 'hash' }, context: Context): Answer {
    const required = members.filter((member) => !isOptionalMember(member, this.aliases)).length;
    if (!contains(right, { min: required, max: members.length })) return false;
    return every(
      members.flatMap((member) => [
        this.literalFits(member.key, false, right.key),
        this.assignable(member.type, right.value, context),
      ]),
    );
  }

  private structToStruct(left: readonly StructMember[], right: readonly StructMember[], context: Context): Answer {
    const answers = left.map((member): Answer => {
      const target = right.find(({ key }) => key === member.key);
      if (!target) return false;
      if (isOptionalMember(member, this.aliases) && !isOptionalMember(target, this.aliases)) return false;
      return this.assignable(member.type, target.type, context);
    });
    const absent = right.filter(({ key }) => !left.some((member) => member.key === key));
    return every([...answers, absent.every((member) => isOptionalMember(member, this.aliases))]);
  }

  /** Whether a string is a value of a type; of a case-insensitive one every spelling must be. */
  private literalFits(
    value: string,
    caseInsensitive: boolean,
    to: TypeNode,
    visited: ReadonlySet<string> = new Set(),
  ): Answer {
    const shape = shapeOf(to, this.aliases);
    const spelled = caseInsensitive && /[A-Za-z]/.test(value);
    switch (shape.kind) {
      case 'any':
      case 'notUndef':
        return true;
      case 'opaque':
        return 'unknown';
      case 'alias':
        if (visited.has(shape.name)) return false;
        return this.literalFits(value, caseInsensitive, shape.type, new Set([...visited, shape.name]));
      case 'variant': {
        const answer = some(shape.types.map((type) => this.literalFits(value, caseInsensitive, type, visited)));
        // The spellings might be spread over the branches.
        return answer === false && spelled ? 'unknown' : answer;
      }
      case 'string':
        return contains(shape, { min: characterCount(value), max: characterCount(value) });
      case 'enum':
        if (shape.caseInsensitive) return shape.values.some((allowed) => foldCase(allowed) === foldCase(value));
        return shape.values.includes(value) && (!spelled || 'unknown');
      case 'pattern': {
        const answer = some(shape.sources.map((source) => matchesRuby(source, value)));
        return answer === true && spelled ? 'unknown' : answer;
      }
      default:
        return false;
    }
  }
}

function aliased(shape: Shape): TypeNode {
  return shape.kind === 'alias' ? shape.type : any;
}

/** A type as two that have no value in common, if it is one that branches of a union often divide between them. */
function splitInTwo(shape: Shape): readonly TypeNode[] | undefined {
  if (shape.kind === 'any') return [typeNode('Undef'), typeNode('NotUndef')];
  if (shape.kind !== 'boolean' || shape.value !== undefined) return undefined;
  return [true, false].map((value) => typeNode('Boolean', { kind: 'boolean', value }));
}

function itemCount(shape: Shape & { kind: 'array' | 'tuple' }): number {
  return shape.kind === 'array' ? 0 : shape.items.length;
}

function itemAt(shape: Shape & { kind: 'array' | 'tuple' }, index: number): TypeNode {
  if (shape.kind === 'array') return shape.element;
  return shape.items[index] ?? shape.items.at(-1) ?? any;
}

function contains(outer: Range, inner: Range | Shape): boolean {
  return 'min' in inner && outer.min <= inner.min && inner.max <= outer.max;
}

function every(answers: readonly Answer[]): Answer {
  if (answers.includes(false)) return false;
  return !answers.includes('unknown') || 'unknown';
}

function some(answers: readonly Answer[]): Answer {
  if (answers.includes(true)) return true;
  return answers.includes('unknown') && 'unknown';
}
