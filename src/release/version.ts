/** Which version follows from which changes: https://semver.org */
import semver from 'semver';
import type { Change } from './compare.js';

export const LEVELS = ['patch', 'minor', 'major'] as const;
export type Level = (typeof LEVELS)[number];

/**
 * The least that the version has to change by. Before 1.0.0 the minor version stands in for the major one, as ranges
 * have it (`^0.2.0` ends before `0.3.0`).
 */
export function neededLevel(changes: readonly Change[], last: string): Level {
  const isEarly = semver.major(last) === 0;
  if (changes.some(({ impact }) => impact === 'breaking')) return isEarly ? 'minor' : 'major';
  return changes.some(({ impact }) => impact === 'addition') ? 'minor' : 'patch';
}

/** The version that follows on `last`; on a pre-release, the one that it goes before. */
export function nextVersion(last: string, level: Level): string {
  return semver.inc(last, level) ?? last;
}

/** Whether `version` follows on `last` by at least `level`. */
export function isEnough(version: string, last: string, level: Level): boolean {
  const { major, minor, patch } = new semver.SemVer(version);
  return semver.gte(`${major}.${minor}.${patch}`, nextVersion(last, level));
}

/** `1.5.0-rc1`: tried by few, and followed by `1.5.0`. */
export function isPrerelease(version: string): boolean {
  return semver.prerelease(version) !== null;
}
