// Builds dist/: the command line, the library for configurations, the shipped platform and the bindings. Definitions are
// reflected on the way, so that neither a clone nor an installed package has to read their sources again.
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cacheFolder = join(root, 'node_modules', '.cache', 'ovp-gen');

// What every start needs comes along in the bundle; everything heavy stays outside until it is asked for.
const external = ['ajv', 'ajv-formats', 'diff', 'ejs', 'esbuild', 'execa', 'prettier', 'semver', 'ts-morph', 'yaml'];
const common = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
  external: external.flatMap((name) => [name, `${name}/*`]),
  // Bundled CommonJS packages call require() for Node's own modules.
  banner: { js: "import { createRequire as ovpCreateRequire } from 'node:module'; const require = ovpCreateRequire(import.meta.url);" },
};

const loader = join(cacheFolder, 'build-loader.mjs');
await build({ ...common, entryPoints: ['src/load/build.ts'], outfile: loader });
const { reflection } = await import(pathToFileURL(loader).href);
const { plugin, save } = reflection(root);

const { metafile } = await build({
  ...common,
  entryPoints: {
    cli: 'src/cli/main.ts',
    index: 'src/index.ts',
    platform: 'src/platform/index.ts',
    ...Object.fromEntries(
      readdirSync(join(root, 'src/bindings'))
        .filter((name) => name.endsWith('.ts'))
        .map((name) => [`bindings/${name.slice(0, -3)}`, `src/bindings/${name}`]),
    ),
  },
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  outdir: 'dist',
  sourcemap: 'linked',
  sourcesContent: false,
  metafile: true,
  plugins: [plugin],
});
save();

// What an earlier build has left goes last, so that a command that runs meanwhile finds its files. Declarations are
// made by `prepack`, before this.
const made = new Set(Object.keys(metafile.outputs).map((path) => resolve(root, path)));
for (const name of readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' })) {
  const path = join(root, 'dist', name);
  if (name === 'types' || name.startsWith(`types${sep}`) || made.has(path)) continue;
  if (existsSync(path) && statSync(path).isFile()) rmSync(path);
}
