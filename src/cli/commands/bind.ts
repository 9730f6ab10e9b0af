import { type CommandSpec, asText } from '../command.js';

export const bind: CommandSpec = {
  name: 'bind',
  summary: 'record the interfaces of component modules, and generate their bindings',
  arguments: [['<modules...>', 'directories or .tar.gz packages of modules']],
  options: [
    ['--core', 'record the resource types and functions of OpenVox itself as well'],
    ['--modulepath <dirs>', 'where modules that these need are found'],
    ['--dry-run', 'tell what would change, and change nothing'],
  ],
  more: [
    "Writes to the folder bindings beside the configuration; import from './bindings/<module>.js'.",
    'Shows what a new version of a module adds, removes and changes.',
    'Example: ovp-gen bind ../modules/postgresql --dry-run',
  ].join('\n'),
  async run(context, [modules], options) {
    const { bind: run } = await import('../handlers/bind.js');
    const { core, dryRun, modulepath } = options;
    return run(context, Array.isArray(modules) ? modules : [], {
      core: core === true,
      dryRun: dryRun === true,
      modulepath: asText(modulepath),
    });
  },
};
