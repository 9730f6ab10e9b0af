/**
 * The whole path, once for each tier: a description, the control repository that follows from it, and the catalogs of all
 * its nodes, compiled by OpenVox with the module as generated. With stubs the platform's own resources are looked at, with
 * real component modules (`MODULEPATH_REAL`) the catalogs are whole, and orders without circles.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { named } from '../../src/infrastructure/model/node-data.js';
import { roles } from '../../src/platform/roles.js';
import type { Infrastructure } from '../../src/infrastructure/model/infrastructure.js';
import { packageFile } from '../../src/package-root.js';
import { type Catalog, type CatalogResource, realModules } from '../ruby/catalogs.js';
import { rubyEnvironment } from '../ruby/environment.js';
import { type Compiled, compileOverlay } from './overlay-catalogs.js';

const ruby = rubyEnvironment();
const why = ruby.available ? '' : ` (not run: ${ruby.missing})`;
const root = mkdtempSync(join(tmpdir(), 'ovp-path-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const done = new Map<string, Promise<Compiled>>();

/** Once for each description. */
function compile(name: string): Promise<Compiled> {
  const found = done.get(name) ?? compileOverlay(packageFile(`fixtures/infrastructures/${name}`), join(root, name));
  done.set(name, found);
  return found;
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
