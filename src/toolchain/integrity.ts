/**
 * Whether an installation of gems is still what was installed. A linter of which one file is missing finds less and says
 * nothing, and RubyGems takes along whatever lies beside the rest: only content tells.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** In the folder of the gems; as sha256sum has it. */
const SUMS = 'installed.sha256';

/**
 * Paths below the folder that are missing, changed, or too many. An installation that nothing is known of yet is taken
 * as it is, and remembered.
 */
export async function changedSince(home: string): Promise<readonly string[]> {
  const now = sumsOf(home);
  const then = recorded(home);
  if (then === undefined) {
    await record(home, now);
    return [];
  }
  const paths = new Set([...then.keys(), ...now.keys()]);
  return [...paths].filter((path) => then.get(path) !== now.get(path)).sort();
}

/** Read one after the other: thousands of small files that are in memory already take longer side by side. */
function sumsOf(home: string): ReadonlyMap<string, string> {
  const sums = new Map<string, string>();
  for (const entry of readdirSync(home, { recursive: true, withFileTypes: true })) {
    const full = join(entry.parentPath, entry.name);
    const path = relative(home, full).replaceAll(sep, '/');
    if (entry.isDirectory() || path === SUMS) continue;
    const content = entry.isSymbolicLink() ? readlinkSync(full) : entry.isFile() ? readFileSync(full) : 'special';
    sums.set(path, createHash('sha256').update(content).digest('hex'));
  }
  return sums;
}

/** `undefined` where there is no record; what cannot be understood in it is no sum of any file. */
function recorded(home: string): ReadonlyMap<string, string> | undefined {
  let text: string;
  try {
    text = readFileSync(join(home, SUMS), 'utf8');
  } catch {
    return undefined;
  }
  const lines = text.split('\n').filter((line) => line !== '');
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}

/** An installation that is read-only is used without a record. */
async function record(home: string, sums: ReadonlyMap<string, string>): Promise<void> {
  const file = join(home, SUMS);
  const temporary = `${home}.${process.pid}.sums`;
  try {
    await writeFile(temporary, [...sums].map(([path, sum]) => `${sum}  ${path}\n`).join(''));
    await rename(temporary, file);
  } catch {
    await rm(temporary, { force: true });
  }
}
