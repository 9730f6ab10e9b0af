/**
 * The whole path, once for each tier: a description, the control repository that follows from it, and the catalogs of all
 * its nodes, compiled by OpenVox with the module as generated. With stubs the platform's own resources are looked at, with
 * real component modules (`MODULEPATH_REAL`) the catalogs are whole, and orders without circles.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.js';
import { named } from '../../src/infrastructure/node-data.js';
import { roles } from '../../src/platform/roles.js';
import type { Infrastructure, InfrastructureNode } from '../../src/infrastructure/model.js';
import { readInfrastructure } from '../../src/infrastructure/read.js';
import { neededSecrets } from '../../src/infrastructure/secrets/needed.js';
import { packageFile } from '../../src/model/package-root.js';
import { surroundings } from '../cli/surroundings.js';
import { type Catalog, type CatalogResource, Catalogs, realModules } from '../ruby/catalogs.js';
import { rubyEnvironment } from '../ruby/environment.js';

const ruby = rubyEnvironment();
const why = ruby.available ? '' : ` (not run: ${ruby.missing})`;
const root = mkdtempSync(join(tmpdir(), 'ovp-path-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Compiled {
  readonly all: Infrastructure;
  readonly catalogs: ReadonlyMap<string, Catalog>;
}

/** What the platform reads of components, whose stubs have no defaults of their own. */
const stubData = {
  'foreman::user': 'foreman',
  'openvoxdb::ssl_ca_cert_path': '/etc/puppetlabs/puppetdb/ssl/ca.pem',
  'openvoxview::openvoxview_group': 'openvoxview',
  'postgresql::server::group': 'postgres',
  'postgresql::server::port': 5432,
  'postgresql::server::user': 'postgres',
};
const stubCode = `
include postgresql::params
class postgresql::params {
  $bindir = '/usr/lib/postgresql/bin'
  $contrib_package_name = 'postgresql-contrib'
  $datadir = '/var/lib/postgresql/data'
  $group = 'postgres'
  $port = 5432
  $server_package_name = 'postgresql'
  $user = 'postgres'
}
`;

const done = new Map<string, Promise<Compiled>>();

/** Writes the overlay as a person would, and compiles it; once for each description. */
function compile(name: string): Promise<Compiled> {
  const found = done.get(name) ?? compileAnew(name);
  done.set(name, found);
  return found;
}

async function compileAnew(name: string): Promise<Compiled> {
  const file = packageFile(`fixtures/infrastructures/${name}`);
  const folder = join(root, name);
  const { said, contextOf } = surroundings(root);
  const code = await main(['infra', 'hiera', file, '--output', folder], undefined, contextOf);
  if (code !== 0) throw new Error(said.err);
  const { infrastructure: all } = await readInfrastructure(file);
  if (all === undefined) throw new Error(`${name} cannot be read`);
  const compiler = new Catalogs();
  try {
    return { all, catalogs: await compileAll(all, folder, compiler) };
  } finally {
    await compiler.close();
  }
}

/** Balancers come last: they collect what the members of their pools export. */
async function compileAll(
  all: Infrastructure,
  folder: string,
  compiler: Catalogs,
): Promise<ReadonlyMap<string, Catalog>> {
  const site = readFileSync(join(folder, 'manifests/site.pp'), 'utf8');
  // The site's own store of secrets, to which the description refers.
  const secrets = neededSecrets(all).map(({ name }) => [`acme::vault::${name}`, `${name}-of-a-test`] as const);
  const data = { ...Object.fromEntries(secrets), ...(realModules === undefined ? stubData : {}) };
  const exported: CatalogResource[] = [];
  const catalogs = new Map<string, Catalog>();
  for (const node of [...all.nodes].sort((one, other) => Number(one.runsBalancer) - Number(other.runsBalancer))) {
    const { certname, ppRole, os } = node;
    const catalog = await compiler.compile({
      certname,
      ...(ppRole === undefined ? {} : { role: ppRole }),
      os: os === undefined ? 'debian-12' : `${os.name}-${os.release}`.toLowerCase(),
      facts: hardware(node),
      classes: [],
      code: realModules === undefined ? site + stubCode : site,
      environment: folder,
      data,
      exported,
      ...(realModules === undefined ? { lenient: true } : { cycles: true }),
    });
    exported.push(...[...catalog.values()].filter((resource) => resource.exported));
    catalogs.set(certname, catalog);
  }
  return catalogs;
}

function hardware({ cpus, memoryMb }: InfrastructureNode): Readonly<Record<string, unknown>> {
  return {
    ...(cpus === undefined ? {} : { processors: { count: cpus } }),
    ...(memoryMb === undefined ? {} : { memory: { system: { total_bytes: memoryMb * 1024 * 1024 } } }),
  };
}

/** Parameters of a class in a catalog; nothing if it is not there. */
const classOf = (catalog: Catalog | undefined, name: string): Readonly<Record<string, unknown>> | undefined =>
  catalog?.get(`Class[${name}]`)?.parameters;
const titleOf = (name: string): string =>
  name
    .split('::')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('::');

/**
 * Servers that a balancer sends its clients to, by the name of the pool. The real component collects what the members export;
 * its stub does not, so that what they export counts.
 */
function poolOf(catalogs: ReadonlyMap<string, Catalog>, balancer: string, name: string): readonly unknown[] {
  const resources = (
    realModules === undefined ? [...catalogs.values()] : [catalogs.get(balancer) ?? new Map<string, CatalogResource>()]
  ).flatMap((catalog) => [...catalog.values()]);
  const members = resources.filter(
    ({ type, exported, parameters }) =>
      type === 'Haproxy::Balancermember' &&
      (realModules === undefined || !exported) &&
      parameters.listening_service === name,
  );
  return members.map(({ parameters }) => parameters.server_names).sort();
}

/** Settings of a `puppet.conf` by name. */
function settingsOf(folder: string, certname: string): Readonly<Record<string, string>> {
  const text = readFileSync(join(root, folder, 'bootstrap', certname, 'puppet.conf'), 'utf8');
  return Object.fromEntries([...text.matchAll(/^(\w+) = (.*)$/gm)].map(([, key = '', value = '']) => [key, value]));
}

const tiers = [
  ['standard', 'standard.yaml'],
  ['large', 'large.ts'],
  ['extra_large', 'extra-large.yaml'],
] as const;

describe.skipIf(why !== '').each(tiers)(`from the description to the catalogs of all nodes${why}: %s`, (tier, file) => {
  let all: Infrastructure;
  let catalogs: ReadonlyMap<string, Catalog>;
  beforeAll(async () => {
    ({ all, catalogs } = await compile(file));
  }, 600_000);

  it('each node has a catalog, with the classes of its roles and of no other', () => {
    expect(all.tier).toBe(tier);
    const profiles = { compiler: 'compiler', openvoxdb: 'openvoxdb' } as const;
    const every = new Set(roles.flatMap(({ classes }) => classes).map((name) => titleOf(named(name, all.module.name))));
    for (const { certname, roles: own, classes } of all.nodes) {
      const wanted = [
        ...classes,
        ...own.flatMap((role) =>
          role === 'compiler' || role === 'openvoxdb' ? [`${all.module.name}::profile::${profiles[role]}`] : [],
        ),
        ...(own.includes('monolithic') ? [`${all.module.name}::profile::primary`] : []),
      ].map(titleOf);
      const catalog = catalogs.get(certname);
      expect({ certname, missing: wanted.filter((name) => classOf(catalog, name) === undefined) }).toEqual({
        certname,
        missing: [],
      });
      // What a role brings along by itself, as the primary its PostgreSQL, is no role of its own.
      const strange = [...every]
        .filter((name) => name.includes('::Lb::') || name.endsWith('::Monolithic') || name.endsWith('::Primary'))
        .filter((name) => !wanted.includes(name));
      expect({ certname, strange: strange.filter((name) => classOf(catalog, name) !== undefined) }).toEqual({
        certname,
        strange: [],
      });
    }
  });

  it('servers are servers, and one of them is the certificate authority', () => {
    const servers = all.nodes.filter(({ certname }) => classOf(catalogs.get(certname), 'Puppet')?.server === true);
    expect(servers.map(({ certname }) => certname)).toEqual(
      all.nodes.filter(({ isServer }) => isServer).map(({ certname }) => certname),
    );
    const authorities = servers.filter(({ certname }) => classOf(catalogs.get(certname), 'Puppet')?.server_ca === true);
    expect(authorities.map(({ certname }) => certname)).toEqual([all.primary]);
  });

  it('puppet.conf of the first run says what the catalog says', () => {
    for (const { certname, altNames, isServer } of all.nodes) {
      const catalog = catalogs.get(certname);
      const puppet = classOf(catalog, 'Puppet');
      const setting = (name: string): unknown =>
        catalog?.get(`Ini_setting[${all.module.name} agent ${name}]`)?.parameters.value;
      const { server, ca_server, dns_alt_names } = settingsOf(file, certname);
      expect({ certname, server, ca_server }).toEqual({
        certname,
        server: puppet?.agent_server_hostname ?? setting('server'),
        ca_server: puppet?.ca_server ?? setting('ca_server'),
      });
      if (isServer && altNames.length > 0) expect(dns_alt_names?.split(', ')).toEqual(puppet?.dns_alt_names);
    }
  });

  it('pools have the members of the description', () => {
    const { loadbalancer, dbLoadbalancer, primary, compilers, openvoxdbNodes } = all;
    if (loadbalancer !== undefined)
      expect(poolOf(catalogs, loadbalancer, 'openvox_compilers')).toEqual([primary, ...compilers].sort());
    if (dbLoadbalancer !== undefined)
      expect(poolOf(catalogs, dbLoadbalancer, 'openvoxdb')).toEqual([...openvoxdbNodes].sort());
    const balanced = all.nodes.filter(({ certname }) => classOf(catalogs.get(certname), 'Haproxy') !== undefined);
    expect(balanced.map(({ certname }) => certname)).toEqual(
      all.nodes.filter(({ runsBalancer }) => runsBalancer).map(({ certname }) => certname),
    );
  });

  it('servers ask the OpenVoxDB, and OpenVoxDB the PostgreSQL, of the description', () => {
    const { postgresql } = all;
    for (const { certname, isServer, runsOpenvoxdb, runsForeman } of all.nodes) {
      const catalog = catalogs.get(certname);
      if (isServer) {
        const server = all.dbLoadbalancer ?? (runsOpenvoxdb ? certname : all.openvoxdb);
        expect({ certname, server: classOf(catalog, 'Openvoxdb::Master::Config')?.puppetdb_server }).toEqual({
          certname,
          server,
        });
      }
      const database = classOf(catalog, 'Openvoxdb');
      expect({ certname, runsOpenvoxdb: database !== undefined }).toEqual({ certname, runsOpenvoxdb });
      expect({ certname, runsForeman: classOf(catalog, 'Foreman') !== undefined }).toEqual({ certname, runsForeman });
      if (!runsOpenvoxdb) continue;
      if (postgresql.kind !== 'patroni')
        expect(database?.database_host).toBe(postgresql.kind === 'none' ? undefined : postgresql.address);
      else if (realModules !== undefined) {
        const url = String(catalog?.get('Ini_setting[puppetdb_subname]')?.parameters.value);
        expect(
          /^\/\/([^/]*)\//
            .exec(url)?.[1]
            ?.split(',')
            .map((host) => host.replace(/:\d+$/, '')),
        ).toEqual(postgresql.members.filter((name) => !postgresql.asynchronous.includes(name)));
      }
    }
  });
});

describe.skipIf(why !== '')(`data of one node and of one role${why}`, () => {
  it('reach the nodes that they are for', async () => {
    const { all, catalogs } = await compile('large.ts');
    const of = (parameter: string): unknown[] =>
      all.nodes
        .filter(({ roles: own }) => own.includes('compiler'))
        .map(({ certname }) => classOf(catalogs.get(certname), 'Puppet')?.[parameter]);
    expect(of('server_max_requests_per_instance')).toEqual([100_000, 100_000, 100_000]);
    expect(of('server_max_active_instances').slice(1)).toEqual([expect.any(Number), 4]);
    expect(classOf(catalogs.get(all.primary), 'Puppet')?.server_max_requests_per_instance).not.toBe(100_000);
  }, 600_000);
});
