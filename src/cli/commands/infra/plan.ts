import { type CommandSpec, asText } from '../../command.js';

export const plan: CommandSpec = {
  name: 'plan',
  summary: 'compute tier, nodes and settings from agents and hardware, each figure with its formula',
  arguments: [['[description]', 'description of an infrastructure; without one, --agents decides the tier']],
  options: [
    ['--agents <number>', 'nodes with an agent'],
    ['--cpus <number>', 'CPUs of each node (default: as described, else 8)'],
    ['--memory <GiB>', 'memory of each node in GiB (default: as described, else 16)'],
    ['--interval <seconds>', 'seconds between two runs of an agent (default: 1800)'],
    ['--catalog-seconds <seconds>', 'seconds for which a run keeps a JRuby instance busy (default: 2, assumed)'],
    ['--utilisation <percent>', 'share of the time for which a JRuby instance may be busy (default: 70)'],
    ['--tier <tier>', 'standard, large or extra_large (default: the smallest that is meant for so many agents)'],
    ['--no-foreman', 'without a Foreman'],
  ],
  more: [
    'Options go before what the description says: what if.',
    'Example: ovp-gen infra plan --agents 20000 --cpus 16 --memory 32',
  ].join('\n'),
  async run(context, [description], options) {
    const { plan: run } = await import('../../handlers/infra/plan.js');
    return run(context, asText(description), options);
  },
};
