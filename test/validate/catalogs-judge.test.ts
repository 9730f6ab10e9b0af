/** The sample module's catalogs, against stubs and against modules that stand for the real ones. */
import { describe, expect, it } from 'vitest';
import { catalogsJudge, type CatalogVerdict } from '../../src/validate/catalogs-judge.js';
import type { CatalogOptions } from '../../src/validate/spec-run.js';
import { memoryIn } from '../../src/validate/memory.js';
import { type JudgeContext, JudgeFailure, type Tally } from '../../src/validate/judge.js';
import { tree } from '../generators/files.js';
import { sampleModel } from '../generators/sample-model.js';
import { rubyEnvironment, rubyForTests } from '../ruby/environment.js';
import { folder, lay, moduleOf } from './modules.js';

const environment = rubyEnvironment();
const why = environment.available ? '' : ` (not run: ${environment.missing})`;
const generated = Object.fromEntries([...tree(sampleModel)].map(([path, { content }]) => [path, content]));

const ruby = () => Promise.resolve(rubyForTests());

async function judged(
  options: CatalogOptions,
  change: Readonly<Record<string, string>> = {},
  context: Partial<JudgeContext> = {},
) {
  const module = moduleOf({ ...generated, ...change }, 'beacon');
  const judge = catalogsJudge(options);
  return judge.run(module, judge.inputs(module), { ruby, ...context });
}

/** Components of the sample, with no more than it needs of them, and a module of the sample's own name. */
function components(): string {
  const at = folder();
  lay(at, {
    // Without sound metadata Puppet hides a module from those that depend on it.
    'stdlib/metadata.json': JSON.stringify({
      name: 'puppetlabs-stdlib',
      version: '0.0.1',
      author: 'puppetlabs',
      license: 'Apache-2.0',
      summary: '',
      source: '',
      dependencies: [],
    }),
    'stdlib/types/host.pp': 'type Stdlib::Host = String[1]\n',
    'stdlib/types/port.pp': 'type Stdlib::Port = Integer[0, 65535]\n',
    'lighthouse/manifests/auth.pp': 'class lighthouse::auth ($password, $user) {\n}\n',
    'beacon/manifests/init.pp': "class beacon {\n  fail('another version')\n}\n",
  });
  return at;
}

/** A defined type with as many behaviours, all of them in one spec. */
function behaviours(count: number): Readonly<Record<string, string>> {
  const contexts = Array.from(
    { length: count },
    (_, at) => `  context 'as ${at}' do\n    let(:title) { 'n${at}' }\n    it { is_expected.to compile }\n  end\n`,
  );
  const spec = `require 'spec_helper'\ndescribe 'beacon::lamp' do\n  let(:params) { { 'colour' => 'red' } }\n${contexts.join('')}end\n`;
  return { 'spec/defines/lamp_spec.rb': spec };
}

describe.skipIf(!environment.available)(`catalogs in shards${why}`, { timeout: 180_000 }, () => {
  const count = 3;
  const change = behaviours(7);
  const totals = ({ passed, failed, notRun }: Tally) => ({ passed, failed, notRun });

  it('are a whole when put together, without any Ruby, however few specs there are', async () => {
    const whole = await judged({}, change);
    const memories = Array.from({ length: count }, () => folder());
    const parts: CatalogVerdict[] = [];
    for (const [at, memory] of memories.entries()) {
      parts.push(await judged({ shard: { index: at + 1, count } }, change, { memory: memoryIn(memory) }));
    }
    const examples = (tally: Tally) => tally.passed + tally.failed + tally.notRun;
    // No group has more examples than one of the sample.
    expect(Math.max(...parts.map(examples)) - Math.min(...parts.map(examples))).toBeLessThan(examples(whole) / count);
    expect(parts.reduce((sum, part) => sum + examples(part), 0)).toBe(examples(whole));
    const noRuby = () => Promise.reject(new Error('it needs no Ruby'));
    const merged = await judged({}, change, { memory: memoryIn(folder(), memories), ruby: noRuby });
    expect({ ...totals(merged), matrix: merged.matrix, problems: merged.problems }).toEqual({
      ...totals(whole),
      matrix: whole.matrix,
      problems: whole.problems,
    });
    const lacking = judged({}, change, { memory: memoryIn(folder(), memories.slice(1)), ruby: noRuby });
    await expect(lacking).rejects.toThrow('it needs no Ruby');
  });

  it('have each what the others have not, whatever they know already', async () => {
    const memory = memoryIn(folder());
    const first = await judged({ shard: { index: 1, count: 2 } }, change, { memory });
    const second = await judged({ shard: { index: 2, count: 2 } }, change, { memory });
    const again = await judged({ shard: { index: 1, count: 2 } }, change, { memory });
    expect(totals(again)).toEqual(totals(first));
    expect(first.passed + second.passed).toBe((await judged({}, change, { memory })).passed);
  });

  it('that are more than there are behaviours have no verdict', async () => {
    await expect(judged({ shard: { index: 500, count: 500 } }, change)).rejects.toThrow(
      /ran no example; there are fewer/,
    );
  });
});

describe.skipIf(!environment.available)(`catalogs${why}`, { timeout: 180_000 }, () => {
  it('that do not compile for a text made in a manifest fail at its line there', async () => {
    const files = {
      'manifests/lens.pp': "class beacon::lens {\n  notice(inline_epp('<% ] %>'))\n}\n",
      'spec/classes/lens_spec.rb':
        "require 'spec_helper'\ndescribe 'beacon::lens' do\n  it { is_expected.to compile }\nend\n",
    };
    const { problems } = await judged({ processes: 1, os: 'debian-12' }, files);
    expect(problems).toMatchObject([
      { path: 'manifests/lens.pp', line: 2, message: expect.stringContaining('EPP') as string },
    ]);
  });

  it('have a type that is loaded once, whoever asks for it', async () => {
    const files = {
      'lib/puppet/type/lens.rb': `raise 'loaded twice' if defined?(LENS)
LENS = true
Puppet::Type.newtype(:lens) { newparam(:name, namevar: true) }
`,
      'lib/puppet/functions/beacon/lens.rb': `Puppet::Functions.create_function(:'beacon::lens') do
  def lens
    require 'puppet/type/lens'
    Puppet::Type.type(:lens).name.to_s
  end
end
`,
      'manifests/lens.pp': "class beacon::lens {\n  lens { 'glass': }\n  notice(beacon::lens())\n}\n",
      'spec/classes/lens_spec.rb': `require 'spec_helper'
describe 'beacon::lens' do
  2.times { |at| context("#{at}") { it { is_expected.to contain_lens('glass') } } }
end
`,
    };
    expect(await judged({ processes: 1 }, files)).toMatchObject({ failed: 0, problems: [] });
  });

  it('against stubs judge names and types; behaviour is not run, and not passed either', async () => {
    const verdict = await judged({});
    expect(verdict.problems).toEqual([]);
    expect(verdict).toMatchObject({ failed: 0, uncovered: [] });
    expect(verdict.notRun).toBeGreaterThan(0);
    expect(verdict.matrix).toEqual({
      'Beacon::Colour': { any: 'pass' },
      beacon: { 'centos-8': 'pass', 'centos-9': 'pass', 'debian-12': 'not run', 'debian-13': 'not run' },
      'beacon::brightness': { any: 'pass' },
      'beacon::lamp': {
        'centos-8': 'not compiled',
        'centos-9': 'not compiled',
        'debian-12': 'pass',
        'debian-13': 'not compiled',
      },
    });
  });

  it('against real modules are run in full; those of other versions than the lock has are findings', async () => {
    const modulepath = components();
    const verdict = await judged({ modulepath, processes: 1 });
    const [mismatches, others] = [
      verdict.problems.filter(({ check }) => check === 'modulepath'),
      verdict.problems.filter(({ check }) => check !== 'modulepath' && check !== 'systems'),
    ];
    expect(others).toEqual([]);
    expect(mismatches.map(({ message }) => message)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^The module 'stdlib' in .* is version 0\.0\.1, the lock has /)]),
    );
    expect(verdict).toMatchObject({ failed: 0, notRun: 0 });
    expect(Object.values(verdict.matrix.beacon ?? {})).toEqual(['pass', 'pass', 'pass', 'pass']);
  });

  it('that do not hold what they should are shown at the manifest or the spec, once for all systems', async () => {
    const lamp = generated['manifests/lamp.pp'] ?? '';
    const init = generated['manifests/init.pp'] ?? '';
    const { problems, matrix, failed } = await judged(
      { processes: 1 },
      {
        'manifests/lamp.pp': lamp.replace('"${colour}\\n"', '"no ${colour}\\n"'),
        'manifests/init.pp': init.replace(
          "beacon::lamp { 'front':",
          "notify { 'uncalled for': }\n  include nowhere\n  beacon::lamp { 'front':",
        ),
      },
    );
    expect(failed).toBeGreaterThan(2);
    expect(matrix['beacon::lamp']).toMatchObject({ 'debian-12': 'fail' });
    expect(problems).toContainEqual(
      expect.objectContaining({
        path: 'spec/defines/lamp_spec.rb',
        message: expect.stringMatching(/^'beacon::lamp' writes its colour down: [^]*\non debian-12$/) as string,
        behaviour: { definition: 'beacon::lamp', title: 'writes its colour down' },
      }),
    );
    const line = init.split('\n').findIndex((text) => text.includes('beacon::lamp {')) + 2;
    expect(problems.filter(({ path }) => path === 'manifests/init.pp')).toEqual([
      {
        path: 'manifests/init.pp',
        line,
        column: 3,
        severity: 'error',
        check: 'example',
        message: [
          'Evaluation Error: Error while evaluating a Function Call, Could not find class ::nowhere for beacon.example.com',
          "in 'beacon' listens where Hiera says",
          'on centos-8, centos-9, debian-12, debian-13',
        ].join('\n'),
        behaviour: { definition: 'beacon', title: 'listens where Hiera says' },
      },
    ]);
  });

  it('on one system are those of this system', async () => {
    const { matrix } = await judged({ os: 'centos-9', processes: 1, modulepath: components() });
    expect(Object.keys(matrix.beacon ?? {})).toEqual(['centos-9']);
  });

  it('are remembered until what they were made of changes', async () => {
    const memory = memoryIn(folder());
    let started = 0;
    const counted = () => {
      started += 1;
      return ruby();
    };
    const files: Record<string, string> = { ...generated };
    const run = async (options: CatalogOptions = {}) => {
      const module = moduleOf(files, 'beacon');
      const seen: string[] = [];
      const judge = catalogsJudge({ processes: 1, ...options });
      const progress = (text: string) => void seen.push(text);
      const verdict = await judge.run(module, judge.inputs(module), { ruby: counted, memory, progress });
      return { verdict, examples: seen.length };
    };
    const first = await run();
    expect({ started, examples: first.examples }).toEqual({
      started: 1,
      examples: first.verdict.passed + first.verdict.notRun,
    });
    expect(await run()).toEqual({ verdict: first.verdict, examples: 0 });
    expect(started).toBe(1);

    // No catalog of a function has the manifest of a defined type in it.
    files['manifests/lamp.pp'] = `${files['manifests/lamp.pp'] ?? ''}\n`;
    const second = await run();
    expect(second.verdict).toEqual(first.verdict);
    expect(second.examples).toBeGreaterThan(0);
    expect(second.examples).toBeLessThan(first.examples);

    // What has failed is run again.
    files['manifests/lamp.pp'] = (generated['manifests/lamp.pp'] ?? '').replace('"${colour}\\n"', '"no ${colour}\\n"');
    expect((await run()).verdict.failed).toBeGreaterThan(0);
    expect((await run()).verdict.failed).toBeGreaterThan(0);

    // Where there is another class, another one may be found.
    Object.assign(files, generated, { 'manifests/another.pp': '# @summary Another.\nclass beacon::another {\n}\n' });
    expect((await run()).examples).toBe(first.examples);
  });

  it('of a spec that has nothing to say of a system are remembered too', async () => {
    const memory = memoryIn(folder());
    // A behaviour of this one is on Debian alone.
    const path = 'spec/defines/lamp_spec.rb';
    const module = moduleOf(generated, 'beacon');
    const run = (start = ruby) => {
      const judge = catalogsJudge({ processes: 1, os: 'centos-9' });
      return judge.run(module, judge.inputs(module), { ruby: start, memory });
    };
    const first = await run();
    expect(generated[path]).toBeDefined();
    expect(first.matrix['beacon::lamp']).toBeUndefined();
    expect(await run(() => Promise.reject(new Error('everything is remembered')))).toEqual(first);
  });

  it('with resources that no behaviour is about are not covered', async () => {
    const init = generated['manifests/init.pp'] ?? '';
    const change = {
      'manifests/init.pp': init.replace(
        "beacon::lamp { 'front':",
        "notify { 'uncalled for': }\n  beacon::lamp { 'front':",
      ),
    };
    const { problems, uncovered } = await judged({ modulepath: components() }, change);
    expect(uncovered).toEqual(['Notify[uncalled for]']);
    const line = init.split('\n').findIndex((text) => text.includes('beacon::lamp {')) + 1;
    expect(problems).toContainEqual(
      expect.objectContaining({
        path: 'manifests/init.pp',
        line,
        check: 'coverage',
        message: 'No behaviour is about Notify[uncalled for].',
      }),
    );
  });

  it.each([
    ['a spec does not load', { 'spec/classes/init_spec.rb': "require 'nowhere'\n" }, /errors outside of examples/],
    [
      'the helper does not load',
      { 'spec/spec_helper.rb': "raise 'no lamp'\n" },
      /errors outside of examples|no example/,
    ],
    [
      'a spec ends the process',
      { 'spec/classes/init_spec.rb': "describe('x') { it { exit!(0) } }\n" },
      /before its end|no example/,
    ],
    [
      'one of the specs has no example',
      { 'spec/classes/init_spec.rb': "require 'spec_helper'\n" },
      /it ran no example of spec\/classes\/init_spec\.rb/,
    ],
    [
      'there are no examples',
      Object.fromEntries(
        Object.keys(generated)
          .filter((path) => path.endsWith('_spec.rb'))
          .map((path) => [path, '']),
      ),
      /no example/,
    ],
  ])('come to no verdict where %s', async (_, change, message) => {
    const running = judged({ processes: 1, modulepath: components() }, change);
    await expect(running).rejects.toThrow(JudgeFailure);
    await expect(running).rejects.toThrow(message);
  });

  it('come to no verdict without specs', async () => {
    const module = moduleOf({ 'metadata.json': generated['metadata.json'] ?? '' }, 'beacon');
    await expect(catalogsJudge({}).run(module, ['metadata.json'], { ruby })).rejects.toThrow('no specs');
  });
});
