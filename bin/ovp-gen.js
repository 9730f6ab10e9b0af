#!/usr/bin/env node
import { existsSync, realpathSync } from 'node:fs';
import module from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

// Node 22.8 and later keep compiled code between runs.
module.enableCompileCache?.();

// Who has read enough, as `| head` has, and a terminal that was closed: what was begun is brought to its end, with the exit
// code that it has. What cannot be written for another reason, such as a full disk, is a failure.
const READER_GONE = new Set(['EPIPE', 'EIO', 'ERR_STREAM_DESTROYED']);
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (READER_GONE.has(error.code)) return;
    if (stream === process.stdout) console.error(`ovp-gen: what there is to say cannot be written: ${error.message}`);
    process.exit(1);
  });
}

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
