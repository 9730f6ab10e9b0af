import { type CommandSpec, asText } from '../../command.js';

export const draw: CommandSpec = {
  name: 'draw',
  summary: 'draw an infrastructure: who connects to whom on which port, as Mermaid, SVG or a page',
  arguments: [['[description]', 'description of an infrastructure (default: infrastructure.ts or .yaml)']],
  options: [
    ['--output <file>', 'where to write it; the ending decides what: .mmd, .svg or .html'],
    ['--format <format>', 'mermaid, svg or html (default: by the ending, else mermaid)'],
  ],
  more: [
    'The page needs nothing else: drawing, nodes, ports and firewall, plan; offline, light and dark, on a phone as well.',
    'Example: ovp-gen infra draw infrastructure.yaml --output platform.html',
  ].join('\n'),
  async run(context, [description], options) {
    const { draw: run } = await import('../../handlers/infra/draw.js');
    return run(context, asText(description), options);
  },
};
