/** Classes, defined types, functions and type aliases: one file each, where the autoloader looks for it. */
import type { GeneratedFile } from '../src/model/module.js';
import { printed } from '../src/puppet/print/printed.js';
import type { Emitter } from './context.js';
import { GENERATED_BY } from './generated-by.js';
import { definitionPath } from './names.js';

/** The empty line keeps the header out of the documentation that puppet-strings reads. */
const header = `# ${GENERATED_BY}\n\n`;
const headerLines = [undefined, undefined];

export const manifests: Emitter = function* ({ definitions }) {
  for (const { definition } of definitions) {
    const manifest = printed(definition);
    const file: GeneratedFile = {
      content: header + manifest.text,
      mode: 0o644,
      // Call sites are costly to find out, and only a finding asks for them.
      get sites() {
        return [...headerLines, ...manifest.sites];
      },
    };
    yield [definitionPath(definition), file];
  }
};
