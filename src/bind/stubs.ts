/**
 * Stub modules: the recorded interfaces as modules that compile where the real ones are not at hand.
 *
 * They judge names and types, nothing else. Their classes and defined types are empty, so what an order or a behaviour
 * against them shows is worth nothing. Functions return something of the declared type; a few that definitions build on
 * are the real thing, from `ruby/functions/`.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { packageFile } from '../package-root.js';
import { coreModule, type Interface } from './interface.js';
import { functionFile, type FunctionSources } from './stub-function.js';
import { aliasFile, manifestFile } from './stub-manifest.js';
import { nativeTypeFile } from './stub-type.js';
import { makeFolder } from '../write/folder.js';

/** The functions of `ruby/functions/`; `stdlib/to_yaml.rb` is `stdlib::to_yaml`. */
export async function readFunctionSources(): Promise<FunctionSources> {
  const folder = packageFile('src/bind/ruby/functions');
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.rb')).sort();
  const entries = files.map(async (file) => {
    const name = file.slice(0, -'.rb'.length).split(sep).join('::');
    return [name, await readFile(join(folder, file), 'utf8')] as const;
  });
  return new Map(await Promise.all(entries));
}

/**
 * The files of a stub module: text by path below the module's folder.
 *
 * @param known names of all type aliases at hand; others become `Any`.
 */
export function stubFiles(
  source: Interface,
  known: ReadonlySet<string>,
  functions: FunctionSources = new Map(),
): ReadonlyMap<string, string> {
  const path = (name: string): string => {
    const [first, ...others] = name.toLowerCase().split('::');
    return (first === source.module ? others : [first, ...others]).join('/');
  };
  const files: (readonly [string, string])[] = [
    ['metadata.json', `${JSON.stringify(metadata(source), undefined, 2)}\n`],
    ...Object.entries(source.classes).map(
      ([name, item]) => [`manifests/${path(name) || 'init'}.pp`, manifestFile('class', name, item, known)] as const,
    ),
    ...Object.entries(source.defines).map(
      ([name, item]) => [`manifests/${path(name) || 'init'}.pp`, manifestFile('define', name, item, known)] as const,
    ),
    ...Object.entries(source.aliases).map(
      ([name, text]) => [`types/${path(name) || 'init'}.pp`, aliasFile(name, text, known)] as const,
    ),
    ...Object.entries(source.functions).map(([name, item]) => {
      const file = `lib/puppet/functions/${name.split('::').join('/')}.rb`;
      return [file, functions.get(name) ?? functionFile(name, item, known, functions)] as const;
    }),
    ...Object.entries(source.types).map(
      ([name, item]) => [`lib/puppet/type/${name}.rb`, nativeTypeFile(name, item)] as const,
    ),
  ];
  return new Map(files);
}

/** Writes stub modules side by side into a folder, which becomes a modulepath. What OpenVox itself has needs none. */
export async function writeStubs(interfaces: readonly Interface[], directory: string): Promise<void> {
  const functions = await readFunctionSources();
  const known = new Set(interfaces.flatMap(({ aliases }) => Object.keys(aliases)));
  for (const source of interfaces.filter(({ module }) => module !== coreModule)) {
    const files = [...stubFiles(source, known, functions)].map(([file, text]) => {
      return [join(directory, source.module, file), text] as const;
    });
    for (const folder of new Set(files.map(([file]) => dirname(file)))) makeFolder(folder);
    await Promise.all(files.map(([file, text]) => writeFile(file, text)));
  }
}

function metadata({ slug, module, version, dependencies, requirements }: Interface): object {
  const ranges = (record: Readonly<Record<string, string>>): object[] =>
    Object.entries(record).map(([name, range]) => ({ name, version_requirement: range }));
  return {
    name: (slug ?? module).replace('/', '-'),
    version,
    author: 'stub',
    summary: `Names and types of ${slug ?? module}`,
    license: 'Apache-2.0',
    source: '',
    dependencies: ranges(dependencies),
    requirements: ranges(requirements),
  };
}
