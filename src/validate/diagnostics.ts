/** What judges say of a module, and of themselves. Codes 72xx. */
import { diagnostic as row, diagnostics, didYouMean, type Diagnostic } from '../findings/finding.js';
import { some } from '../findings/some.js';
import type { JudgeName } from './judge.js';

/** A problem in the words of a judge, with the judge's own name for the check. */
const said = (judge: string) => (message: string, check: string | undefined) => ({
  message: `${message} (${check === undefined ? judge : `${judge}: ${check}`})`,
});

/** The generated file is written anew each time. */
const define = 'change the definition at the place that is shown, not the generated line beneath it';

const whole = 'Compile against the real modules and commit the result: npx ovp-gen validate --modulepath DIR';

export const judgeDiagnostics: Readonly<Record<JudgeName, Diagnostic<[message: string, check: string | undefined]>>> =
  diagnostics({
    parser: row(
      'OVP7201',
      'What OpenVox cannot read stops the catalog of every node.',
      said('parser'),
      `Puppet's parser says what it expected; ${define}. Text that ovp-gen does not print itself, as a template, is the first to look at.`,
    ),
    lint: row(
      'OVP7202',
      'puppet-lint knows what experienced authors avoid, and what the Forge counts.',
      said('puppet-lint'),
      `Behind the message stands the name of the check, under which its plugin explains itself; ${define}.`,
    ),
    metadata: row(
      'OVP7203',
      'The Forge refuses a release with a wrong metadata.json.',
      said('metadata-json-lint'),
      'Change `module` in your configuration, from which metadata.json is made.',
    ),
    strings: row(
      'OVP7204',
      'The reference of a module is made of its texts.',
      said('puppet-strings'),
      `Add or correct the summary, the description or the example; ${define}.`,
    ),
    data: row(
      'OVP7205',
      'Data of another type than their parameter stop the catalog.',
      said('data'),
      'Give the key a value that its parameter takes, in the data of your configuration or of the definition, or correct its name.',
    ),
    catalogs: row(
      'OVP7206',
      'A catalog has to hold what its definition promises.',
      said('rspec-puppet'),
      `Where the message is about a line of a manifest, the catalog does not compile: ${define}. Otherwise the catalog and the behaviour disagree: see which of them is right. Without --modulepath only names and types count, of what component modules do nothing.`,
    ),
    attestation: row(
      'OVP7207',
      'Only the real component modules show how the platform behaves.',
      (message: string) => ({
        message,
        help: whole,
      }),
    ),
  });

export const validateDiagnostics = diagnostics({
  noVerdict: row(
    'OVP7210',
    'A judge that crashes, hangs, or has nothing to judge has not found the module to be right.',
    (judge: string, reason: string, output: string) => ({
      message: `The judge '${judge}' came to no verdict: ${reason}.${output === '' ? '' : `\n${output}`}`,
    }),
    'Beneath it stands what the judge has printed. Run it alone, with --only and its name; `npx ovp-gen doctor` looks at what it needs. If it was too slow for the machine, run it again: what it has done is remembered.',
  ),
  noOutput: row('OVP7211', 'The judges look at the module on disk.', (directory: string) => ({
    message: `There is no module in '${directory}'.`,
    help: 'Generate it first: npx ovp-gen',
  })),
  outdated: row(
    'OVP7212',
    'What the judges say about another module than the definitions describe helps nobody.',
    (directory: string, paths: readonly string[]) => ({
      message: `The module in '${directory}' is not as generated: ${some(paths)}.`,
      help: 'Bring it up to date: npx ovp-gen',
    }),
  ),
  unknownJudge: row(
    'OVP7213',
    '--only names judges.',
    (name: string, known: readonly string[], meant: string | undefined) => ({
      message: `There is no judge '${name}'.`,
      ...didYouMean(meant, `The judges are ${known.join(', ')}.`),
    }),
  ),
  badShard: row('OVP7216', '--shard names one of several parts.', (text: string) => ({
    message: `'${text}' is no shard.`,
    help: 'Expected the number of a part and how many there are: --shard 2/4.',
  })),
  badParts: row('OVP7218', 'A part of the catalogs is judged, or all parts are put together.', (options: string) => ({
    message: `${options} do not go together.`,
    help: 'On each machine: --only catalogs --shard 1/4 --keep shards/1; at the end: --merge shards',
  })),
  noShards: row('OVP7219', 'Without the results of its parts there is no whole.', (folder: string) => ({
    message: `There are no results of shards in '${folder}'.`,
    help: `Each machine keeps its own in a folder below: --shard 1/4 --keep ${folder}/1`,
  })),
  shardMissing: row(
    'OVP7220',
    'A machine that has died must not make the whole look green.',
    (folder: string, missing: readonly number[], count: number) => ({
      message: `There is no result in '${folder}' of ${missing.map((index) => `shard ${index}/${count}`).join(', ')}.`,
      help: 'Run what is missing again, or look why it did not come to its end.',
    }),
  ),
  shardForeign: row(
    'OVP7221',
    'Results of another module, or under other conditions, say nothing about this one.',
    (shard: string, what: readonly string[]) => ({
      message: `Shard ${shard} has judged something else: it differs in ${what.join(', ')}.`,
      help: 'Run all shards on the same commit, with the same --os and --modulepath.',
    }),
  ),
  shardUnreadable: row('OVP7222', 'Half a result is none.', (file: string) => ({
    message: `'${file}' cannot be understood.`,
    help: 'Run that shard again.',
  })),
  shardUnstable: row(
    'OVP7223',
    'A test that fails now and then has not shown that the module is right.',
    (shard: string) => ({
      message: `Shard ${shard} has found something that is not found again.`,
      help: 'Look at the output of that shard.',
    }),
  ),
  unknownSystem: row(
    'OVP7214',
    '--os names an operating system of metadata.json and its release.',
    (name: string, known: readonly string[], meant: string | undefined) => ({
      message: `The module does not support '${name}'.`,
      ...didYouMean(meant, `The operating systems are ${known.join(', ')}.`),
    }),
  ),
  noModulepath: row('OVP7215', '--modulepath names folders of modules.', (folder: string) => ({
    message: `There is no folder '${folder}'.`,
    help: 'Give --modulepath a folder with the component modules, such as r10k lays.',
  })),
});
