/** The packed package in the folder of a site that extends the platform: what a site has to rely on. */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFile } from '../../src/package-root.js';
import { lay } from '../write/trees.js';
import { judgeReadme } from './readme.js';
import { judgeRecordings } from './recordings.js';
import { install, pack, type Report, type Site } from './site.js';

const work = mkdtempSync(join(tmpdir(), 'ovp-packed-'));
const site = join(work, 'acme');
const output = join(site, 'output/acme_platform');
const read = (path: string): string => readFileSync(join(output, path), 'utf8');

let tarball: string;
let installed: Site;
const generate: Site['report'] = (...argv) => installed.report(...argv);
const typeCheck: Site['typeCheck'] = () => installed.typeCheck();

beforeAll(async () => {
  tarball = await pack(work);
  cpSync(packageFile('fixtures/sites/acme'), site, { recursive: true });
  installed = await install(tarball, site);
}, 400_000);
afterAll(() => rmSync(work, { recursive: true, force: true }), 120_000);

/** Lays files with marks, and gives the place behind each mark. */
function layMarked(files: Readonly<Record<string, string>>): readonly string[] {
  lay(site, files);
  return Object.entries(files).flatMap(([path, text]) =>
    text
      .split('\n')
      .flatMap((line, index) =>
        [...line.matchAll(/\/\*!(\w+)\*\//g)].map(
          (found) => `${found[1] ?? ''} ${path}:${index + 1}:${found.index + found[0].length + 1}`,
        ),
      ),
  );
}

const places = ({ findings }: Report): readonly string[] =>
  findings.map(({ code, file, line, column }) => `${code} ${file}:${line}:${column}`);

describe('a site', () => {
  it('regenerates the platform under its own namespace', async () => {
    expect(await generate()).toMatchObject({ ok: true, findings: [] });
    expect(JSON.parse(read('metadata.json'))).toMatchObject({ name: 'acme-acme_platform', version: '1.0.0' });
    expect(read('manifests/init.pp')).toMatch(/^class acme_platform \(/m);
    const foreign = readdirSync(output, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(pp|epp|rb|yaml)$/.test(path))
      .filter((path) => /\bopenvox_platform\b/i.test(read(path)));
    expect(foreign).toEqual([]);
  });

  it('adds a parameter to a shipped profile, and replaces, removes and adds statements', () => {
    const manifest = read('manifests/profile/openvoxview.pp');
    expect(manifest).toMatch(/@param listen_port\n# {3}Port at which Acme's OpenVoxView listens\./);
    expect(manifest).toMatch(/Stdlib::Port +\$listen_port += 5000,/);
    expect(manifest).toContain("$certificate_directory = '/srv/openvoxview'");
    expect(manifest).toMatch(
      /class \{ 'openvoxview':\n\s+puppetdb_host => \$acme_platform::openvoxdb_host,\n\s+listen_port +=> \$listen_port,\n\s+\}/,
    );
    expect(manifest).not.toContain('contain openvoxview');
    expect(manifest).toContain("file { '/etc/acme':");
  });

  it('adds a profile with a template of its own', () => {
    expect(read('manifests/profile/motd.pp')).toContain("epp('acme_platform/motd.epp'");
    expect(read('templates/motd.epp')).toBe(readFileSync(join(site, 'assets/templates/motd.epp'), 'utf8'));
    expect(existsSync(join(output, 'spec/classes/profile/motd_spec.rb'))).toBe(true);
  });

  it('type-checks against the declarations of the package', async () => {
    expect(await typeCheck()).toMatchObject({ exitCode: 0, stdout: '' });
    const marks = layMarked({
      'wrong.ts': `import { declare } from 'ovp-gen';
import { openvoxview } from 'ovp-gen/bindings/openvoxview';
export const wrong = declare(openvoxview, { /*!TS*/listen_prot: 8080 });
export const worse = declare(openvoxview, { /*!TS*/listen_port: 'http' });
`,
    });
    const { stdout } = await typeCheck();
    rmSync(join(site, 'wrong.ts'));
    expect(stdout).toContain("Did you mean to write 'listen_port'?");
    const found = [...stdout.matchAll(/^(\S+)\((\d+),(\d+)\): error/gm)].map(
      (match) => `TS ${match.slice(1).join(':')}`,
    );
    expect(found).toEqual(marks);
  }, 60_000);

  it('has nothing to do the second time', async () => {
    // A stamp is written where no input is younger than the run.
    await generate();
    expect(await generate()).toMatchObject({ ok: true, upToDate: true, changes: [] });
    expect(await generate('--check')).toMatchObject({ ok: true, upToDate: true });
  });

  it('gets every finding at its own lines', async () => {
    const marks = layMarked({
      'bad.config.ts':
        `import { amend, classBinding, declare, defineConfig, include, profile, resource, type Port } from 'ovp-gen';
import { file } from 'ovp-gen/bindings/core';
import { openvoxPlatform, openvoxview } from 'ovp-gen/platform';
import { other } from './bad-other.js';

interface Params {
  /** Port. */
  port: Port;
  /*!OVP1008*/undocumented: string;
}

/** Wrong in many ways. */
const many = profile<Params>('profile::many', {
  defaults: { /*!OVP1006*/port: 70000, undocumented: 'x' },
  body: () => [
    /*!OVP1101*/include(classBinding('acme_platform::profile::openvoxvew')),
    resource(file, '/a', { /*!OVP1103*/moed: '0644' } as object),
    declare(openvoxview, { /*!OVP1105*/certificate_directory: 'relative' }),
    /*!OVP1203*/include(other),
  ],
});

const change = /*!OVP1301*/amend(openvoxview, { remove: ['Class[openvoxvieww]'] });

export default defineConfig({
  module: { name: 'acme_platform', owner: 'acme' },
  platform: openvoxPlatform,
  definitions: [many, other],
  amendments: [change],
});
`.replace('/*!OVP1203*/', ''),
      'bad-other.ts': `import { profile, resource, type Fqdn } from 'ovp-gen';
import { file } from 'ovp-gen/bindings/core';

interface OtherParams {
  /** Started at. */
  started: /*!OVP5102*/Fqdnn;
  /** Name. */
  host: Fqdn;
}

/** Depends on the day. */
export const other = profile<OtherParams>('profile::other', {
  body: () => [resource(file, '/b', { content: String(/*!OVP5201*/new Date()) })],
});
`,
    });
    const before = read('manifests/profile/openvoxview.pp');
    const report = await generate('--config', 'bad.config.ts');
    expect(report.ok).toBe(false);
    expect([...places(report)].sort()).toEqual([...marks].sort());
    const help = (code: string) => report.findings.find((found) => found.code === code)?.help;
    expect(help('OVP1101')).toContain('acme_platform::profile::openvoxview');
    expect(help('OVP1103')).toContain("'mode'");
    expect(help('OVP1301')).toContain('Class[openvoxview]');
    expect(help('OVP5102')).toContain("'Fqdn'");
    expect(read('manifests/profile/openvoxview.pp')).toBe(before);
    for (const path of ['bad.config.ts', 'bad-other.ts']) rmSync(join(site, path));
  });

  it('is told of what is wrong in a shipped profile at the line of the package', async () => {
    lay(site, {
      'shipped.config.ts': `import { defineConfig } from 'ovp-gen';
import { openvoxPlatform, openvoxview } from 'ovp-gen/platform';
const definitions = openvoxPlatform.definitions.filter((item) => !('name' in item) || !item.name.endsWith('::certificates'));
export default defineConfig({ module: {}, platform: { ...openvoxPlatform, definitions } });
`,
    });
    const report = await generate('--config', 'shipped.config.ts', '--check');
    const found = report.findings.find(
      ({ code, file }) => code === 'OVP1101' && file?.endsWith('profiles/openvoxview.ts'),
    );
    expect(found?.file).toBe('node_modules/ovp-gen/src/platform/profiles/openvoxview.ts');
    const line = readFileSync(join(site, String(found?.file)), 'utf8').split('\n')[Number(found?.line) - 1];
    expect(line?.slice(Number(found?.column) - 1)).toMatch(/^include\(.*certificates/);
  });

  judgeRecordings(() => installed);
  judgeReadme(work, () => tarball);

  it('keeps edits by hand, and removes the files of a profile that is gone', async () => {
    await generate();
    const motd = join(output, 'manifests/profile/motd.pp');
    const edited = `${readFileSync(motd, 'utf8')}# by hand\n`;
    writeFileSync(motd, edited);
    const config = readFileSync(join(site, 'ovp.config.ts'), 'utf8');
    lay(site, { 'ovp.config.ts': config.replace('definitions: [motd],', '') });
    const report = await generate();
    expect(report.ok).toBe(false);
    expect(report.changes).toContainEqual({ path: 'spec/classes/profile/motd_spec.rb', action: 'remove' });
    expect(report.changes).toContainEqual({
      path: 'manifests/profile/motd.pp',
      action: 'conflict',
      reason: 'edited orphan',
    });
    expect(readFileSync(motd, 'utf8')).toBe(edited);
    expect(await generate('--force')).toMatchObject({ ok: true });
    expect(existsSync(motd)).toBe(false);
  });

  it('is run by the ovp-gen that it has of its own, whichever is called', async () => {
    const manifest = join(site, 'node_modules/ovp-gen/package.json');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/"version": "[^"]+"/, '"version": "99.1.2"'));
    const { stdout } = await execa(process.execPath, [packageFile('bin/ovp-gen.js'), '--version'], { cwd: site });
    expect(stdout).toBe('99.1.2');
    const elsewhere = await execa(process.execPath, [packageFile('bin/ovp-gen.js'), '--version'], { cwd: work });
    expect(elsewhere.stdout).not.toBe('99.1.2');
  });
});
