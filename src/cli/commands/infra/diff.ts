import { type CommandSpec, asText } from '../../command.js';

export const diff: CommandSpec = {
  name: 'diff',
  summary: 'what changes between two descriptions: nodes, files, settings, connections, restarts',
  arguments: [
    ['<before>', 'description of the infrastructure as it is'],
    ['<after>', 'description of the infrastructure as it shall be'],
  ],
  more: 'Example: ovp-gen infra diff infrastructure.old.yaml infrastructure.yaml',
  async run(context, [before, after]) {
    const { diff: run } = await import('../../handlers/infra/diff.js');
    return run(context, asText(before) ?? '', asText(after) ?? '');
  },
};
