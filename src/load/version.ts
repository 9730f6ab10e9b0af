/** Version of the code that reflects, for the cache: what another version read may have another shape. */
import { readFileSync } from 'node:fs';
import { packageFile } from '../package-root.js';

/** Raise it when reflections change their shape or meaning. */
const shape = 3;

export function reflectionVersion(): string {
  const { version } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string };
  return `${version}+${shape}`;
}
