// Installs the peers, once per set of versions, into the user's cache folder.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const versions = JSON.parse(readFileSync(new URL('peers.json', import.meta.url), 'utf8'));

/** The user's cache folder. */
export function cacheRoot() {
  if (process.env.XDG_CACHE_HOME) return process.env.XDG_CACHE_HOME;
  return process.platform === 'darwin' ? join(homedir(), 'Library/Caches') : join(homedir(), '.cache');
}

/**
 * @returns {string} folder whose `node_modules` holds the peers
 * @throws Error in one sentence where they cannot be installed
 */
export function installPeers() {
  const key = createHash('sha256').update(JSON.stringify(versions)).digest('hex').slice(0, 12);
  const folder = join(cacheRoot(), 'ovp-gen', `bench-${key}`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  writeFileSync(join(unfinished, 'package.json'), JSON.stringify({ private: true, dependencies: versions }));
  try {
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], {
      cwd: unfinished,
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
    });
    renameSync(unfinished, folder);
    return folder;
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    const said = String(error.stderr ?? error.message)
      .trim()
      .split('\n')
      .slice(0, 3)
      .join('\n');
    throw new Error(
      `the peers cannot be installed by npm, is there a network? Measure without them: npm run bench -- --no-peers\n${said}`,
    );
  }
}
