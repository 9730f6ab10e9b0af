/** The reflection of definitions for the build of this package; see `scripts/build.mjs`. */
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { cacheFolder } from './bundle.js';
import { reflectionPlugin } from './plugin.js';
import { ReflectionCache } from './reflection-cache.js';
import { reflectionVersion } from './version.js';

/** The plugin, and what keeps its results for the runs of the command line in this checkout. */
export function reflection(root: string): { readonly plugin: Plugin; readonly save: () => void } {
  const cache = new ReflectionCache(join(cacheFolder(root), 'reflection.json'), reflectionVersion());
  return { plugin: reflectionPlugin(root, cache), save: () => cache.save() };
}
