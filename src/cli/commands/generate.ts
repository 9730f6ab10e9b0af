import type { CommandSpec } from '../command.js';

export const generate: CommandSpec = {
  name: 'generate',
  summary: 'write the module from the definitions (the default)',
  options: [
    ['--check', 'write nothing; tell what is not up to date, and exit with 1 if anything is'],
    ['--diff', 'show every change as a unified diff'],
    ['--force', 'discard edits by hand, and overwrite files that are not generated'],
  ],
  more: [
    'Files that were edited by hand are kept, shown as a diff, and the exit code is 1.',
    'What an interrupted run has left is completed by the next one.',
    'Example: ovp-gen --check --diff',
  ].join('\n'),
  async run(context, _given, options) {
    const [{ generate: run }, { pipeline }] = await Promise.all([import('../generate.js'), import('../pipeline.js')]);
    const { check, diff, force } = options;
    return run(context, { check: check === true, diff: diff === true, force: force === true }, pipeline);
  },
};
