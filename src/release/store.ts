/** The two files of a project that hold its releases. */
import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import semver from 'semver';
import { type Finding, finding, FindingsError } from '../findings/finding.js';
import type { ReleaseNotes } from '../model/module.js';
import { codeOf } from '../write/disk.js';
import { replaceFile } from '../write/replace.js';
import { releaseDiagnostics as row } from './diagnostics.js';
import type { PublicInterface } from './interface.js';
import { isPrerelease } from './version.js';

/** Notes, newest first; the configuration imports it. */
export const RELEASES = 'releases.json';
/** The version and the public interface of the last release. */
export const LAST_RELEASE = 'fixtures/release.json';

export interface ReleasedInterface {
  readonly version: string;
  readonly interface: PublicInterface;
}

export interface LastRelease extends ReleasedInterface {
  /** Where the last release is a pre-release: the one before that is none, if there is one. */
  readonly stable?: ReleasedInterface;
}

/** What users have: a pre-release is tried by few. */
export function stableRelease(last: LastRelease | undefined): ReleasedInterface | undefined {
  return last !== undefined && isPrerelease(last.version) ? last.stable : last;
}

/**
 * @param project - absolute path of its folder
 * @returns `undefined` before the first release
 * @throws FindingsError where it cannot be understood
 */
export async function readLastRelease(project: string): Promise<LastRelease | undefined> {
  const file = join(project, LAST_RELEASE);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const unusable = (reason: string): FindingsError =>
    new FindingsError([finding(row.unreadable, { file, line: 1, column: 1 }, LAST_RELEASE, reason)]);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unusable('it is not JSON');
  }
  if (!isLastRelease(value)) throw unusable('it is not the record of a release');
  return value;
}

/** Whether the file of notes says the same as the configuration. */
export async function readsReleases(project: string, releases: readonly ReleaseNotes[]): Promise<boolean> {
  const text = await readFile(join(project, RELEASES), 'utf8').catch(() => undefined);
  if (text === undefined) return false;
  try {
    return JSON.stringify(JSON.parse(text)) === JSON.stringify(releases);
  } catch {
    return false;
  }
}

/**
 * What keeps the record from being that of the newest release. Where there is none, a version that is named begins one.
 *
 * @param wanted - a level or a version
 */
export function checkRecord(
  releases: readonly ReleaseNotes[],
  last: LastRelease | undefined,
  wanted: string | undefined,
): Finding[] {
  const newest = releases.find(({ date }) => date !== undefined)?.version;
  if (last?.version === newest) return [];
  if (last !== undefined) {
    const reason = `it is of version ${last.version}, and ${RELEASES} has ${newest ?? 'none'}`;
    return [finding(row.unreadable, undefined, LAST_RELEASE, reason)];
  }
  if (newest === undefined) return [];
  const isNamed = semver.valid(wanted ?? null) !== null && semver.gt(wanted ?? '', newest);
  return isNamed ? [] : [finding(row.noRecord, undefined, LAST_RELEASE, newest)];
}

/**
 * Writes both files, the record last.
 *
 * @returns takes that back
 */
export async function writeRelease(
  project: string,
  releases: readonly ReleaseNotes[],
  last: LastRelease,
): Promise<() => void> {
  const paths = [RELEASES, LAST_RELEASE].map((path) => join(project, path));
  const before = await Promise.all(paths.map((path) => readFile(path).catch(() => undefined)));
  for (const [at, value] of [releases, last].entries()) replaceFile(paths[at] ?? '', json(value));
  return () => {
    for (const [at, path] of paths.entries()) {
      const content = before[at];
      if (content === undefined) rmSync(path, { force: true });
      else replaceFile(path, content);
    }
  };
}

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

function isLastRelease(value: unknown): value is LastRelease {
  if (!isReleased(value)) return false;
  const stable: unknown = Object.getOwnPropertyDescriptor(value, 'stable')?.value;
  return stable === undefined || isReleased(stable);
}

function isReleased(value: unknown): value is ReleasedInterface {
  if (typeof value !== 'object' || value === null || !('version' in value) || !('interface' in value)) return false;
  const { version, interface: recorded } = value;
  if (typeof version !== 'string' || semver.valid(version) !== version) return false;
  if (typeof recorded !== 'object' || recorded === null) return false;
  return ['definitions', 'operatingSystems', 'requirements'].every((key) => {
    const part: unknown = Object.getOwnPropertyDescriptor(recorded, key)?.value;
    return typeof part === 'object' && part !== null;
  });
}
