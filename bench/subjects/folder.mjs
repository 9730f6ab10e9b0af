// What the subjects do to their folders between two runs.
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Removes files and folders by their names below a folder. */
export function clear(folder, ...names) {
  for (const name of names) rmSync(join(folder, name), { recursive: true, force: true });
}

/** Replaces one piece of a file. @throws Error if the piece is not there: the edit would be none */
export function edit(file, piece, replacement) {
  const before = readFileSync(file, 'utf8');
  const after = before.replace(piece, replacement);
  if (after === before) throw new Error(`${file}: nothing to edit`);
  writeFileSync(file, after);
}

/** Files and bytes below a folder. */
export function sizeOf(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(folder, name)))
    .filter((stats) => stats.isFile());
  return { files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
}
