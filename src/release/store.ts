/** The two files of a project that hold its releases. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import semver from 'semver';
import { finding, FindingsError } from '../findings/finding.js';
import type { ReleaseNotes } from '../model/module.js';
import { codeOf } from '../write/disk.js';
import { replaceFile } from '../write/replace.js';
import { releaseDiagnostics as row } from './diagnostics.js';
import type { PublicInterface } from './interface.js';

/** Notes, newest first; the configuration imports it. */
export const RELEASES = 'releases.json';
/** The version and the public interface of the last release. */
export const LAST_RELEASE = 'fixtures/release.json';

export interface LastRelease {
  readonly version: string;
  readonly interface: PublicInterface;
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

/** Writes both files, the record last. */
export function writeRelease(project: string, releases: readonly ReleaseNotes[], last: LastRelease): void {
  replaceFile(join(project, RELEASES), json(releases));
  replaceFile(join(project, LAST_RELEASE), json(last));
}

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

function isLastRelease(value: unknown): value is LastRelease {
  if (typeof value !== 'object' || value === null || !('version' in value) || !('interface' in value)) return false;
  const { version, interface: recorded } = value;
  if (typeof version !== 'string' || semver.valid(version) !== version) return false;
  if (typeof recorded !== 'object' || recorded === null) return false;
  return ['definitions', 'operatingSystems', 'requirements'].every((key) => {
    const part: unknown = Object.getOwnPropertyDescriptor(recorded, key)?.value;
    return typeof part === 'object' && part !== null;
  });
}
