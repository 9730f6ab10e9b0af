/** What a site records of component modules that ovp-gen does not know, and what it makes of it. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { interfaceFolders } from '../../src/bind/recordings.js';
import { packageFile } from '../../src/package-root.js';
import { installedToolchain } from '../../src/toolchain/toolchain.js';
import { createWorkspace } from '../../src/validate/workspace.js';
import { lay } from '../write/trees.js';
import type { Site } from './site.js';

const toolchain = await installedToolchain().catch(() => undefined);

const beacon = {
  'modules/beacon/metadata.json': JSON.stringify({
    name: 'acme-beacon',
    version: '2.3.4',
    author: 'acme',
    license: 'Apache-2.0',
    summary: 'A beacon',
    source: '',
    dependencies: [{ name: 'puppetlabs/stdlib', version_requirement: '>= 9.0.0 < 10.0.0' }],
  }),
  'modules/beacon/manifests/init.pp': 'class beacon (Stdlib::Port $port, Beacon::Colour $colour = "red") {}\n',
  'modules/beacon/types/colour.pp': "type Beacon::Colour = Enum['red', 'green']\n",
};

const config = (values: string, dependencies = '') => `import { declare, defineConfig, profile } from 'ovp-gen';
import { openvoxPlatform } from 'ovp-gen/platform';
import { beacon } from './bindings/beacon.js';

/** The beacon of this site. */
const ours = profile<object>('profile::beacon', { body: () => [declare(beacon, ${values})] });

export default defineConfig({
  module: { name: 'acme_beacon', owner: 'acme' },
  platform: openvoxPlatform,
  definitions: [ours],${dependencies}
});
`;
const dependencies = "\n  dependencies: [{ name: 'acme/beacon', range: '>= 2.3.4 < 3.0.0' }],";
const argv = ['--config', 'beacon.config.ts'];
const codes = (report: Awaited<ReturnType<Site['report']>>) => report.findings.map(({ code }) => code);

/** Tests of a site that is installed when they run. */
export function judgeRecordings(site: () => Site): void {
  const why = toolchain === undefined ? ' (not run: the Ruby toolchain is not installed)' : '';
  describe.skipIf(toolchain === undefined)(`a component module of a site's own${why}`, { timeout: 120_000 }, () => {
    it('is recorded beside the configuration, not in the package', async () => {
      const { folder, run } = site();
      const shipped = join(folder, 'node_modules/ovp-gen/fixtures/interfaces');
      const before = readdirSync(shipped);
      lay(folder, beacon);
      const { exitCode, stdout } = await run('bind', 'modules/beacon', '--json');
      expect(exitCode).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({
        ok: true,
        modules: [{ module: 'beacon', version: '2.3.4' }],
        written: ['bindings/beacon.json', 'bindings/beacon.ts', 'bindings/index.json'],
      });
      expect(readdirSync(shipped)).toEqual(before);
      expect(existsSync(join(folder, 'node_modules/ovp-gen/src/bindings'))).toBe(false);
      const binding = readFileSync(join(folder, 'bindings/beacon.ts'), 'utf8');
      expect(binding).toContain("from 'ovp-gen';");
      // The alias of stdlib comes from what the package has recorded.
      expect(binding).toContain('readonly port: Value<number>;');
    });

    it('is known to the generator beside those that are shipped', async () => {
      const { folder, report, typeCheck } = site();
      lay(folder, { 'beacon.config.ts': config("{ port: 70000, colour: 'blue', clour: 'red' } as never") });
      const wrong = await report(...argv);
      expect(codes(wrong).sort()).toEqual(['OVP1103', 'OVP1105', 'OVP1105', 'OVP1110']);
      expect(wrong.findings.find(({ code }) => code === 'OVP1103')?.help).toContain("'colour'");
      expect(wrong.findings.find(({ code }) => code === 'OVP1110')?.help).toContain(
        "{ name: 'acme/beacon', range: '>= 2.3.4 < 3.0.0' }",
      );
      lay(folder, { 'beacon.config.ts': config("{ port: 4, colour: 'green' }", dependencies) });
      expect(await report(...argv)).toMatchObject({ ok: true, findings: [] });
      expect(await typeCheck()).toMatchObject({ exitCode: 0, stdout: '' });
      const read = (path: string) => readFileSync(join(folder, 'output/acme_beacon', path), 'utf8');
      expect(read('.fixtures.yml')).toMatch(/forge_modules:\n {4}beacon:\n {6}repo: acme\/beacon\n {6}ref: 2\.3\.4/);
      expect(read('examples/standard/Puppetfile')).toContain("mod 'acme/beacon', '2.3.4'");
      expect(read('metadata.json')).toContain('"name": "acme/beacon"');
    });

    it('has keys of Hiera that every command for operators knows', async () => {
      const { folder, run } = site();
      const described = `tier: standard
primary_server: a.example.com
module: { name: acme_beacon, version: 1.0.0 }
nodes: { a.example.com: { os: AlmaLinux 9 } }
hiera: { 'beacon::port': 4 }
`;
      lay(folder, {
        'beacon/a.yaml': described,
        'beacon/b.yaml': described.replace('4 }', '5 }'),
        'beacon/wrong.yaml': described.replace('4 }', 'red }'),
        'beacon/keys.yaml': 'beacon::prot: 4\n',
      });
      const said = async (...words: readonly string[]) => {
        const { exitCode, stdout, stderr } = await run(...words, ...argv);
        return `${exitCode} ${stdout}${stderr}`;
      };
      const wrong = await said('infra', 'check', 'beacon/wrong.yaml', 'beacon/keys.yaml');
      expect(wrong).toMatch(/^1 [^]*OVP8201[^]*'beacon::port'[^]*OVP8203: beacon::port expects/);
      expect(await said('infra', 'hiera', 'beacon/a.yaml', '--output', 'beacon/made')).toMatch(/^0 /);
      const read = (path: string) => readFileSync(join(folder, 'beacon/made', path), 'utf8');
      expect(read('Puppetfile')).toContain("mod 'acme/beacon', '2.3.4'");
      const schema = JSON.parse(read('schema/hiera.schema.json')) as { readonly properties: object };
      expect(schema.properties).toHaveProperty(['beacon::port']);
      expect(await said('infra', 'diff', 'beacon/a.yaml', 'beacon/b.yaml')).toMatch(/^0 [^]*beacon::port/);
      expect(await said('explain', 'beacon::port')).toMatch(/^0 [^]*Stdlib::Port/);
      rmSync(join(folder, 'beacon'), { recursive: true });
    }, 400_000);

    it('has a stand-in where catalogs are compiled', async () => {
      const { folder } = site();
      const root = join(folder, 'output/acme_beacon');
      const module = { root, name: 'acme_beacon', files: ['metadata.json'] };
      const workspace = await createWorkspace(module, undefined, interfaceFolders(folder));
      const stub = (path: string) => readFileSync(join(workspace.root, 'spec/fixtures/modules', path), 'utf8');
      expect(stub('beacon/manifests/init.pp')).toContain('Stdlib::Port');
      expect(stub('stdlib/metadata.json')).toContain('puppetlabs-stdlib');
      await workspace.dispose();
    });

    it('is in the proof of versions, and takes part in every run that follows', async () => {
      const { folder, run, report } = site();
      expect((await run('deps', ...argv)).stdout).toContain('every range holds');
      const old = beacon['modules/beacon/metadata.json'].replace('>= 9.0.0 < 10.0.0', '>= 1.0.0 < 2.0.0');
      lay(folder, { 'modules/beacon/metadata.json': old });
      await run('bind', 'modules/beacon');
      const { exitCode, stdout } = await run('deps', '--json', ...argv);
      expect(exitCode).toBe(1);
      expect(stdout).toContain('acme/beacon needs puppetlabs/stdlib >= 1.0.0 < 2.0.0');
      lay(folder, { 'modules/beacon/types/colour.pp': "type Beacon::Colour = Enum['red']\n" });
      await run('bind', 'modules/beacon');
      expect(codes(await report(...argv))).toEqual(['OVP1105']);
    });

    it('leaves with its folder', async () => {
      const { folder } = site();
      for (const path of ['bindings', 'modules', 'beacon.config.ts']) rmSync(join(folder, path), { recursive: true });
      expect(interfaceFolders(folder)).toEqual([packageFile('fixtures/interfaces')]);
      expect(dirname(interfaceFolders(packageFile('.'))[0] ?? '')).toBe(packageFile('fixtures'));
    });
  });
}
