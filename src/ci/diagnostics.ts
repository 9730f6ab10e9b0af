/** What keeps a workflow for CI from being written. Codes 35xx. */
import { diagnostic as row, diagnostics, didYouMean } from '../findings/finding.js';

export const ciDiagnostics = diagnostics({
  provider: row(
    'OVP3501',
    'Each code host has its own form of a workflow.',
    (given: string, known: readonly string[], meant?: string) => ({
      message: given === '' ? '--provider is missing.' : `There is no workflow for '${given}'.`,
      ...didYouMean(meant, `Expected --provider with one of ${known.join(', ')}.`),
    }),
  ),
  shards: row(
    'OVP3502',
    'The catalogs are spread over machines.',
    (given: string, most: number) => ({
      message: `--shards is '${given}', but a number from 1 to ${most} is expected.`,
    }),
    'Give the number of machines: `--shards 8`.',
  ),
  edited: row('OVP3503', 'What people have written is never overwritten.', (file: string) => ({
    message: `'${file}' is not as ovp-gen has written it.`,
    help: 'Move it away and run the command again, or keep it: ovp-gen leaves it alone.',
  })),
  outdated: row('OVP3504', 'A workflow of another ovp-gen may lack a judge.', (file: string) => ({
    message: `'${file}' is not up to date.`,
    help: 'Write it again: the same command without --check.',
  })),
  elsewhere: row(
    'OVP3505',
    'A code host looks for its workflow at the root of the repository only.',
    (project: string, root: string) => ({
      message: `The project '${project}' is not the root of its repository, which is '${root}'.`,
      help: 'Move the project to the root, or write a workflow by hand: the commands to run are in docs/how-to/run-in-ci.md.',
    }),
  ),
});
