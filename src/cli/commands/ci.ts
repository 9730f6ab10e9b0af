import { type CommandSpec, asText } from '../command.js';

export const ci: CommandSpec = {
  name: 'ci',
  summary: 'write a workflow for CI that judges the module on several machines',
  options: [
    ['--provider <name>', 'github or gitlab'],
    ['--shards <n>', 'over how many machines to spread the catalogs (default: 4)'],
    ['--check', 'write nothing, tell whether it is up to date'],
  ],
  more: [
    'A workflow that was edited by hand is never overwritten.',
    'Example: ovp-gen ci --provider github --shards 8',
  ].join('\n'),
  async run(context, _given, { provider, shards, check }) {
    const { ci: run } = await import('../handlers/ci.js');
    return run(context, { provider: asText(provider), shards: asText(shards), check: check === true });
  },
};
