import { type CommandSpec, asText } from '../command.js';

export const explain: CommandSpec = {
  name: 'explain',
  summary: 'tell where a Hiera key comes from, who reads it, and what it does',
  arguments: [
    ['<key>', 'Hiera key of the platform or of a component module; for the platform, the parameter alone will do'],
    ['[path]', 'description (.yaml, .ts) or Hiera data in which to look where it is set'],
  ],
  options: [['--all', 'every effect, not only the closest ones']],
  more: [
    'Type, default, what a blank stands for, the data that set it, the variables that follow, and the resources and',
    'attributes in which it has a say. With a description, its value on each node.',
    'Example: ovp-gen explain loadbalancer infrastructure.ts',
  ].join('\n'),
  async run(context, [key, path], options) {
    const { explain: run } = await import('../handlers/explain.js');
    return run(context, asText(key) ?? '', {
      path: asText(path),
      all: options.all === true,
    });
  },
};
