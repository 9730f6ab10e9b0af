/** Values against types, as Puppet's `TypeCalculator.instance?` judges them. */
import { suggest } from '../../findings/suggest.js';
import { typeNode, type TypeNode } from '../type-node.js';
import { isAssignable } from './assign.js';
import { matchesRuby } from './match.js';
import { mayShareValues } from './overlap.js';
import { textFits } from './partial-text.js';
import { printString } from '../strings.js';
import { printType } from './print.js';
import { isOptionalMember, printRange, type Range, type Shape, shapeOf, type TypeAliases } from './shape.js';
import { characterCount, foldCase } from './text.js';
import { type PuppetValue, type SpecialValue, specialKind, specialValue, valueKind } from './value.js';

/** One thing that is wrong with a value. */
export interface Problem {
  readonly kind: 'mismatch' | 'size' | 'missing-key' | 'unknown-key';
  /** From the outermost value inwards: keys of hashes and indexes of arrays. */
  readonly path: readonly (string | number)[];
  /** The type that was expected at that place, in Puppet's words; of an alias both the name and the meaning. */
  readonly expected: string;
  /** What is there: the value if it is short and not secret, else its kind. */
  readonly got: string;
  /** The key or the member of an `Enum` that was probably meant. */
  readonly suggestion?: string;
}

/**
 * Everything that is wrong with a value, nothing if the type accepts it. Of a `Variant` the branch that comes closest
 * speaks.
 *
 * Whatever cannot be judged is accepted: aliases that nobody knows, patterns that only Ruby understands, types with
 * senseless parameters. {@link uncheckedParts} lists those.
 */
export function checkValue(type: TypeNode, value: PuppetValue, aliases: TypeAliases): Problem[] {
  return new Checker(aliases).check(type, value, { path: [], secret: false, entered: new Set() });
}

/** One sentence about a problem, for a value called `name`. */
export function describeProblem(name: string, problem: Problem): string {
  const place = problem.path.reduce<string>(
    (text, step) => `${text}[${typeof step === 'number' ? step : printString(step)}]`,
    name,
  );
  const hint = problem.suggestion === undefined ? '' : `; did you mean ${printString(problem.suggestion)}?`;
  switch (problem.kind) {
    case 'mismatch':
    case 'size':
      return `${place} expects ${problem.expected}, got ${problem.got}${hint}`;
    case 'missing-key':
      return `${place} is missing; it expects ${problem.expected}`;
    case 'unknown-key':
      return `${place} is not known; ${problem.expected}${hint}`;
  }
}

/** Where the check is: the path, and what must be remembered on the way. */
interface Place {
  readonly path: readonly (string | number)[];
  /** Within a `Sensitive`. */
  readonly secret: boolean;
  /** Aliases entered at this very value: one that leads back to itself accepts nothing by that way. */
  readonly entered: ReadonlySet<string>;
}

class Checker {
  constructor(private readonly aliases: TypeAliases) {}

  check(type: TypeNode, value: PuppetValue, place: Place): Problem[] {
    const shape = shapeOf(type, this.aliases);
    const special = specialValue(value);
    if (special && specialKind(special) === 'unknown') return this.checkUnknown(type, special, place);
    const text = special && 'pieces' in special ? special : undefined;
    const mismatch = (suggestion?: string): Problem[] => [
      problem('mismatch', place, printType(type), value, suggestion),
    ];

    switch (shape.kind) {
      case 'any':
      case 'opaque':
        return [];
      case 'undef':
        return value === null ? [] : mismatch();
      case 'boolean':
        return typeof value === 'boolean' && (shape.value ?? value) === value ? [] : mismatch();
      case 'integer':
        return typeof value === 'number' && Number.isInteger(value) && within(shape, value) ? [] : mismatch();
      case 'float':
        return typeof value === 'number' && !Number.isInteger(value) && within(shape, value) ? [] : mismatch();
      case 'string':
        if (text) return textFits(text, shape) ? [] : mismatch();
        return typeof value === 'string' && within(shape, characterCount(value)) ? [] : mismatch();
      case 'enum':
        if (text ? textFits(text, shape) : enumHas(shape, value)) return [];
        return mismatch(place.secret || typeof value !== 'string' ? undefined : suggest(value, shape.values));
      case 'pattern':
        if (text) return textFits(text, shape) ? [] : mismatch();
        return typeof value === 'string' && shape.sources.some((source) => matchesRuby(source, value) !== false)
          ? []
          : mismatch();
      case 'array':
        if (!isArray(value)) return mismatch();
        return [
          ...this.checkElements(() => shape.element, value, place),
          ...sizeProblems(type, shape, value, value.length, place),
        ];
      case 'tuple': {
        if (!isArray(value)) return mismatch();
        const item = (index: number): TypeNode => shape.items[index] ?? shape.items.at(-1) ?? typeNode('Any');
        return [...this.checkElements(item, value, place), ...sizeProblems(type, shape, value, value.length, place)];
      }
      case 'hash':
        return isHash(value) ? this.checkHash(type, shape, value, place) : mismatch();
      case 'struct':
        return isHash(value) ? this.checkStruct(shape, value, place) : mismatch();
      case 'variant':
        return this.checkVariant(type, shape.types, value, place);
      case 'notUndef':
        return value === null ? mismatch() : [];
      case 'alias':
        return this.checkAlias(shape, value, place);
      case 'default':
      case 'regexp':
      case 'sensitive':
      case 'type':
        return special ? this.checkSpecial(shape, special, place, mismatch) : mismatch();
      case 'foreign':
        return mismatch();
    }
  }

  private checkElements(type: (index: number) => TypeNode, values: readonly PuppetValue[], place: Place): Problem[] {
    return values.flatMap((value, index) => this.check(type(index), value, inner(place, index)));
  }

  private checkHash(type: TypeNode, shape: Shape & { kind: 'hash' }, value: PuppetHash, place: Place): Problem[] {
    const entries = Object.entries(value);
    const problems = entries.flatMap(([key, item]) => [
      // A key is judged apart from the value behind it, at the same path.
      ...this.check(shape.key, key, inner(place, key)).map((found) => ({
        ...found,
        expected: `a key of type ${found.expected}`,
      })),
      ...this.check(shape.value, item, inner(place, key)),
    ]);
    return [...problems, ...sizeProblems(type, shape, value, entries.length, place)];
  }

  private checkStruct(shape: Shape & { kind: 'struct' }, value: PuppetHash, place: Place): Problem[] {
    const keys = shape.members.map(({ key }) => key);
    const problems = shape.members.flatMap((member): Problem[] => {
      const item = Object.hasOwn(value, member.key) ? value[member.key] : undefined;
      if (item !== undefined) return this.check(member.type, item, inner(place, member.key));
      if (isOptionalMember(member, this.aliases)) return [];
      return [
        { kind: 'missing-key', path: [...place.path, member.key], expected: printType(member.type), got: 'nothing' },
      ];
    });
    const missing = keys.filter((key) => !Object.hasOwn(value, key));
    const unknown = Object.keys(value)
      .filter((key) => !keys.includes(key))
      .map((key): Problem => {
        const suggestion = suggest(key, missing) ?? suggest(key, keys);
        const expected =
          keys.length === 0 ? 'no keys are expected' : `expected keys are ${keys.map(printString).join(', ')}`;
        return {
          kind: 'unknown-key',
          path: [...place.path, key],
          expected,
          got: printString(key),
          ...(suggestion === undefined ? {} : { suggestion }),
        };
      });
    return [...problems, ...unknown];
  }

  /**
   * Branches whose outermost kind fits, so that only something inside is wrong, come closest; of these the one with the
   * fewest problems. If there is none, the whole type is what was expected.
   */
  private checkVariant(type: TypeNode, types: readonly TypeNode[], value: PuppetValue, place: Place): Problem[] {
    let closest: Problem[] | undefined;
    let suggestion: string | undefined;
    for (const branch of types) {
      const problems = this.check(branch, value, place);
      if (problems.length === 0) return [];
      const atThisValue = problems.filter(({ kind, path }) => kind === 'mismatch' && path.length === place.path.length);
      suggestion ??= atThisValue.find((found) => found.suggestion !== undefined)?.suggestion;
      if (atThisValue.length === 0 && (!closest || problems.length < closest.length)) closest = problems;
    }
    return closest ?? [problem('mismatch', place, printType(type), value, suggestion)];
  }

  private checkAlias(shape: Shape & { kind: 'alias' }, value: PuppetValue, place: Place): Problem[] {
    if (place.entered.has(shape.name)) return [problem('mismatch', place, shape.name, value)];
    const problems = this.check(shape.type, value, { ...place, entered: new Set([...place.entered, shape.name]) });
    const meaning = printType(shape.type);
    return problems.map((found) =>
      found.expected === meaning && found.path.length === place.path.length
        ? { ...found, expected: `${shape.name} = ${meaning}` }
        : found,
    );
  }

  private checkSpecial(shape: Shape, value: SpecialValue, place: Place, mismatch: () => Problem[]): Problem[] {
    switch (specialKind(value)) {
      case 'default':
        return shape.kind === 'default' ? [] : mismatch();
      case 'regexp':
        if (shape.kind !== 'regexp' || !('source' in value)) return mismatch();
        return shape.source === undefined || shape.source === value.source ? [] : mismatch();
      case 'sensitive':
        if (shape.kind !== 'sensitive' || !('value' in value)) return mismatch();
        return this.check(shape.type, value.value, { ...place, secret: true, entered: new Set() });
      case 'type':
        if (shape.kind !== 'type' || !('type' in value)) return mismatch();
        return isAssignable(value.type, shape.type, this.aliases) === false ? mismatch() : [];
      case 'text':
        return mismatch();
      case 'unknown':
        return [];
    }
  }

  /** A value that only Puppet will know is wrong only if nothing of its type can fit. */
  private checkUnknown(type: TypeNode, value: SpecialValue, place: Place): Problem[] {
    const known = 'type' in value ? value.type : undefined;
    if (!known || mayShareValues(known, type, this.aliases)) return [];
    return [
      { kind: 'mismatch', path: place.path, expected: printType(type), got: `a value of type ${printType(known)}` },
    ];
  }
}

type PuppetHash = { readonly [key: string]: PuppetValue };

function isArray(value: PuppetValue): value is readonly PuppetValue[] {
  return Array.isArray(value);
}

function isHash(value: PuppetValue): value is PuppetHash {
  return typeof value === 'object' && value !== null && !isArray(value) && !specialValue(value);
}

function within({ min, max }: Range, count: number): boolean {
  return min <= count && count <= max;
}

function enumHas(shape: Shape & { kind: 'enum' }, value: PuppetValue): boolean {
  if (typeof value !== 'string') return false;
  if (!shape.caseInsensitive) return shape.values.includes(value);
  const folded = foldCase(value);
  return shape.values.some((allowed) => foldCase(allowed) === folded);
}

function inner(place: Place, step: string | number): Place {
  return { path: [...place.path, step], secret: place.secret, entered: new Set() };
}

function sizeProblems(type: TypeNode, range: Range, value: PuppetValue, size: number, place: Place): Problem[] {
  if (within(range, size)) return [];
  const expected = `${type.name} of size ${printRange(range)}`;
  return [{ kind: 'size', path: place.path, expected, got: `${valueKind(value)} of size ${size}` }];
}

function problem(
  kind: Problem['kind'],
  place: Place,
  expected: string,
  value: PuppetValue,
  suggestion?: string,
): Problem {
  const got = place.secret ? valueKind(value) : describeValue(value);
  return { kind, path: place.path, expected, got, ...(suggestion === undefined ? {} : { suggestion }) };
}

/** A value for people: scalars in full up to 60 characters, the rest by kind. */
function describeValue(value: PuppetValue): string {
  if (value === null) return 'undef';
  if (typeof value === 'boolean' || typeof value === 'number') return `${valueKind(value)} ${value}`;
  const special = specialValue(value);
  const text = special && 'pieces' in special ? special.source : value;
  if (typeof text !== 'string') return valueKind(value);
  const characters = [...text];
  return `String ${printString(characters.length > 60 ? `${characters.slice(0, 57).join('')}...` : text)}`;
}
