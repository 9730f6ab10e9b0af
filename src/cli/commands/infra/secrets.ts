import { type CommandSpec, asText } from '../../command.js';

export const secrets: CommandSpec = {
  name: 'secrets',
  summary: 'make the secrets that nodes share and lack, encrypted; tell who reads which, and how to change one',
  arguments: [
    ['[description]', 'description of an infrastructure (default: infrastructure.ts or .yaml of this folder)'],
  ],
  options: [
    ['--output <folder>', 'control repository (default: control-repo beside the description)'],
    ['--rotate <names...>', 'make these anew'],
    ['--list', 'write nothing; tell which there are'],
  ],
  more: [
    'No secret is ever printed, or written in plain text. With the backend lookup nothing is made: the keys are listed that',
    "the site's own store has to have.",
    'Example: ovp-gen infra secrets --rotate openvoxdb_password',
  ].join('\n'),
  async run(context, [description], options) {
    const { secrets: run } = await import('../../handlers/infra/secrets.js');
    const { output, rotate, list } = options;
    return run(context, asText(description), {
      output: asText(output),
      rotate: Array.isArray(rotate) ? rotate.map(String) : [],
      list: list === true,
    });
  },
};
