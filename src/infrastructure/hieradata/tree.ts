/** A tree of Hiera data as it lies on disk. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { finding, type Finding, warning } from '../../findings/finding.js';
import { MANIFEST } from '../../write/paths.js';
import { readText } from '../source/read-text.js';
import { type Located, parseLocated } from '../source/located.js';
import { hieraDiagnostics as row } from './diagnostics.js';
import { below, type Hierarchy, patternOf, readHierarchy } from './hierarchy.js';

const treeLimits = { files: 20_000, depth: 12 } as const;

/** One file of data. */
export interface DataFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly file: string;
  readonly root: Located;
  /** Rank of the most specific level that leads here; none if no level does. */
  readonly level: number | undefined;
  /** Whether every node reads it: its path has no interpolation. */
  readonly isCommon: boolean;
  /** Certname of the only node that reads it, if its path tells. */
  readonly certname: string | undefined;
  /** Value of `pp_role` of the nodes that read it, if its path tells. */
  readonly ppRole: string | undefined;
}

export interface Tree {
  readonly root: string;
  readonly hierarchy: Hierarchy | undefined;
  readonly files: readonly DataFile[];
  readonly findings: readonly Finding[];
}

/** Folders whose files are no data of the tree around them; neither are those of what is generated. */
const ignored = new Set([
  '.git',
  '.github',
  '.vscode',
  'node_modules',
  'vendor',
  'spec',
  'modules',
  'site',
  'site-modules',
  'dist',
  'tests',
  'test',
  'docs',
  'manifests',
  'bootstrap',
  'schema',
]);
const notData =
  /^(?:hiera|\.fixtures|\.sync|\.travis|\.gitlab-ci|\.rubocop|docker-compose|bolt-project|inventory|mkdocs|appveyor|\.pre-commit-config|bolt)\.ya?ml$/;

/** @param path folder or file, absolute */
export function readTree(path: string): Tree {
  if (statSync(path).isFile()) {
    if (/^hiera\.ya?ml$/.test(basename(path))) return treeOf(dirname(path));
    const root = rootAbove(dirname(path));
    // By itself, whatever else lies in its folder.
    if (root === undefined) return loose(dirname(path), [path]);
    const { files, findings, hierarchy } = treeOf(root);
    const only = files.filter(({ file }) => file === path);
    return only.length > 0
      ? { root, hierarchy, files: only, findings: findings.filter(({ site }) => site?.file === path) }
      : loose(dirname(path), [path]);
  }
  return treeOf(existsSync(join(path, 'hiera.yaml')) ? path : (rootAbove(path) ?? path));
}

/** The folder above that has a hiera.yaml whose data are here. */
function rootAbove(folder: string): string | undefined {
  let at = folder;
  for (let left = 4; left > 0; left -= 1) {
    if (existsSync(join(at, 'hiera.yaml'))) return at;
    if (dirname(at) === at) return undefined;
    at = dirname(at);
  }
  return undefined;
}

function treeOf(root: string): Tree {
  const config = join(root, 'hiera.yaml');
  if (!existsSync(config)) return loose(root, yamlFiles(root));
  const text = readText(config);
  if (typeof text !== 'string') return { root, hierarchy: undefined, files: [], findings: [text] };
  const { root: document, findings } = parseLocated(text, config);
  if (document === undefined) return { root, hierarchy: undefined, files: [], findings };
  const hierarchy = readHierarchy(document, root);
  const before = [...findings, ...hierarchy.findings];
  if (!hierarchy.folders.some((folder) => existsSync(join(root, folder)))) {
    const rest = loose(root, yamlFiles(root));
    return { ...rest, findings: [...before, ...rest.findings] };
  }
  const paths = [...new Set(hierarchy.folders.flatMap((folder) => yamlFiles(join(root, folder), true)))];
  const read = readFiles(root, paths, hierarchy, false);
  return {
    root,
    hierarchy,
    files: read.files,
    findings: [...before, ...read.findings, ...neverRead(read.files, hierarchy)],
  };
}

function loose(root: string, paths: readonly string[]): Tree {
  const { files, findings } = readFiles(
    root,
    paths.filter((path) => !notData.test(basename(path))),
    undefined,
    paths.length > 1,
  );
  return { root, hierarchy: undefined, files, findings };
}

/** @param mixed whether files may be something else than Hiera data */
function readFiles(
  root: string,
  paths: readonly string[],
  hierarchy: Hierarchy | undefined,
  mixed: boolean,
): { files: DataFile[]; findings: Finding[] } {
  const files: DataFile[] = [];
  const findings: Finding[] = [];
  const depthOf = (path: string): number => path.split(/[/\\]/).length;
  // Without a hierarchy the outermost is that of all; one further in is that of its folder.
  const outermost = Math.min(...paths.filter(isCommonName).map((path) => depthOf(below(root, path))));
  const isCommon = (path: string): boolean => paths.length === 1 || (isCommonName(path) && depthOf(path) === outermost);
  const levels = (hierarchy?.levels ?? []).map(({ patterns }) =>
    patterns.map((pattern) => ({ pattern, form: patternOf(pattern) })),
  );
  for (const file of paths.slice(0, treeLimits.files)) {
    const text = readText(file);
    if (typeof text !== 'string') {
      findings.push(text);
      continue;
    }
    const { root: located, findings: own } = parseLocated(text, file);
    const path = below(root, file);
    const inData = /(?:^|\/)(?:hiera)?data\//.test(path);
    if (located === undefined) {
      if (!mixed || inData || /^["']?[a-z]\w*::\w/m.test(text)) findings.push(...own);
      continue;
    }
    const isData =
      located.entries !== undefined &&
      (!mixed || [...located.entries.keys()].some((key) => key.includes('::')) || inData);
    if (mixed && !isData) continue;
    findings.push(...own);
    if (located.entries === undefined) {
      if (!located.isNull)
        findings.push(finding(row.notMapping, located.site, Array.isArray(located.value) ? 'a list' : 'a text'));
      continue;
    }
    let matched: { level: number; pattern: string } | undefined;
    for (const [level, patterns] of levels.entries()) {
      const found = patterns.find(({ form }) => form.test(path));
      // A level without interpolation is meant for exactly this file.
      if (found !== undefined && (matched === undefined || found.pattern === path))
        matched = { level, pattern: found.pattern };
    }
    const pattern = matched?.pattern ?? '';
    files.push({
      path,
      file,
      root: located,
      level: hierarchy === undefined ? (isCommon(path) ? 1 : 0) : matched?.level,
      isCommon: hierarchy === undefined ? isCommon(path) : matched !== undefined && !pattern.includes('%{'),
      certname:
        valueIn(
          path,
          pattern,
          /%\{\s*(?:::)?(?:trusted\.certname|facts\.(?:networking\.)?fqdn|fqdn|facts\.clientcert|clientcert)\s*\}/,
        ) ?? (hierarchy === undefined ? certnameOf(path) : undefined),
      ppRole: valueIn(path, pattern, /%\{\s*(?:::)?trusted\.extensions\.pp_role\s*\}/),
    });
  }
  if (paths.length > treeLimits.files) findings.push(finding(row.tooManyFiles, undefined, treeLimits.files));
  return { files, findings };
}

const isCommonName = (path: string): boolean =>
  /(?:^|\/)(?:common|global|default|defaults)\.(?:ya?ml|eyaml)$/.test(path);

/** In a tree without hierarchy, a file in a folder of nodes is named after one. */
function certnameOf(path: string): string | undefined {
  return /(?:^|\/)nodes?\/([^/]+)\.(?:ya?ml|eyaml)$/.exec(path)?.[1];
}

/** What stands in a path for the only interpolation of a pattern. */
function valueIn(path: string, pattern: string, interpolation: RegExp): string | undefined {
  const found = interpolation.exec(pattern);
  if (found === null || pattern.split('%{').length !== 2) return undefined;
  const [before, after] = [pattern.slice(0, found.index), pattern.slice(found.index + found[0].length)];
  return path.startsWith(before) && path.endsWith(after)
    ? path.slice(before.length, path.length - after.length)
    : undefined;
}

/** Files that no level leads to, one finding for each folder of them. */
function neverRead(files: readonly DataFile[], { levels, isClosed, folders }: Hierarchy): readonly Finding[] {
  const patterns = levels.flatMap((level) => level.patterns);
  if (!isClosed || patterns.length === 0) return [];
  const byFolder = new Map<string, DataFile[]>();
  for (const file of files.filter(({ level }) => level === undefined)) {
    const folder = folders.includes(dirname(file.path)) ? file.path : dirname(file.path);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), file]);
  }
  return [...byFolder].map(([folder, list]) => {
    const [first] = list;
    const what = list.length === 1 ? (first?.path ?? folder) : `the ${list.length} files in ${folder}`;
    const shown = patterns.slice(0, 5).join(', ') + (patterns.length > 5 ? `, and ${patterns.length - 5} more` : '');
    return warning(row.neverRead, first && { file: first.file, line: 1, column: 1 }, what, shown);
  });
}

function yamlFiles(folder: string, all = false, depth = 0): string[] {
  if (depth > treeLimits.depth) return [];
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        const isOther = !all && (ignored.has(entry.name) || existsSync(join(path, MANIFEST)));
        return entry.name === '.git' || isOther ? [] : yamlFiles(path, all, depth + 1);
      }
      return entry.isFile() && /\.(?:ya?ml|eyaml)$/.test(entry.name) && (all || !entry.name.startsWith('.'))
        ? [path]
        : [];
    });
}
