/**
 * The Forge of the tests, proven by the clients that people use: what they send it takes, and what `ovp-gen publish` has
 * sent they install. Their gems are pinned in `clients.json` and installed on the first run, as the judges' are.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { packageFile } from '../../src/package-root.js';
import { attestationJudge } from '../../src/validate/attestation.js';
import { describeProject } from '../../src/validate/project.js';
import { publishModule } from '../../src/cli/handlers/publish.js';
import type { RubyEnvironment } from '../../src/toolchain/environment.js';
import type { Toolchain } from '../../src/toolchain/gems.js';
import { ensureToolchain } from '../../src/toolchain/toolchain.js';
import { surroundings } from '../cli/surroundings.js';
import { commit, configuration, definitions, demoProject, type Demo } from '../package/demo.js';
import { rubyEnvironment, rubyForTests } from '../ruby/environment.js';
import { folder } from '../validate/modules.js';
import { buildArtifacts } from '../../src/package/artifacts.js';
import { startForge, type TestForge } from './server.js';

const environment = rubyEnvironment();
// puppet_forge takes a word of this form for a token, and adds `Bearer` to it.
const token = '0123456789abcdef'.repeat(4);
const MINUTES = 60_000;

let server: TestForge | undefined;
let demo: Demo;
let archive: string;
let clients: RubyEnvironment;

beforeAll(async () => {
  if (!environment.available) return;
  const toolchain = JSON.parse(readFileSync(packageFile('test/forge/clients.json'), 'utf8')) as Toolchain;
  clients = await ensureToolchain({ toolchain });
  server = await startForge({ [token]: ['acme'] });
  const notes = "platform, releases: [{ version: '1.2.0', date: '2026-01-31', sections: {} }] });";
  demo = await demoProject({ 'ovp.config.ts': definitions + configuration.replace('platform });', notes) });
  await commit(demo.root);
  const artifacts = await buildArtifacts({ ...(await demo.describe()), toolVersion: '0' });
  archive = join(folder(), artifacts.archive.name);
  writeFileSync(archive, artifacts.archive.content);
}, 10 * MINUTES);
beforeEach(() => forge().reset());
afterAll(() => server?.close());

function forge(): TestForge {
  if (server === undefined) throw new Error('there is no Forge');
  return server;
}

const ruby = (code: string, env: Readonly<Record<string, string>> = {}) =>
  execa('ruby', ['-W0', '-e', code], { env: { ...clients.env, ...env }, reject: false, cwd: folder() });

/** Each uploads the package, with a given token. */
const uploaders = {
  'puppet-blacksmith': (given: string) =>
    ruby("require 'puppet_blacksmith'; Blacksmith::Forge.new.push!('demo', ENV.fetch('ARCHIVE'), 'acme')", {
      ARCHIVE: archive,
      BLACKSMITH_FORGE_URL: forge().url,
      BLACKSMITH_FORGE_API_KEY: given,
    }),
  puppet_forge: (given: string) =>
    ruby(
      "require 'puppet_forge'; PuppetForge.host = +ENV.fetch('FORGE'); PuppetForge::Connection.authorization = ENV.fetch('TOKEN'); PuppetForge::V3::Release.upload(ENV.fetch('ARCHIVE'))",
      { ARCHIVE: archive, FORGE: forge().url, TOKEN: given },
    ),
} as const;

describe.skipIf(!environment.available)('the Forge of the tests (needs Ruby and its gems)', () => {
  it.each([
    ['puppet-blacksmith', /^multipart\/form-data/],
    ['puppet_forge', /^application\/json/],
  ] as const)(
    'takes what %s sends, once, with the right token',
    async (name, encoding) => {
      const upload = uploaders[name];
      const refused = await upload('f'.repeat(64));
      expect(refused.exitCode).not.toBe(0);
      expect(refused.stderr).toContain('403');
      expect(forge().releases.size).toBe(0);
      const taken = await upload(token);
      expect(taken).toMatchObject({ exitCode: 0 });
      expect(forge().received.at(-1)?.headers['content-type']).toMatch(encoding);
      expect(forge().releases.get('acme-demo-1.2.0')?.file.equals(readFileSync(archive))).toBe(true);
      const again = await upload(token);
      expect(again.exitCode).not.toBe(0);
      expect(again.stderr).toContain('409');
    },
    2 * MINUTES,
  );
});

describe.skipIf(!environment.available)('what ovp-gen has published (needs Ruby and its gems)', () => {
  beforeEach(async () => {
    const { said, contextOf } = surroundings(demo.root);
    const code = await publishModule(
      contextOf({}),
      { dryRun: false, forge: forge().url, tokenFile: undefined, multipart: false },
      describeProject,
      {
        judges: (project: string) => [attestationJudge(project)],
        toolchain: () => Promise.resolve(rubyForTests()),
        wait: () => Promise.resolve(),
        env: { OVP_FORGE_TOKEN: token },
      },
    );
    expect({ code, err: said.err }).toEqual({ code: 0, err: '' });
  }, MINUTES);

  /** The catalog of a node that has the class of the installed module. */
  async function compiles(modules: string): Promise<void> {
    const home = folder();
    const settings = ['--modulepath', modules, '--confdir', home, '--vardir', home, '--color=false'];
    const code = "class { 'demo::greeting': text => 'Hello' }";
    const { stdout, exitCode } = await execa('puppet', ['apply', '--noop', ...settings, '-e', code], { reject: false });
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Compiled catalog') });
  }

  it(
    'is installed by `puppet module install`, and compiles',
    async () => {
      const [modules, home] = [folder(), folder()];
      const settings = ['--modulepath', modules, '--confdir', home, '--vardir', home];
      await execa('puppet', ['module', 'install', 'acme-demo', '--module_repository', forge().url, ...settings]);
      expect(
        forge()
          .received.map(({ path }) => path)
          .some((path) => path.includes('sort_by=version')),
      ).toBe(true);
      await compiles(modules);
    },
    3 * MINUTES,
  );

  it(
    'is installed by `r10k puppetfile install`, and compiles',
    async () => {
      const at = folder();
      writeFileSync(join(at, 'Puppetfile'), "mod 'acme/demo', '1.2.0'\n");
      writeFileSync(join(at, 'r10k.yaml'), `---\ncachedir: ${at}/cache\nforge:\n  baseurl: '${forge().url}'\n`);
      const argv = ['puppetfile', 'install', '--config', 'r10k.yaml', '--moduledir', join(at, 'modules')];
      await execa('r10k', argv, { cwd: at, env: clients.env });
      expect(existsSync(join(at, 'modules/demo/manifests/greeting.pp'))).toBe(true);
      await compiles(join(at, 'modules'));
    },
    3 * MINUTES,
  );
});
