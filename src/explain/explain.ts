/** Where a Hiera key comes from, who reads it, and what it does. */
import type { Catalogue } from '../bind/catalogue.js';
import { descriptionTiers } from '../infrastructure/description/judge.js';
import { takesSensitive } from '../puppet/types/sensitive.js';
import { Knowledge } from '../infrastructure/hieradata/knowledge.js';
import type { Tree } from '../infrastructure/hieradata/tree.js';
import type { Infrastructure } from '../infrastructure/model/infrastructure.js';
import { type Finding, finding } from '../findings/finding.js';
import type { DefinitionModel, ModuleModel } from '../model/module.js';
import { suggest } from '../findings/suggest.js';
import type { Data } from '../model/value.js';
import { type Locate, type Site, siteOf } from '../findings/site.js';
import { expressionText } from '../puppet/print/expression-text.js';
import { parseType, printType } from '../puppet/types/index.js';
import type { TypeNode } from '../puppet/type-node.js';
import { suggestKey } from '../infrastructure/hieradata/suggest-key.js';
import { explainDiagnostics as row } from './diagnostics.js';
import { type Effect, type Flow, flowOf } from './flow.js';
import { dataOnNodes, type OnNodes, type SetAt, setInDescription, setInTree, valuesOnNodes } from './layers.js';

/** What is known of a key beside the definitions. */
export interface Surroundings {
  readonly model: ModuleModel;
  readonly catalogue: Catalogue;
  readonly locate: Locate;
  readonly infrastructure?: Infrastructure;
  readonly tree?: Tree;
}

/** A value that the platform gives to a parameter of a component module. */
export interface Passed {
  /** Class of the platform. */
  readonly by: string;
  readonly value: string;
  /** Hiera keys of the platform that decide what the value is, or whether it is passed. */
  readonly keys: readonly string[];
  readonly site?: Site;
}

/** A variable that follows from a key. */
export interface Derived {
  readonly name: string;
  readonly expression: string;
  /** Whether the expression names the key itself. */
  readonly direct: boolean;
}

/** One attribute, or one resource as a whole, that a key has a say in. */
export interface EffectText extends Omit<Effect, 'node'> {
  /** Variables between the key and this, by full name. */
  readonly via: readonly string[];
  readonly site?: Site;
}

export interface Explanation {
  readonly key: string;
  readonly class: string;
  readonly origin: 'platform' | 'component';
  /** Name and version of the module of a component. */
  readonly module?: string;
  readonly site?: Site;
  readonly documentation?: string;
  readonly type: string;
  readonly secret: boolean;
  /** As Puppet code; absent for a required one, and for components, of which only `hasDefault` is recorded. */
  readonly default?: string;
  readonly defaultSite?: Site;
  readonly hasDefault: boolean;
  /** What a blank stands for. */
  readonly blank?: string;
  /** Tiers whose description has a word of this name; absent where descriptions have none. */
  readonly tiers?: readonly string[];
  /** Files of the module's own data that have it, below `data/`. */
  readonly moduleData: readonly { readonly path: string; readonly value: Data }[];
  /** The most specific first; absent where nothing was given to look at. */
  readonly set?: readonly SetAt[];
  readonly onNodes?: readonly OnNodes[];
  readonly passed: readonly Passed[];
  /** Whether Hiera's value counts for nothing where the platform declares the class. */
  readonly decided: boolean;
  readonly readBy: readonly string[];
  readonly derived: readonly Derived[];
  /** The closest first. */
  readonly effects: readonly EffectText[];
}

/** @returns the explanation, or why there is none */
export function explain(given: string, around: Surroundings): Explanation | Finding {
  const { model, catalogue } = around;
  const key = wholeKey(given.replace(/^::/, ''), around);
  if (typeof key !== 'string') return key;
  const knowledge = new Knowledge(model, catalogue, undefined, () => true);
  const reader = knowledge.reader(key);
  if (reader.kind !== 'parameter') {
    const suggestion = reader.kind === 'unknown' ? undefined : reader.suggestion;
    return finding(row.unknown, undefined, given, suggestion ?? suggestKey(key, keysOf(model)));
  }
  const flow = flowOf(model);
  const secret = takesSensitive(reader.type, knowledge.aliases);
  const cut = key.lastIndexOf('::');
  const [owner, parameter] = [key.slice(0, cut), key.slice(cut + 2)];
  const definition = model.definitions.find((candidate) => candidate.definition.name === owner);
  const { derived, effects } = reached(key, flow, around.locate);
  const direct = derived.filter((item) => item.direct).map(({ name }) => name);
  const own =
    definition === undefined
      ? componentFacts(owner, parameter, reader.type, catalogue)
      : platformFacts(definition, parameter, reader.type);
  return {
    key,
    class: owner,
    ...own,
    secret,
    ...(definition === undefined ? {} : tiersOf(key, model)),
    moduleData: model.data.flatMap(({ path, entries }) =>
      Object.hasOwn(entries, key) ? [{ path, value: entries[key] ?? null }] : [],
    ),
    ...setFacts(key, secret, definition === undefined ? undefined : [key, ...direct], around),
    passed: passedOf(key, flow, model, around.locate),
    decided: knowledge.isDecided(key),
    readBy: [...new Set([...(flow.readers.get(key) ?? []), ...(definition === undefined ? [owner] : [])])].sort(),
    derived,
    effects,
  };
}

/** A key as it is, or that of a parameter of which only the name was given. */
function wholeKey(given: string, { model }: Surroundings): string | Finding {
  const named = model.definitions.find(({ definition }) => definition.name === given)?.definition;
  const keys = keysOf(model);
  if (named !== undefined) {
    const own = keys.filter((key) => key.slice(0, key.lastIndexOf('::')) === given);
    const main = keys.includes(given);
    if (!main)
      return finding(
        row.notParameter,
        undefined,
        given,
        { class: 'class', define: 'defined type', function: 'function', alias: 'type' }[named.kind],
        own,
      );
  }
  if (given.includes('::')) return given;
  const main = `${model.identity.name}::${given}`;
  if (keys.includes(main)) return main;
  const others = keys.filter((key) => key.endsWith(`::${given}`));
  if (others.length > 1) return finding(row.ambiguous, undefined, given, others);
  const [only] = others;
  if (only !== undefined) return only;
  const near = suggest(
    given,
    keys.map((key) => key.slice(key.lastIndexOf('::') + 2)),
  );
  return finding(row.unknown, undefined, given, near);
}

function keysOf(model: ModuleModel): readonly string[] {
  return model.definitions.flatMap(({ definition }) =>
    definition.kind === 'class' ? definition.parameters.map(({ name }) => `${definition.name}::${name}`) : [],
  );
}

type Own = Pick<
  Explanation,
  'origin' | 'module' | 'site' | 'documentation' | 'type' | 'default' | 'defaultSite' | 'hasDefault' | 'blank'
>;

function platformFacts(
  { definition, parameterSites, defaultSites }: DefinitionModel,
  name: string,
  type: TypeNode,
): Own {
  const parameter =
    definition.kind === 'class' ? definition.parameters.find((candidate) => candidate.name === name) : undefined;
  const text = definition.documentation.parameters[name] ?? '';
  const blank = /Blank: (.+)$/s.exec(text)?.[1]?.trim();
  const site = parameterSites[name];
  const defaultSite = defaultSites?.[name];
  return {
    origin: 'platform',
    ...(site ? { site } : {}),
    ...(text === '' ? {} : { documentation: text }),
    type: printType(type),
    ...(parameter?.default === undefined ? {} : { default: expressionText(parameter.default) }),
    ...(defaultSite ? { defaultSite } : {}),
    hasDefault: parameter?.default !== undefined,
    ...(blank === undefined ? {} : { blank }),
  };
}

function componentFacts(owner: string, name: string, type: TypeNode, catalogue: Catalogue): Own {
  const found = catalogue.findClass(owner);
  const recorded = found && catalogue.module(found.module);
  const text = found?.interface.parameters[name];
  return {
    origin: 'component',
    ...(recorded ? { module: `${recorded.slug ?? recorded.module} ${recorded.version}` } : {}),
    type: printType(text === undefined ? type : parseType(text)),
    hasDefault: !(found?.interface.required.includes(name) ?? false),
  };
}

function tiersOf(key: string, { identity }: ModuleModel): Pick<Explanation, 'tiers'> {
  const [module, name, ...more] = key.split('::');
  const tiers = module === identity.name && name !== undefined && more.length === 0 ? descriptionTiers(name) : [];
  return tiers.length === 0 ? {} : { tiers };
}

function setFacts(
  key: string,
  secret: boolean,
  evaluated: readonly string[] | undefined,
  { model, infrastructure, tree }: Surroundings,
): Pick<Explanation, 'set' | 'onNodes'> {
  if (infrastructure === undefined && tree === undefined) return {};
  const set = [
    ...(infrastructure ? setInDescription(infrastructure, key, secret) : []),
    ...(tree ? setInTree(tree, key, secret) : []),
  ];
  if (infrastructure === undefined) return { set };
  const onNodes =
    evaluated === undefined
      ? dataOnNodes(infrastructure, key, secret)
      : valuesOnNodes(model, infrastructure, evaluated, secret);
  return { set, onNodes };
}

function passedOf(key: string, flow: Flow, model: ModuleModel, locate: Locate): readonly Passed[] {
  const keys = new Set(keysOf(model));
  return (flow.assignments.get(key) ?? []).map(({ owner, value, node, from }) => {
    const site = locate(siteOf(node));
    return { by: owner, value: expressionText(value), keys: originsOf(from, flow, keys), ...(site ? { site } : {}) };
  });
}

/** Keys from which variables follow. */
function originsOf(names: ReadonlySet<string>, { derived }: Flow, keys: ReadonlySet<string>): readonly string[] {
  const seen = new Set(names);
  for (let grew = true; grew;) {
    grew = false;
    for (const [from, to] of derived) {
      if (seen.has(from) || ![...to].some((name) => seen.has(name))) continue;
      seen.add(from);
      grew = true;
    }
  }
  return [...seen].filter((name) => keys.has(name)).sort();
}

/** Everything that follows from a variable, by the shortest ways. */
function reached(
  key: string,
  { derived, effects, sources }: Flow,
  locate: Locate,
): { derived: readonly Derived[]; effects: readonly EffectText[] } {
  const ways = new Map<string, readonly string[]>([[key, []]]);
  const found = new Map<string, EffectText>();
  // A map is walked in the order in which it grows: the closest first.
  for (const [name, via] of ways) {
    for (const { node, ...effect } of effects.get(name) ?? []) {
      const id = JSON.stringify(effect);
      if (found.has(id)) continue;
      const site = locate(siteOf(node));
      found.set(id, { ...effect, via, ...(site ? { site } : {}) });
    }
    for (const next of derived.get(name) ?? []) if (!ways.has(next)) ways.set(next, [...via, next]);
  }
  const own = [...ways.keys()]
    .filter((name) => name !== key)
    .flatMap((name) => {
      const source = sources.get(name);
      return source === undefined
        ? []
        : [
            {
              name,
              expression: expressionText(source).replace(/\s+/g, ' '),
              direct: derived.get(key)?.has(name) ?? false,
            },
          ];
    });
  return { derived: own, effects: [...found.values()] };
}
