/** The sample module before the judges that a maintainer would ask: Puppet's parser, puppet-lint, puppet-strings, RSpec. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileTree, ModuleModel } from '../../src/model/module.js';
import { rubyEnvironment } from '../ruby/environment.js';
import { elaborate } from './elaborate.js';
import { tree } from './files.js';
import { sampleModel } from './sample-model.js';

const ruby = rubyEnvironment();
const root = mkdtempSync(join(tmpdir(), 'ovp-gen-sample-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const run = (directory: string, command: string, args: readonly string[], env: Record<string, string> = {}) =>
  execa(command, args, { cwd: directory, reject: false, all: true, env: { RUBYOPT: '-W0', ...env } });

function write(name: string, files: FileTree): string {
  const directory = join(root, name, 'beacon');
  for (const [path, { content }] of files) put(join(directory, path), content);
  return directory;
}

function put(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** Component modules of the sample, with no more than it needs of them. */
function putComponents(directory: string): void {
  put(join(directory, 'stdlib/types/host.pp'), 'type Stdlib::Host = String[1]\n');
  put(join(directory, 'stdlib/types/port.pp'), 'type Stdlib::Port = Integer[0, 65535]\n');
  put(join(directory, 'lighthouse/manifests/auth.pp'), 'class lighthouse::auth ($password, $user) {}\n');
}

describe.skipIf(!ruby.available)(`Ruby's judges${ruby.available ? '' : ` (not run: ${ruby.missing})`}`, () => {
  const large: ModuleModel = { ...sampleModel, definitions: [...sampleModel.definitions, ...elaborate] };
  let directory = '';
  beforeAll(() => {
    directory = write('large', tree(large));
  });

  it.each([
    ['the parser', 'puppet', ['parser', 'validate', 'manifests', 'functions', 'types', 'examples']],
    ['the parser of templates', 'puppet', ['epp', 'validate', 'templates/beacon.conf.epp']],
    ['puppet-lint', 'puppet-lint', ['--fail-on-warnings', '--relative', 'manifests', 'functions', 'types', 'examples']],
    ['the schema of the Forge', 'metadata-json-lint', ['metadata.json']],
  ])('%s has no objection', { timeout: 60_000 }, async (_, command, args) => {
    const { exitCode, all } = await run(directory, command, args);
    expect(all).not.toMatch(/\b(warning|error)\b/i);
    expect(exitCode).toBe(0);
  });

  it('puppet-strings writes the same reference', { timeout: 60_000 }, async () => {
    const out = join(root, 'REFERENCE.md');
    const { all } = await run(directory, 'puppet', ['strings', 'generate', '--format', 'markdown', '--out', out]);
    expect(all).not.toMatch(/warn|error/i);
    expect(readFileSync(join(directory, 'REFERENCE.md'), 'utf8')).toBe(readFileSync(out, 'utf8'));
  });

  it('Ruby reads every Ruby file', { timeout: 60_000 }, async () => {
    const files = [...tree(large).keys()].filter((path) => /\.rb$|Gemfile$|Rakefile$|Puppetfile$/.test(path));
    const { all, exitCode } = await run(directory, 'ruby', ['-wc', ...files]);
    expect(exitCode, all).toBe(0);
  });
});

const rspec =
  ruby.available && (await run(root, 'ruby', ['-e', "gem 'rspec-puppet'; gem 'rspec-puppet-facts'"])).exitCode === 0;

type Change = (path: string, content: string) => string;
const asIs: Change = (_, content) => content;

/** Replaces text in files, and makes sure that it was there. */
function replacing(...changes: readonly (readonly [path: string, from: string, to: string])[]): Change {
  return (path, content) =>
    changes.reduce((text, [where, from, to]) => {
      if (where !== path) return text;
      expect(text).toContain(from);
      return text.replace(from, to);
    }, content);
}

describe.skipIf(!rspec)(
  `the specs of the sample${rspec ? '' : ' (not run: the gems rspec-puppet and rspec-puppet-facts)'}`,
  () => {
    const specs = async (
      name: string,
      { change = asIs, env = {} }: { change?: Change; env?: Record<string, string> },
    ) => {
      const files = new Map(
        [...tree(sampleModel)].map(([path, file]) => [path, { ...file, content: change(path, file.content) }]),
      );
      const directory = write(name, files);
      putComponents(env.MODULEPATH_REAL ?? join(directory, 'spec/fixtures/modules'));
      const { all, exitCode } = await run(directory, 'rspec', ['--no-color', '--format', 'progress'], env);
      const [, , failures, , pending = '0'] = /(\d+) examples?, (\d+) failures?(, (\d+) pending)?/.exec(all) ?? [];
      const failed = [...all.matchAll(/^rspec \S+ # (.+)$/gm)].map(([, title]) => title);
      return { all, exitCode, failed, failures: Number(failures), pending: Number(pending) };
    };

    it(
      'pass, cover every resource, and count what needs the real modules as not run',
      { timeout: 180_000 },
      async () => {
        const result = await specs('as-is', {});
        expect(result.all).toContain('Resource coverage: 100.00%');
        expect(result.all).toContain('not run: set MODULEPATH_REAL');
        // On each of the two releases of Debian: compiles, class, ordering.
        expect(result, result.all).toMatchObject({ exitCode: 0, failures: 0, pending: 6 });
      },
    );

    it('run whole with the real modules', { timeout: 180_000 }, async () => {
      const result = await specs('real', {
        env: { MODULEPATH_REAL: join(root, 'real-modules'), SPEC_FACTS_OS: 'debian-12' },
      });
      expect(result, result.all).toMatchObject({ exitCode: 0, failures: 0, pending: 0 });
    });

    it('demand an example for every resource where none of them is left out', { timeout: 180_000 }, async () => {
      const lamp = "beacon::lamp { 'front':";
      const change = replacing(['manifests/init.pp', lamp, `notify { 'uncalled for': }\n  ${lamp}`]);
      const part = await specs('uncovered', { change });
      expect(part.all).toContain('Notify[uncalled for]');
      expect(part, part.all).toMatchObject({ exitCode: 0, failures: 0 });
      const whole = await specs('uncovered-real', {
        change,
        env: { MODULEPATH_REAL: join(root, 'uncovered-modules') },
      });
      expect(whole, whole.all).toMatchObject({ exitCode: 1, failures: 1 });
      expect(whole.all).toContain('Code coverage must cover at least 100% of resources');
    });

    it('notice what changes: a value, a notification, a result, a type', { timeout: 180_000 }, async () => {
      const service = 'manifests/service.pp';
      const change = replacing(
        [service, '=> true', '=> false'],
        [service, "Package['beacond'] ~> Service['beacond']", ''],
        ['functions/brightness.pp', '$watts * $factor', '$watts + $factor'],
        ['types/colour.pp', "'white'", "'white', 'blue'"],
      );
      const { failed, exitCode, all } = await specs('changed', { change, env: { SPEC_FACTS_OS: 'debian-12' } });
      expect(failed, all).toEqual([
        expect.stringMatching(/Service\[beacond\] with .*enable => true/),
        expect.stringContaining('Package[beacond] that notifies Service[beacond]'),
        expect.stringContaining('run beacon::brightness(100) and return 8000'),
        expect.stringContaining('run beacon::brightness(100, 90) and return 9000'),
        expect.stringContaining('Beacon::Colour is expected not to match value "blue"'),
      ]);
      expect(exitCode).not.toBe(0);
    });
  },
);
