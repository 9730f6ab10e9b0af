/** Keys of a module's own Hiera data: parameters that have a default there instead of in the signature. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';

/** The keys of every layer of a module's `data/`; none if it has none. */
export async function readDataKeys(directory: string): Promise<Set<string>> {
  const data = join(directory, 'data');
  const files = await readdir(data, { recursive: true }).catch((): string[] => []);
  const layers = await Promise.all(
    files
      .filter((file) => /\.ya?ml$/.test(file))
      .map(async (file) => parse(await readFile(join(data, file), 'utf8')) as unknown),
  );
  return new Set(layers.flatMap((layer) => (typeof layer === 'object' && layer !== null ? Object.keys(layer) : [])));
}
