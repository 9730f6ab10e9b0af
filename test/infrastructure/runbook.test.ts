import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { afterAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.js';
import { connections } from '../../src/infrastructure/model/connections.js';
import type { Infrastructure } from '../../src/infrastructure/model/infrastructure.js';
import { readInfrastructure } from '../../src/infrastructure/description/read.js';
import { runbookText } from '../../src/infrastructure/runbook/markdown.js';
import { type Phase } from '../../src/infrastructure/runbook/model.js';
import { runbookOf } from '../../src/infrastructure/runbook/runbook.js';
import { packageFile } from '../../src/package-root.js';
import { surroundings } from '../cli/surroundings.js';

const root = mkdtempSync(join(tmpdir(), 'ovp-runbook-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const folder = packageFile('fixtures/infrastructures');
const files = readdirSync(folder).filter((name) => /\.(ts|ya?ml)$/.test(name));

async function read(name: string): Promise<Infrastructure> {
  const { infrastructure, findings } = await readInfrastructure(join(folder, name));
  if (infrastructure === undefined) throw new Error(JSON.stringify(findings));
  return infrastructure;
}

/** Beginnings of the numbered list in the module's README. */
const readme = [
  ...readFileSync(packageFile('templates/prose/first_runs.md'), 'utf8').matchAll(/^\d+\. \*\*(.+?)\.?\*\*/gm),
].map(([, title]) => title);

const steps = (phases: readonly Phase[]) => phases.flatMap((phase) => phase.steps);

describe.each(files)('the runbook of %s', (name) => {
  it('goes in the order of the module’s README', async () => {
    expect(readme).toHaveLength(8);
    const { build } = runbookOf(await read(name));
    const titles = build.flatMap(({ firstRun }) => firstRun ?? []);
    expect(readme.filter((title) => titles.includes(title ?? ''))).toEqual(titles);
    expect(titles.slice(0, 1)).toEqual(['Primary or monolithic server']);
  });

  it('brings up every node once: name, role and alternative names before its request, signature before its catalog', async () => {
    const all = await read(name);
    const { build } = runbookOf(all);
    const list = steps(build);
    for (const { certname, ppRole, altNames } of all.nodes) {
      const at = (text: string): number =>
        list.findIndex(({ node, commands }) => node === certname && commands.join('\n').includes(text));
      const named = at(`certname ${certname}`);
      expect(named, certname).toBeGreaterThanOrEqual(0);
      const identity = list[named]?.commands.join('\n') ?? '';
      if (ppRole !== undefined) expect(identity).toContain(`pp_role: "${ppRole}"`);
      if (altNames.length > 0) expect(identity).toContain(`dns_alt_names ${[certname, ...altNames].join(',')}`);
      if (certname === all.primary) continue;
      const request = at('|| [ $? = 1 ]');
      const signs = list.filter(({ commands }) => commands.includes(`puppetserver ca sign --certname ${certname}`));
      const catalog = at('|| [ $? = 2 ]');
      if (all.autosign === 'none') {
        const sign = list.findIndex((step) => signs.includes(step));
        expect([named, request, sign, catalog]).toEqual([...[named, request, sign, catalog]].sort((a, b) => a - b));
        expect(signs).toHaveLength(1);
      } else {
        expect(request).toBe(-1);
        expect(signs).toEqual([]);
        expect(catalog).toBeGreaterThan(named);
      }
    }
  });

  it('starts what is connected to before what connects, where a catalog needs it', async () => {
    const all = await read(name);
    const { build } = runbookOf(all);
    const order = steps(build)
      .filter(({ commands }) => commands.join().includes('[ $? = 2 ]'))
      .map(({ node }) => node);
    for (const { from, to, port } of connections(all)) {
      if (port !== 5432 || from.name === all.primary || to.name === all.primary || from.name === to.name) continue;
      if (all.postgresql.kind === 'patroni' && all.postgresql.members.includes(from.name)) continue;
      if (from.kind !== 'node' || to.kind !== 'node') continue;
      expect(order.indexOf(to.name), `${from.name} ${to.name}`).toBeLessThan(order.indexOf(from.name));
    }
  });

  it('has commands that a shell reads, and a check after each step', async () => {
    const { build, dayTwo } = runbookOf(await read(name));
    for (const { node, title, commands, check } of [...steps(build), ...steps(dayTwo)]) {
      for (const script of [commands, check.commands]) {
        const { exitCode, stderr } = execaSync('bash', ['-n'], { input: `${script.join('\n')}\n`, reject: false });
        expect({ node, title, exitCode, stderr }).toEqual({ node, title, exitCode: 0, stderr: '' });
      }
      expect(check.expect).toMatch(/\w/);
    }
  }, 120_000);

  it('prints every command', async () => {
    const runbook = runbookOf(await read(name));
    const text = runbookText(runbook);
    for (const { commands } of [...steps(runbook.build), ...steps(runbook.dayTwo)])
      expect(text).toContain(commands.join('\n'));
    expect(text).not.toMatch(/undefined|\[object/);
  });
});

/** The runbook of a description that stands in no file. */
async function runbookFrom(...lines: readonly string[]) {
  const file = join(root, `${String((count += 1))}.yaml`);
  writeFileSync(file, `${lines.join('\n')}\n`);
  const { infrastructure, findings } = await readInfrastructure(file);
  if (infrastructure === undefined) throw new Error(JSON.stringify(findings));
  const { build, dayTwo } = runbookOf(infrastructure);
  const text = (phases: readonly Phase[]) =>
    steps(phases).map(({ node, commands }) => `${node.replace('.example.com', '')}: ${commands.join('; ')}`);
  const chapter = (title: RegExp) => text(dayTwo.filter((phase) => title.test(phase.title)));
  return { build: text(build), chapter, all: [...steps(build), ...steps(dayTwo)] };
}
let count = 0;

const large = [
  'tier: large',
  'primary_server: a.example.com',
  'foreman_server: f.example.com',
  'loadbalancer: b.example.com',
  'compilers: [c08.example.com, c09.example.com]',
  'control_repo: git@git.example.com:ops/control.git',
  'nodes: { a.example.com: { os: AlmaLinux 9 }, b.example.com: {}, c08.example.com: {}, c09.example.com: {}, f.example.com: {}, d.example.com: {} }',
];

/** Where a step is; the parts of a command are in their order. */
function at(list: readonly string[], node: string, command: string): number {
  const found = list.findIndex((line) => line.startsWith(`${node}: `) && line.includes(command));
  expect(found, `${node}: ${command}`).toBeGreaterThanOrEqual(0);
  return found;
}

function inOrder(list: readonly string[], ...wanted: readonly (readonly [node: string, command: string])[]): void {
  const places = wanted.map(([node, command]) => at(list, node, command));
  expect(places).toEqual([...places].sort((one, other) => one - other));
}

/** What `puppetserver ca ACTION --help` lists, as far as it is used; `list` refuses `--all` beside `--certname`. */
const actions: Readonly<Record<string, readonly string[]>> = {
  clean: ['--certname'],
  generate: ['--ca-client', '--certname', '--subject-alt-names'],
  list: ['--certname'],
  revoke: ['--certname'],
  sign: ['--certname'],
};

describe('commands', () => {
  it('of the certificate authority are those that it has', async () => {
    const { all } = await runbookFrom(...large);
    const used = all
      .flatMap(({ commands, check }) => [...commands, ...check.commands])
      .flatMap((line) => [...line.matchAll(/puppetserver ca (\w+)(.*?)(?: \||$)/g)]);
    expect(used.length).toBeGreaterThan(10);
    for (const [, action = '', rest = ''] of used) {
      const options = [...rest.matchAll(/--[\w-]+/g)].map(([option]) => option);
      expect(actions[action], action).toEqual(expect.arrayContaining(options));
    }
  });

  it('are never pasted into an editor', async () => {
    const { all } = await runbookFrom(...large);
    const edits = all.filter(({ commands }) => commands.some((line) => line.includes('EDITOR')));
    expect(edits.length).toBeGreaterThan(0);
    for (const { commands } of edits) expect(commands.at(-1)).toContain('EDITOR');
  });

  it('install git, and take the branch of the environment', async () => {
    const { build } = await runbookFrom(...large, 'environment: north', 'hiera_repo: https://git.example.com/h.git');
    inOrder(
      build,
      ['a', 'dnf install --assumeyes git; rm'],
      ['a', 'git clone --branch north git@git.example.com:ops/control.git'],
      ['a', 'git clone --branch north https://git.example.com/h.git /etc/puppetlabs/code/hieradata/north'],
      ['a', 'puppet apply --environment north'],
    );
  });
});

describe('what a platform needs besides', () => {
  it('is nothing by default', async () => {
    const { build } = await runbookFrom(...large);
    expect(build.filter((line) => /eyaml|autosign|createuser/.test(line))).toEqual([]);
  });

  it('is the keys of hiera-eyaml, on each server', async () => {
    const { build, chapter } = await runbookFrom(
      ...large,
      'secrets: { backend: eyaml, public_key: k.pem, keys_directory: /etc/k }',
    );
    inOrder(
      build,
      ['a', 'install --directory --mode 0700 /etc/k'],
      ['a', 'puppet apply'],
      ['a', 'chown --recursive root:puppet /etc/k'],
      ['a', 'openvox-deploy-code'],
    );
    for (const name of ['c08', 'c09']) inOrder(build, [name, '= 2'], [name, 'chown --recursive root:puppet /etc/k']);
    inOrder(chapter(/^Add a compiler/), ['c10', '= 2'], ['c10', 'chown --recursive root:puppet /etc/k']);
  });

  it('is the policy that signs, with its password', async () => {
    const { build, chapter } = await runbookFrom(...large, 'autosign: policy');
    const policy = '/bootstrap/a.example.com/autosign-policy.rb /etc/puppetlabs/puppet/autosign-policy.rb';
    inOrder(
      build,
      ['a', 'openvox-deploy-code'],
      ['a', policy],
      ['a', 'openssl rand'],
      ['c08', '1.2.840.113549.1.9.7'],
      ['c08', '= 2'],
    );
    expect(build.filter((line) => /ca sign|= 1/.test(line))).toEqual([]);
    inOrder(
      chapter(/^Add a compiler/),
      ['a', 'openvox-deploy-code'],
      ['a', policy],
      ['c10', '1.2.840.113549.1.9.7'],
      ['c10', '= 2'],
    );
  });

  it('is what others have to make in their PostgreSQL', async () => {
    const { build } = await runbookFrom(...large, 'postgresql: { external: pg.example.net }');
    inOrder(
      build,
      ['pg.example.net', 'createdb --owner puppetdb'],
      ['pg.example.net', 'createdb --owner foreman'],
      ['a', 'puppet apply'],
    );
  });
});

describe('on day two', () => {
  it('servers are let in before they ask', async () => {
    const { chapter } = await runbookFrom(...large);
    inOrder(
      chapter(/^Add a compiler/),
      ['a', 'openvox-deploy-code'],
      ['f', '= 2'],
      ['c10', '= 1'],
      ['c10', '= 2'],
      ['b', '= 2'],
    );
  });

  it('no agent acts by itself while PostgreSQL moves, and Foreman classifies the new node', async () => {
    const { chapter } = await runbookFrom(...large);
    inOrder(
      chapter(/^Move PostgreSQL/),
      ['f', 'puppet agent --disable'],
      ['a', 'openvox-deploy-code'],
      ['postgresql1', '= 2'],
      ['f', 'systemctl stop foreman.socket'],
      ['a', 'pg_dump --format custom'],
      ['postgresql1', 'pg_restore'],
      ['a', 'puppet agent --enable'],
      ['f', 'puppet agent --enable'],
      ['a', 'xargs systemctl disable --now'],
    );
  });

  it('servers keep their OpenVoxDB until there is a pool', async () => {
    const { chapter } = await runbookFrom(...large, 'postgresql: d.example.com');
    inOrder(
      chapter(/^From Large/),
      ['c09', 'puppet agent --disable'],
      ['a', 'openvox-deploy-code'],
      ['openvoxdb1', '= 2'],
      ['dbbalancer', '= 2'],
      ['c09', 'puppet agent --enable'],
    );
  });

  it('members of a cluster let a new one in before it comes', async () => {
    const members = ['a', 'm1', 'm2', 'm3'].map((name) => `${name}.example.com: {}`).join(', ');
    const { chapter } = await runbookFrom(
      'tier: standard',
      'primary_server: a.example.com',
      'foreman: false',
      'postgresql: { patroni_members: [m1.example.com, m2.example.com, m3.example.com] }',
      `nodes: { ${members} }`,
    );
    inOrder(
      chapter(/^Replace a member/),
      ['m1', 'member add m4.example.com'],
      ['a', 'ca clean --certname m3.example.com'],
      ['m1', '= 2'],
      ['m4', '= 2'],
      ['a', 'puppet node deactivate m3.example.com'],
    );
  });

  it('the certificate of the primary is renewed as the module says', async () => {
    const { chapter } = await runbookFrom(
      'tier: standard',
      'primary_server: a.example.com',
      'nodes: { a.example.com: {} }',
    );
    const list = chapter(/^From Standard/);
    const renewal = list[at(list, 'a', 'ca generate')] ?? '';
    const manifest = readFileSync(packageFile('output/openvox_platform/manifests/puppet.pp'), 'utf8');
    const [, block = ''] = /\$renewal = if \$\w+::is_primary \{([^]*?)'; ',/.exec(manifest) ?? [];
    const wanted = [...block.matchAll(/^\s+(?:(['"])(.*)\1,|@\(.*\),\n([^]*?)\|- END)$/gm)].map(
      ([, , text = '', long = '']) =>
        `${text}${long.replace(/\s*\\\n\s*/g, ' ').trim()}`
          .replace(/\$\{join\(.*\)\}/, 'a.example.com,balancer.example.com')
          .replace(/\$\{.*?\}/g, 'a.example.com'),
    );
    expect(wanted.length).toBeGreaterThan(4);
    expect(renewal).toBe(`a: ${wanted.join('; ')}`);
    inOrder(list, ['a', 'cat /etc/openvox_platform/secrets.yaml'], ['workstation', 'EDITOR'], ['a', 'ca generate']);
  });
});

it.each([
  ['standard.yaml', ['Move PostgreSQL out of the primary', 'From Standard to Large']],
  ['large.ts', ['Add a compiler', 'Replace the database node', 'From Large to Extra Large']],
  ['extra-large.yaml', ['Add a compiler', 'Replace a member of the cluster']],
])('day two of %s', async (name, titles) => {
  expect(runbookOf(await read(name)).dayTwo.map(({ title }) => title)).toEqual(titles);
});

it('infra runbook prints it', async () => {
  const { said, contextOf } = surroundings(folder);
  const code = await main(['infra', 'runbook', 'standard.yaml'], undefined, contextOf);
  expect({ code, err: said.err }).toEqual({ code: 0, err: '' });
  expect(said.out).toMatch(/^# Runbook of the OpenVox platform of openvox\.example\.com\n/);
});
