/** The plugin of esbuild that reflects definitions while they are bundled; the build of the package uses it as well. */
import { readFile } from 'node:fs/promises';
import { isAbsolute, relative } from 'node:path';
import type { Plugin } from 'esbuild';
import type { CodeCache } from './code-cache.js';
import { inject } from './inject.js';
import { mayDefine } from './may-define.js';
import type { Reflector } from './reflect.js';
import type { ReflectionCache } from './reflection-cache.js';

/**
 * @param root folder to which the shown paths of files are relative
 * @param compiled code of what reflects, when it is kept between runs
 */
export function reflectionPlugin(root: string, cache: ReflectionCache, compiled?: CodeCache): Plugin {
  let reflector: Promise<Reflector> | undefined;
  const load = async (): Promise<Reflector> => new (await import('./reflect.js')).Reflector();
  const start = (): Promise<Reflector> => compiled?.during(load) ?? load();
  const label = (path: string): string => {
    const shown = relative(root, path);
    return shown.startsWith('..') || isAbsolute(shown) ? path : shown;
  };
  return {
    name: 'ovp-gen-reflection',
    setup(build) {
      build.onLoad({ filter: /\.[cm]?ts$/ }, async ({ path }) => {
        const text = await readFile(path, 'utf8');
        if (!mayDefine.test(text)) return { contents: text, loader: 'ts' };
        let calls = cache.get(path, text);
        if (calls === undefined) {
          reflector ??= start();
          const reflected = (await reflector).reflect(path, text, label);
          cache.set(path, text, reflected);
          calls = reflected.calls;
        }
        return { contents: inject(text, calls), loader: 'ts' };
      });
    },
  };
}
