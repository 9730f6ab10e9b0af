import { type CommandSpec, asText } from '../command.js';

export const release: CommandSpec = {
  name: 'release',
  summary: 'choose the next version of the module, and write its changelog',
  arguments: [['[version]', 'patch, minor, major or a version; without it, what the changes ask for']],
  options: [
    ['--note <texts...>', "what else there is to tell: 'Fixed bugs: ...'; with the name of a section before it"],
    ['--dry-run', 'show the version and the notes, and write nothing'],
  ],
  more: [
    'Compares what users rely on (classes, parameters, types, defaults, functions, supported systems, dependencies) with',
    'the last release. A version that is too small for what breaks is refused. Writes releases.json, which the',
    'configuration imports, and fixtures/release.json; then generates the module.',
    "Example: ovp-gen release minor --note 'Fixed bugs: Reports are kept for a month.'",
  ].join('\n'),
  async run(context, [version], options) {
    const [{ releaseModule }, { describeProject }, { pipeline }] = await Promise.all([
      import('../handlers/release.js'),
      import('../../validate/project.js'),
      import('../pipeline.js'),
    ]);
    const { note, dryRun } = options;
    const given = {
      version: asText(version),
      notes: Array.isArray(note) ? note.filter((text) => typeof text === 'string') : [],
      dryRun: dryRun === true,
    };
    return releaseModule(context, given, describeProject, pipeline);
  },
};
