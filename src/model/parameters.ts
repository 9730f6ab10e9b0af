/** Parameters of a definition and of its amendments: their types, defaults and order. */
import type { Site } from '../findings/site.js';
import type { Expression, Parameter } from '../puppet/ast.js';
import { acceptsUndef, parseType } from '../puppet/types/index.js';
import { type TypeNode, typeNode } from '../puppet/type-node.js';
import { definitionDiagnostics as row } from './diagnostics.js';
import { type Finding, finding } from '../findings/finding.js';
import { nameIn } from './namespace.js';
import { placeOf, type ReflectedParameter, type Reflection } from './reflection.js';
import { suggest } from '../findings/suggest.js';
import { toTree } from './tree.js';
import { reasonOf } from '../text/reason.js';

/** Where parameters come from: a definition, or an amendment to one. */
export interface ParameterSource {
  readonly reflection: Reflection;
  /** Defaults of its own parameters. */
  readonly defaults: object | undefined;
  /** Other defaults for parameters of the sources before it. */
  readonly set: object | undefined;
}

/** For whom parameters are made. */
export interface ParameterOwner {
  /** Full name of the definition. */
  readonly name: string;
  /** Name of the module, for placeholders in types. */
  readonly module: string;
  readonly report: (found: Finding) => void;
  /** Runs a person's code; what it throws is reported, at this place if it has none of its own. */
  readonly attempt: <T>(site: Site, action: () => T) => T | undefined;
}

export interface Parameters {
  /** Required ones first. */
  readonly parameters: readonly Parameter[];
  readonly parameterSites: Readonly<Record<string, Site>>;
  /** Where the defaults that hold are written. */
  readonly defaultSites: Readonly<Record<string, Site>>;
}

interface Entry {
  readonly reflected: ReflectedParameter;
  readonly site: Site;
  default: { readonly value: unknown; readonly site: Site } | undefined;
}

/** Puts the parameters of a definition and of its amendments together, in the order of the sources. */
export function parametersOf(sources: readonly ParameterSource[], owner: ParameterOwner): Parameters {
  const entries = new Map<string, Entry>();
  sources.forEach((source, index) => {
    declare(source, index > 0, entries, owner);
    if (index === 0) checkOrder([...entries.values()], owner);
  });
  const parameters = [...entries.values()].map((entry) => parameterOf(entry, owner));
  const sites = (pick: (entry: Entry) => Site | undefined): Record<string, Site> =>
    Object.fromEntries(
      [...entries].flatMap(([name, entry]) => {
        const site = pick(entry);
        return site ? [[name, site] as const] : [];
      }),
    );
  return {
    parameters: sources.length === 1 ? parameters : requiredFirst(parameters),
    parameterSites: sites((entry) => entry.site),
    defaultSites: sites((entry) => entry.default?.site),
  };
}

/** Parses a type as it is written in a definition; `Any` where it cannot be, with a finding. */
export function typeOf(text: string, site: Site | undefined, { name, module, report }: ParameterOwner): TypeNode {
  const named = nameIn(text, module);
  try {
    return parseType(named);
  } catch (error) {
    report(finding(row.badType, site, name, named, reasonOf(error)));
    return typeNode('Any');
  }
}

function declare(
  source: ParameterSource,
  isAmendment: boolean,
  entries: Map<string, Entry>,
  owner: ParameterOwner,
): void {
  const { reflection } = source;
  const { name, report } = owner;
  const before = new Set(entries.keys());
  for (const reflected of reflection.parameters) {
    const site = { file: reflection.file, ...reflected.place };
    if (!/^[a-z][a-z0-9_]*$/.test(reflected.name)) {
      report(finding(row.badName, site, reflected.name, 'lower-case letters, digits and underscores'));
    }
    if (before.has(reflected.name)) report(finding(row.amendedParameter, site, name, reflected.name));
    else entries.set(reflected.name, { reflected, site, default: undefined });
  }
  const given = (defaults: object | undefined, isKnown: (key: string) => boolean): void => {
    for (const [key, value] of Object.entries<unknown>({ ...defaults })) {
      const place = reflection.defaults[key];
      const site = place ? { file: reflection.file, ...place } : placeOf(reflection);
      const entry = entries.get(key);
      if (entry && isKnown(key)) entry.default = { value, site };
      else report(finding(row.unknownDefault, site, name, key, suggest(key, [...entries.keys()].filter(isKnown))));
    }
  };
  given(source.defaults, (key) => !isAmendment || !before.has(key));
  given(source.set, (key) => before.has(key));
}

function hasDefault(entry: Entry): boolean {
  return entry.default !== undefined || entry.reflected.optional;
}

function checkOrder(entries: readonly Entry[], { name, report }: ParameterOwner): void {
  const first = entries.findIndex(hasDefault);
  if (first < 0) return;
  for (const entry of entries.slice(first).filter((item) => !hasDefault(item))) {
    report(finding(row.requiredAfterDefault, entry.site, name, entry.reflected.name));
  }
}

/** An amendment has no say in where its parameters stand. */
function requiredFirst(parameters: readonly Parameter[]): readonly Parameter[] {
  const isRequired = (parameter: Parameter): boolean => parameter.default === undefined;
  return [...parameters.filter(isRequired), ...parameters.filter((parameter) => !isRequired(parameter))];
}

function parameterOf({ reflected, site, default: given }: Entry, owner: ParameterOwner): Parameter {
  const undef: Expression = { kind: 'literal', value: null };
  const written = given
    ? (owner.attempt(given.site, () => toTree(given.value)) ?? undef)
    : reflected.optional
      ? undef
      : undefined;
  const type = typeOf(reflected.type, site, owner);
  const isUndef = written?.kind === 'literal' && written.value === null;
  return {
    name: reflected.name,
    type: isUndef && acceptsUndef(type, new Map()) !== true ? typeNode('Optional', type) : type,
    ...(written === undefined ? {} : { default: written }),
  };
}
