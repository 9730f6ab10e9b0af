/** `hiera.yaml`: where data are, and in which order levels are asked. */
import { existsSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { finding, type Finding, warning } from '../../findings/finding.js';
import { suggest } from '../../findings/suggest.js';
import type { Data } from '../../model/value.js';
import { REPLACED as legacyFacts } from '../../puppet/print/legacy-facts.js';
import type { Located } from '../source/located.js';
import { hieraDiagnostics as row } from './diagnostics.js';

/** One level: patterns of paths relative to the root of the tree, with Hiera's interpolations. */
export interface Level {
  readonly name: string;
  readonly patterns: readonly string[];
}

export interface Hierarchy {
  /** Most specific first. */
  readonly levels: readonly Level[];
  /** Folders of data, relative to the root. */
  readonly folders: readonly string[];
  /** Whether every level reads files whose paths can be known: no backend of others, no mapped paths. */
  readonly isClosed: boolean;
  /** Whether Hiera decrypts texts in these data. */
  readonly decrypts: boolean;
  readonly findings: readonly Finding[];
}

const topKeys = ['version', 'defaults', 'hierarchy', 'default_hierarchy', 'plan_hierarchy'] as const;
const backends = ['data_hash', 'lookup_key', 'data_dig', 'hiera3_backend'] as const;
const locations = ['path', 'paths', 'glob', 'globs', 'uri', 'uris', 'mapped_paths'] as const;
const levelKeys = ['name', 'datadir', 'options', ...backends, ...locations] as const;
const defaultsKeys = ['datadir', 'options', ...backends] as const;
const fileBackends = ['yaml_data', 'json_data', 'hocon_data', 'eyaml_lookup_key'];

/** @param root folder of hiera.yaml, absolute */
export function readHierarchy(document: Located, root: string): Hierarchy {
  const findings: Finding[] = [];
  const wrong = (at: Located, problem: string, help?: string): void =>
    void findings.push(finding(row.hieraYaml, at.keySite ?? at.site, problem, help));
  const empty = { levels: [], folders: [], isClosed: false, decrypts: false };
  const entries = document.entries ?? new Map<string, Located>();
  const version = entries.get('version');
  if (version?.value !== 5) {
    // Version 3, and what may be another program's: Puppet 8 does not read it from an environment.
    const isThree = [...entries.keys()].some((key) => key.startsWith(':'));
    if (isThree)
      findings.push(
        warning(
          row.hieraYaml,
          document.site,
          'this is a hiera.yaml of version 3, which OpenVox 8 does not read',
          'convert it to version 5',
        ),
      );
    else if (version === undefined) wrong(document, 'the version is missing', 'add `version: 5`');
    else
      wrong(
        version,
        `there is no version ${JSON.stringify(version.value)} of hiera.yaml that OpenVox 8 reads`,
        'write `version: 5`',
      );
    return { ...empty, findings };
  }
  known(document, topKeys, 'hiera.yaml', wrong);
  const defaults = entries.get('defaults');
  if (defaults) known(defaults, defaultsKeys, 'defaults', wrong);
  const hierarchy = entries.get('hierarchy');
  if (hierarchy !== undefined && hierarchy.items === undefined && !hierarchy.isNull)
    wrong(hierarchy, 'the hierarchy is a list of levels', 'begin each with `- name:`');
  const defaultDir = text(defaults?.entries?.get('datadir')?.value) ?? 'data';
  const defaultBackend =
    backends.map((name) => text(defaults?.entries?.get(name)?.value)).find((name) => name !== undefined) ?? 'yaml_data';
  const levels: Level[] = [];
  const folders = new Set<string>();
  let isClosed = true;
  let decrypts = defaultBackend === 'eyaml_lookup_key';
  const names = new Map<string, Located>();
  for (const level of hierarchy?.items ?? []) {
    if (level.entries === undefined) {
      wrong(level, 'a level is a mapping', 'begin it with `- name:`');
      continue;
    }
    known(level, levelKeys, 'a level', wrong);
    const name = text(level.entries.get('name')?.value);
    if (name === undefined) wrong(level, 'a level has no name', 'add `name:`');
    else if (names.has(name))
      wrong(level.entries.get('name') ?? level, `two levels have the name '${name}'`, 'Hiera refuses that: rename one');
    else names.set(name, level);
    const given = locations.filter((key) => level.entries?.has(key));
    if (given.length > 1)
      wrong(
        level.entries.get(given[1] ?? '') ?? level,
        `a level has both '${given.join("' and '")}'`,
        'Hiera accepts one of them: keep one',
      );
    const stated = backends.filter((key) => level.entries?.has(key));
    if (stated.length > 1)
      wrong(
        level.entries.get(stated[1] ?? '') ?? level,
        `a level has both '${stated.join("' and '")}'`,
        'Hiera accepts one of them: keep one',
      );
    const backend =
      stated.map((key) => text(level.entries?.get(key)?.value)).find((item) => item !== undefined) ?? defaultBackend;
    if (backend === 'eyaml_lookup_key') decrypts = true;
    if (!fileBackends.includes(backend)) {
      isClosed = false;
      continue;
    }
    const folder = text(level.entries.get('datadir')?.value) ?? defaultDir;
    const [location] = given;
    if (
      location === 'mapped_paths' ||
      location === 'uri' ||
      location === 'uris' ||
      isAbsolute(folder) ||
      folder.startsWith('..') ||
      folder.includes('%{')
    ) {
      isClosed = false;
      continue;
    }
    const paths = location === undefined ? [] : textsOf(level.entries.get(location)?.value);
    for (const node of location === undefined ? [] : [level.entries.get(location)])
      if (node) findings.push(...interpolationFindings(node));
    folders.add(folder);
    levels.push({ name: name ?? '', patterns: paths.map((path) => join(folder, path).split(sep).join('/')) });
  }
  for (const folder of folders) {
    const path = join(root, folder);
    if (!existsSync(path) || !statSync(path).isDirectory()) {
      const at = defaults?.entries?.get('datadir') ?? hierarchy ?? document;
      findings.push(
        warning(
          row.hieraYaml,
          at.keySite ?? at.site,
          `the folder '${folder}' does not exist`,
          'create it, or correct datadir',
        ),
      );
    }
  }
  return { levels, folders: [...folders], isClosed, decrypts, findings };
}

/** Interpolations of a path that give nothing on OpenVox 8. */
function interpolationFindings(node: Located): readonly Finding[] {
  const own = node.items ? node.items.flatMap(interpolationFindings) : [];
  if (typeof node.value !== 'string') return own;
  return [...node.value.matchAll(/%\{\s*(?:::)?([\w]+)\s*\}/g)].flatMap(([, fact = '']) => {
    const now = Object.hasOwn(legacyFacts, fact) ? legacyFacts[fact] : undefined;
    return now === undefined ? [] : [warning(row.legacyFact, node.site, fact, now)];
  });
}

function known(
  at: Located,
  keys: readonly string[],
  what: string,
  wrong: (at: Located, problem: string, help?: string) => void,
): void {
  for (const [key, value] of at.entries ?? []) {
    if (keys.includes(key)) continue;
    const near = suggest(key, keys);
    wrong(
      value,
      `${what} has no key '${key}'`,
      near === undefined ? `it has ${keys.join(', ')}` : `Did you mean '${near}'?`,
    );
  }
}

const text = (value: Data | undefined): string | undefined => (typeof value === 'string' ? value : undefined);
const textsOf = (value: Data | undefined): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : Array.isArray(value)
      ? (value as readonly Data[]).filter((item) => typeof item === 'string')
      : [];

/** What matches the files that a pattern may lead to; an interpolation stands for anything within a path. */
export function patternOf(pattern: string): RegExp {
  const source = pattern
    .split(/(%\{[^}]*\}|\*\*\/|\*|\?|\{[^{}]*\})/)
    .map((part) => {
      if (part.startsWith('%{')) return '.+';
      if (part === '**/') return '(?:.*/)?';
      if (part === '*') return '[^/]*';
      if (part === '?') return '[^/]';
      if (part.startsWith('{')) return `(?:${part.slice(1, -1).split(',').map(escape).join('|')})`;
      return escape(part);
    })
    .join('');
  return new RegExp(`^${source}$`);
}

const escape = (literal: string): string => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A path below the root, with `/`. */
export const below = (root: string, path: string): string => relative(root, path).split(sep).join('/');
