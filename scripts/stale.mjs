// Whether what `bin` starts is older than what it was built from, in a checkout. A package has no sources of the build.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Definitions are read at each run, so that most of what is edited needs no build. */
const definitions = ['src/platform', 'src/bindings'];

/**
 * The newest source that dist/ was made before, relative to the root; undefined where there is none. What cannot be
 * found is no reason to say anything.
 *
 * @param options.withDefinitions also those that the library and the commands `infra` take from dist/
 */
export function newerThanBuild(root, { withDefinitions = false } = {}) {
  const built = statSync(join(root, 'dist/build-id'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const isRead = (path) => !withDefinitions && definitions.some((folder) => path.startsWith(`${folder}/`));
  let newest;
  let time = built;
  for (const folder of ['src', 'generators']) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      const path = join(folder, name).replaceAll('\\', '/');
      if (!path.endsWith('.ts') || isRead(path)) continue;
      const { mtimeMs } = statSync(join(root, path), { throwIfNoEntry: false }) ?? { mtimeMs: 0 };
      if (mtimeMs > time) [newest, time] = [path, mtimeMs];
    }
  }
  return newest;
}
