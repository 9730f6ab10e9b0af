#!/usr/bin/env node
import { existsSync, realpathSync } from 'node:fs';
import module from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

// Node 22.8 and later keep compiled code between runs.
module.enableCompileCache?.();

// Who has read enough, as `| head` has, is no failure of ours.
process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

const argv = process.argv.slice(2);
const root = packageOfProject();
try {
  const { main } = await import(pathToFileURL(join(root, 'dist', 'cli.js')).href);
  process.exitCode = await main(argv);
} finally {
  if (process.exitCode !== 0) await tellStale();
}

/** In a checkout, whoever has just edited ovp-gen may be looking at what it was before. */
async function tellStale() {
  const script = join(root, 'scripts/stale.mjs');
  if (!existsSync(script)) return;
  const { newerThanBuild } = await import(pathToFileURL(script).href);
  const newer = newerThanBuild(root);
  if (newer !== undefined) console.error(`note: dist is older than '${newer}'. Renew it: npm run build`);
}

/**
 * Folder of the ovp-gen that the project has of its own, else of this one: a configuration must not be run by another
 * version than the one that its definitions are made with.
 */
function packageOfProject() {
  const own = realpathSync(dirname(dirname(fileURLToPath(import.meta.url))));
  const at = argv.findIndex((value) => value === '--config' || value.startsWith('--config='));
  const config = argv[at]?.startsWith('--config=') ? argv[at].slice('--config='.length) : argv[at + 1];
  const from = at < 0 || config === undefined ? join(process.cwd(), 'ovp.config.ts') : resolve(config);
  try {
    return dirname(realpathSync(module.createRequire(from).resolve('ovp-gen/package.json')));
  } catch {
    return own;
  }
}
