/** Classes, defined types, functions and type aliases: one file each, where the autoloader looks for it. */
import { printDefinition } from '../src/puppet/print/index.js';
import type { Emitter } from './context.js';
import { GENERATED_BY } from './generated-by.js';
import { definitionPath } from './names.js';

/** The empty line keeps the header out of the documentation that puppet-strings reads. */
const header = `# ${GENERATED_BY}\n\n`;
const headerLines = [undefined, undefined];

export const manifests: Emitter = function* ({ definitions }) {
  for (const { definition } of definitions) {
    const { text, sites } = printDefinition(definition);
    yield [definitionPath(definition), { content: header + text, mode: 0o644, sites: [...headerLines, ...sites] }];
  }
};
