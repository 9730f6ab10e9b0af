/** A project that `init` starts from the packed package, in an empty folder, and what a site then does with it. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.js';
import { init } from '../../src/cli/handlers/init.js';
import { tiers } from '../../src/infrastructure/plan/tier.js';
import { projectFiles } from '../../src/init/project.js';
import { packageFile } from '../../src/package-root.js';
import { surroundings } from '../cli/surroundings.js';
import { install, pack, type Site } from './site.js';

const work = mkdtempSync(join(tmpdir(), 'ovp-init-'));
const folder = join(work, 'acme');
const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
afterAll(() => rmSync(work, { recursive: true, force: true }), 120_000);

describe('a project that init has started', () => {
  let site: Site;
  beforeAll(async () => {
    const tarball = await pack(work);
    const tool = join(work, 'tool');
    mkdirSync(tool);
    const { run } = await install(tarball, tool);
    const started = await run('init', '../acme', '--owner', 'acme', '--tier', 'large', '--primary', 'ovp.acme.org');
    expect(started).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(read('package.json'))).toMatchObject({
      name: 'acme-platform',
      dependencies: { 'ovp-gen': `file:../${basename(tarball)}` },
    });
    // The tools of the project are those of this checkout.
    const manifest = JSON.parse(read('package.json')) as { devDependencies: object };
    expect(Object.keys(manifest.devDependencies)).toEqual(['eslint', 'typescript', 'typescript-eslint']);
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, dependencies: {}, devDependencies: {} }));
    site = await install(tarball, folder);
  }, 600_000);

  it('generates a module of its own, with its own profile', async () => {
    expect(await site.report()).toMatchObject({ ok: true, findings: [] });
    expect(read('output/acme_platform/manifests/init.pp')).toMatch(/^class acme_platform \(/m);
    expect(read('output/acme_platform/manifests/profile/motd.pp')).toMatch(/^class acme_platform::profile::motd \(/m);
    expect(readdirSync(join(folder, 'output/acme_platform/spec/classes/profile'))).toContain('motd_spec.rb');
    expect(readdirSync(folder)).not.toContain('src');
  });

  it('passes its own types and its own lint', async () => {
    expect(await site.typeCheck()).toMatchObject({ exitCode: 0, stdout: '' });
    cpSync(join(folder, 'eslint.config.mjs'), join(folder, 'lint.mjs'));
    writeFileSync(
      join(folder, 'lint.mjs'),
      read('lint.mjs').replace(
        "'typescript-eslint'",
        JSON.stringify(packageFile('node_modules/typescript-eslint/dist/index.js')),
      ),
    );
    const lint = () =>
      execa(process.execPath, [packageFile('node_modules/eslint/bin/eslint.js'), '--config', 'lint.mjs', '.'], {
        cwd: folder,
        reject: false,
      });
    expect(await lint()).toMatchObject({ exitCode: 0, stdout: '' });
    // The trap that the rules are there for.
    writeFileSync(
      join(folder, 'trap.ts'),
      "import { infrastructure } from 'ovp-gen/platform';\nexport const trap = infrastructure.with_foreman ? 'a' : 'b';\n",
    );
    const { exitCode, stdout } = await lint();
    rmSync(join(folder, 'trap.ts'));
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/trap\.ts[^]*(strict-boolean-expressions|no-unnecessary-condition)/);
  }, 120_000);

  it('has an infrastructure that is sound, and everything that follows from it', async () => {
    const sound = { exitCode: 0, stderr: 'infrastructure.ts: a description of 5 nodes, nothing to complain about' };
    expect(await site.run('infra', 'check')).toMatchObject(sound);
    expect(await site.report('infra', 'hiera', 'infrastructure.ts')).toMatchObject({ ok: true });
    expect(read('control-repo/data/common.yaml')).toContain('acme_platform::primary_server: ovp.acme.org');
    for (const command of ['plan', 'draw', 'runbook']) {
      expect(await site.run('infra', command), command).toMatchObject({ exitCode: 0 });
    }
    expect((await site.run('infra', 'draw', '--output', 'a.html')).exitCode).toBe(0);
    expect(read('a.html')).toContain('compiler2.acme.org');
    expect(await site.run('infra', 'secrets')).toMatchObject({ exitCode: 0 });
    expect(await site.run('infra', 'check')).toMatchObject(sound);
    expect(await site.run('infra', 'check', 'control-repo')).toMatchObject({ exitCode: 0 });
    expect(await site.run('doctor')).toMatchObject({ exitCode: 0 });
    const { stdout } = await site.run('explain', 'acme_platform::primary_server');
    const [, place = ''] = /defined .*\((.*):\d+:\d+\)/.exec(stdout) ?? [];
    expect(read(place)).toContain('primary_server');
  }, 120_000);

  it.each(tiers)(
    'is sound and has a plan for %s, also outside of the project',
    async (tier) => {
      const text = projectFiles({
        module: 'acme_platform',
        owner: 'acme',
        tier,
        primary: 'p.acme.org',
        dependency: '*',
      }).get('infrastructure.ts');
      writeFileSync(join(work, 'tool/infrastructure.ts'), text ?? '');
      const { stdout } = await execa('node_modules/.bin/ovp-gen', ['infra', 'plan', '--json'], {
        cwd: join(work, 'tool'),
      });
      const { ok, findings } = JSON.parse(stdout) as { ok: boolean; findings: { code: string; severity: string }[] };
      expect({ ok, tooLarge: findings.filter(({ code }) => code === 'OVP8509') }).toEqual({ ok: true, tooLarge: [] });
    },
    60_000,
  );

  it('adds a parameter to a shipped profile, replaces a part of one, and still gets every check', async () => {
    cpSync(packageFile('fixtures/sites/acme/amendments'), join(folder, 'amendments'), { recursive: true });
    const config = read('ovp.config.ts')
      .replace('import { motd }', "import { openvoxviewChanges } from './amendments/openvoxview.js';\nimport { motd }")
      .replace('definitions: [motd],', 'definitions: [motd],\n  amendments: [openvoxviewChanges],');
    writeFileSync(join(folder, 'ovp.config.ts'), config);
    expect(await site.report()).toMatchObject({ ok: true, findings: [] });
    const manifest = read('output/acme_platform/manifests/profile/openvoxview.pp');
    expect(manifest).toMatch(/Stdlib::Port +\$listen_port += 5000,/);
    expect(manifest).toMatch(/class \{ 'openvoxview':\n\s+puppetdb_host => \$acme_platform::openvoxdb_host,/);
    const amendment = read('amendments/openvoxview.ts');
    writeFileSync(
      join(folder, 'amendments/openvoxview.ts'),
      amendment.replace('listen_port: 5000', 'listen_port: 70000'),
    );
    const { ok, findings } = await site.report();
    expect(ok).toBe(false);
    expect(findings).toContainEqual(expect.objectContaining({ code: 'OVP1006', file: 'amendments/openvoxview.ts' }));
    writeFileSync(join(folder, 'amendments/openvoxview.ts'), amendment);
  });
});

describe('init', () => {
  const run = async (...argv: string[]) => {
    const { said, contextOf } = surroundings(work);
    const code = await main(['init', ...argv], undefined, contextOf);
    return { code, ...said };
  };

  it.each([
    [['a', '--name', 'Acme-Platform'], 2, 'OVP3402'],
    [['a', '--owner', 'a-b', '--name', 'a'], 2, 'OVP3402'],
    [['a', '--primary', 'not a host'], 2, 'OVP3402'],
    [['a', '--tier', 'larg'], 2, "Did you mean 'large'?"],
  ])('refuses %j, and writes nothing', async (argv, want, text) => {
    const { code, err } = await run(...argv);
    expect({ code, err }).toEqual({ code: want, err: expect.stringContaining(text) as string });
    expect(readdirSync(work)).not.toContain('a');
  });

  it('overwrites nothing', async () => {
    mkdirSync(join(work, 'there'));
    writeFileSync(join(work, 'there/ovp.config.ts'), 'mine');
    const { code, err } = await run('there');
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('OVP3401') as string });
    expect(readdirSync(join(work, 'there'))).toEqual(['ovp.config.ts']);
  });

  it('keeps what a folder was begun with, and says what is still to be installed', async () => {
    mkdirSync(join(work, 'begun'));
    writeFileSync(join(work, 'begun/package.json'), '{"name":"mine"}');
    writeFileSync(join(work, 'begun/README.md'), 'mine');
    const { code, out } = await run('begun', '--owner', 'acme');
    expect(code).toBe(0);
    expect(readFileSync(join(work, 'begun/package.json'), 'utf8')).toBe('{"name":"mine"}');
    expect(readFileSync(join(work, 'begun/README.md'), 'utf8')).toBe('mine');
    expect(readdirSync(join(work, 'begun'))).toContain('ovp.config.ts');
    expect(out).toMatch(/^keep {4}begun\/package\.json$/m);
    expect(out).toMatch(/^keep {4}begun\/README\.md$/m);
    expect(out).toMatch(
      /next: cd begun && npm pkg set type=module && npm install ovp-gen@\^\S+ && npm install --save-dev /,
    );
  });

  it('asks again where an answer will not do, and not for ever', async () => {
    const { contextOf, said } = surroundings(work);
    const answers = ['bad-owner', 'acme', 'Bad Name', 'acme_platform', 'larg', 'large', 'not a host', 'p.acme.org'];
    const code = await init(contextOf({}), 'again', {}, () => Promise.resolve(answers.shift() ?? ''));
    expect(code).toBe(0);
    expect(said.err.match(/OVP340\d/g)).toEqual(['OVP3402', 'OVP3402', 'OVP3403', 'OVP3402']);
    expect(readFileSync(join(work, 'again/infrastructure.ts'), 'utf8')).toContain("tier: 'large'");
    const never = await init(contextOf({}), 'never', {}, () => Promise.resolve('bad-owner'));
    expect(never).toBe(2);
    expect(readdirSync(work)).not.toContain('never');
  });

  it('asks for what is not given', async () => {
    const asked: string[] = [];
    const answers = ['', 'megacorp_platform', 'standard', 'P.Mega.corp'];
    const { contextOf } = surroundings(work);
    const code = await init(contextOf({}), 'asked', { owner: 'mega' }, (question, otherwise) => {
      asked.push(question);
      const answer = answers[asked.length] ?? '';
      return Promise.resolve(answer === '' ? otherwise : answer);
    });
    expect(code).toBe(0);
    expect(asked).toHaveLength(3);
    expect(readFileSync(join(work, 'asked/infrastructure.ts'), 'utf8')).toContain("primary_server: 'p.mega.corp'");
  });
});
