// The npm package as users get it: packed, looked at by publint and by are-the-types-wrong, installed without anything
// else in an empty folder, weighed, started. Needs a registry in reach.
import { spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** Bytes of everything below node_modules. */
const LIMIT = 60e6;

const work = mkdtempSync(join(tmpdir(), 'ovp-package-'));
const run = (cwd, command, ...argv) => {
  console.log(`\n== ${command} ${argv.join(' ')}`);
  const { status } = spawnSync(command, argv, { cwd, stdio: 'inherit' });
  if (status !== 0) throw new Error(`'${command}' ended with ${status}`);
};
const size = (path) => {
  const stats = lstatSync(path);
  return stats.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + size(join(path, name)), 0) : stats.size;
};

try {
  run(root, 'npm', 'pack', '--pack-destination', work);
  const tarball = join(
    work,
    readdirSync(work).find((name) => name.endsWith('.tgz')),
  );
  run(work, 'npx', '--yes', 'publint@0.3.25', '--strict', tarball);
  // There is no CommonJS form, so only what imports is asked.
  run(work, 'npx', '--yes', '@arethetypeswrong/cli@0.18.5', '--profile', 'esm-only', tarball);
  const site = join(work, 'site');
  mkdirSync(site);
  run(site, 'npm', 'init', '--yes');
  run(site, 'npm', 'install', '--no-audit', '--no-fund', tarball);
  run(site, 'npx', 'ovp-gen', '--version');
  const bytes = size(join(site, 'node_modules'));
  console.log(`\ninstalled: ${(bytes / 1e6).toFixed(1)} MB of at most ${LIMIT / 1e6} MB`);
  if (bytes > LIMIT) throw new Error('the package is too large');
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
