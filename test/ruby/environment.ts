/**
 * Where tests find Ruby and its gems: in the environment that they were started in (`GEM_HOME`, `GEM_PATH`, or gems of
 * the system). Nothing is installed by a test.
 */
import { execaSync } from 'execa';

/** What a test may start, or why it cannot. */
export type RubyEnvironment = { readonly available: true } | { readonly available: false; readonly missing: string };

/** The gems that the judges of manifests need; the collection of plugins brings puppet-lint. */
const GEMS = ['openvox', 'voxpupuli-puppet-lint-plugins'] as const;

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
