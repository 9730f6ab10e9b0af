import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa, execaSync } from 'execa';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { FindingsError } from '../../src/findings/finding.js';
import type { PinnedGem } from '../../src/toolchain/gems.js';
import { ensureToolchain, installedToolchain } from '../../src/toolchain/toolchain.js';
import { buildGem, type GemServer, serveGems } from './gem-server.js';

const hasRuby = execaSync('ruby', ['-v'], { reject: false }).exitCode === 0;
const root = mkdtempSync(join(tmpdir(), 'ovp-gen-toolchain-'));
const toolchain = (...gems: PinnedGem[]) => ({ ruby: '>= 3.1.0', gems });

afterAll(() => rmSync(root, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(root, 'cache-'));
  vi.stubEnv('OVP_TOOLCHAIN', folder);
});

/** Codes and messages of what an installation fails with. */
async function failureOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof FindingsError) return error.message;
    throw error;
  }
  throw new Error('it has not failed');
}

describe('without a Ruby that fits', () => {
  const withRuby = (script: string | undefined, mode = 0o755) => {
    const bin = mkdtempSync(join(root, 'bin-'));
    symlinkSync('/bin/sh', join(bin, 'sh'));
    if (script !== undefined) {
      writeFileSync(join(bin, 'ruby'), `#!/bin/sh\n${script}\n`);
      chmodSync(join(bin, 'ruby'), mode);
    }
    vi.stubEnv('PATH', bin);
  };

  it.each([
    ['none', undefined, /^OVP7101: There is no 'ruby' on the PATH; Ruby >= 3\.1\.0 is needed/],
    [
      'an old one',
      'echo /usr/bin/ruby; echo 2.7.8; echo "2.7.0 x86_64-linux"',
      /^OVP7103: .* is version 2\.7\.8; Ruby >= 3\.1\.0/,
    ],
    [
      'a broken one',
      'echo "cannot load such file -- rubygems" >&2; exit 1',
      /^OVP7102: 'ruby' does not work: cannot load such file/,
    ],
    ['one that says nothing', 'exit 0', /^OVP7102: 'ruby' does not work: no answer/],
  ])('%s', async (_, script, want) => {
    withRuby(script);
    expect(await failureOf(ensureToolchain({ toolchain: toolchain() }))).toMatch(want);
  });

  it('one that may not be started', async () => {
    withRuby('exit 0', 0o644);
    expect(await failureOf(ensureToolchain({ toolchain: toolchain() }))).toMatch(/^OVP710[12]: /);
  });
});

describe.skipIf(!hasRuby)('the installation (needs Ruby)', () => {
  let server: GemServer;
  let lamp: PinnedGem;
  let native: PinnedGem;
  beforeAll(async () => {
    const gems = join(root, 'gems');
    mkdirSync(gems);
    lamp = await buildGem(gems, 'lamp', { 'lib/lamp.rb': "LAMP = 'lit'\n" });
    native = await buildGem(gems, 'native', { 'ext/extconf.rb': "abort 'mkmf.rb cannot find header files'\n" }, [
      'ext/extconf.rb',
    ]);
  });
  beforeEach(async () => {
    server = await serveGems(join(root, 'gems'));
    writeFileSync(join(root, 'gemrc'), `---\n:sources:\n- ${server.url}\n`);
    vi.stubEnv('GEMRC', join(root, 'gemrc'));
  });
  afterEach(() => server.close());

  it('is there as a whole, has no other gems, and is made once', async () => {
    const said: string[] = [];
    const { command, env } = await ensureToolchain({ toolchain: toolchain(lamp), progress: (text) => said.push(text) });
    expect(said).toContain('installing Ruby gems (1 of 1)');
    const asked = server.asked.length;
    expect(await ensureToolchain({ toolchain: toolchain(lamp) })).toEqual({
      command,
      env,
      version: expect.any(String) as string,
    });
    expect(server.asked.length).toBe(asked);
    const script =
      'require "lamp"; puts LAMP; puts Gem::Specification.reject(&:default_gem?).map(&:full_name), ENV["OVP_FORGE_TOKEN"].inspect';
    vi.stubEnv('RUBYOPT', '-rnot_there');
    vi.stubEnv('OVP_FORGE_TOKEN', 'secret');
    const { stdout } = await execa(command[0], ['-e', script], { env });
    expect(stdout).toBe('lit\nlamp-1.0\n""');
  });

  it('is not there before it is made', async () => {
    expect(await installedToolchain(toolchain(lamp))).toBeUndefined();
    await ensureToolchain({ toolchain: toolchain(lamp) });
    expect(await installedToolchain(toolchain(lamp))).toBeDefined();
  });

  it.each<[string, (home: string) => void, string]>([
    ['lacks a file', (home) => rmSync(join(home, 'gems/lamp-1.0/lib/lamp.rb')), 'gems/lamp-1.0/lib/lamp.rb'],
    [
      'has another content, of the same size',
      (home) => writeFileSync(join(home, 'gems/lamp-1.0/lib/lamp.rb'), "LAMP = 'out'\n"),
      'gems/lamp-1.0/lib/lamp.rb',
    ],
    [
      'has one gem more',
      (home) => writeFileSync(join(home, 'specifications/lamp-2.0.gemspec'), ''),
      'specifications/lamp-2.0.gemspec',
    ],
    [
      'has a link in place of a file',
      (home) => {
        renameSync(join(home, 'gems/lamp-1.0'), join(home, 'elsewhere'));
        symlinkSync(join(home, 'elsewhere'), join(home, 'gems/lamp-1.0'));
      },
      'elsewhere/lib/lamp.rb, gems/lamp-1.0, gems/lamp-1.0/lib/lamp.rb',
    ],
  ])('that %s judges nothing', async (_, spoil, named) => {
    const { env } = await ensureToolchain({ toolchain: toolchain(lamp) });
    const { GEM_HOME: home = '' } = env;
    spoil(home);
    const want = `OVP7109: The Ruby gems in '${home}' are no longer those that were installed: ${named}.`;
    expect(await failureOf(ensureToolchain({ toolchain: toolchain(lamp) }))).toBe(want);
    expect(await failureOf(installedToolchain(toolchain(lamp)))).toBe(want);
    rmSync(home, { recursive: true });
    await ensureToolchain({ toolchain: toolchain(lamp) });
  });

  it('that was copied, or is read-only, is used', async () => {
    const { env } = await ensureToolchain({ toolchain: toolchain(lamp) });
    const { GEM_HOME: home = '' } = env;
    cpSync(folder, `${folder}-copy`, { recursive: true });
    rmSync(join(home, 'installed.sha256'));
    await execa('chmod', ['-R', 'a-w', folder]);
    expect(await installedToolchain(toolchain(lamp))).toBeDefined();
    await execa('chmod', ['-R', 'u+w', folder]);
    vi.stubEnv('OVP_TOOLCHAIN', `${folder}-copy`);
    expect(await installedToolchain(toolchain(lamp))).toBeDefined();
  });

  it('of two at once waits for the other', async () => {
    server.delay = 500;
    const said: string[] = [];
    const progress = (text: string) => void said.push(text);
    const both = [
      ensureToolchain({ toolchain: toolchain(lamp), progress }),
      ensureToolchain({ toolchain: toolchain(lamp), progress }),
    ];
    const [one, other] = await Promise.all(both);
    expect(one).toEqual(other);
    expect(said).toContain('waiting for another installation of the Ruby gems');
    expect(server.asked.filter((path) => path.endsWith('lamp-1.0.gem'))).toHaveLength(1);
  });

  it('that is interrupted leaves nothing that looks whole, and is made by the next', async () => {
    server.delay = 3000;
    const controller = new AbortController();
    const running = ensureToolchain({ toolchain: toolchain(lamp), signal: controller.signal });
    await vi.waitUntil(() => server.asked.length > 0, { timeout: 20_000 });
    controller.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
    expect(await installedToolchain(toolchain(lamp))).toBeUndefined();
    server.delay = 0;
    const { env } = await ensureToolchain({ toolchain: toolchain(lamp) });
    expect(existsSync(join(env.GEM_HOME ?? '', 'gems', 'lamp-1.0', 'lib', 'lamp.rb'))).toBe(true);
    expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });

  it.each([
    [
      'a gem that is not the one that is pinned',
      () => ({ ...lamp, sha256: '0'.repeat(64) }),
      /^OVP7105: The gem 'lamp 1\.0' is not the one/,
    ],
    ['a gem that nobody has', () => ({ ...lamp, name: 'dark' }), /^OVP7104: .* 'dark 1\.0' could not be fetched: /],
    [
      'a gem that cannot be built',
      () => native,
      /^OVP7106: The gem 'native 1\.0' could not be built: [^]*mkmf\.rb cannot find header files/,
    ],
  ])('refuses %s', async (_, gem, want) => {
    expect(await failureOf(ensureToolchain({ toolchain: toolchain(gem()) }))).toMatch(want);
    expect(await installedToolchain(toolchain(gem()))).toBeUndefined();
  });

  it('says what to do where there is no network', async () => {
    server.close();
    expect(await failureOf(ensureToolchain({ toolchain: toolchain(lamp) }))).toMatch(
      /^OVP7104: The Ruby gems are not installed yet/,
    );
  });

  it('says what to do where there is no place', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    vi.stubEnv('OVP_TOOLCHAIN', join(file, 'below'));
    expect(await failureOf(ensureToolchain({ toolchain: toolchain(lamp) }))).toMatch(
      new RegExp(`^OVP7107: The Ruby gems cannot be installed into '${file}`),
    );
  });

  it('tells a full disk from a source that does not answer (skipped where tmpfs may not be mounted)', async (context) => {
    const { failed } = execaSync('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'tmpfs', folder], { reject: false });
    context.skip(failed);
    try {
      writeFileSync(join(folder, 'full'), Buffer.alloc(4096));
      expect(await failureOf(ensureToolchain({ toolchain: toolchain(lamp) }))).toMatch(
        /^OVP7107: The Ruby gems cannot be installed into '[^']*': No space left on device/,
      );
    } finally {
      execaSync('umount', [folder]);
    }
  });
});
