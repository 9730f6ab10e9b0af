/** A copy of this checkout, in which tests may do what people do. */
import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { packageFile } from '../../src/package-root.js';

/** @param to folder that is there, and empty */
export function copyCheckout(to: string): void {
  for (const part of [
    'bin',
    'dist',
    'fixtures',
    'generators',
    'output',
    'src',
    'templates',
    'ovp.config.ts',
    'releases.json',
    'scripts',
    'package.json',
    'tsconfig.json',
  ]) {
    cpSync(packageFile(part), join(to, part), { recursive: true, preserveTimestamps: true });
  }
  // Packages are those of this checkout; what is kept between runs is the copy's own.
  mkdirSync(join(to, 'node_modules'));
  for (const name of readdirSync(packageFile('node_modules'))) {
    if (!name.startsWith('.')) symlinkSync(packageFile(`node_modules/${name}`), join(to, 'node_modules', name));
  }
}
