/** The package: same bytes everywhere, nothing in it that does not belong, nothing built that must not be given away. */
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageModule } from '../../src/cli/handlers/package.js';
import { packageFile } from '../../src/package-root.js';
import { packArchive, unpackArchive } from '../../src/package/archive.js';
import { checkLayout, isPackaged } from '../../src/package/layout.js';
import { attestationJudge } from '../../src/validate/attestation.js';
import { describeProject } from '../../src/validate/project.js';
import { sha256 } from '../../src/write/hash.js';
import { surroundings } from '../cli/surroundings.js';
import { rubyEnvironment, rubyForTests } from '../ruby/environment.js';
import { folder } from '../validate/modules.js';
import { demoProject, type Demo } from './demo.js';

const environment = rubyEnvironment();
const identity = {
  name: 'demo',
  owner: 'acme',
  version: '1.2.0',
  summary: '',
  author: '',
  license: 'Apache-2.0',
  source: '',
  projectPage: '',
  issuesUrl: '',
  tags: [],
} as const;

async function pack({ root }: Demo, options: { check?: boolean; out?: string } = {}, global: { json?: boolean } = {}) {
  const { said, contextOf } = surroundings(root);
  // The judges that need Ruby have tests of their own; the attestation is what is special to a release.
  const judges = (project: string) => [attestationJudge(project)];
  const toolchain = () => Promise.resolve(rubyForTests());
  const given = { check: options.check ?? false, out: options.out };
  const code = await packageModule(contextOf(global), given, describeProject, { judges, toolchain });
  return { code, ...said };
}

let demo: Demo;
beforeAll(async () => {
  demo = await demoProject();
}, 120_000);

describe('the archive', () => {
  const files = new Map([
    ['metadata.json', { content: '{}\n', mode: 0o644 as const }],
    ['files/run.sh', { content: '#!/bin/sh\n', mode: 0o755 as const }],
  ]);

  it('is the same in whatever order files come, and holds nothing of this machine', async () => {
    const archive = await packArchive('acme-demo-1.2.0', files);
    expect(sha256(await packArchive('acme-demo-1.2.0', new Map([...files].reverse())))).toBe(sha256(archive));
    // RFC 1952: magic, deflate, no flags (no name), no time.
    expect([...archive.subarray(0, 8)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]);
    const listing = await execa('tar', ['--numeric-owner', '--utc', '-tvzf', '-'], { input: archive });
    expect(listing.stdout.split('\n').map((line) => line.replace(/\s+/g, ' '))).toEqual([
      'drwxr-xr-x 0/0 0 2000-01-01 00:00 acme-demo-1.2.0/',
      'drwxr-xr-x 0/0 0 2000-01-01 00:00 acme-demo-1.2.0/files/',
      '-rwxr-xr-x 0/0 10 2000-01-01 00:00 acme-demo-1.2.0/files/run.sh',
      '-rw-r--r-- 0/0 3 2000-01-01 00:00 acme-demo-1.2.0/metadata.json',
    ]);
    expect(listing.stderr).toBe('');
  });

  it('keeps paths as long as the format takes', async () => {
    const long = `manifests/${'a'.repeat(120)}/${'b'.repeat(96)}.pp`;
    expect(checkLayout(identity, [...required, long])).toEqual([]);
    const archive = await packArchive('acme-demo-1.2.0', new Map([[long, { content: 'x', mode: 0o644 }]]));
    const { stdout } = await execa('tar', ['-tzf', '-'], { input: archive });
    expect(stdout.split('\n')).toContain(`acme-demo-1.2.0/${long}`);
    expect([...(await unpackArchive(archive)).files.keys()]).toEqual([`acme-demo-1.2.0/${long}`]);
  });
});

const required = ['metadata.json', 'README.md', 'CHANGELOG.md', 'LICENSE'];

describe('the layout', () => {
  it.each([
    ['manifests/init.pp', true],
    ['metadata.json', true],
    ['schema/hiera.schema.json', true],
    ['spec/classes/init_spec.rb', false],
    ['Gemfile', false],
    ['.ovp-gen.json', false],
    ['.fixtures.yml', false],
    ['manifests.pp', false],
  ])('%s: %s', (path, packaged) => expect(isPackaged(path)).toBe(packaged));

  it.each([
    ['a name that is no word', { ...identity, name: 'Demo-x' }, [], 'OVP9106'],
    ['a namespace with a hyphen', { ...identity, owner: 'ac-me' }, [], 'OVP9106'],
    ['a version without a patch', { ...identity, version: '1.2' }, [], 'OVP9106'],
    ['metadata of a build', { ...identity, version: '1.2.0+5' }, [], 'OVP9106'],
    ['a letter beyond ASCII', identity, ['files/grüße.txt'], 'OVP9104'],
    ['a long name', identity, [`files/${'a'.repeat(101)}`], 'OVP9104'],
    ['a long folder', identity, [`files/${'a'.repeat(150)}/b`], 'OVP9104'],
  ])('refuses %s', (_, given, paths, code) => {
    expect(checkLayout(given, [...required, ...paths]).map((found) => found.code)).toEqual([code]);
  });

  it('asks for what the Forge shows', () => {
    expect(checkLayout(identity, ['metadata.json']).map(({ message }) => message)).toEqual([
      "The module has no 'README.md'.",
      "The module has no 'CHANGELOG.md'.",
      "The module has no 'LICENSE'.",
    ]);
  });
});

describe('package', () => {
  it('stores the archive and what goes with it', async () => {
    const { code, out, err } = await pack(demo);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const at = join(demo.root, 'pkg');
    const archive = readFileSync(join(at, 'acme-demo-1.2.0.tar.gz'));
    expect(out).toContain(`SHA-256 ${sha256(archive)}\n`);
    expect(readdirSync(at).sort()).toEqual([
      'acme-demo-1.2.0.cdx.json',
      'acme-demo-1.2.0.files.sha256',
      'acme-demo-1.2.0.tar.gz',
      'acme-demo-1.2.0.tar.gz.sha256',
    ]);
    await execa('sha256sum', ['-c', 'acme-demo-1.2.0.tar.gz.sha256'], { cwd: at });
    await execa('tar', ['-xzf', 'acme-demo-1.2.0.tar.gz'], { cwd: at });
    const inside = join(at, 'acme-demo-1.2.0');
    const { stdout } = await execa('sha256sum', ['-c', '../acme-demo-1.2.0.files.sha256'], { cwd: inside });
    const listed = stdout.split('\n').map((line) => line.replace(/: OK$/, ''));
    const found = readdirSync(inside, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(listed).toHaveLength(found.length);
    expect(listed).toContain('manifests/greeting.pp');
    expect(listed.filter((path) => path.startsWith('spec/') || path.startsWith('.'))).toEqual([]);
    rmSync(inside, { recursive: true });
  });

  it('has a bill of materials that names the files and what they need', () => {
    const at = join(demo.root, 'pkg');
    const bill: unknown = JSON.parse(readFileSync(join(at, 'acme-demo-1.2.0.cdx.json'), 'utf8'));
    const manifest = readFileSync(join(demo.module, 'manifests/greeting.pp'));
    expect(bill).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      metadata: {
        component: {
          purl: 'pkg:puppet/acme/demo@1.2.0',
          hashes: [{ alg: 'SHA-256', content: sha256(readFileSync(join(at, 'acme-demo-1.2.0.tar.gz'))) }],
          components: expect.arrayContaining([
            expect.objectContaining({
              name: 'manifests/greeting.pp',
              hashes: [{ alg: 'SHA-256', content: sha256(manifest) }],
            }),
          ]) as unknown,
        },
      },
      components: [
        { name: 'openvox', properties: [{ name: 'puppet:version_requirement', value: '>= 8.19.0 < 9.0.0' }] },
      ],
    });
  });

  it('gives the same bytes in another checkout, time zone and umask', async () => {
    const hashes = new Set<string>();
    for (const [zone, umask] of [
      ['Pacific/Kiritimati', '077'],
      ['America/St_Johns', '002'],
    ] as const) {
      const other = await demoProject();
      utimesSync(join(other.module, 'manifests/greeting.pp'), new Date(0), new Date(0));
      const script = `umask ${umask}; exec "$0" "$1" package --check --out "$2" --json`;
      const argv = [process.execPath, packageFile('bin/ovp-gen.js'), join(demo.root, 'pkg')];
      const run = await execa('sh', ['-c', script, ...argv], { cwd: other.root, reject: false, env: { TZ: zone } });
      const report = JSON.parse(run.stdout) as { ok: boolean; sha256: string };
      expect(report).toMatchObject({ ok: true });
      hashes.add(report.sha256);
    }
    expect([...hashes]).toEqual([sha256(readFileSync(join(demo.root, 'pkg/acme-demo-1.2.0.tar.gz')))]);
  });

  it('tells with --check what differs, and what is missing', async () => {
    const at = folder();
    await pack(demo, { out: at });
    const file = join(at, 'acme-demo-1.2.0.tar.gz');
    const { files } = await unpackArchive(readFileSync(file));
    const changed = new Map(
      [...files].map(([path, content]) => [path.replace('acme-demo-1.2.0/', ''), { content, mode: 0o644 as const }]),
    );
    changed.set('README.md', { content: Buffer.from('# Another\n'), mode: 0o644 });
    writeFileSync(file, await packArchive('acme-demo-1.2.0', changed));
    rmSync(join(at, 'acme-demo-1.2.0.cdx.json'));
    const { code, err } = await pack(demo, { check: true, out: at });
    expect(code).toBe(1);
    expect(err).toContain('is not what is built from the definitions now: acme-demo-1.2.0/README.md.');
    expect(err).toContain(`OVP9108: There is no '${join(at, 'acme-demo-1.2.0.cdx.json')}'.`);
    writeFileSync(file, 'no archive');
    expect((await pack(demo, { check: true, out: at })).err).toContain('definitions now: it cannot be read.');
  });

  it.each<[string, (module: string) => void, string]>([
    ['a file that was edited by hand', (at) => writeFileSync(join(at, 'README.md'), '# Mine\n'), 'OVP3040'],
    ['a file that is missing', (at) => rmSync(join(at, 'manifests/greeting.pp')), 'OVP9101'],
    ['a stray manifest', (at) => writeFileSync(join(at, 'manifests/mine.pp'), ''), 'OVP9102'],
    [
      'a stray file deep below',
      (at) => (mkdirSync(join(at, 'files/a/b'), { recursive: true }), writeFileSync(join(at, 'files/a/b/core'), '')),
      'OVP9102',
    ],
    ['a symbolic link', (at) => symlinkSync('/etc/passwd', join(at, 'manifests/link.pp')), 'OVP9103'],
    ['a link to a folder', (at) => symlinkSync('/etc', join(at, 'files')), 'OVP9103'],
  ])('refuses %s', async (_, spoil, code) => {
    const spoilt = await demoProject();
    spoil(spoilt.module);
    const run = await pack(spoilt, {}, { json: true });
    expect(run.code).toBe(1);
    const report = JSON.parse(run.out) as { findings: { code: string; help?: string }[] };
    expect(report.findings.map((found) => found.code)).toEqual([code]);
    expect(report.findings[0]?.help).toBeDefined();
    expect(readdirSync(spoilt.root)).not.toContain('pkg');
  });

  it('leaves alone what is never packaged', async () => {
    const used = await demoProject();
    mkdirSync(join(used.module, 'spec/fixtures/modules'), { recursive: true });
    symlinkSync('../../..', join(used.module, 'spec/fixtures/modules/demo'));
    writeFileSync(join(used.module, 'Gemfile.lock'), '');
    expect((await pack(used)).code).toBe(0);
  });

  it('refuses a module whose attestation is about another one', async () => {
    const stale = await demoProject();
    const file = join(stale.root, 'fixtures/attestation.json');
    const attestation = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...attestation, module: '0'.repeat(64) }));
    const { code, err } = await pack(stale);
    expect(code).toBe(1);
    expect(err).toContain('OVP7207: The attested results are out of date: the module has changed since.');
    expect(err).toContain('npx ovp-gen validate --modulepath DIR');
    expect(err).toContain('OVP9107: The module is not packaged: attestation is not content with it.');
  });

  it('tells how to come by an attestation where there is none', async () => {
    const without = await demoProject();
    rmSync(join(without.root, 'fixtures/attestation.json'));
    const { code, err } = await pack(without);
    expect(code).toBe(1);
    expect(err).toContain('real component modules: npx ovp-gen validate --modulepath DIR');
  });
});

describe.skipIf(!environment.available)('puppet module install (needs Ruby and its gems)', () => {
  it('takes the package, and the installed module compiles', async () => {
    await pack(demo);
    const [modules, home] = [folder(), folder()];
    const settings = ['--modulepath', modules, '--confdir', home, '--vardir', home];
    const archive = join(demo.root, 'pkg/acme-demo-1.2.0.tar.gz');
    await execa('puppet', ['module', 'install', archive, '--ignore-dependencies', ...settings]);
    const code = "class { 'demo::greeting': text => 'Hello' }";
    const applied = await execa('puppet', ['apply', '--noop', '--color=false', ...settings, '-e', code]);
    expect(applied.stdout).toContain('Compiled catalog');
    expect(applied.exitCode).toBe(0);
  }, 120_000);
});
