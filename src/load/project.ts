/** Loads a project: configuration, definitions, assets; builds the model and checks it. */
import { dirname, join, relative } from 'node:path';
import type { EmitContext } from '../../generators/context.js';
import { Catalogue } from '../bind/catalogue.js';
import { readLock } from '../bind/lock.js';
import { checkModel } from '../check/check.js';
import { buildModel } from '../model/build.js';
import type { Config } from '../model/config.js';
import { type Finding, finding, FindingsError } from '../model/finding.js';
import type { ModuleModel } from '../model/module.js';
import { packageFile, packageRoot } from '../model/package-root.js';
import type { Site } from '../puppet/ast.js';
import { assetInputs, readAssets, readProse } from './assets.js';
import { type Bundle, bundle, importBundle } from './bundle.js';
import { loadDiagnostics as row } from './diagnostics.js';
import { locator } from './locate.js';
import { reflectionVersion } from './version.js';

export interface Project {
  /** Absent where errors leave nothing to work with. */
  readonly model: ModuleModel | undefined;
  readonly context: EmitContext;
  readonly findings: readonly Finding[];
  /** Where the module is written; absolute. */
  readonly directory: string;
  /** Everything that was read; absolute. */
  readonly inputs: { readonly files: readonly string[]; readonly folders: readonly string[]; readonly env: readonly string[] };
  /** The place that a raw stack stands for. */
  readonly locate: (stack: string | undefined) => Site | undefined;
}

/**
 * @param options.config absolute path of the configuration
 * @throws FindingsError where the configuration itself cannot be loaded
 */
export async function loadProject({ config: path }: { readonly config: string }): Promise<Project> {
  const root = dirname(path);
  const locate = locator(packageRoot, root);
  const bundled = await bundle(path, root, reflectionVersion());
  const config = await evaluate(bundled, path, root, locate);
  const { platform } = config;
  const identity = { ...platform.identity, ...config.module };
  const assetFolders = [...platform.assets, ...(config.assets === undefined ? [] : [join(root, config.assets)])];
  const proseFolders = [...platform.prose, ...(config.prose === undefined ? [] : [join(root, config.prose)])];
  const { model, findings } = buildModel(config, {
    assets: readAssets(assetFolders, identity),
    prose: readProse(proseFolders, identity),
    locate,
  });
  const catalogue = new Catalogue();
  const lock = await readLock();
  const directory = join(root, config.output ?? join('output', identity.name));
  return {
    model,
    context: {
      lock: lock.modules.map(({ module, slug, version, repository, ref }) => ({
        name: module,
        slug,
        version,
        repository: `https://github.com/${repository}`,
        ref,
      })),
      aliases: catalogue.aliases(),
    },
    findings: [...findings, ...checkModel(model, { catalogue, lock, locate })],
    directory,
    inputs: inputsOf(root, bundled, [...assetFolders, ...proseFolders]),
    locate,
  };
}

function inputsOf(root: string, { inputs }: Bundle, folders: readonly string[]): Project['inputs'] {
  const assets = assetInputs(folders);
  const fixed = ['package.json', 'tsconfig.json', 'package-lock.json'].map((name) => join(root, name));
  const packaged = assetInputs([packageFile('templates'), packageFile('fixtures/interfaces')]);
  return {
    files: [...new Set([...inputs, ...fixed, ...assets.files, ...packaged.files, packageFile('fixtures/modules.lock.json')])],
    folders: [...new Set([...assets.folders, ...packaged.folders])],
    env: [],
  };
}

async function evaluate(
  bundled: Bundle,
  path: string,
  root: string,
  locate: (stack: string | undefined) => Site | undefined,
): Promise<Config> {
  let value: unknown;
  try {
    value = await importBundle(bundled);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const site = error instanceof Error ? locate(error.stack) : undefined;
    throw new FindingsError([finding(row.threw, site, message)]);
  }
  if (!isConfig(value)) throw new FindingsError([finding(row.noDefault, undefined, relative(root, path))]);
  return value;
}

function isConfig(value: unknown): value is Config {
  return typeof value === 'object' && value !== null && 'platform' in value && 'module' in value;
}
