/** Finds the Ruby of this machine. */
import { execa } from 'execa';
import semver from 'semver';
import { finding, FindingsError } from '../findings/finding.js';
import { TOKEN_VARIABLE } from './token-variable.js';
import { toolchainDiagnostics as row } from './diagnostics.js';

/** A Ruby that fits. */
export interface Ruby {
  /** Absolute path of the program. */
  readonly path: string;
  readonly version: string;
  /** What extensions in C are built for: version of the interface and platform. */
  readonly abi: string;
}

/**
 * What a Ruby of the user's own would otherwise bring into ours: preloaded code, another gem set. Empty is unset. And the
 * token of the Forge, which is nothing for programs that others wrote.
 */
export const WITHOUT_LEAKS: Readonly<Record<string, string>> = {
  RUBYOPT: '',
  RUBYLIB: '',
  BUNDLE_GEMFILE: '',
  BUNDLE_PATH: '',
  BUNDLE_BIN_PATH: '',
  RUBYGEMS_GEMDEPS: '',
  [TOKEN_VARIABLE]: '',
};

const QUESTION = 'puts RbConfig.ruby, RUBY_VERSION, "#{Gem.extension_api_version} #{Gem::Platform.local}"';

/**
 * The `ruby` on the PATH.
 *
 * @param required - range of versions
 * @throws FindingsError if there is none, it does not start, or it is too old
 */
export async function findRuby(required: string): Promise<Ruby> {
  const asked = await execa('ruby', ['-W0', '-e', QUESTION], { reject: false, env: WITHOUT_LEAKS, timeout: 30_000 });
  if (asked.code === 'ENOENT') throw new FindingsError([finding(row.noRuby, undefined, required)]);
  const [path = '', version = '', abi = ''] = asked.stdout.split('\n');
  if (asked.failed || semver.valid(version) === null || abi === '') {
    const said = [asked.stderr, asked.stdout].join('\n').trim().split('\n')[0] ?? '';
    throw new FindingsError([finding(row.brokenRuby, undefined, 'ruby', said === '' ? 'no answer' : said)]);
  }
  if (!semver.satisfies(version, required)) {
    throw new FindingsError([finding(row.oldRuby, undefined, version, required)]);
  }
  return { path, version, abi };
}
