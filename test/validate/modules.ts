/** Modules on disk for the tests of the judges. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import type { ModuleOnDisk } from '../../src/validate/judge.js';

const root = mkdtempSync(join(tmpdir(), 'ovp-gen-validate-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A folder of its own, removed after the tests of the file. */
export function folder(): string {
  return mkdtempSync(join(root, 'at-'));
}

/** Writes files below a folder. */
export function lay(at: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(at, path)), { recursive: true });
    writeFileSync(join(at, path), content);
  }
}

/** A module of these files. */
export function moduleOf(files: Readonly<Record<string, string>>, name = 'lamp'): ModuleOnDisk {
  const at = join(folder(), name);
  lay(at, files);
  return { root: at, name, files: Object.keys(files).sort() };
}
