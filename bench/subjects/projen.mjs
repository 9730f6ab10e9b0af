// projen: a program in plain JavaScript that owns files, and leaves those alone that are as they should be. Run without
// its command line, which would start the same program; and without installing packages afterwards.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clear, edit } from './folder.mjs';

/** About as much text as a profile becomes: one file of text, one of YAML, one of JSON. */
function files(index) {
  return `const { JsonFile, TextFile, YamlFile } = require('projen');

/** Service ${index}: script, configuration, description. */
exports.service${index} = (project) => {
  const lines = Array.from({ length: 60 }, (_, line) => 'value ' + line + ' of service ${index}');
  new TextFile(project, 'out/service${index}.conf', { marker: true, lines: ['port 8000', ...lines] });
  new YamlFile(project, 'out/service${index}.yaml', {
    obj: { name: 'service${index}', lines: Object.fromEntries(lines.map((line, at) => ['line' + at, line])) },
  });
  new JsonFile(project, 'out/service${index}.json', {
    obj: { name: 'service${index}', lines: lines.map((line, at) => ({ at, line })) },
  });
};
`;
}

const run = { command: [process.execPath, '.projenrc.js'], env: { PROJEN_DISABLE_POST: 'true' } };

/** @type {import('./subject.mjs').Subject} */
export const projen = {
  name: 'projen',
  output: 'out',
  prepare(folder, units, peers) {
    symlinkSync(join(peers, 'node_modules'), join(folder, 'node_modules'), 'dir');
    mkdirSync(join(folder, 'services'));
    const indices = Array.from({ length: units }, (_, index) => index);
    for (const index of indices) writeFileSync(join(folder, `services/service${index}.js`), files(index));
    const calls = indices
      .map((index) => `require('./services/service${index}.js').service${index}(project);\n`)
      .join('');
    writeFileSync(
      join(folder, '.projenrc.js'),
      `const { Project } = require('projen');\nconst project = new Project({ name: 'bench', commitGenerated: true });\n${calls}project.synth();\n`,
    );
  },
  commands: {
    start: (folder, round, peers) => ({
      command: [process.execPath, join(peers, 'node_modules/projen/bin/projen'), '--version'],
    }),
    cold: (folder) => ({ ...run, before: () => clear(folder, 'out', '.projen') }),
    noop: () => run,
    edit: (folder, round) => ({
      ...run,
      before: () => edit(join(folder, 'services/service1.js'), /port \d+/, `port ${8001 + round}`),
    }),
  },
};
