/** Reads an infrastructure from a TypeScript file: runs it, and finds the places of its values in the source. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';
import { type Bundle, bundle } from '../../../load/bundle.js';
import { reflectionVersion } from '../../../load/version.js';
import { finding, type Finding, FindingsError } from '../../../findings/finding.js';
import type { Site } from '../../../findings/site.js';
import { packageFile } from '../../../package-root.js';
import { readDiagnostics as row } from '../diagnostics.js';
import { readText } from '../../source/read-text.js';
import { described, type ReadInfrastructure } from '../described.js';
import { runDescription, type RunLimits } from './run.js';

/**
 * @param file absolute
 * @param limits of what its code may take; replaced by tests
 */
export async function readTypeScript(file: string, limits?: RunLimits): Promise<ReadInfrastructure> {
  const text = readText(file);
  if (typeof text !== 'string') return { infrastructure: undefined, findings: [text] };
  const project = projectOf(dirname(file));
  const root = project ?? dirname(file);
  const folder = project === undefined ? mkdtempSync(join(tmpdir(), 'ovp-gen-')) : undefined;
  try {
    return await readBundled(file, root, folder, limits);
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}

/** The folder with the closest package.json, or with packages; a description may stand outside of any project. */
function projectOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (['package.json', 'node_modules/ovp-gen'].some((path) => existsSync(join(at, path)))) return at;
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

async function readBundled(
  file: string,
  root: string,
  folder: string | undefined,
  limits: RunLimits | undefined,
): Promise<ReadInfrastructure> {
  const absolute = (site: Site): Site => ({
    ...site,
    file: isAbsolute(site.file) ? site.file : resolve(root, site.file),
  });
  const start: Site = { file, line: 1, column: 1 };
  const refused = (...findings: readonly Finding[]): ReadInfrastructure => ({ infrastructure: undefined, findings });
  let bundled: Bundle;
  try {
    bundled = await bundle(file, root, reflectionVersion(), {
      ...(folder !== undefined && { folder }),
      plugins: [ownPackage(root)],
    });
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    return refused(...error.findings.map((item) => (item.site ? { ...item, site: absolute(item.site) } : item)));
  }
  const made = await runDescription({ bundle: bundled.file, root }, limits);
  if (made.kind === 'threw') return refused(finding(row.threw, made.site ?? start, made.message));
  if (made.kind === 'other') return refused(...made.asked, finding(row.noDefault, start));
  const { asked, call = start, description } = made;
  const { problem } = description;
  if (problem !== undefined) {
    const where = problem.path.length === 0 ? 'the description' : problem.path.join('.');
    return refused(...asked, finding(row.value, call, where, problem.text, undefined));
  }
  // The parser of TypeScript takes its time.
  const { sourcePlaces } = await import('./source-places.js');
  return described(description.data, sourcePlaces(call), asked);
}
