import { type CommandSpec, asText } from '../command.js';

export const validate: CommandSpec = {
  name: 'validate',
  summary: 'let every judge look at the generated module',
  options: [
    ['--only <judges>', 'parser, lint, metadata, strings, data, catalogs, attestation; several with commas'],
    ['--os <name-release>', 'compile catalogs on one operating system only, such as debian-12'],
    ['--modulepath <dirs>', 'compile against the real component modules, and attest the result'],
    ['--shard <i/n>', 'of the specs of catalogs only the i-th of n parts, for as many machines'],
    ['--keep <dir>', 'keep what came of the shard in this folder'],
    ['--merge <dir>', 'put together what shards have kept, each in a folder below this one'],
    ['--sarif <file>', 'write the findings as SARIF besides, for code hosts and editors'],
    ['--junit <file>', 'write the results as JUnit XML besides, for CI systems'],
    ['--fresh', 'judge everything anew, also what has not changed since it was judged'],
  ],
  more: [
    'What has passed is not judged again before something changes that has a part in it.',
    'The first run installs the Ruby gems that it needs, once per machine.',
    'Without --modulepath, catalogs are compiled against stubs: these judge names and types, nothing else.',
    'Example: ovp-gen validate --only lint,strings',
  ].join('\n'),
  async run(context, _given, options) {
    const [{ validate: run }, { describeProject }] = await Promise.all([
      import('../handlers/validate.js'),
      import('../../validate/project.js'),
    ]);
    const { only, os, modulepath, shard, keep, merge, fresh, sarif, junit } = options;
    return run(
      context,
      {
        only: asText(only),
        os: asText(os),
        modulepath: asText(modulepath),
        shard: asText(shard),
        keep: asText(keep),
        merge: asText(merge),
        fresh: fresh === true,
        sarif: asText(sarif),
        junit: asText(junit),
      },
      describeProject,
    );
  },
};
