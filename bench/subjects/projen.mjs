// projen: a program that owns files, and leaves those alone that are as they should be. Run without its command line, which
// would start the same program; and without installing packages afterwards. In plain JavaScript, and in TypeScript as its own
// TypeScript projects have it.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clear, edit } from './folder.mjs';

const plain = {
  extension: 'js',
  named: (names, module) => `const { ${names} } = require('${module}');`,
  parameter: 'project',
  exported: (name, value) => `exports.${name} = ${value};`,
  options: [],
};
const typed = {
  extension: 'ts',
  named: (names, module) => `import { ${names} } from '${module}';`,
  parameter: 'project: Project',
  exported: (name, value) => `export const ${name} = ${value};`,
  options: ['--import', 'tsx'],
};

/** About as much text as a profile becomes: one file of text, one of YAML, one of JSON. */
function files(index, { named, parameter, exported }) {
  const body = `(${parameter}) => {
  const lines = Array.from({ length: 60 }, (_, line) => 'value ' + line + ' of service ${index}');
  new TextFile(project, 'out/service${index}.conf', { marker: true, lines: ['port 8000', ...lines] });
  new YamlFile(project, 'out/service${index}.yaml', {
    obj: { name: 'service${index}', lines: Object.fromEntries(lines.map((line, at) => ['line' + at, line])) },
  });
  new JsonFile(project, 'out/service${index}.json', {
    obj: { name: 'service${index}', lines: lines.map((line, at) => ({ at, line })) },
  });
}`;
  return `${named('JsonFile, Project, TextFile, YamlFile', 'projen')}

/** Service ${index}: script, configuration, description. */
${exported(`service${index}`, body)}
`;
}

/**
 * @param {string} name
 * @param {typeof plain} language
 * @returns {import('./subject.mjs').Subject}
 */
function subject(name, language) {
  const { extension, named, options } = language;
  const program = `.projenrc.${extension}`;
  const run = { command: [process.execPath, ...options, program], env: { PROJEN_DISABLE_POST: 'true' } };
  return {
    name,
    output: 'out',
    prepare(folder, units, peers) {
      symlinkSync(join(peers, 'node_modules'), join(folder, 'node_modules'), 'dir');
      mkdirSync(join(folder, 'services'));
      const indices = Array.from({ length: units }, (_, index) => index);
      for (const index of indices)
        writeFileSync(join(folder, `services/service${index}.${extension}`), files(index, language));
      const imports = indices.map((index) => `${named(`service${index}`, `./services/service${index}`)}\n`).join('');
      const calls = indices.map((index) => `service${index}(project);\n`).join('');
      writeFileSync(
        join(folder, program),
        `${named('Project', 'projen')}\n${imports}const project = new Project({ name: 'bench', commitGenerated: true });\n${calls}project.synth();\n`,
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
        before: () => edit(join(folder, `services/service1.${extension}`), /port \d+/, `port ${8001 + round}`),
      }),
    },
  };
}

export const projen = subject('projen', plain);
export const projenTypeScript = subject('projen, TypeScript', typed);
