// Starts the lab: the driver is TypeScript, bundled as it starts.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const outfile = join(here, '../../node_modules/.cache/e2e/main.mjs');
mkdirSync(dirname(outfile), { recursive: true });
await build({
  entryPoints: [join(here, 'main.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  sourcemap: 'inline',
  logLevel: 'warning',
  // The bundle is elsewhere, but scripts and scenarios are where they were.
  define: { 'import.meta.dirname': JSON.stringify(here) },
});
await import(pathToFileURL(outfile).href);
