import { type CommandSpec, asText } from '../../command.js';

export const hiera: CommandSpec = {
  name: 'hiera',
  summary:
    'write the overlay of a control repository: data, classification, Puppetfile, and what each node needs first',
  arguments: [
    ['[description]', 'description of an infrastructure (default: infrastructure.ts or .yaml of this folder)'],
  ],
  options: [
    ['--output <folder>', 'where the files go (default: control-repo beside the description)'],
    ['--check', 'write nothing; tell what is not up to date, and exit with 1 if anything is'],
    ['--diff', 'show every change as a unified diff'],
    ['--force', 'discard edits by hand, and overwrite files that are not generated'],
  ],
  more: [
    'Files that were edited by hand are kept, shown as a diff, and the exit code is 1. Other files are left alone.',
    'Example: ovp-gen infra hiera infrastructure.ts --output ../control-repo',
  ].join('\n'),
  async run(context, [description], options) {
    const { hiera: run } = await import('../../handlers/infra/hiera.js');
    const { output, check, diff, force } = options;
    return run(context, asText(description), {
      output: asText(output),
      check: check === true,
      diff: diff === true,
      force: force === true,
    });
  },
};
