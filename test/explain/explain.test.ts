/** What is told of a key, against the definitions of the shipped platform. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Catalogue } from '../../src/bind/catalogue.js';
import { main } from '../../src/cli/main.js';
import { explain, type Explanation } from '../../src/explain/explain.js';
import { readYaml } from '../../src/infrastructure/description/read.js';
import { moduleModel } from '../../src/load/module-model.js';
import type { ModuleModel } from '../../src/model/module.js';
import { surroundings } from '../cli/surroundings.js';

let model: ModuleModel;
beforeAll(async () => {
  model = await moduleModel(undefined);
}, 60_000);

const catalogue = new Catalogue();
const large = [
  'tier: large',
  'primary_server: a.example.com',
  'compilers: [c.example.com]',
  'loadbalancer: b.example.com',
  'foreman: false',
  'role_hiera: { compiler: { puppet::server_max_requests_per_instance: 1000 } }',
  'hiera: { "openvox_platform::secrets::openvoxdb_password": swordfish }',
  'nodes:',
  '  a.example.com: { os: AlmaLinux 9, cpus: 8, memory: 16 GiB }',
  '  b.example.com: { os: Debian 12 }',
  '  c.example.com: { os: Debian 12, cpus: 8, memory: 16 GiB, hiera: { "openvox_platform::tuning::jruby_instances": 3 } }',
].join('\n');

function of(key: string, description?: string): Explanation {
  const { infrastructure } =
    description === undefined ? { infrastructure: undefined } : readYaml(description, 'x.yaml');
  const found = explain(key, {
    model,
    catalogue,
    locate: () => undefined,
    ...(infrastructure ? { infrastructure } : {}),
  });
  if ('code' in found) throw new Error(found.message);
  return found;
}

const effectsOf = (key: string): readonly string[] =>
  of(key).effects.map(
    ({ how, resource, attribute }) => `${how} ${resource}${attribute === undefined ? '' : ` ${attribute}`}`,
  );

describe('the effects of a key', () => {
  it.each([
    ['openvox_platform::primary_server', 'value Ini_setting[openvox_platform agent ca_server] value'],
    ['openvox_platform::loadbalancer', 'value Class[puppet] dns_alt_names'],
    ['openvox_platform::tuning::jruby_instances', 'value Class[puppet] server_max_active_instances'],
    ['openvox_platform::profile::postgresql::distribution_version', 'value Class[postgresql::globals] version'],
    ['openvox_platform::secrets::openvoxdb_password', 'value Class[openvoxdb] database_password'],
    ['openvox_platform::serverless', 'condition Class[openvox_platform::serverless]'],
  ])('%s: %s', (key, want) => {
    expect(effectsOf(key)).toContain(want);
  });

  it('follow variables, and tell by which way', () => {
    const effect = of('openvox_platform::tuning::jruby_instances').effects.find(
      ({ attribute }) => attribute === 'server_max_active_instances',
    );
    expect(effect).toMatchObject({
      owner: 'openvox_platform::puppet',
      via: ['openvox_platform::puppet::jruby_instances'],
    });
  });

  it('are not those of a key with which they have nothing to do', () => {
    expect(effectsOf('openvox_platform::tuning::jruby_instances').join('\n')).not.toContain(
      'Ini_setting[openvox_platform agent server]',
    );
  });
});

describe('a key', () => {
  it.each<[string, Partial<Explanation>]>([
    [
      'openvox_platform::loadbalancer',
      {
        origin: 'platform',
        default: 'undef',
        blank: 'no compiler pool.',
        tiers: ['large', 'extra_large'],
        decided: false,
      },
    ],
    ['primary_server', { key: 'openvox_platform::primary_server', tiers: ['standard', 'large', 'extra_large'] }],
    ['openvoxdb_password', { key: 'openvox_platform::secrets::openvoxdb_password', secret: true }],
    ['puppet::server_ca', { origin: 'component', type: 'Boolean', hasDefault: true, decided: true }],
    ['puppet::server_max_active_instances', { origin: 'component', decided: false }],
    ['puppet::runinterval', { origin: 'component', passed: [], decided: false, effects: [] }],
  ])('%s', (key, want) => {
    expect(of(key)).toMatchObject(want);
  });

  it('that the platform passes tells what decides it', () => {
    expect(of('puppet::server_ca').passed).toMatchObject([
      {
        by: 'openvox_platform::puppet',
        value: '$openvox_platform::is_primary',
        keys: ['openvox_platform::primary_server'],
      },
    ]);
  });

  it('tells the data of each operating system', () => {
    const { moduleData } = of('openvox_platform::profile::postgresql::distribution_version');
    expect(moduleData).toContainEqual({ path: 'os/Debian/12.yaml', value: '15' });
    expect(moduleData).toEqual(
      model.data.flatMap(({ path, entries }) =>
        Object.entries(entries)
          .filter(([key]) => key.endsWith('::distribution_version'))
          .map(([, value]) => ({ path, value })),
      ),
    );
  });

  it.each([
    ['openvox_platform::primary_servr', 'OVP8401', 'openvox_platform::primary_server'],
    ['puppet::server_max_active_instancs', 'OVP8401', 'puppet::server_max_active_instances'],
    ['primry_server', 'OVP8401', 'primary_server'],
    ['version', 'OVP8402', '::version'],
    ['openvox_platform::tuning', 'OVP8403', 'openvox_platform::tuning::jruby_instances'],
    ['__proto__', 'OVP8401', 'class, two colons, parameter'],
  ])('%s gives %s', (key, code, help) => {
    const found = explain(key, { model, catalogue, locate: () => undefined });
    expect(found).toMatchObject({ code });
    expect('help' in found ? found.help : '').toContain(help);
  });
});

describe('with a description', () => {
  it.each([
    [
      'openvox_platform::loadbalancer',
      [{ layer: 'all nodes', value: 'b.example.com', site: { file: 'x.yaml', line: 4, column: 1 } }],
    ],
    ['openvox_platform::tuning::jruby_instances', [{ layer: 'node c.example.com', value: 3 }]],
    ['puppet::server_max_requests_per_instance', [{ layer: 'role compiler', value: 1000, site: { line: 6 } }]],
    ['openvox_platform::serverless', []],
  ])('it tells where %s is set', (key, want) => {
    const { set } = of(key, large);
    expect(set).toHaveLength(want.length);
    expect(set).toMatchObject(want);
  });

  it('it tells the value on each node, with the data of its operating system', () => {
    const { onNodes } = of('distribution_version', large);
    expect(onNodes).toMatchObject([
      { value: '16', nodes: ['a.example.com'] },
      { value: '15', nodes: ['b.example.com', 'c.example.com'] },
      {},
    ]);
    expect(of('jruby_instances', large).onNodes).toContainEqual({
      name: 'openvox_platform::tuning::jruby_instances',
      value: 3,
      nodes: ['c.example.com'],
      all: false,
    });
  });

  it('secrets stay secret', () => {
    const found = of('openvoxdb_password', large);
    expect(found.set).toMatchObject([{ layer: 'all nodes' }]);
    expect(JSON.stringify(found)).not.toContain('swordfish');
  });

  it('secrets that are made have a place', () => {
    const made = large.replace(/^hiera: .*$/m, 'secrets: { backend: lookup, key: "v::{name}" }');
    const found = of('openvoxdb_password', made);
    expect(found.set).toMatchObject([{ layer: 'all nodes, by `ovp-gen infra secrets`', site: { line: 7 } }]);
  });
});

describe('the command', () => {
  const root = mkdtempSync(join(tmpdir(), 'ovp-explain-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const run = async (...argv: readonly string[]) => {
    const { said, contextOf } = surroundings(root);
    const code = await main(['explain', ...argv], undefined, contextOf);
    return { code, ...said };
  };

  it('finds the lines of a tree of Hiera data, the most specific first', async () => {
    mkdirSync(join(root, 'tree/data/nodes'), { recursive: true });
    writeFileSync(
      join(root, 'tree/hiera.yaml'),
      'version: 5\nhierarchy:\n  - { name: Node, path: "nodes/%{trusted.certname}.yaml" }\n  - { name: Common, path: common.yaml }\n',
    );
    writeFileSync(join(root, 'tree/data/common.yaml'), '---\nopenvox_platform::loadbalancer: b.example.com\n');
    writeFileSync(
      join(root, 'tree/data/nodes/a.example.com.yaml'),
      '\n\nopenvox_platform::loadbalancer: other.example.com\n',
    );
    const { code, out } = await run('loadbalancer', 'tree', '--json');
    expect(code).toBe(0);
    const { set } = JSON.parse(out) as Explanation;
    expect(set).toMatchObject([
      {
        layer: 'Node: data/nodes/a.example.com.yaml',
        value: 'other.example.com',
        site: { file: 'tree/data/nodes/a.example.com.yaml', line: 3 },
      },
      { layer: 'Common: data/common.yaml', value: 'b.example.com', site: { file: 'tree/data/common.yaml', line: 2 } },
    ]);
  }, 60_000);

  it('writes a few effects, or all', async () => {
    const few = await run('primary_server');
    expect(few.out).toMatch(/and \d+ more: --all shows them/);
    expect((await run('primary_server', '--all')).out.split('\n').length).toBeGreaterThan(few.out.split('\n').length);
  }, 60_000);

  it.each([
    [['primary_servr'], 1, "Did you mean 'primary_server'?"],
    [['primary_server', 'nowhere.yaml'], 1, 'nowhere.yaml'],
    [[], 2, "missing required argument 'key'"],
  ])(
    '%j ends with %i',
    async (argv, code, err) => {
      const done = await run(...argv);
      expect(done.code).toBe(code);
      expect(done.err).toContain(err);
    },
    60_000,
  );
});
