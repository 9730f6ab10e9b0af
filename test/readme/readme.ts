/** README.md as tests see it: its examples are run, and what it names has to exist. */
import { readFileSync } from 'node:fs';
import { packageFile } from '../../src/package-root.js';

export const readme: string = readFileSync(packageFile('README.md'), 'utf8');

/** The code below `<!-- example: name -->`. */
export function example(name: string): string {
  const code = new RegExp(`<!-- example: ${name} -->\\n\`\`\`\\w*\\n([^]*?)\`\`\``).exec(readme)?.[1];
  if (code === undefined) throw new Error(`README.md has no example '${name}'`);
  return code;
}
