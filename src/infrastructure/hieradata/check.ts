/** Everything that is wrong with a tree of Hiera data. */
import type { Catalogue } from '../../bind/catalogue.js';
import { finding, type Finding, warning } from '../../findings/finding.js';
import type { ModuleModel } from '../../model/module.js';
import { suggest } from '../../findings/suggest.js';
import { shapeOf } from '../../puppet/types/index.js';
import { withoutBlanks } from '../source/blanks.js';
import { fromHieraForm } from '../description/hiera-form.js';
import { withoutTier } from '../description/judge.js';
import type { Infrastructure } from '../model/infrastructure.js';
import { yamlPlaces } from '../source/places.js';
import { resolveInfrastructure } from '../description/resolve.js';
import { ruleDiagnostics } from '../rules/diagnostics.js';
import { infrastructureFindings } from '../rules/rules.js';
import type { Located } from '../source/located.js';
import { hieraDiagnostics as row } from './diagnostics.js';
import { type Entry, ownKeys } from './entry.js';
import { judgeEntry } from './judge-entry.js';
import { interpolationFindings, type Targets } from './interpolations.js';
import { Knowledge } from './knowledge.js';
import { readLookupOptions } from './lookup-options.js';
import { type Layer, mergeFindings } from './merges.js';
import { readPuppetfile, speaksFor } from './puppetfile.js';
import { readSiteCode } from './site-code.js';
import { type DataFile, readTree, type Tree } from './tree.js';

export interface CheckedTree {
  readonly files: number;
  readonly keys: number;
  readonly findings: readonly Finding[];
}

/**
 * @param path folder or file, absolute
 * @param catalogue interfaces of the component modules
 */
export function checkTree(path: string, model: ModuleModel, catalogue: Catalogue): CheckedTree {
  const tree = readTree(path);
  if (tree.files.length === 0 && tree.findings.length === 0) {
    return { files: 0, keys: 0, findings: [finding(row.noHierarchy, undefined, path)] };
  }
  const pinned = readPuppetfile(tree.root);
  const trusted = (name: string): boolean => {
    if (pinned === undefined) return true;
    const recorded = catalogue.module(name);
    const found = pinned.get(name);
    return recorded !== undefined && found !== undefined && speaksFor(recorded, found);
  };
  const knowledge = new Knowledge(model, catalogue, readSiteCode(tree.root), trusted, pinned && new Set(pinned.keys()));
  const entries = tree.files.flatMap((file) => entriesOf(file.root));
  const keys = [...new Set(entries.map(({ key }) => key))];
  const isKey = (key: string): boolean => keys.includes(key) || knowledge.reader(key).kind !== 'nobody';
  const known = new Set(keys);
  const blocks = byRank(tree.files)
    .map(({ root }) => root.entries?.get('lookup_options'))
    .filter((block) => block !== undefined);
  const options = readLookupOptions(blocks, isKey, keys);
  const targets: Targets = { has: (key) => known.has(key), keys };
  const platform = platformOf(tree, model, knowledge);
  const hasLayers = tree.files.some((file) => isLayerOfPlatform(file, knowledge.platform));
  return {
    files: tree.files.length,
    keys: keys.length,
    findings: [
      ...tree.findings,
      ...options.findings,
      ...onceAPlace(
        entries.flatMap((entry) => [
          ...judgeEntry(entry, knowledge, options.of),
          ...interpolationFindings(entry, targets),
        ]),
      ),
      ...keys.flatMap((key) =>
        ownKeys.some((own) => own === key)
          ? []
          : mergeFindings(key, layersOf(key, tree), options.of(key), isCollection(key, knowledge)),
      ),
      ...(platform === undefined ? [] : decided(entries, knowledge)),
      ...(platform === undefined ? [] : infrastructureFindings(platform, model)).filter(
        ({ code }) => !hasLayers || !aboutCombinations.includes(code),
      ),
      ...(platform === undefined ? [] : strayNodes(tree, platform)),
    ],
  };
}

/** What is told of several keys at once. */
const aboutCombinations: readonly string[] = [
  ruleDiagnostics.guard.code,
  ruleDiagnostics.unusedCompilers.code,
  ruleDiagnostics.unusedPostgresql.code,
];

/** Whether some nodes, and not one by its name, are told of another infrastructure than all. */
function isLayerOfPlatform({ isCommon, certname, root }: DataFile, module: string): boolean {
  const own = new RegExp(`^${module}::\\w+$`);
  return !isCommon && certname === undefined && [...(root.entries?.keys() ?? [])].some((key) => own.test(key));
}

/** Aliases bring a value to many keys; what is wrong with it is told once. */
function onceAPlace(findings: readonly Finding[]): readonly Finding[] {
  const told = new Set<string>();
  return findings.filter(({ code, site }) => {
    if (site === undefined || code !== row.plainSecret.code) return true;
    const place = `${site.file}:${site.line}:${site.column}`;
    return told.size < told.add(place).size;
  });
}

/** The entries of a mapping. */
function entriesOf({ entries }: Located): readonly Entry[] {
  return [...(entries ?? [])].map(([key, located]) => ({
    key,
    value: located.value,
    keySite: located.keySite ?? located.site,
    site: (path) => siteIn(located, path),
    isFloat: (path) => inside(located, path)?.isFloat === true,
  }));
}

function inside(located: Located, path: readonly (string | number)[]): Located | undefined {
  return path.reduce<Located | undefined>(
    (at, step) => (typeof step === 'number' ? at?.items?.[step] : at?.entries?.get(step)),
    located,
  );
}

function siteIn(located: Located, path: readonly (string | number)[]) {
  let at = located;
  for (const step of path) {
    const next = typeof step === 'number' ? at.items?.[step] : at.entries?.get(step);
    if (next === undefined) return at.site;
    at = next;
  }
  return path.length > 0 && typeof path.at(-1) === 'string' && at.keySite
    ? at.entries || at.items
      ? at.keySite
      : at.site
    : at.site;
}

/** Most specific first; what no level leads to comes last. */
export function byRank(files: readonly DataFile[]): readonly DataFile[] {
  return [...files].sort((one, other) => (one.level ?? Infinity) - (other.level ?? Infinity));
}

function layersOf(key: string, { files }: Tree): readonly Layer[] {
  return byRank(files).flatMap(({ path, level, isCommon, root }) => {
    const located = root.entries?.get(key);
    return located === undefined || level === undefined ? [] : [{ path, level, isCommon, located }];
  });
}

/** Whether a key takes a mapping of a person's own entries; one of fixed members is replaced as a whole on purpose. */
function isCollection(key: string, knowledge: Knowledge): boolean {
  const reader = knowledge.reader(key);
  if (reader.kind !== 'parameter') return false;
  const shape = shapeOf(reader.type, knowledge.aliases);
  return shape.kind === 'hash';
}

function decided(entries: readonly Entry[], knowledge: Knowledge): readonly Finding[] {
  return entries
    .filter(({ key }) => knowledge.isDecided(key))
    .map(({ key, keySite }) => warning(row.decided, keySite, key, knowledge.platform));
}

/** Options of a key of which nothing is said. */
export const plainOptions = { merge: 'first', merges: false, convert: undefined } as const;

/** The infrastructure that the data of all nodes describe, with what the files of single nodes add. */
function platformOf(tree: Tree, model: ModuleModel, knowledge: Knowledge): Infrastructure | undefined {
  const module = model.identity.name;
  const common = byRank(tree.files)
    .filter(({ isCommon }) => isCommon)
    .reverse();
  const entries = new Map<string, Located>(common.flatMap(({ root }) => [...(root.entries ?? [])]));
  const primary = entries.get(`${module}::primary_server`);
  const base = common.find(({ root }) => root.entries?.has(`${module}::primary_server`));
  if (primary === undefined || base === undefined) return undefined;
  // What is wrong by itself has its finding already, and says nothing about the infrastructure.
  for (const entry of entriesOf({ ...base.root, entries })) {
    const isWrong = judgeEntry(entry, knowledge, () => plainOptions).some(({ code }) =>
      [row.type.code, row.unread.code].includes(code),
    );
    if (isWrong && entry.key.startsWith(`${module}::`)) entries.delete(entry.key);
  }
  const filled = withoutBlanks({ ...base.root, entries }, () => false);
  if (filled === undefined) return undefined;
  const form = fromHieraForm(filled, [...entries.keys()]);
  const places = yamlPlaces(base.file, filled, form.translate);
  const description = withoutTier(form.data);
  if (description === undefined) return undefined;
  const all = resolveInfrastructure(description, places);
  // As the module will see them: nothing is filled in.
  const keys = Object.entries(form.given).filter(([, value]) => !(Array.isArray(value) && value.length === 0));
  const specific = new Map(
    tree.files.flatMap((file) => (file.certname === undefined ? [] : [[file.certname.toLowerCase(), file] as const])),
  );
  return {
    ...all,
    keys: Object.fromEntries(keys),
    places: {
      ...places,
      site(path, what) {
        const [first, name, , key, ...rest] = path;
        const file = first === 'nodes' && typeof name === 'string' ? specific.get(name.toLowerCase()) : undefined;
        if (file === undefined || path[2] !== 'hiera' || typeof key !== 'string') return places.site(path, what);
        const located = file.root.entries?.get(key);
        return located === undefined ? { file: file.file, line: 1, column: 1 } : siteIn(located, rest);
      },
    },
    nodes: all.nodes.map((node) => {
      const file = specific.get(node.certname);
      return file === undefined
        ? node
        : {
            ...node,
            hiera: Object.fromEntries([...(file.root.entries ?? [])].map(([key, { value }]) => [key, value])),
          };
    }),
  };
}

/** Files for nodes whose name differs from that of a node of the platform by so little that the latter is meant. */
function strayNodes({ files }: Tree, { nodes }: Infrastructure): readonly Finding[] {
  const names = nodes.map(({ certname }) => certname);
  const own = files.flatMap(({ certname }) => (certname === undefined ? [] : [certname.toLowerCase()]));
  return files.flatMap(({ certname, file }) => {
    if (certname === undefined || names.includes(certname.toLowerCase())) return [];
    const near = names.find((name) => isSlip(name, certname.toLowerCase()) && !own.includes(name));
    return near === undefined ? [] : [warning(row.nodeFile, { file, line: 1, column: 1 }, certname, near)];
  });
}

/** One letter more, less or other, and not another number: `compiler3` is not a slip for `compiler2`. */
function isSlip(name: string, other: string): boolean {
  return (
    name.replace(/\d+/g, '0') !== other.replace(/\d+/g, '0') &&
    Math.abs(name.length - other.length) <= 2 &&
    suggest(other, [name]) !== undefined &&
    distance(name, other) <= 2
  );
}

function distance(one: string, other: string): number {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < one.length - start && end < other.length - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  return Math.max(one.length, other.length) - start - end;
}
