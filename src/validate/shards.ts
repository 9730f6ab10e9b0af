/**
 * Catalogs on several machines: each judges a part and keeps what came of it in a folder, its memory together with a
 * record of what was judged. Whoever puts the folders together goes by the records: a machine that has died has left
 * none, and its part is missing, whatever else there is.
 */
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Finding, finding } from '../findings/finding.js';
import type { Subjects } from './attestation.js';
import { validateDiagnostics as row } from './diagnostics.js';
import type { CatalogOptions, Shard } from './spec-run.js';
import { explained } from '../write/failures.js';
import { replaceFile } from '../write/replace.js';

/** What a part was judged under; all parts of a whole have it in common. */
export interface ShardConditions extends Subjects {
  /** `all`, or the one system. */
  readonly os: string;
  /** `stubs`, or `real` component modules. */
  readonly modules: string;
}

export interface ShardRecord extends ShardConditions, Shard {
  /** Whether nothing was found. */
  readonly green: boolean;
}

const RECORD = 'shard.json';
const conditions = ['module', 'lock', 'toolchain', 'os', 'modules'] as const;

export function conditionsOf(subjects: Subjects, { os, modulepath }: CatalogOptions): ShardConditions {
  return { ...subjects, os: os ?? 'all', modules: modulepath === undefined ? 'stubs' : 'real' };
}

/** What an earlier run has left is no record of the one that begins. @throws FindingsError where the system refuses */
export function forgetShard(folder: string): Promise<void> {
  const record = join(folder, RECORD);
  return explained('removing', record, () => rm(record, { force: true }));
}

/** Comes last: where it lies, the part has been judged to its end. @throws FindingsError where the system refuses */
export function writeShard(folder: string, record: ShardRecord): void {
  replaceFile(join(folder, RECORD), `${JSON.stringify(record, null, 2)}\n`);
}

export interface MergedShards {
  /** What keeps the parts from being a whole. */
  readonly findings: readonly Finding[];
  /** Parts in which something was found. */
  readonly red: readonly Shard[];
  /** Folders of the memories of parts that were judged under the same conditions. */
  readonly memories: readonly string[];
}

/**
 * Looks whether the parts are a whole.
 *
 * @param folder - with a folder for each part
 * @param expected - what all parts must have been judged under
 * @param shown - the folder, as messages name it
 */
export async function mergeShards(folder: string, expected: ShardConditions, shown: string): Promise<MergedShards> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.flatMap((found) => (found.isDirectory() ? [found.name] : [])).sort();
  const findings: Finding[] = [];
  const records: ShardRecord[] = [];
  const memories: string[] = [];
  for (const name of names) {
    const text = await readFile(join(folder, name, RECORD), 'utf8').catch(() => undefined);
    // What became of it is told by its absence.
    if (text === undefined) continue;
    const record = parseRecord(text);
    if (record === undefined) {
      findings.push(finding(row.shardUnreadable, undefined, `${shown}/${name}/${RECORD}`));
      continue;
    }
    const other = conditions.filter((condition) => record[condition] !== expected[condition]);
    if (other.length > 0) findings.push(finding(row.shardForeign, undefined, nameOf(record), other));
    else memories.push(join(folder, name));
    records.push(record);
  }
  const count = Math.max(0, ...records.map((record) => record.count));
  const missing = Array.from({ length: count }, (_, at) => at + 1).filter(
    (index) => !records.some((record) => record.index === index && record.count === count),
  );
  if (count === 0) findings.push(finding(row.noShards, undefined, shown));
  else if (missing.length > 0) findings.push(finding(row.shardMissing, undefined, shown, missing, count));
  return { findings, red: records.filter(({ green }) => !green), memories };
}

/** Of parts that have found something, where the whole finds nothing. */
export function unstable(red: readonly Shard[]): Finding[] {
  return red.map((shard) => finding(row.shardUnstable, undefined, nameOf(shard)));
}

function nameOf({ index, count }: Shard): string {
  return `${index}/${count}`;
}

function parseRecord(text: string): ShardRecord | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is ShardRecord {
  const { index, count, green, ...others } = Object(value) as Readonly<Record<string, unknown>>;
  if (typeof index !== 'number' || typeof count !== 'number' || typeof green !== 'boolean') return false;
  // More parts than any pipeline has machines would be listed as missing one by one.
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(count) || index < 1 || index > count || count > 1000)
    return false;
  return conditions.every((condition) => typeof others[condition] === 'string');
}
