/** Where recorded interfaces lie: those of this package, and those that a project has recorded by itself. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packageFile, packageRoot } from '../package-root.js';

/** A place that `ovp-gen bind` writes to. */
export interface Recordings {
  /** Folder of `index.json` and `<module>.json`. */
  readonly interfaces: string;
  /** Folder of the generated `<module>.ts`. */
  readonly bindings: string;
  /** What the generated files import: the package, or the files of this one. */
  readonly library: 'package' | 'sources';
}

/** Those of this package. */
export const shippedRecordings: Recordings = {
  interfaces: packageFile('fixtures/interfaces'),
  bindings: packageFile('src/bindings'),
  library: 'sources',
};

/**
 * Those that a project may write to: its folder `bindings`, which holds both. An installed package is never written to.
 *
 * @param project folder of its configuration
 */
export function recordingsOf(project: string): Recordings {
  if (resolve(project) === packageRoot) return shippedRecordings;
  const folder = join(resolve(project), 'bindings');
  return { interfaces: folder, bindings: folder, library: 'package' };
}

/** The index of a folder of interfaces; without it, there are none. */
export const indexIn = (folder: string): string => join(folder, 'index.json');

/** Folders of the interfaces that hold in a project. A module in a later one takes the place of that in an earlier one. */
export function interfaceFolders(project: string): readonly string[] {
  const own = recordingsOf(project).interfaces;
  const shipped = shippedRecordings.interfaces;
  return own === shipped || !existsSync(indexIn(own)) ? [shipped] : [shipped, own];
}
