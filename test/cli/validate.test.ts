/** The command, with judges that need no Ruby, or with Ruby where it is installed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validate, type ValidateOptions } from '../../src/cli/handlers/validate.js';
import { matrixText } from '../../src/cli/report/results.js';
import { finding, FindingsError } from '../../src/findings/finding.js';
import type { FileTree } from '../../src/model/module.js';
import { toolchainDiagnostics } from '../../src/toolchain/diagnostics.js';
import type { Describe } from '../../src/validate/project.js';
import { sampleModel } from '../generators/sample-model.js';
import { rubyEnvironment, rubyForTests } from '../ruby/environment.js';
import { folder, lay } from '../validate/modules.js';
import { surroundings } from './surroundings.js';

const environment = rubyEnvironment();
const metadata = JSON.stringify({
  name: 'example-beacon',
  operatingsystem_support: [{ operatingsystem: 'Debian', operatingsystemrelease: ['12', '13'] }],
});
const generated: Readonly<Record<string, string>> = {
  'metadata.json': `${metadata}\n`,
  'manifests/init.pp': '# @summary Runs a beacon.\nclass beacon {\n  notify { "lit": }\n}\n',
};
const whole: ValidateOptions = {
  only: undefined,
  os: undefined,
  modulepath: undefined,
  shard: undefined,
  keep: undefined,
  merge: undefined,
  fresh: true,
  sarif: undefined,
  junit: undefined,
};

/** A project whose manifest comes from the second line of its definitions, and its module on disk. */
function project(onDisk: Readonly<Record<string, string>> = generated) {
  const cwd = folder();
  lay(cwd, { 'ovp.config.ts': '', 'src/beacon.ts': "const lit = 'lit';\n  notify(lit);\n" });
  lay(join(cwd, 'beacon'), onDisk);
  const sites = [undefined, undefined, 'at beacon', undefined];
  const files: FileTree = new Map(
    Object.entries(generated).map(([path, content]) => [
      path,
      { content, mode: 0o644 as const, ...(path.endsWith('.pp') ? { sites } : {}) },
    ]),
  );
  const describeProject: Describe = () =>
    Promise.resolve({
      described: {
        model: sampleModel,
        files,
        lock: [],
        aliases: new Map(),
        keyTypesOf: () => new Map(),
        directory: join(cwd, 'beacon'),
        locate: (stack) => (stack === undefined ? undefined : { file: 'src/beacon.ts', line: 2, column: 3 }),
      },
      findings: [],
    });
  return {
    cwd,
    async run(
      options: Partial<ValidateOptions>,
      global: { json?: boolean; quiet?: boolean } = {},
      describe_ = describeProject,
    ) {
      const { said, contextOf } = surroundings(cwd);
      const toolchain = () =>
        environment.available
          ? Promise.resolve(rubyForTests())
          : Promise.reject(new FindingsError([finding(toolchainDiagnostics.noRuby, undefined, '>= 3.1.0')]));
      const code = await validate(contextOf(global), { ...whole, ...options }, describe_, toolchain);
      return { code, ...said };
    },
  };
}

const bad = finding(toolchainDiagnostics.checksum, undefined, 'a', 'b');

describe('validate', () => {
  it('counts what it has judged', async () => {
    const { code, out, err } = await project().run({ only: 'data' });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^data {2}1 file passed {2}\d+\.\d s\n$/);
  });

  it.skipIf(!environment.available)(
    'shows a finding at the definition, with the generated line beneath (needs Ruby and its gems)',
    async () => {
      const { code, out, err } = await project().run({ only: 'lint' }, { quiet: true });
      expect(code).toBe(1);
      expect(err).toBe(
        [
          'src/beacon.ts:2:3 - warning OVP7202: double quoted string containing no variables (puppet-lint: double_quoted_strings)',
          '  2 |   notify(lit);',
          '    |   ~~~~~~',
          '  beacon/manifests/init.pp:3:12: generated here',
          '  3 |   notify { "lit": }',
          '    |            ~~~~~~',
          '',
        ].join('\n'),
      );
      expect(out).toMatch(/^lint {2}0 files passed, 1 failed {2}/);
    },
  );

  it('tells all of it as one document', async () => {
    const { code, out, err } = await project().run({ only: 'data,attestation' }, { json: true });
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      judges: [
        { name: 'data', unit: 'files', judged: true, passed: 1, failed: 0, notRun: 0, findings: 0 },
        { name: 'attestation', judged: false, passed: 0, findings: 1 },
      ],
      findings: [{ code: 'OVP7210', severity: 'error' }],
    });
  });

  it('writes reports for other programs', async () => {
    const site = project();
    const { code } = await site.run({ only: 'data,attestation', sarif: 'out.sarif', junit: 'out.xml' });
    expect(code).toBe(1);
    const report = JSON.parse(readFileSync(join(site.cwd, 'out.sarif'), 'utf8')) as object;
    expect(report).toMatchObject({ runs: [{ results: [{ ruleId: 'OVP7210', level: 'error', locations: [] }] }] });
    expect(readFileSync(join(site.cwd, 'out.xml'), 'utf8')).toContain(
      '<testsuite name="attestation" tests="1" failures="0" errors="1"',
    );
  });

  it('tells what it has found where a report cannot be written, and writes the others', async () => {
    const site = project();
    lay(site.cwd, { file: '' });
    const { code, out, err } = await site.run({ only: 'data', sarif: 'file/out.sarif', junit: 'out.xml' });
    expect(code).toBe(1);
    expect(err).toMatch(/OVP3006.*out\.sarif/);
    expect(out).toMatch(/^data {2}1 file passed/);
    expect(readFileSync(join(site.cwd, 'out.xml'), 'utf8')).toContain('1 files passed');
  });

  it.each<[string, Partial<ValidateOptions>, RegExp, Describe | undefined, string]>([
    ['nothing is generated', { only: 'data' }, /OVP7211/, undefined, 'none'],
    [
      'definitions have mistakes',
      {},
      /OVP7105/,
      () => Promise.resolve({ described: undefined, findings: [bad] }),
      'all',
    ],
    ['the step fails', {}, /OVP7105/, () => Promise.reject(new FindingsError([bad])), 'all'],
  ])('leaves no report of an earlier run where %s', async (_, options, want, describe_, there) => {
    const site = project(there === 'all' ? generated : {});
    lay(site.cwd, { 'out.sarif': 'green', 'out.xml': 'green' });
    const code = await site
      .run({ ...options, sarif: 'out.sarif', junit: 'out.xml' }, {}, describe_)
      .then((end) => end.code)
      .catch((error: unknown) => error);
    expect(code === 1 || code instanceof FindingsError).toBe(true);
    expect(readFileSync(join(site.cwd, 'out.sarif'), 'utf8')).toMatch(want);
    expect(readFileSync(join(site.cwd, 'out.xml'), 'utf8')).toMatch(want);
  });

  it('judges the module on disk, and says so where that is another one', async () => {
    const site = project({ ...generated, 'manifests/init.pp': 'class beacon {\n}\n' });
    const { code, err } = await site.run({ only: 'data' });
    expect(code).toBe(1);
    expect(err).toContain(`OVP7212: The module in 'beacon' is not as generated: manifests/init.pp.`);
    writeFileSync(join(site.cwd, 'beacon/manifests/init.pp'), generated['manifests/init.pp'] ?? '');
    expect((await site.run({ only: 'data' })).code).toBe(0);
  });

  it.each<[string, Partial<ValidateOptions>, RegExp]>([
    ['a judge', { only: 'lnit,data' }, /OVP7213: There is no judge 'lnit'\.\n {2}help: Did you mean 'lint'\?/],
    [
      'an operating system',
      { os: 'debian-21' },
      /OVP7214: The module does not support 'debian-21'\.\n {2}help: Did you mean 'debian-12'\?/,
    ],
    ['a part of a whole', { shard: '1/2', merge: 'shards' }, /OVP7218: --merge and --shard do not go together/],
    ['a result to keep of everything', { keep: 'shards/1' }, /OVP7218: --keep and no --shard/],
    ['all anew of what is remembered', { merge: 'shards', fresh: true }, /OVP7218: --merge and --fresh/],
    ['shards of other judges', { merge: 'shards', only: 'lint', fresh: false }, /OVP7218: --only without catalogs/],
    ['a shard', { shard: '3/2' }, /OVP7216: '3\/2' is no shard\.\n {2}help: .*--shard 2\/4/],
    ['a modulepath', { modulepath: 'nowhere' }, /OVP7215: There is no folder 'nowhere'\./],
  ])('refuses %s that does not exist', async (_, options, want) => {
    const { code, err } = await project().run(options);
    expect(code).toBe(2);
    expect(err).toMatch(want);
    expect(err).toMatch(/nothing was judged\n$/);
  });

  it('does not judge what was never generated', async () => {
    const { code, err } = await project({}).run({ only: 'data' });
    expect(code).toBe(1);
    expect(err).toMatch(/OVP7211: There is no module in/);
  });

  it('does not judge what the definitions do not make', async () => {
    const { code, err } = await project().run({}, {}, () => Promise.resolve({ described: undefined, findings: [bad] }));
    expect(code).toBe(1);
    expect(err).toMatch(/OVP7105[^]*nothing was judged\n$/);
  });
});

describe('the matrix', () => {
  it('is a line for each class, and for what does not pass', () => {
    const text = matrixText({
      beacon: { 'debian-12': 'pass', 'rocky-9': 'pass' },
      'beacon::lamp': { 'debian-12': 'fail', 'rocky-9': 'not compiled' },
      'beacon::brightness': { any: 'pass' },
      'Beacon::Colour': { any: 'fail' },
      'beacon::lens': { 'debian-12': 'fail' },
    });
    expect(text.split('\n')).toEqual([
      'beacon: pass on all 2 systems',
      'beacon::lamp: fail on debian-12; not compiled on rocky-9',
      'Beacon::Colour: fail',
      'beacon::lens: fail on debian-12',
      '',
    ]);
  });
});
