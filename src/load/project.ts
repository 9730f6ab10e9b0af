/** Loads a project: configuration, definitions, assets; builds the model and checks it. */
import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { EmitContext } from '../model/emit.js';
import { Catalogue } from '../bind/catalogue.js';
import { lockFile } from '../bind/lock.js';
import { indexIn, interfaceFolders, recordingsOf } from '../bind/recordings.js';
import { checkModel } from '../check/check.js';
import { buildModel } from '../model/build.js';
import { type Config, identityOf } from '../model/config.js';
import { type Finding, finding, FindingsError } from '../findings/finding.js';
import type { ModuleModel } from '../model/module.js';
import { packageFile, packageRoot } from '../package-root.js';
import type { Locate } from '../findings/site.js';
import { printDiagnostics } from '../puppet/print/diagnostics.js';
import { assetInputs, isFolder, readAssets, readProse } from './assets.js';
import { type Bundle, bundle, importBundle } from './bundle.js';
import { loadDiagnostics as row } from './diagnostics.js';
import { atEntries } from './entry-places.js';
import { type Declared, Guard } from './guard.js';
import { shapeProblems } from './config-shape.js';
import { emitContext } from './emit-context.js';
import { locator } from './locate.js';
import { missingImport } from './missing-import.js';
import { normaliseModel } from './normalise.js';
import { reflectionVersion } from './version.js';
import { reasonOf } from '../text/reason.js';

/** Findings of the printer on what the checks of the whole module know more about: candidates, and the place. */
const saidBetter: readonly string[] = [printDiagnostics.unknownVariable.code, printDiagnostics.className.code];

export interface Project {
  /** Absent where errors leave nothing to work with. */
  readonly model: ModuleModel | undefined;
  readonly context: EmitContext;
  readonly findings: readonly Finding[];
  /** Where the module is written; absolute. */
  readonly directory: string;
  /** Everything that was read; absolute. */
  readonly inputs: {
    readonly files: readonly string[];
    readonly folders: readonly string[];
    readonly env: readonly string[];
  };
  /** The place that a raw stack stands for. */
  readonly locate: Locate;
}

/**
 * @param options.config absolute path of the configuration
 * @throws FindingsError where the configuration itself cannot be loaded
 */
export async function loadProject({ config: path }: { readonly config: string }): Promise<Project> {
  const root = dirname(path);
  const locate = locator(packageRoot, root);
  const bundled = await bundle(path, root, reflectionVersion());
  const guard = new Guard(root, locate);
  const config = await guard.watch(() => evaluate(bundled, path, root, locate));
  const { platform } = config;
  const identity = identityOf(config);
  const folders = {
    assets: foldersOf(root, platform.assets, config.assets),
    prose: foldersOf(root, platform.prose, config.prose),
  };
  const world = { assets: readAssets(folders.assets, identity), prose: readProse(folders.prose, identity), locate };
  const built = await guard.watch(() => buildModel(config, world));
  const { model, findings } = normaliseModel(built.model, locate);
  const declared = {
    env: config.env ?? [],
    inputs: (config.inputs ?? []).map((input) => join(root, input)),
  };
  const interfaces = interfaceFolders(root);
  const catalogue = new Catalogue(interfaces);
  const directory = join(root, config.output ?? join('output', identity.name));
  return {
    model,
    context: await emitContext(root, catalogue),
    findings: await atEntries(
      [
        ...missingFolders(root, config),
        ...built.findings,
        ...findings.filter(({ code }) => !saidBetter.includes(code)),
        ...checkModel(built.model, { catalogue, locate }),
        ...guard.findings(declared),
      ],
      root,
    ),
    directory,
    inputs: inputsOf(root, bundled, { assets: [...folders.assets, ...folders.prose], interfaces }, declared),
    locate,
  };
}

/** Folders of the platform, and that of the project's own, which goes over them. */
function foldersOf(root: string, platform: readonly string[], own: string | undefined): readonly string[] {
  return own === undefined ? platform : [...platform, join(root, own)];
}

function missingFolders(root: string, config: Config): readonly Finding[] {
  return (['assets', 'prose'] as const).flatMap((what) => {
    const folder = config[what];
    return folder === undefined || existsSync(join(root, folder))
      ? []
      : [finding(row.noFolder, undefined, what, folder)];
  });
}

function inputsOf(
  root: string,
  { inputs }: Bundle,
  { assets: given, interfaces }: { readonly assets: readonly string[]; readonly interfaces: readonly string[] },
  declared: Declared,
): Project['inputs'] {
  const assets = assetInputs([...given, ...declared.inputs]);
  const fixed = ['package.json', 'tsconfig.json', 'package-lock.json'].map((name) => join(root, name));
  const packaged = assetInputs([packageFile('templates'), ...interfaces]);
  return {
    files: [
      ...new Set([
        ...inputs,
        ...fixed,
        ...declared.inputs.filter((path) => !isFolder(path)),
        ...assets.files,
        ...packaged.files,
        lockFile,
        // Where there is none yet, its appearance is a change.
        indexIn(recordingsOf(root).interfaces),
      ]),
    ],
    folders: [...new Set([...assets.folders, ...packaged.folders])],
    env: declared.env,
  };
}

async function evaluate(bundled: Bundle, path: string, root: string, locate: Locate): Promise<Config> {
  let value: unknown;
  try {
    value = await importBundle(bundled);
  } catch (error) {
    const unknown = missingImport(error, bundled, root);
    if (unknown !== undefined) throw new FindingsError([unknown]);
    const message = reasonOf(error);
    const site = error instanceof Error ? locate(error.stack) : undefined;
    throw new FindingsError([finding(row.threw, site, message)]);
  }
  const file = relative(root, path);
  const start = { file, line: 1, column: 1 };
  if (typeof value !== 'object' || value === null) throw new FindingsError([finding(row.noDefault, start, file)]);
  const problems = shapeProblems(value);
  if (problems.length === 0) return value as Config;
  const { keyPlaces } = await import('./key-places.js');
  const places = keyPlaces(
    path,
    problems.map(({ keys }) => keys),
  );
  throw new FindingsError(problems.map(({ found }, index) => ({ ...found, site: { ...start, ...places[index] } })));
}
