import { describe, expect, it } from 'vitest';
import { type Judge, JudgeFailure, type ModuleOnDisk, type Problem } from '../../src/validate/judge.js';
import { lintJudge, metadataJudge, parserJudge, stringsJudge } from '../../src/validate/ruby-judge.js';
import { rubyEnvironment, rubyForTests } from '../ruby/environment.js';
import { moduleOf } from './modules.js';

const environment = rubyEnvironment();
const why = environment.available ? '' : ` (not run: ${environment.missing})`;

const sound = {
  '.puppet-lint.rc': '--fail-on-warnings\n--relative\n',
  'manifests/init.pp': `# @summary
#   Switches a lamp on.
#
# @param colour
#   What it shines.
#
class lamp (
  String[1] $colour,
) {
  file { '/etc/lamp':
    ensure  => 'file',
    content => epp('lamp/lamp.epp', { 'colour' => $colour }),
  }
}
`,
  'types/colour.pp': "# @summary Colours that ships know.\ntype Lamp::Colour = Enum['red', 'green']\n",
  'functions/twice.pp': `# @summary Twice as much.
# @param value
#   How much.
# @return [Integer] twice of it
function lamp::twice(Integer $value) >> Integer {
  $value * 2
}
`,
  'templates/lamp.epp': '<%- | String $colour | -%>\n<%= $colour %>\n',
  'lib/puppet/functions/lamp/half.rb': `# frozen_string_literal: true

# Half as much.
Puppet::Functions.create_function(:'lamp::half') do
  # @param value
  #   How much.
  # @return [Integer] half of it
  dispatch :half do
    param 'Integer', :value
    return_type 'Integer'
  end

  def half(value)
    value / 2
  end
end
`,
  'metadata.json': `${JSON.stringify(
    {
      name: 'example-lamp',
      version: '1.0.0',
      author: 'The keepers',
      summary: 'Switches lamps on.',
      license: 'Apache-2.0',
      source: 'https://github.com/example/example-lamp',
      dependencies: [{ name: 'puppetlabs/stdlib', version_requirement: '>= 9.0.0 < 10.0.0' }],
      operatingsystem_support: [{ operatingsystem: 'Debian', operatingsystemrelease: ['12'] }],
      requirements: [{ name: 'openvox', version_requirement: '>= 8.19.0 < 9.0.0' }],
    },
    null,
    2,
  )}\n`,
};

type File = keyof typeof sound;

/** What a judge says of a module. */
async function judged(judge: Judge, files: Readonly<Record<string, string>>): Promise<readonly Problem[]> {
  const module = moduleOf(files);
  const inputs = judge.inputs(module);
  const verdict = await judge.run(module, inputs, { ruby: () => Promise.resolve(rubyForTests()) });
  const failing = new Set(verdict.problems.map(({ path }) => path)).size;
  expect(verdict).toMatchObject({ passed: inputs.length - failing, failed: failing, notRun: 0 });
  return verdict.problems;
}

/** The text of a sound file with one part of it replaced. */
function broken(file: File, from: string, to: string): string {
  if (!sound[file].includes(from)) throw new Error(`'${from}' is not in ${file}`);
  return sound[file].replace(from, to);
}

interface Case {
  readonly defect: string;
  readonly file: File;
  readonly from: string;
  readonly to: string;
  readonly want: Partial<Problem>;
}

const table = (
  ...rows: readonly [defect: string, file: File, from: string, to: string, want: Partial<Problem>][]
): Case[] => rows.map(([defect, file, from, to, want]) => ({ defect, file, from, to, want }));

const defects: readonly (readonly [Judge, readonly Case[]])[] = [
  [
    parserJudge,
    table(
      [
        'a syntax error',
        'manifests/init.pp',
        "'file',\n",
        "'file'\n",
        { line: 12, message: "Syntax error at 'content'" },
      ],
      [
        'what validation refuses',
        'manifests/init.pp',
        '  file {',
        "  'idle'\n  file {",
        { line: 10, column: 3, check: 'idem_expression_not_last' },
      ],
      ['a template that does not parse', 'templates/lamp.epp', '<%= $colour %>', '<%= $colour', { line: 3, column: 1 }],
      ['Ruby that does not parse', 'lib/puppet/functions/lamp/half.rb', 'value / 2', 'value )', { line: 14 }],
    ),
  ],
  [
    lintJudge,
    table(
      [
        'a warning',
        'manifests/init.pp',
        "'file'",
        '"file"',
        { line: 11, column: 16, check: 'double_quoted_strings', severity: 'warning' },
      ],
      ['a warning of a plugin', 'manifests/init.pp', '}),\n', '})\n', { line: 12, check: 'trailing_comma' }],
    ),
  ],
  [
    metadataJudge,
    table(
      [
        'an open range',
        'metadata.json',
        '>= 9.0.0 < 10.0.0',
        '>= 9.0.0',
        { check: 'dependencies', severity: 'warning' },
      ],
      ['a license that is none', 'metadata.json', 'Apache-2.0', 'Free', { check: 'license', line: 6 }],
      [
        'what is no JSON',
        'metadata.json',
        '"1.0.0",',
        '"1.0.0"',
        { message: expect.stringContaining('Unable to parse') as string },
      ],
    ),
  ],
  [
    stringsJudge,
    table(
      [
        'a class without a text',
        'manifests/init.pp',
        '# @summary\n#   Switches a lamp on.\n#\n# @param colour\n#   What it shines.\n#\n',
        '',
        { message: "The class 'lamp' has no text." },
      ],
      [
        'an empty text',
        'manifests/init.pp',
        '#   What it shines.',
        '#',
        { check: 'empty', message: "The parameter 'colour' of the class 'lamp' has no text." },
      ],
      [
        'a text of what does not exist',
        'manifests/init.pp',
        '@param colour',
        '@param color',
        { check: 'warning', message: "The @param tag for parameter 'color' has no matching parameter" },
      ],
      [
        'a return value without a text',
        'functions/twice.pp',
        ' twice of it',
        '',
        { message: "What the function 'lamp::twice' returns has no text." },
      ],
      [
        'a parameter in Ruby',
        'lib/puppet/functions/lamp/half.rb',
        '  #   How much.\n',
        '',
        { message: "The parameter 'value' of the function 'lamp::half' has no text." },
      ],
      [
        'a type alias',
        'types/colour.pp',
        '# @summary Colours that ships know.\n',
        '',
        { message: "The type alias 'Lamp::Colour' has no text." },
      ],
    ),
  ],
];

describe.skipIf(!environment.available)(`judges of the module's files${why}`, () => {
  it.each([
    [
      parserJudge,
      [
        'functions/twice.pp',
        'lib/puppet/functions/lamp/half.rb',
        'manifests/init.pp',
        'templates/lamp.epp',
        'types/colour.pp',
      ],
    ],
    [lintJudge, ['functions/twice.pp', 'manifests/init.pp', 'types/colour.pp']],
    [metadataJudge, ['metadata.json']],
    [stringsJudge, ['functions/twice.pp', 'lib/puppet/functions/lamp/half.rb', 'manifests/init.pp', 'types/colour.pp']],
  ] as const)('$name has no objection to a sound module, and reads all of it', async (judge, inputs) => {
    expect(judge.inputs(moduleOf(sound))).toEqual(inputs);
    expect(await judged(judge, sound)).toEqual([]);
  });

  describe.each(defects)('$name finds', (judge, cases) => {
    // One process judges all of them: each defect has a file of its own, but for metadata.json, whose name is fixed.
    const own = (file: File, index: number) =>
      file === 'metadata.json' ? file : file.replace(/\w+(?=\.\w+$)/, `case${index}`);
    const files = Object.fromEntries(
      cases.map(({ file, from, to }, index) => [own(file, index), broken(file, from, to)]),
    );
    let all: Promise<readonly Problem[]> | undefined;

    it.each(cases.map((one, index) => ({ ...one, path: own(one.file, index) })))(
      '$defect',
      async ({ file, from, to, path, want }) => {
        all ??= judged(judge, files);
        const problems = await (file === 'metadata.json' ? judged(judge, { [file]: broken(file, from, to) }) : all);
        expect(problems).toContainEqual(expect.objectContaining({ path, ...want }));
      },
    );
  });

  it('what is in order by a comment is in order', async () => {
    const text = broken('manifests/init.pp', "'file',", '"file", # lint:ignore:double_quoted_strings');
    expect(await judged(lintJudge, { 'manifests/init.pp': text })).toEqual([]);
  });
});

describe('a judge that cannot be believed', () => {
  /** Instead of Ruby, a script of the shell; descriptor 3 is the channel of records. */
  const instead = (
    script: string,
  ): { command: readonly ['sh', '-c', string]; env: Record<string, string>; version: string } => ({
    command: ['sh', '-c', script],
    env: {},
    version: '',
  });
  const module: ModuleOnDisk = moduleOf({ 'manifests/init.pp': sound['manifests/init.pp'], 'manifests/a.pp': '' });
  const answers = (...records: object[]) => records.map((record) => `echo '${JSON.stringify(record)}' >&3`).join('; ');
  const canary = { canary: true };
  const files = ['manifests/a.pp', 'manifests/init.pp'].map((path) => ({ path, problems: [] }));

  const hangs = 'sleep 60';
  // The others get all the time that they need, however busy the machine is.
  it.each([
    ['crashes', 'echo "the lamp is broken" >&2; exit 3', /^it ended with exit code 3$/, /the lamp is broken/],
    ['is killed', 'kill -9 $$', /^it ended with SIGKILL$/, /^$/],
    [
      'prints garbage',
      `${answers(canary)}; echo "everything is fine" >&3`,
      /cannot be understood/,
      /everything is fine/,
    ],
    ['answers something else', answers(canary, { verdict: 'good' }), /cannot be understood/, /verdict/],
    [
      'answers what nobody has asked',
      answers(canary, ...files, { path: '../elsewhere.pp', problems: [] }, { done: 2 }),
      /cannot be understood/,
      /elsewhere/,
    ],
    [
      'finds what is no problem',
      answers(canary, files[0] ?? {}, { path: 'manifests/init.pp', problems: [null] }, { done: 2 }),
      /cannot be understood/,
      /null/,
    ],
    ['says nothing', 'exit 0', /does not find a known defect/, /^$/],
    [
      'finds nothing wrong in what is known to be wrong',
      answers({ canary: false }, ...files, { done: 2 }),
      /does not find a known defect/,
      /^$/,
    ],
    ['leaves out a file', answers(canary, files[0] ?? {}, { done: 2 }), /it left out manifests\/init\.pp/, /^$/],
    ['ends early', answers(canary, ...files), /it left out its end/, /^$/],
    ['hangs', hangs, /it said nothing for 0\.3 s/, /^$/],
    ['is not there', 'exec /nowhere/ruby', /it ended with exit code/, /nowhere/],
  ])('%s', async (_, script, message, output) => {
    const error: unknown = await lintJudge
      .run(module, lintJudge.inputs(module), {
        ruby: () => Promise.resolve(instead(script)),
        patience: script === hangs ? 300 : 60_000,
      })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(JudgeFailure);
    expect(error).toMatchObject({
      message: expect.stringMatching(message) as string,
      output: expect.stringMatching(output) as string,
    });
  });

  it('may know no line', async () => {
    const problems = [
      { line: 0, column: -1, message: 'dark' },
      { line: 1.5, message: 'dim' },
    ];
    const script = answers(canary, files[0] ?? {}, { path: 'manifests/init.pp', problems }, { done: 2 });
    const verdict = await lintJudge.run(module, lintJudge.inputs(module), {
      ruby: () => Promise.resolve(instead(script)),
      patience: 60_000,
    });
    expect(verdict.problems).toEqual(
      problems.map(({ message }) => ({ path: 'manifests/init.pp', severity: 'error', message })),
    );
  });

  it('is another one than a judge who finds nothing', async () => {
    const script = answers(canary, ...files, { done: 2 });
    const verdict = await lintJudge.run(module, lintJudge.inputs(module), {
      ruby: () => Promise.resolve(instead(script)),
      patience: 60_000,
    });
    expect(verdict).toEqual({ passed: 2, failed: 0, notRun: 0, problems: [] });
  });
});
