import { type CommandSpec, asText } from '../command.js';

export const init: CommandSpec = {
  name: 'init',
  summary: 'start a project of your own: configuration, a profile, an infrastructure',
  arguments: [['[folder]', 'where to start it (default: here)']],
  options: [
    ['--name <module>', 'name of the module that is generated, such as acme_platform'],
    ['--owner <owner>', 'its owner on the Forge'],
    ['--tier <tier>', 'standard, large or extra_large (default: standard)'],
    ['--primary <certname>', 'certname of the primary server (default: openvox.example.com)'],
  ],
  more: [
    'Asks for what is not given, on a terminal. Nothing that is there is overwritten.',
    'Example: npx ovp-gen init acme --name acme_platform --owner acme',
  ].join('\n'),
  async run(context, [folder], options) {
    const { init: run } = await import('../handlers/init.js');
    return run(context, asText(folder) ?? '.', options);
  },
};
