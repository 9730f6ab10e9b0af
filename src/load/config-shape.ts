/**
 * Whether what a configuration exports is one. `tsc` says the same in an editor; a run must not rely on it, since most
 * mistakes here would do nothing at all (`definitons`), or end in the midst of the platform (a name with a hyphen).
 */
import { type Diagnostic, type Finding, finding } from '../findings/finding.js';
import { suggest } from '../findings/suggest.js';
import type { Config, Platform } from '../model/config.js';
import type { Amendment } from '../model/definitions.js';
import { identityNames } from '../model/identity-names.js';
import type { ModuleIdentity, ReleaseNotes, VersionRange } from '../model/module.js';
import { loadDiagnostics as row } from './diagnostics.js';

/** One thing that is wrong, and the keys that lead to it. */
export interface ShapeProblem {
  readonly keys: readonly string[];
  readonly found: Finding;
}

type Judge = (value: unknown, keys: readonly string[]) => readonly ShapeProblem[];

/** Every problem of a configuration, in the order of its keys. */
export function shapeProblems(value: unknown): readonly ShapeProblem[] {
  return config(value, []);
}

const text = kind('a text', (value) => typeof value === 'string');
const anObject = kind('an object', isObject);
const texts = list(text);
// Some definitions are functions, to be called as the functions of Puppet that they define.
const definitions = list(kind('a definition', (value) => definedAs(value) !== undefined && !isAmendment(value)));
const amendments = list(kind('an amendment', isAmendment));

function named({ pattern, expected, otherwise }: (typeof identityNames)[keyof typeof identityNames]): Judge {
  return (value, keys) => {
    if (typeof value !== 'string') return text(value, keys);
    if (pattern.test(value)) return [];
    const candidate = value.toLowerCase().replaceAll(/[^a-z0-9]+/g, otherwise);
    const likely = pattern.test(candidate) ? candidate : undefined;
    return [problem(row.configName, keys, keys.join('.'), value, expected, likely)];
  };
}

const ranges = list(record<VersionRange>({ name: text, range: text }, []));
const release = record<ReleaseNotes>({ version: text, date: text, sections: anObject }, ['date']);

const identity = {
  name: named(identityNames.name),
  owner: named(identityNames.owner),
  version: text,
  summary: text,
  author: text,
  license: text,
  source: text,
  projectPage: text,
  issuesUrl: text,
  tags: texts,
} satisfies Judges<ModuleIdentity>;

const platform = record<Platform>(
  {
    identity: record<ModuleIdentity>(identity, []),
    definitions,
    operatingSystems: list(anObject),
    runtime: anObject,
    dependencies: ranges,
    hierarchy: list(anObject),
    data: list(anObject),
    roles: list(anObject),
    tiers: list(anObject),
    ports: list(anObject),
    assets: texts,
    prose: texts,
  },
  [],
);

const config = record<Config>(
  {
    module: record<Partial<ModuleIdentity>>(identity, Object.keys(identity)),
    platform,
    definitions,
    amendments,
    dependencies: ranges,
    data: list(anObject),
    releases: list(release),
    assets: text,
    prose: text,
    env: texts,
    inputs: texts,
    output: text,
  },
  ['definitions', 'amendments', 'dependencies', 'data', 'releases', 'assets', 'prose', 'env', 'inputs', 'output'],
);

type Judges<T> = Readonly<Record<keyof T, Judge>>;

/** An object with these keys and no others. What may be left out may be undefined. */
function record<T>(judges: Judges<T>, optional: readonly string[]): Judge {
  const known = new Map<string, Judge>(Object.entries(judges));
  return (value, keys) => {
    if (!isObject(value)) return anObject(value, keys);
    const unknown = Object.keys(value)
      .filter((key) => !known.has(key))
      .map((key) => problem(row.configKey, [...keys, key], [...keys, key].join('.'), suggest(key, [...known.keys()])));
    const wrong = [...known].flatMap(([key, judge]) => {
      const item = (value as Readonly<Record<string, unknown>>)[key];
      return item === undefined && optional.includes(key) ? [] : judge(item, [...keys, key]);
    });
    return [...unknown, ...wrong];
  };
}

function list(judge: Judge): Judge {
  const aList = kind('a list', Array.isArray);
  return (value, keys) =>
    Array.isArray(value)
      ? value.flatMap((item: unknown, index) => judge(item, [...keys, `${index}`]))
      : aList(value, keys);
}

function kind(expected: string, accepts: (value: unknown) => boolean): Judge {
  return (value, keys) =>
    accepts(value) ? [] : [problem(row.configValue, keys, keys.join('.'), describe(value), expected)];
}

function isAmendment(value: unknown): boolean {
  return definedAs(value) === 'amendment';
}

function definedAs(value: unknown): unknown {
  return (value as Partial<Amendment> | undefined | null)?.definition;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a value is, in words; never the value itself, which may be long. */
function describe(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function problem<A extends readonly unknown[]>(of: Diagnostic<A>, keys: readonly string[], ...values: A): ShapeProblem {
  return { keys, found: finding(of, undefined, ...values) };
}
