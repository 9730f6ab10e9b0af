import { type CommandSpec, asText } from '../../command.js';

export const runbook: CommandSpec = {
  name: 'runbook',
  summary: 'the ordered steps from bare machines to a running platform, and for day two, each with a check',
  arguments: [['[description]', 'description of an infrastructure (default: infrastructure.ts or .yaml)']],
  options: [['--output <file>', 'where to write it (default: standard output)']],
  more: 'Example: ovp-gen infra runbook infrastructure.yaml --output RUNBOOK.md',
  async run(context, [description], options) {
    const { runbook: run } = await import('../../handlers/infra/runbook.js');
    return run(context, asText(description), asText(options.output));
  },
};
