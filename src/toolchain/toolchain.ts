/** The Ruby toolchain of this machine: found, or installed once and shared by all projects. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { type Diagnostic, type Finding, finding, FindingsError } from '../findings/finding.js';
import { packageFile } from '../package-root.js';
import { toolchainDiagnostics as row } from './diagnostics.js';
import { rubyEnvironment, type RubyEnvironment } from './environment.js';
import { pinnedToolchain, type Toolchain, toolchainKey } from './gems.js';
import { changedSince } from './integrity.js';
import { findRuby, type Ruby, WITHOUT_LEAKS } from './ruby.js';
import { runRuby } from './start.js';

export interface ToolchainOptions {
  /** Told what goes on, in a few words: `installing Ruby gems (12 of 61)`. */
  readonly progress?: (text: string) => void;
  readonly signal?: AbortSignal | undefined;
  /** Replaced by tests. */
  readonly toolchain?: Toolchain;
}

/** Building an extension says nothing for as long as the compiler runs. */
const PATIENCE = 10 * 60_000;

/**
 * The folder that holds the toolchains of this machine, one below it for each set of gems and Ruby: `OVP_TOOLCHAIN`, or
 * a cache as https://specifications.freedesktop.org/basedir-spec has it.
 */
export function toolchainFolder(env: NodeJS.ProcessEnv = process.env): string {
  const { OVP_TOOLCHAIN: own, XDG_CACHE_HOME: cache } = env;
  if (own !== undefined && own !== '') return resolve(own);
  // The specification has relative paths ignored.
  return join(cache !== undefined && isAbsolute(cache) ? cache : join(homedir(), '.cache'), 'ovp-gen', 'toolchain');
}

/**
 * Ruby with the pinned gems, if they are installed; nothing is installed.
 *
 * @throws FindingsError if there is no Ruby that fits, or the gems have been changed
 */
export async function installedToolchain(
  toolchain: Toolchain = pinnedToolchain(),
): Promise<RubyEnvironment | undefined> {
  const ruby = await findRuby(toolchain.ruby);
  const home = homeOf(ruby, toolchain);
  return existsSync(home) ? unchanged(ruby, home) : undefined;
}

/**
 * Ruby with the pinned gems, which are installed where they are not. An installation is there as a whole or not at all,
 * and of two at once one waits for the other.
 *
 * @throws FindingsError with what is missing and how to get it
 */
export async function ensureToolchain(options: ToolchainOptions = {}): Promise<RubyEnvironment> {
  const { toolchain = pinnedToolchain() } = options;
  const ruby = await findRuby(toolchain.ruby);
  const home = homeOf(ruby, toolchain);
  if (!existsSync(home)) await install(ruby, home, toolchain, options);
  return unchanged(ruby, home);
}

/** @throws FindingsError where the gems are no longer those that were installed */
async function unchanged(ruby: Ruby, home: string): Promise<RubyEnvironment> {
  const changed = await changedSince(home);
  if (changed.length > 0) throw new FindingsError([finding(row.changed, undefined, home, changed)]);
  return rubyEnvironment(ruby, home);
}

function homeOf(ruby: Ruby, toolchain: Toolchain): string {
  return join(toolchainFolder(), toolchainKey(toolchain, ruby.abi));
}

async function install(ruby: Ruby, directory: string, { gems }: Toolchain, options: ToolchainOptions): Promise<void> {
  const { progress, signal } = options;
  const state = { done: false };
  const failures: Readonly<Record<string, unknown>>[] = [];
  progress?.('installing Ruby gems');
  const end = await runRuby(
    { command: [ruby.path], env: WITHOUT_LEAKS },
    {
      arguments: [packageFile('src/toolchain/ruby/install.rb')],
      requests: [{ directory, gems }],
      patience: PATIENCE,
      signal,
      onRecord(record) {
        if (record.done === true) state.done = true;
        else if (record.failed !== undefined) failures.push(record);
        else if (record.waiting === true) progress?.('waiting for another installation of the Ruby gems');
        else if (typeof record.fetched === 'number')
          progress?.(`fetching Ruby gems (${record.fetched} of ${gems.length})`);
        else if (typeof record.installed === 'number')
          progress?.(`installing Ruby gems (${record.installed} of ${gems.length})`);
      },
    },
  );
  if (state.done && end.exitCode === 0) return;
  if (failures.length > 0) throw new FindingsError(failures.map((failure) => failureFinding(directory, failure)));
  const why = end.hung ? `it said nothing for ${PATIENCE / 60_000} minutes\n${end.output}` : end.output;
  throw new FindingsError([finding(row.failed, undefined, why.trim() || 'no output')]);
}

/** Kinds of `ruby/install.rb` that are about one gem. */
const gemFailures: Readonly<Record<string, Diagnostic<[string, string]>>> = {
  network: row.offline,
  checksum: row.checksum,
  native: row.native,
};

function failureFinding(directory: string, record: Readonly<Record<string, unknown>>): Finding {
  const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
  const kind = text(record.failed);
  const gem = text(record.gem);
  const reason = text(record.message);
  const known = gemFailures[kind];
  if (known !== undefined) return finding(known, undefined, gem, reason);
  if (kind === 'directory') return finding(row.directory, undefined, directory, reason);
  return finding(row.failed, undefined, gem === '' ? reason : `${gem}: ${reason}`);
}
