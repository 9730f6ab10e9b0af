/** Files of a module's repository that say little about the module itself. */
import { textFile, type Emitter } from './context.js';
import { GENERATED_BY } from './generated-by.js';
import { render, templateText } from '../src/text/template.js';

/** Skeletons below `templates/project`, by the path of the file that they give. */
const skeletons: Readonly<Record<string, string>> = {
  Gemfile: 'project/Gemfile',
  Rakefile: 'project/Rakefile',
  '.puppet-lint.rc': 'project/puppet-lint.rc',
  '.rspec': 'project/rspec',
  '.pmtignore': 'project/pmtignore',
  '.editorconfig': 'project/editorconfig',
  '.gitignore': 'project/gitignore',
};

export const projectFiles: Emitter = function* ({ identity, runtime }) {
  yield textFile('LICENSE', templateText('LICENSE'));
  const data = { identity, header: `# ${GENERATED_BY}`, runtime: gemRequirements(runtime.range) };
  for (const [path, skeleton] of Object.entries(skeletons)) yield textFile(path, render(skeleton, data));
};

/** `>= 8.19.0 < 9.0.0` as the arguments that `gem` takes. */
function gemRequirements(range: string): string {
  return [...range.matchAll(/(>=|<=|>|<|=)\s*(\S+)/g)]
    .map(([, operator, version]) => `'${operator ?? ''} ${version ?? ''}'`)
    .join(', ');
}
