/** The Ruby toolchain as data: which Ruby, and every gem at its exact version. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { packageFile } from '../package-root.js';

/** One gem of the closure. */
export interface PinnedGem {
  readonly name: string;
  readonly version: string;
  /** Of the package for the platform `ruby`. */
  readonly sha256: string;
}

export interface Toolchain {
  /** Range of versions of Ruby, `>= 3.1.0`. */
  readonly ruby: string;
  /** Every gem, those included that others need. Sorted by name. */
  readonly gems: readonly PinnedGem[];
}

/** The toolchain of this release, as `ruby/pin.rb` has resolved it. */
export function pinnedToolchain(): Toolchain {
  const { ruby, gems } = JSON.parse(readFileSync(packageFile('src/toolchain/gems.json'), 'utf8')) as Toolchain;
  return { ruby, gems };
}

/** Identifies what the judges run, on any machine: the gems, without the Ruby that runs them. */
export function gemsHash({ gems }: Toolchain): string {
  const rows = gems.map(({ name, version, sha256 }) => `${name} ${version} ${sha256}\n`);
  return createHash('sha256').update(rows.join('')).digest('hex');
}

/**
 * Identifies an installation: gems with parts in C fit one version of Ruby on one platform.
 *
 * @param abi - Ruby's own name for what its extensions fit
 */
export function toolchainKey(given: Toolchain, abi: string): string {
  return createHash('sha256')
    .update(`${abi}\n${gemsHash(given)}\n`)
    .digest('hex')
    .slice(0, 20);
}
