/** What is wrong with the beginning of a project. Codes 34xx. */
import { diagnostic as row, diagnostics, didYouMean } from '../findings/finding.js';

export const initDiagnostics = diagnostics({
  exists: row('OVP3401', 'A project is started, never overwritten.', (folder: string, files: readonly string[]) => ({
    message: `'${folder}' has ${files.join(', ')} already.`,
    help: 'Name a folder without them.',
  })),
  badName: row(
    'OVP3402',
    'Puppet and the Forge accept certain names only.',
    (option: string, given: string, expected: string) => ({
      message: `${option} is '${given}', but ${expected} is expected.`,
    }),
    'Give another name: `--name acme_platform --owner acme --primary openvox.example.com`.',
  ),
  unknownTier: row('OVP3403', 'There are three.', (given: string, known: readonly string[], suggestion?: string) => ({
    message: `There is no tier '${given}'; there are ${known.join(', ')}.`,
    ...didYouMean(suggestion),
  })),
});
