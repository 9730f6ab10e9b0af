/** Builders of statements: what the body of a profile is made of. Each remembers the line that called it. */
import type {
  Attribute,
  Collector,
  Inclusion,
  Query,
  Reference,
  ResourceDeclaration,
  Statement as Tree,
} from '../puppet/ast.js';
import { withSite } from '../findings/site.js';
import type { ClassBinding, DefineBinding, TypeBinding } from './binding.js';
import { variable } from './expressions.js';
import { withId } from './statement-id.js';
import { DefinitionError, toTree } from './tree.js';
import { type Expr, expression, type ResourceReference, type Value } from './value.js';

const statement = Symbol.for('ovp-gen.statement');

/** One statement of a body. */
export interface Statement {
  readonly [statement]: true;
  readonly tree: Tree;
}

/** A body: statements, nested lists of them, and nothing where a condition of the generator itself says so. */
export type Body = readonly (Statement | Body | false | undefined)[];

type Caller = (...values: never[]) => unknown;

/** Makes a statement that remembers who called `caller`. The tree has to be its own, as others may share an expression's. */
function made(tree: Tree, caller: Caller): Statement {
  const trace: { stack?: string } = {};
  Error.captureStackTrace(trace, caller);
  withSite(tree, trace);
  return { [statement]: true, tree };
}

/** The trees of a body, flattened. */
export function treesOf(body: Body): readonly Tree[] {
  return statementsOf(body).map((item) => item.tree);
}

/** The statements of a body, flattened. */
export function statementsOf(body: Body): readonly Statement[] {
  return body.flatMap((item): readonly Statement[] => {
    if (item === undefined || item === false) return [];
    return isStatement(item) ? [item] : statementsOf(item);
  });
}

function isStatement(item: Statement | Body): item is Statement {
  return statement in item;
}

/** Gives a statement a name of its own, where the one it has by nature is not telling or not unique. */
export function named(id: string, given: Statement): Statement {
  withId(given.tree, id);
  return given;
}

function attributes(values: object): readonly Attribute[] {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ({ name, value: toTree(value) }));
}

/** A splat of attributes, `* => $hash`, beside those that are written out. */
interface Splat {
  readonly splat?: Expr<object>;
}

/** `class { 'name': parameter => value }`. Only one declaration of a class may exist in a catalog. */
export function declare<P>(target: ClassBinding<P>, values: P, options: Splat = {}): Statement {
  const tree: ResourceDeclaration = {
    kind: 'resource',
    type: 'class',
    form: 'normal',
    bodies: [
      {
        title: { kind: 'literal', value: target.name },
        attributes: attributes(values as object),
        ...(options.splat ? { splat: toTree(options.splat) } : {}),
      },
    ],
  };
  return made(tree, declare);
}

/** What a resource takes besides its attributes. */
export interface ResourceOptions extends Splat {
  /** `virtual` (`@`) waits for a collector, `exported` (`@@`) is collected on other nodes as well. */
  readonly form?: 'normal' | 'virtual' | 'exported';
}

/** `type { title: attribute => value }`. */
export function resource<P>(
  target: DefineBinding<P> | TypeBinding<P>,
  title: Value<string | readonly string[]>,
  values: P,
  options: ResourceOptions = {},
): Statement {
  const tree: ResourceDeclaration = {
    kind: 'resource',
    type: target.name,
    form: options.form ?? 'normal',
    bodies: [
      {
        title: toTree(title),
        attributes: attributes(values as object),
        ...(options.splat ? { splat: toTree(options.splat) } : {}),
      },
    ],
  };
  return made(tree, resource);
}

function inclusion(kind: Inclusion['kind'], targets: readonly ClassBinding[], caller: Caller): Statement {
  const classes = targets.map((target) => target.name);
  return made({ kind, classes }, caller);
}

/** `include name`: in the catalog, in no particular order. */
export const include = (...targets: ClassBinding[]): Statement => inclusion('include', targets, include);
/** `contain name`: in the catalog, and ordered as a part of this class. */
export const contain = (...targets: ClassBinding[]): Statement => inclusion('contain', targets, contain);
/** `require name`: in the catalog, before this class. */
export const requireClass = (...targets: ClassBinding[]): Statement => inclusion('require', targets, requireClass);

/** `if condition { ... } else { ... }`. An `otherwise` that is a single `when` becomes an `elsif`. */
export function when(condition: Value<boolean>, body: Body, otherwise?: Body): Statement {
  const rest = otherwise === undefined ? undefined : treesOf(otherwise);
  const only = rest?.length === 1 ? rest[0] : undefined;
  const first = { condition: toTree(condition), body: treesOf(body) };
  const tree: Tree =
    only?.kind === 'if'
      ? {
          kind: 'if',
          branches: [first, ...only.branches],
          ...(only.otherwise === undefined ? {} : { otherwise: only.otherwise }),
        }
      : { kind: 'if', branches: [first], ...(rest === undefined ? {} : { otherwise: rest }) };
  return made(tree, when);
}

/** `unless condition { ... }`, or `if` where the condition is a negation itself. */
export function unless(condition: Value<boolean>, body: Body): Statement {
  const tree = toTree(condition);
  return tree.kind === 'unary' && tree.operator === '!'
    ? made({ kind: 'if', branches: [{ condition: tree.operand, body: treesOf(body) }] }, unless)
    : made({ kind: 'unless', condition: tree, body: treesOf(body) }, unless);
}

/** `case subject { match, match: { ... } default: { ... } }`. */
export function match(
  subject: Value<unknown>,
  options: readonly (readonly [matches: readonly Value<unknown>[], body: Body])[],
  otherwise: Body,
): Statement {
  return made(
    {
      kind: 'case',
      subject: toTree(subject),
      options: [
        ...options.map(([values, body]) => ({ matches: values.map(toTree), body: treesOf(body) })),
        { matches: [], body: treesOf(otherwise) },
      ],
    },
    match,
  );
}

/** A local variable: put the statement into the body, and use `value` from there on. */
export interface Local<T> extends Statement {
  readonly value: Expr<T>;
}

/** `$name = value`. */
export function local<T>(name: string, value: Value<T>): Local<T> {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    throw new DefinitionError(`'${name}' cannot be a variable: expected lower-case letters, digits and underscores.`);
  }
  return { ...made({ kind: 'assign', name, value: toTree(value) }, local), value: variable<T>(name) };
}

/** `$list.each |$name| { ... }`. */
export function each<T>(list: Value<readonly T[]>, name: string, body: (item: Expr<T>) => Body): Statement {
  return made(
    {
      kind: 'call',
      name: 'each',
      arguments: [toTree(list)],
      form: 'method',
      lambda: { parameters: [{ name }], body: treesOf(body(variable<T>(name))) },
    },
    each,
  );
}

/** `$hash.each |$key, $value| { ... }`. */
export function eachEntry<T>(
  hash: Value<Readonly<Record<string, T>>>,
  names: readonly [key: string, value: string],
  body: (key: Expr<string>, value: Expr<T>) => Body,
): Statement {
  return made(
    {
      kind: 'call',
      name: 'each',
      arguments: [toTree(hash)],
      form: 'method',
      lambda: {
        parameters: names.map((name) => ({ name })),
        body: treesOf(body(variable<string>(names[0]), variable<T>(names[1]))),
      },
    },
    eachEntry,
  );
}

/** A reference to a class, or to resources by their titles: `Class['puppet']`, `File['/etc/x']`. */
export function ref(target: ClassBinding): Expr<ResourceReference>;
export function ref(target: DefineBinding | TypeBinding, ...titles: Value<string>[]): Expr<ResourceReference>;
export function ref(
  target: ClassBinding | DefineBinding | TypeBinding,
  ...titles: Value<string>[]
): Expr<ResourceReference> {
  return expression(reference(target, titles));
}

function reference(target: ClassBinding | DefineBinding | TypeBinding, titles: readonly Value<string>[]): Reference {
  return target.kind === 'class'
    ? { kind: 'reference', type: 'class', titles: [{ kind: 'literal', value: target.name }] }
    : { kind: 'reference', type: target.name, titles: titles.map(toTree) };
}

/** What can stand in a chain of relationships. */
export type Link = Expr<ResourceReference> | Expr<readonly ResourceReference[]> | Collection;

function chain(links: readonly Link[], arrow: '->' | '~>', caller: Caller): Statement {
  const operands = links.map((link) => ('collector' in link ? link.collector : toTree(link)));
  return made({ kind: 'chain', operands, arrows: links.slice(1).map(() => arrow) }, caller);
}

/** `a -> b -> c`: each is applied before the next. */
export const order = (...links: readonly Link[]): Statement => chain(links, '->', order);
/** `a ~> b ~> c`: as `order`, and a change refreshes the next. */
export const refresh = (...links: readonly Link[]): Statement => chain(links, '~>', refresh);

/** A collector of resources: a statement by itself, or a link of a chain. */
export interface Collection extends Statement {
  readonly collector: Collector;
}

/** What is collected, and what collected resources get besides. */
export interface CollectOptions {
  /** Collect what other nodes export (`<<| |>>`), not only what this catalog holds (`<| |>`). */
  readonly exported?: boolean;
  /** Attributes that are overridden in what is collected. */
  readonly override?: Readonly<Record<string, Value<unknown>>>;
}

/** `Type <| query |>`. */
export function collect(
  target: DefineBinding | TypeBinding,
  query: Query | undefined,
  options: CollectOptions = {},
): Collection {
  const collector: Collector = {
    kind: 'collector',
    type: target.name,
    exported: options.exported ?? false,
    attributes: attributes(options.override ?? {}),
    ...(query ? { query } : {}),
  };
  return { ...made(collector, collect), collector };
}

/** A condition of a collector: `attribute == value`. */
export function where(attribute: string, value: Value<string | boolean>, operator: '==' | '!=' = '=='): Query {
  return { kind: 'compare', attribute, operator, value: toTree(value) };
}

/** `Type['title'] { attribute => value }`: sets attributes of a resource that this class's own scope declared. */
export function override(
  target: DefineBinding | TypeBinding,
  title: Value<string>,
  values: Readonly<Record<string, Value<unknown>>>,
): Statement {
  return made({ kind: 'override', reference: reference(target, [title]), attributes: attributes(values) }, override);
}

/** A call for its effect: `fail(...)`, `warning(...)`. */
export function run(expr: Expr<unknown>): Statement {
  return made({ ...toTree(expr) }, run);
}

/** `fail(message)`: no catalog. Say which parameter, what was expected, and the remedy. */
export function fail(message: Value<string>): Statement {
  return made({ kind: 'call', name: 'fail', arguments: [toTree(message)], form: 'prefix' }, fail);
}

/** `warning(message)` in the log of the server that compiles. */
export function warning(message: Value<string>): Statement {
  return made({ kind: 'call', name: 'warning', arguments: [toTree(message)], form: 'prefix' }, warning);
}

/** A comment that tells the reader of the generated code why. */
export function comment(text: string): Statement {
  return made({ kind: 'comment', text }, comment);
}

/** The value of a function or lambda: its last statement. */
export function value(result: Value<unknown>): Statement {
  return made({ ...toTree(result) }, value);
}

/** Puppet code as statements; shows up in review. */
export function rawStatement(code: string): Statement {
  return made({ kind: 'raw', code }, rawStatement);
}
