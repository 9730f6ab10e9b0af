import { type CommandSpec, asText } from '../command.js';

export const doctor: CommandSpec = {
  name: 'doctor',
  summary: 'tell what is missing on this machine, and how to get it',
  options: [['--modulepath <dirs>', 'look for the component modules there, at their locked versions']],
  more: [
    'Exit code 1 if something is missing that everything needs; what only some commands want is no failure.',
    'Example: ovp-gen doctor --modulepath modules',
  ].join('\n'),
  async run(context, _given, { modulepath }) {
    const { doctor: run } = await import('../handlers/doctor.js');
    return run(context, asText(modulepath));
  },
};
