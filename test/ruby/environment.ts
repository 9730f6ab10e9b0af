/**
 * Where tests find Ruby and its gems: the project's own toolchain if it is installed, else the environment that they
 * were started in (`GEM_HOME`, `GEM_PATH`, or gems of the system). Nothing is installed by a test; `ovp-gen validate` is
 * what installs.
 */
import { execaSync } from 'execa';
import { installedToolchain } from '../../src/toolchain/toolchain.js';

/** What a test may start, or why it cannot. */
export type RubyEnvironment = { readonly available: true } | { readonly available: false; readonly missing: string };

/** The gems that the judges of manifests need; the collection of plugins brings puppet-lint. */
const GEMS = ['openvox', 'voxpupuli-puppet-lint-plugins'] as const;

// Without a Ruby that fits there is nothing to add; `rubyEnvironment` says so.
const installed = await installedToolchain().catch(() => undefined);
// Whatever Ruby a test starts finds the pinned gems.
if (installed !== undefined) Object.assign(process.env, installed.env);

/** Looks once; a test file passes the result to `skipIf` and shows `missing`. */
export function rubyEnvironment(): RubyEnvironment {
  const script = `puts %w[${GEMS.join(' ')}].reject { |name| Gem::Specification.find_all_by_name(name).any? }`;
  const { failed, stdout } = execaSync('ruby', ['-W0', '-e', script], { reject: false });
  if (failed) return { available: false, missing: 'Ruby (no `ruby` on the PATH)' };
  if (stdout.trim() !== '') {
    return { available: false, missing: `Ruby gems: ${stdout.trim().split('\n').join(', ')} (set GEM_HOME)` };
  }
  return { available: true };
}

/** How the code under test starts Ruby here. */
export function rubyForTests(): {
  readonly command: readonly ['ruby'];
  readonly env: Record<string, string>;
  readonly version: string;
} {
  return { command: ['ruby'], env: {}, version: '' };
}
