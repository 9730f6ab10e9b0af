import type { CommandSpec } from '../command.js';

export const deps: CommandSpec = {
  name: 'deps',
  summary: 'prove that the locked component modules fit together',
  more: [
    'Every version range that a module states must hold, and no module may be missing from the lock.',
    'Example: ovp-gen deps --json',
  ].join('\n'),
  async run(context) {
    const { deps: run } = await import('../handlers/deps.js');
    return run(context);
  },
};
