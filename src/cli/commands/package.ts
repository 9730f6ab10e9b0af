import { type CommandSpec, asText } from '../command.js';

export const packageCommand: CommandSpec = {
  name: 'package',
  summary: 'build the package of the module that the Forge takes',
  options: [
    ['--check', 'write nothing; build again, and tell whether the stored package is the same'],
    ['--out <folder>', 'where packages are stored (default: pkg, beside the configuration)'],
  ],
  more: [
    'The same definitions give the same bytes on every machine. Beside the package: its checksum, the list of the files',
    'in it with theirs, and a bill of materials (CycloneDX). A module that is not as generated, that a judge is not',
    'content with, or whose catalogs were not compiled with the real component modules, is not packaged.',
    'Example: ovp-gen package --out /tmp/packages',
  ].join('\n'),
  async run(context, _given, options) {
    const [{ packageModule }, { describeProject }] = await Promise.all([
      import('../handlers/package.js'),
      import('../../validate/project.js'),
    ]);
    const { check, out } = options;
    return packageModule(context, { check: check === true, out: asText(out) }, describeProject);
  },
};
