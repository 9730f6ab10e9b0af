/** Where ovp-gen itself lies, whether this code runs from its sources, its build, or a bundle of either. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the folder with ovp-gen's package.json. */
export const packageRoot: string = findRoot(dirname(fileURLToPath(import.meta.url)));

function findRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest)) {
      const { name } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly name?: unknown };
      if (name === 'ovp-gen') return folder;
    }
    if (dirname(folder) === folder) throw new Error(`ovp-gen's package.json is not above ${from}`);
  }
}

/** Absolute path of a file or folder of the package. */
export function packageFile(path: string): string {
  return join(packageRoot, path);
}
