/** How Ruby is started with a given set of gems. */
import { delimiter, join } from 'node:path';
import { WITHOUT_LEAKS } from './ruby.js';

/** What starting a process needs; also what `bind` takes. */
export interface RubyEnvironment {
  readonly command: readonly [string, ...string[]];
  /** Added to the environment of this process. */
  readonly env: Readonly<Record<string, string>>;
  readonly version: string;
}

/**
 * Ruby with the gems of one folder and no others, but for those that Ruby itself brings.
 *
 * @param path - the program
 * @param home - folder of the gems
 */
export function rubyEnvironment(
  { path, version }: { readonly path: string; readonly version: string },
  home: string,
): RubyEnvironment {
  return {
    command: [path],
    version,
    env: {
      ...WITHOUT_LEAKS,
      GEM_HOME: home,
      GEM_PATH: home,
      PATH: [join(home, 'bin'), process.env.PATH ?? ''].join(delimiter),
      // Nobody's locale has a part in what a judge reads.
      LANG: 'C.UTF-8',
      LC_ALL: 'C.UTF-8',
    },
  };
}
