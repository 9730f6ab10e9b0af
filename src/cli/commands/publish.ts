import { TOKEN_VARIABLE } from '../../toolchain/token-variable.js';
import { type CommandSpec, asText } from '../command.js';

export const publish: CommandSpec = {
  name: 'publish',
  summary: 'upload the package of the module to the Forge',
  options: [
    ['--dry-run', 'look at everything, show what would be sent, and send nothing'],
    ['--forge <url>', 'root of the Forge (default: https://forgeapi.puppet.com)'],
    ['--token-file <file>', `file with the token, mode 0600, instead of the variable ${TOKEN_VARIABLE}`],
    ['--multipart', 'send a form instead of a JSON document, for a Forge that takes nothing else'],
  ],
  more: [
    'The package is built as `ovp-gen package` does, under the same conditions; the changelog has to have a section of its',
    'version, and everything has to be committed. What was sent is read back and compared. Running it again is safe: what',
    'is published already with the same bytes is left alone.',
    'Example: ovp-gen publish --dry-run --token-file ~/.forge-token',
  ].join('\n'),
  async run(context, _given, options) {
    const [{ publishModule }, { describeProject }] = await Promise.all([
      import('../handlers/publish.js'),
      import('../../validate/project.js'),
    ]);
    const { dryRun, forge, tokenFile, multipart } = options;
    return publishModule(
      context,
      { dryRun: dryRun === true, forge: asText(forge), tokenFile: asText(tokenFile), multipart: multipart === true },
      describeProject,
    );
  },
};
