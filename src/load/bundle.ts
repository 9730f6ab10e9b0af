/** Bundles a configuration with esbuild, and imports the bundle. */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type BuildFailure, type BuildResult, type Message, type Plugin } from 'esbuild';
import { type Finding, finding, FindingsError } from '../findings/finding.js';
import { CodeCache } from './code-cache.js';
import { loadDiagnostics as row } from './diagnostics.js';
import { reflectionPlugin } from './plugin.js';
import { ReflectionCache } from './reflection-cache.js';
import { machineFinding } from '../write/failures.js';
import { makeFolder } from '../write/folder.js';

export interface Bundle {
  /** Absolute path of the module that was written. */
  readonly file: string;
  /** Files that it was made of, absolute. */
  readonly inputs: readonly string[];
  /** Imports that stay imports, with the file that has them, absolute. */
  readonly packages: readonly { readonly name: string; readonly file: string }[];
}

/** Where a project keeps what can be made again. Inside the project, so that a bundle finds the project's packages. */
export function cacheFolder(root: string): string {
  return join(root, 'node_modules', '.cache', 'ovp-gen');
}

/**
 * Packages stay outside the bundle: a second copy of one would not be the one that others import.
 *
 * @param version of the code that reflects
 * @param options.folder where the bundle goes, if not into the project's cache
 * @param options.plugins run before the one that reflects
 * @throws FindingsError with all syntax errors and imports that lead nowhere
 */
export async function bundle(
  config: string,
  root: string,
  version: string,
  { folder = cacheFolder(root), plugins = [] }: { readonly folder?: string; readonly plugins?: readonly Plugin[] } = {},
): Promise<Bundle> {
  const cache = new ReflectionCache(join(folder, 'reflection.json'), version);
  const compiled = new CodeCache(join(folder, 'code'));
  const result = await attempt(root, () =>
    build({
      absWorkingDir: root,
      entryPoints: [config],
      bundle: true,
      packages: 'external',
      format: 'esm',
      platform: 'node',
      target: 'node20',
      sourcemap: 'linked',
      sourcesContent: false,
      outfile: join(folder, 'config.mjs'),
      write: false,
      metafile: true,
      logLevel: 'silent',
      plugins: [...plugins, reflectionPlugin(root, cache, compiled)],
    }),
  );
  cache.save();
  compiled.save();
  const [map, code] = [...result.outputFiles].sort((a, b) => b.path.length - a.path.length);
  const text = code?.text.replace(/\n\/\/# sourceMappingURL=.*\n$/, '') ?? '';
  // The name follows the content: Node imports a module once by its name.
  const name = `config-${createHash('sha256').update(text).update(config).digest('hex').slice(0, 16)}.mjs`;
  const at = store(folder, root, name, `${text}\n//# sourceMappingURL=${name}.map\n`, map?.text ?? '{"sources":[]}');
  return {
    file: join(at, name),
    // Imports of types leave no trace in what esbuild reports.
    inputs: [...Object.keys(result.metafile.inputs).map((path) => resolve(root, path)), ...cache.visited()],
    packages: Object.entries(result.metafile.inputs).flatMap(([path, { imports }]) =>
      imports.flatMap((item) => (item.external === true ? [{ name: item.path, file: resolve(root, path) }] : [])),
    ),
  };
}

/** @returns the folder that it is in: where the project cannot be written, one that finds the same packages */
function store(folder: string, root: string, name: string, code: string, map: string): string {
  try {
    makeFolder(folder);
    removeOld(folder);
    writeFileSync(join(folder, `${name}.map`), map);
    writeFileSync(join(folder, name), code);
    return folder;
  } catch (error) {
    if (machineFinding(error, folder) === undefined) throw error;
    const elsewhere = mkdtempSync(join(tmpdir(), 'ovp-gen-config-'));
    process.once('exit', () => rmSync(elsewhere, { recursive: true, force: true }));
    symlinkSync(packagesOf(root), join(elsewhere, 'node_modules'), 'junction');
    const { sources, ...rest } = JSON.parse(map) as { readonly sources: readonly string[] };
    const absolute = sources.map((source) => pathToFileURL(resolve(folder, source)).href);
    writeFileSync(join(elsewhere, `${name}.map`), JSON.stringify({ ...rest, sources: absolute }));
    writeFileSync(join(elsewhere, name), code);
    return elsewhere;
  }
}

/** The nearest folder of packages, which may be that of a project around this one. */
function packagesOf(root: string): string {
  const own = join(root, 'node_modules');
  return existsSync(own) || dirname(root) === root ? own : packagesOf(dirname(root));
}

/** Bundles that no run can still be about to import. */
function removeOld(folder: string): void {
  const oldest = Date.now() - 60 * 60 * 1000;
  for (const name of readdirSync(folder).filter((item) => /^config-[0-9a-f]+\.mjs(\.map)?$/.test(item))) {
    const path = join(folder, name);
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats !== undefined && stats.mtimeMs < oldest) rmSync(path, { force: true });
  }
}

async function attempt<T extends BuildResult>(root: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof Error && 'errors' in error) {
      throw new FindingsError((error as BuildFailure).errors.map((message) => fromEsbuild(message, root)));
    }
    throw error;
  }
}

function fromEsbuild({ text, location }: Message, root: string): Finding {
  const site = location
    ? { file: relative(root, resolve(root, location.file)), line: location.line, column: location.column + 1 }
    : undefined;
  return finding(row.syntax, site, text);
}

/** Imports a bundle. Stacks are shown in terms of the sources from here on. */
export async function importBundle({ file }: Pick<Bundle, 'file'>): Promise<unknown> {
  process.setSourceMapsEnabled(true);
  const module = (await import(pathToFileURL(file).href)) as { readonly default?: unknown };
  return module.default;
}
