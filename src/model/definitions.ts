/** Builders of definitions: profiles, defined types, functions, type aliases, and amendments to profiles of others. */
import { withSite } from '../findings/site.js';
import type { ClassBinding, DefineBinding } from './binding.js';
import { call, variable } from './expressions.js';
import type { AliasSamples, Behaviour, FunctionCase, OperatingSystem } from './module.js';
import { own, ownType, qualify } from './namespace.js';
import type { Reflection } from './reflection.js';
import type { Body, Statement } from './statements.js';
import { suggest } from '../findings/suggest.js';
import type { Expr, Value } from './value.js';

/** Expressions for the parameters of a definition. */
export type ParameterExpressions<P> = { readonly [Key in keyof P]-?: Expr<P[Key]> };

/** Values for the parameters of a class or define of ours: all of them may be left out here, `check` finds those missing. */
export type Arguments<P> = { readonly [Key in keyof P]?: Value<P[Key]> | undefined };

/** What every definition with a body gets. */
export interface BodyContext<P> {
  readonly params: ParameterExpressions<P>;
}

interface Common<P> {
  /** Defaults. A parameter that has none here is required, or, with a question mark, `undef`. */
  readonly defaults?: { readonly [Key in keyof P]?: Value<P[Key]> };
  /** Not part of the module's interface. */
  readonly private?: boolean;
  readonly body: (context: BodyContext<P>) => Body;
  /** What a node that has it must look like. */
  readonly behaviours?: () => readonly Behaviour[];
  /** Where it works, if not wherever the module does. */
  readonly operatingSystems?: readonly OperatingSystem[];
}

/** A class of the module. */
export interface Profile<P = unknown> extends ClassBinding<Arguments<P>> {
  readonly definition: 'class';
  readonly given: Common<P>;
  readonly reflection: Reflection | undefined;
}

/** A defined type of the module. */
export interface DefinedType<P = unknown> extends DefineBinding<Arguments<P>> {
  readonly definition: 'define';
  readonly given: Common<P>;
  readonly reflection: Reflection | undefined;
}

/** A function of the module, in the Puppet language. Call it to make an expression. */
export interface PuppetFunction<P = unknown, R = unknown> {
  (values: Arguments<P>): Expr<R>;
  readonly definition: 'function';
  readonly functionName: string;
  readonly given: {
    readonly private?: boolean;
    readonly body: (context: BodyContext<P>) => Body;
    /** Calls and their results: specs are generated from them. */
    readonly cases?: readonly FunctionCase[];
  };
  readonly reflection: Reflection | undefined;
}

/** A data type of the module. */
export interface TypeAlias {
  readonly definition: 'alias';
  readonly name: string;
  readonly type: string;
  readonly samples: AliasSamples;
  readonly reflection: Reflection | undefined;
}

/** What is common to all profiles, whatever their parameters. */
export interface AnyProfile extends ClassBinding {
  readonly definition: 'class';
  readonly given: AnyGiven;
  readonly reflection: Reflection | undefined;
}

/** As {@link AnyProfile}. */
export interface AnyDefinedType extends DefineBinding {
  readonly definition: 'define';
  readonly given: AnyGiven;
  readonly reflection: Reflection | undefined;
}

/** As {@link AnyProfile}. */
export interface AnyFunction {
  readonly definition: 'function';
  readonly functionName: string;
  readonly given: {
    readonly private?: boolean;
    readonly body: (context: BodyContext<never>) => Body;
    /** Calls and their results: specs are generated from them. */
    readonly cases?: readonly FunctionCase[];
  };
  readonly reflection: Reflection | undefined;
}

interface AnyGiven {
  readonly defaults?: object;
  readonly private?: boolean;
  readonly body: (context: BodyContext<never>) => Body;
  readonly behaviours?: () => readonly Behaviour[];
  readonly operatingSystems?: readonly OperatingSystem[];
}

/** Whatever a module can be made of. */
export type AnyDefinition = AnyProfile | AnyDefinedType | AnyFunction | TypeAlias;

/** Remembers who called a builder whose call was not reflected; the others know their place from there. */
function made<T extends object & { readonly reflection: Reflection | undefined }>(
  definition: T,
  caller: (...values: never[]) => unknown,
): T {
  if (definition.reflection !== undefined) return definition;
  const trace: { stack?: string } = {};
  Error.captureStackTrace(trace, caller);
  return withSite(definition, trace);
}

/**
 * A class of the module. `P` is its parameters, an interface whose TSDoc becomes their documentation; the TSDoc of the
 * constant becomes that of the class.
 *
 * @param name below the module's namespace: `profile::primary`; the empty string is the main class
 */
export function profile<P>(name: string, given: Common<P>, reflection?: Reflection): Profile<P> {
  return made({ kind: 'class', definition: 'class', name: qualify(name), given, reflection }, profile);
}

/** A defined type of the module; as {@link profile}. In the body, `title` is `$title`. */
export function define<P>(name: string, given: Common<P>, reflection?: Reflection): DefinedType<P> {
  return made({ kind: 'define', definition: 'define', name: qualify(name), given, reflection }, define);
}

/**
 * A function of the module. `P` is its parameters in the order of declaration, `R` what it returns.
 * Calls name their arguments, so that two integers are never swapped.
 */
export function puppetFunction<P, R>(
  name: string,
  given: PuppetFunction<P, R>['given'],
  reflection?: Reflection,
): PuppetFunction<P, R> {
  const functionName = qualify(name);
  const make = (values: Arguments<P>): Expr<R> => {
    const order = reflection?.parameters.map((parameter) => parameter.name) ?? Object.keys(values);
    return call<R>(functionName, ...order.map((key) => (values as Readonly<Record<string, unknown>>)[key]));
  };
  return made(
    Object.assign(make, { definition: 'function' as const, functionName, given, reflection }),
    puppetFunction,
  );
}

/**
 * A data type of the module. Parameters use it as `OwnType<'Name', T>`.
 *
 * @param name below the module's namespace, in Puppet's spelling: `Repository`
 * @param type Puppet type expression
 */
export function typeAlias(name: string, type: string, samples: AliasSamples, reflection?: Reflection): TypeAlias {
  return made({ definition: 'alias', name: `${ownType}::${name}`, type, samples, reflection }, typeAlias);
}

/** What a site changes in a profile that it did not write. */
export interface Amendment {
  readonly definition: 'amendment';
  readonly target: AnyProfile;
  readonly given: AmendmentOptions<never>;
  readonly reflection: Reflection | undefined;
}

interface AmendmentOptions<P> {
  /** Defaults of the parameters that are added. */
  readonly defaults?: object & { readonly [Key in keyof P]?: Value<P[Key]> };
  /** Other defaults for parameters that are there. */
  readonly set?: Readonly<Record<string, Value<unknown>>>;
  /** Statements at the end of the body; sees the added parameters. */
  readonly add?: (context: BodyContext<P>) => Body;
  /** Statements in place of others, by id (`File[/etc/motd]`, `contain openvox_platform::code`). */
  readonly replace?: (context: BodyContext<P>) => Readonly<Record<string, Statement>>;
  /** Ids of statements that are left out. */
  readonly remove?: readonly string[];
}

/** Changes a profile without copying it. `P` is the parameters that are added, if any. */
export function amend<P = unknown>(target: AnyProfile, given: AmendmentOptions<P>, reflection?: Reflection): Amendment {
  const { add, replace, remove, set, defaults } = given;
  const options = {
    ...(defaults ? { defaults: defaults as never } : {}),
    ...(set ? { set } : {}),
    ...(add ? { add } : {}),
    ...(replace ? { replace } : {}),
    ...(remove ? { remove } : {}),
  };
  return made({ definition: 'amendment', target, given: options, reflection }, amend);
}

/** `$openvox_platform::primary_server`: a parameter or variable of a class of ours, from anywhere after its evaluation. */
export function of<P>(target: Profile<P>): ParameterExpressions<P> {
  return new Proxy({} as ParameterExpressions<P>, {
    get: (_, key) => variable(`${target.name}::${String(key)}`),
  });
}

/**
 * Variables that a class sets in its body, by name: `scope<{ primary: string }>(platform).primary`.
 * A name that the class does not set is found by the checks.
 */
export function scope<V>(target: ClassBinding): { readonly [Name in keyof V]: Expr<V[Name]> } {
  return new Proxy({} as { readonly [Name in keyof V]: Expr<V[Name]> }, {
    get: (_, name) => variable(`${target.name}::${String(name)}`),
  });
}

/**
 * Expressions for the parameters with these names.
 *
 * @returns an object that throws where it is asked for another name: `undefined` would vanish from the manifest in silence
 */
export function parameterExpressions<P>(names: readonly string[]): ParameterExpressions<P> {
  const known = Object.fromEntries(names.map((name) => [name, variable(name)]));
  const get = (target: typeof known, key: string | symbol): unknown => {
    if (typeof key === 'symbol' || key in target) return Reflect.get(target, key);
    const meant = suggest(key, names);
    throw new Error(`there is no parameter '${key}'${meant === undefined ? '' : `; did you mean '${meant}'?`}`);
  };
  return new Proxy(known, { get }) as ParameterExpressions<P>;
}

/** Name of the main class, in the placeholder's spelling. */
export const mainClass = own;
