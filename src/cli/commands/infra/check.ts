import { type CommandSpec, asText } from '../../command.js';

export const check: CommandSpec = {
  name: 'check',
  summary: 'judge descriptions of infrastructures, and Hiera data however they were made',
  arguments: [
    [
      '[paths...]',
      'descriptions (.yaml, .ts), control repositories, folders or files of Hiera data (default: what is here)',
    ],
  ],
  options: [['--sarif <file>', 'write the findings as SARIF besides, for code hosts and editors']],
  more: [
    'Keys that nothing reads, wrong types, merges that lose values, names that lead nowhere, secrets in plain text, and',
    'infrastructures that cannot work, each with its place and a remedy.',
    'Example: ovp-gen infra check infrastructure.ts control-repo',
  ].join('\n'),
  async run(context, [paths], options) {
    const { check: run } = await import('../../handlers/infra/check.js');
    return run(context, Array.isArray(paths) ? paths : [], {
      sarif: asText(options.sarif),
    });
  },
};
