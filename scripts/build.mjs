// Builds dist/: the command line, the library for configurations, the shipped platform and the bindings. Definitions are
// reflected on the way, so that neither a clone nor an installed package has to read their sources again.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cacheFolder = join(root, 'node_modules', '.cache', 'ovp-gen');

// What every run needs comes along in the bundle; everything heavy stays outside until it is asked for.
const external = ['diff', 'execa'];
const commonJs = ['ajv', 'ajv-formats', 'esbuild', 'ts-morph'];

/**
 * Leaves CommonJS packages outside, but has them required: to import one, Node reads its whole text once more for the
 * names that it exports, which for a compiler takes longer than an edit may.
 */
const required = {
  name: 'required',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^(${commonJs.join('|')})($|/)`) }, ({ path, kind }) =>
      kind === 'require-call' ? { path, external: true } : { path, namespace: 'required' },
    );
    onLoad({ filter: /.*/, namespace: 'required' }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)})`,
    }));
  },
};

/** Maps lead to what is written here; those of packages would be as large as all the rest, and lead to their file only. */
const unmapped = {
  name: 'unmapped',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]node_modules[\\/].*\.[cm]?js$/ }, ({ path }) => {
      const map = JSON.stringify({ version: 3, sources: [basename(path)], mappings: 'AAAA' });
      const url = `data:application/json;base64,${Buffer.from(map).toString('base64')}`;
      return { contents: `${readFileSync(path, 'utf8')}\n//# sourceMappingURL=${url}` };
    });
  },
};
const common = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
  external,
  plugins: [required],
  // Bundled CommonJS packages call require() for Node's own modules.
  banner: {
    js: "import { createRequire as ovpCreateRequire } from 'node:module'; const require = ovpCreateRequire(import.meta.url);",
  },
};

const loader = join(cacheFolder, 'build-loader.mjs');
await build({ ...common, entryPoints: ['src/load/build.ts'], outfile: loader });
const { reflection } = await import(pathToFileURL(loader).href);
const { plugin, save } = reflection(root);

const { metafile } = await build({
  ...common,
  entryPoints: {
    cli: 'src/cli/main.ts',
    description: 'src/infrastructure/description/typescript/worker.ts',
    index: 'src/index.ts',
    platform: 'src/platform/library.ts',
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
  plugins: [plugin, required, unmapped],
});
save();

// What this code is, for runs that ask whether they have to do anything; see src/cli/self.ts.
const buildId = join(root, 'dist/build-id');
const hash = createHash('sha256');
for (const path of Object.keys(metafile.outputs)
  .filter((name) => name.endsWith('.js'))
  .sort()) {
  hash.update(`${path}\0`).update(readFileSync(resolve(root, path)));
}
writeFileSync(buildId, hash.digest('hex'));

// What others have written is given away with their terms.
const licences = join(root, 'dist/LICENSES.txt');
writeFileSync(licences, licencesOf(Object.keys(metafile.inputs)));

// What an earlier build has left goes last, so that a command that runs meanwhile finds its files. Declarations are
// made by `prepack`, before this.
const made = new Set([buildId, licences, ...Object.keys(metafile.outputs).map((path) => resolve(root, path))]);
for (const name of readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' })) {
  const path = join(root, 'dist', name);
  if (name === 'types' || name.startsWith(`types${sep}`) || made.has(path)) continue;
  if (existsSync(path) && statSync(path).isFile()) rmSync(path);
}

/** The terms of every package that is in the bundle, each once. */
function licencesOf(inputs) {
  const packages = inputs.flatMap((path) => /.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  const texts = [...new Set(packages)].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`'${name}' is in the bundle, and comes without the text of its licence`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(root, folder, file), 'utf8').trim()}\n`;
  });
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}
