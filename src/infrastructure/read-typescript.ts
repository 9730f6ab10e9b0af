/** Reads an infrastructure from a TypeScript file: runs it, and finds the places of its values in the source. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';
import { type Bundle, bundle, importBundle } from '../load/bundle.js';
import { Guard } from '../load/guard.js';
import { locator } from '../load/locate.js';
import { reflectionVersion } from '../load/version.js';
import { finding, type Finding, FindingsError } from '../findings/finding.js';
import { packageFile, packageRoot } from '../model/package-root.js';
import type { Data } from '../model/value.js';
import type { Site } from '../findings/site.js';
import { isInfrastructure } from './define.js';
import { readDiagnostics as row } from './diagnostics.js';
import { described, type ReadInfrastructure, readText } from './read.js';

/** @param file absolute */
export async function readTypeScript(file: string): Promise<ReadInfrastructure> {
  const text = readText(file);
  if (typeof text !== 'string') return { infrastructure: undefined, findings: [text] };
  const project = projectOf(dirname(file));
  const root = project ?? dirname(file);
  const folder = project === undefined ? mkdtempSync(join(tmpdir(), 'ovp-gen-')) : undefined;
  try {
    return await readBundled(file, root, folder);
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}

/** The folder with the closest package.json; a description may stand outside of any project. */
function projectOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** Where the project has no ovp-gen of its own, this one is meant. */
function ownPackage(root: string): Plugin {
  return {
    name: 'ovp-gen-own-package',
    setup(build) {
      build.onResolve({ filter: /^ovp-gen$/ }, ({ path }) => {
        const folders = createRequire(join(root, 'package.json')).resolve.paths(path) ?? [];
        if (folders.some((folder) => existsSync(join(folder, path)))) return undefined;
        return { path: pathToFileURL(packageFile('dist/index.js')).href, external: true };
      });
    },
  };
}

async function readBundled(file: string, root: string, folder: string | undefined): Promise<ReadInfrastructure> {
  const absolute = (site: Site): Site => ({
    ...site,
    file: isAbsolute(site.file) ? site.file : resolve(root, site.file),
  });
  const find = locator(packageRoot, root);
  const locate = (stack: string | undefined): Site | undefined => {
    const site = find(stack);
    return site && absolute(site);
  };
  const start: Site = { file, line: 1, column: 1 };
  const refused = (findings: readonly Finding[]): ReadInfrastructure => ({ infrastructure: undefined, findings });
  let bundled: Bundle;
  try {
    bundled = await bundle(file, root, reflectionVersion(), {
      ...(folder !== undefined && { folder }),
      plugins: [ownPackage(root)],
    });
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    return refused(error.findings.map((item) => (item.site ? { ...item, site: absolute(item.site) } : item)));
  }
  const guard = new Guard(root, locate);
  let value: unknown;
  try {
    value = await guard.watch(() => importBundle(bundled));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return refused([finding(row.threw, (error instanceof Error ? locate(error.stack) : undefined) ?? start, message)]);
  }
  const asked = guard.findings({ env: [], inputs: [] });
  if (!isInfrastructure(value)) return refused([...asked, finding(row.noDefault, start)]);
  const call = locate(value.stack) ?? start;
  const { data, problem } = plain(value.description);
  if (problem !== undefined)
    return refused([...asked, finding(row.value, call, problem.path.join('.'), problem.text, undefined)]);
  // The parser of TypeScript takes its time.
  const { sourcePlaces } = await import('./source-places.js');
  return described(data, sourcePlaces(call), asked);
}

interface Plain {
  readonly data: Data;
  readonly problem?: { readonly path: readonly (string | number)[]; readonly text: string };
}

/** Data alone: no functions, no cycles, nothing undefined; blanks are absent, as in YAML, except in Hiera data. */
function plain(value: unknown): Plain {
  let problem: Plain['problem'];
  const entered = new Set<object>();
  const copy = (item: unknown, path: readonly (string | number)[], hiera: boolean): Data | undefined => {
    if (item === undefined) return undefined;
    if (item === null || item === '') return hiera ? item : undefined;
    if (typeof item === 'string' || typeof item === 'boolean') return item;
    if (typeof item === 'number' && Number.isFinite(item)) return item;
    if (typeof item !== 'object') {
      problem ??= { path, text: `is a ${typeof item}, and not data` };
      return undefined;
    }
    if (entered.has(item)) {
      problem ??= { path, text: 'contains itself' };
      return undefined;
    }
    entered.add(item);
    let result: Data;
    if (Array.isArray(item)) {
      result = item
        .map((member, index) => copy(member, [...path, index], hiera))
        .filter((member) => member !== undefined);
    } else {
      const entries = Object.entries(item).map(
        ([key, member]) =>
          [key, copy(member, [...path, key], hiera || key === 'hiera' || key === 'role_hiera')] as const,
      );
      result = Object.fromEntries(entries.filter((entry): entry is [string, Data] => entry[1] !== undefined));
    }
    entered.delete(item);
    return result;
  };
  try {
    const data = copy(value, [], false) ?? null;
    return problem === undefined ? { data } : { data, problem };
  } catch (error) {
    if (error instanceof RangeError) return { data: null, problem: { path: [], text: 'is nested too deeply' } };
    throw error;
  }
}
