/** The only door from files in memory to files on disk. */
import { lstatSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Finding } from '../findings/finding.js';
import { FindingsError, finding } from '../findings/finding.js';
import { conflictFinding } from './conflicts.js';
import { writeDiagnostics } from './diagnostics.js';
import type { Disk } from './disk.js';
import { nodeDisk } from './disk.js';
import { attempt, explained } from './failures.js';
import { sha256 } from './hash.js';
import type { Journal } from './journal.js';
import { readJournal } from './journal.js';
import type { Manifest } from './manifest.js';
import { printManifest, readManifest } from './manifest.js';
import { isExecutable, observe } from './observe.js';
import type { Owner } from './owner.js';
import { currentOwner } from './owner.js';
import { checkPaths, WORK } from './paths.js';
import type { Action, DesiredFiles, DesiredState } from './plan.js';
import { nextManifest, planActions } from './plan.js';

export interface WriteOptions {
  /** Discard edits by hand, and overwrite files that are not ours. */
  readonly force?: boolean;
}

/** What {@link applyPlan} would do; making it has changed nothing. */
export interface WritePlan {
  /** The output directory as the caller named it. */
  readonly directory: string;
  readonly desired: DesiredFiles;
  readonly force: boolean;
  /** One for each path that is wanted, or that is ours; sorted by path. */
  readonly actions: readonly Action[];
  /** One for each conflict. */
  readonly findings: readonly Finding[];
  /** Whether an earlier run was interrupted, and leaves something to complete or to clean up. */
  readonly interrupted: boolean;
  /** Whether the directory is exactly as wanted: nothing to write, no conflict, no trace of an interrupted run. */
  readonly upToDate: boolean;
}

/** What {@link applyPlan} has done. */
export interface WriteResult {
  /** As carried out. */
  readonly actions: readonly Action[];
  /** One for each path that was left alone and should not have been. */
  readonly findings: readonly Finding[];
  /** Whether anything was written. */
  readonly wrote: boolean;
}

/** What a writer runs on; tests replace it. */
export interface Environment {
  readonly disk: Disk;
  readonly owner: () => Owner;
}

const environment: Environment = { disk: nodeDisk, owner: currentOwner };

/**
 * Compares the wanted files with the disk.
 *
 * @param directory - need not exist; may itself be a symbolic link, but nothing in it may
 * @throws FindingsError where nothing can be planned: paths that cannot be written, a manifest that lists what it must
 *   not, an output directory that is a file or cannot be read
 */
export async function planWrite(
  directory: string,
  desired: DesiredFiles,
  options: WriteOptions = {},
): Promise<WritePlan> {
  const findings = checkPaths(desired.keys());
  if (findings.length > 0) throw new FindingsError(findings);
  return explained('reading', directory, () => look(directory, desired, options.force ?? false).plan);
}

/**
 * Carries out a plan. Files that are as wanted are not touched, not even their times; conflicts are left alone while
 * everything else is written. The plan is made again once the lock is held, so a directory that has changed since is
 * compared afresh.
 *
 * @throws FindingsError if another run holds the lock, or the system refuses. Every file is whole then, and the next
 *   run completes the change.
 */
export async function applyPlan(plan: WritePlan, { disk, owner }: Environment = environment): Promise<WriteResult> {
  if (!hasWork(plan)) return { actions: plan.actions, findings: plan.findings, wrote: false };
  const [{ acquireLock }, { commit, sweep }] = await Promise.all([import('./lock.js'), import('./commit.js')]);
  const { directory, desired, force } = plan;
  await explained('making', directory, () => disk.makeFolder(directory));
  const root = realpathSync(directory);
  const lock = await explained('locking', directory, () => acquireLock(disk, root, owner()));
  try {
    await sweep(disk, root);
    const state = await explained('reading', directory, () => look(directory, desired, force));
    const actions = await commit({ disk, root, desired, ...state, actions: state.plan.actions });
    await explained('unlocking', directory, () => lock.release());
    return { actions, findings: findingsOf(directory, actions), wrote: true };
  } catch (error) {
    await attempt(() => lock.release());
    throw error;
  }
}

/** Whether {@link applyPlan} would write anything. */
function hasWork(plan: WritePlan): boolean {
  return plan.interrupted || plan.actions.some(({ kind }) => kind !== 'unchanged' && kind !== 'conflict');
}

function look(
  directory: string,
  desired: DesiredFiles,
  force: boolean,
): { plan: WritePlan; manifest: Manifest; journal: Journal } {
  const root = rootOf(directory);
  const manifest = readManifest(root);
  const journal = readJournal(root) ?? [];
  const states = new Map([...desired].map(([path, file]) => [path, stateOf(file)]));
  const actions = planActions({ desired: states, manifest, journal, disk: (path) => observe(root, path), force });
  const interrupted = lstatSync(join(root, WORK), { throwIfNoEntry: false }) !== undefined;
  const plan: WritePlan = {
    directory,
    desired,
    force,
    actions,
    findings: findingsOf(directory, actions),
    interrupted,
    upToDate:
      !interrupted &&
      actions.every(({ kind }) => kind === 'unchanged') &&
      printManifest(nextManifest(actions, manifest, journal)) === printManifest(manifest),
  };
  return { plan, manifest, journal };
}

/** Real path of the output directory, or the path where it will be. */
function rootOf(directory: string): string {
  const link = lstatSync(directory, { throwIfNoEntry: false });
  if (link === undefined) return resolve(directory);
  const stats = statSync(directory, { throwIfNoEntry: false });
  if (stats === undefined) {
    throw new FindingsError([finding(writeDiagnostics.outputIsABrokenLink, undefined, directory)]);
  }
  if (!stats.isDirectory()) {
    throw new FindingsError([finding(writeDiagnostics.outputIsNotADirectory, undefined, directory)]);
  }
  return realpathSync(directory);
}

function stateOf(file: { content: string | Uint8Array; mode: number }): DesiredState {
  return { hash: sha256(file.content), executable: isExecutable(file.mode) };
}

function findingsOf(directory: string, actions: readonly Action[]): Finding[] {
  return actions.flatMap((action) => (action.kind === 'conflict' ? [conflictFinding(directory, action)] : []));
}
