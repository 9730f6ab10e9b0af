/** Each rule of the guards, broken. */
import { failsWith, behaviour } from '../model/behaviours.js';
import type { Behaviour } from '../model/module.js';
import type { Data } from '../model/value.js';
import { own } from '../model/namespace.js';
import type { PlatformParams } from './platform.js';

type Keys = Partial<Record<keyof PlatformParams, Data>>;

const primary = 'openvox.example.com';

function refused(
  title: string,
  keys: Keys,
  message: string,
  node: { certname?: string; role?: string } = {},
): Behaviour {
  return behaviour(
    `refuses ${title}`,
    {
      certname: node.certname ?? primary,
      classes: [own],
      data: Object.fromEntries(Object.entries(keys).map(([name, value]) => [`${own}::${name}`, value])),
      ...(node.role === undefined ? {} : { extensions: { pp_role: node.role } }),
      // The rules do not depend on the operating system.
      on: [{ name: 'Debian', release: '12' }],
    },
    failsWith(message),
  );
}

const members = ['pg1.example.com', 'pg2.example.com', 'pg3.example.com'];
const cluster = { patroni_members: members, postgresql: 'pg1.example.com' };

/** Clusters that cannot work. */
const brokenClusters: readonly (readonly [title: string, keys: Keys, message: string])[] = [
  ['etcd without a cluster', { etcd_members: members }, `${own}::etcd_members is for a Patroni cluster`],
  [
    'an asynchronous member that is none',
    { ...cluster, patroni_async_members: ['x.example.com'] },
    `patroni_async_members has x.example.com`,
  ],
  [
    'asynchronous members without a cluster',
    { patroni_async_members: ['x.example.com'] },
    `patroni_async_members has x.example.com`,
  ],
  [
    'a cluster of asynchronous members',
    { ...cluster, patroni_async_members: members },
    'no second member that could become leader',
  ],
  [
    'a cluster of one',
    { ...cluster, patroni_members: ['pg1.example.com'] },
    'no second member that could become leader',
  ],
  [
    'two etcd members',
    { ...cluster, patroni_members: members.slice(0, 2) },
    `would have 2 etcd members .*list 3 or 5 nodes in ${own}::etcd_members`,
  ],
  [
    'an even number of etcd members',
    { ...cluster, etcd_members: [...members, 'x.example.com'] },
    'would have 4 etcd members',
  ],
  [
    'a cluster that nobody is led to',
    { patroni_members: members },
    `${own}::postgresql is blank or the primary, but PostgreSQL is a Patroni cluster`,
  ],
  [
    'clients at a node that runs etcd alone',
    { ...cluster, etcd_members: ['pg1.example.com', 'pg2.example.com', 'x.example.com'], postgresql: 'x.example.com' },
    `${own}::postgresql is x.example.com, which runs etcd and no PostgreSQL`,
  ],
  [
    "clients at Foreman's node",
    { ...cluster, foreman_server: 'f.example.com', postgresql: 'f.example.com' },
    `${own}::postgresql is f.example.com, a node that runs no PostgreSQL`,
  ],
  [
    'the primary in the cluster',
    { ...cluster, patroni_members: [primary, ...members.slice(1)] },
    'need nodes of their own',
  ],
  ['a compiler in the cluster', { ...cluster, compilers: ['pg2.example.com'] }, 'need nodes of their own'],
  ['Foreman in the cluster', { ...cluster, foreman_server: 'pg3.example.com' }, 'need nodes of their own'],
];

export const guardBehaviours = (): readonly Behaviour[] => [
  refused('other names without a primary', { loadbalancer: 'lb.example.com' }, `${own}::primary_server is blank`),
  refused('a role without a primary', {}, `${own}::primary_server is blank`, { role: 'compiler' }),
  refused(
    'an unknown role where roles are strict',
    { primary_server: primary, strict_roles: true },
    `strict_roles refuses this node's pp_role 'webserver'.*'compiler', 'openvoxdb', 'postgresql'`,
    { certname: 'web.example.com', role: 'webserver' },
  ),
  refused(
    'a balancer on the primary',
    { primary_server: primary, loadbalancer: primary },
    `${own}::loadbalancer \\(openvox.example.com\\) is itself a server`,
  ),
  refused(
    'a balancer on a compiler',
    { primary_server: primary, loadbalancer: 'c1.example.com', compilers: ['c1.example.com'] },
    `${own}::loadbalancer \\(c1.example.com\\) is itself a server`,
  ),
  refused(
    "a balancer with a compiler's role",
    { primary_server: primary, loadbalancer: 'lb.example.com' },
    `${own}::loadbalancer names lb.example.com`,
    { certname: 'lb.example.com', role: 'compiler' },
  ),
  refused(
    'a compiler of a platform that all others take for a single server',
    { primary_server: primary },
    `pp_role is 'compiler', but every other node takes ${primary} for the only server.*set ${own}::loadbalancer`,
    { certname: 'c1.example.com', role: 'compiler' },
  ),
  refused(
    'a compiler that is missing in the list from which OpenVoxDB knows its clients',
    {
      ...{ primary_server: primary, loadbalancer: 'lb.example.com', compilers: ['c1.example.com'] },
      ...{ openvoxdb: 'db.example.com', db_loadbalancer: 'dlb.example.com', foreman: false },
    },
    `answers ${primary}, c1.example.com, db.example.com, and nobody else: add c2.example.com to ${own}::compilers`,
    { certname: 'c2.example.com', role: 'compiler' },
  ),
  refused(
    "agents at Foreman's node",
    { primary_server: primary, foreman_server: 'f.example.com', agent_server: 'F.example.com' },
    `${own}::agent_server is f.example.com, a node that is no server`,
  ),
  refused(
    'a pool that nobody can enter',
    { primary_server: primary, loadbalancer: 'lb.example.com', use_openvoxdb: false },
    `${own}::compilers is blank`,
  ),
  refused(
    'a balancer of OpenVoxDB without OpenVoxDB',
    { primary_server: primary, db_loadbalancer: 'dlb.example.com', openvoxdb: 'db.example.com', use_openvoxdb: false },
    `${own}::use_openvoxdb is false`,
  ),
  refused(
    'a balancer of OpenVoxDB without nodes behind it',
    { primary_server: primary, db_loadbalancer: 'dlb.example.com' },
    `${own}::db_loadbalancer needs nodes behind it`,
  ),
  refused(
    'a balancer of OpenVoxDB on the primary',
    { primary_server: primary, db_loadbalancer: primary, openvoxdb: 'db.example.com' },
    `${own}::db_loadbalancer \\(${primary}\\) is itself a server`,
  ),
  refused(
    "a balancer of OpenVoxDB with a compiler's role",
    {
      ...{ primary_server: primary, loadbalancer: 'lb.example.com' },
      ...{ openvoxdb: 'db.example.com', db_loadbalancer: 'dlb.example.com' },
    },
    `${own}::db_loadbalancer \\(dlb.example.com\\) is itself a server`,
    { certname: 'dlb.example.com', role: 'compiler' },
  ),
  refused(
    'OpenVoxDB on its own balancer',
    { primary_server: primary, db_loadbalancer: 'db.example.com', openvoxdb: 'db.example.com' },
    `both would listen on port 8081`,
  ),
  refused(
    'an OpenVoxDB on one of the compilers',
    { primary_server: primary, openvoxdb: 'c1.example.com', compilers: ['c1.example.com'] },
    `is one of ${own}::compilers`,
  ),
  refused(
    'an OpenVoxDB node without OpenVoxDB',
    { primary_server: primary, use_openvoxdb: false },
    `pp_role is 'openvoxdb', but ${own}::use_openvoxdb is false`,
    { certname: 'db.example.com', role: 'openvoxdb' },
  ),
  refused('an OpenVoxDB node that nothing uses', { primary_server: primary }, `nothing would use it`, {
    certname: 'db.example.com',
    role: 'openvoxdb',
  }),
  refused(
    "a balancer of OpenVoxDB with an OpenVoxDB's role",
    { primary_server: primary, openvoxdb: 'db1.example.com', db_loadbalancer: 'dlb.example.com' },
    `${own}::db_loadbalancer names dlb.example.com, whose pp_role is 'openvoxdb'`,
    { certname: 'dlb.example.com', role: 'openvoxdb' },
  ),
  refused(
    'the first OpenVoxDB with the role of another node',
    { primary_server: primary, openvoxdb: 'db1.example.com' },
    `${own}::openvoxdb names this node, whose pp_role is 'postgresql'`,
    { certname: 'db1.example.com', role: 'postgresql' },
  ),
  refused(
    'addresses in the place of names',
    { primary_server: primary, loadbalancer: '192.0.2.1', compilers: ['c1.example.com', '192.0.2.2'] },
    `addresses are in ${own}::loadbalancer, ${own}::compilers, but certificates have names`,
  ),
  refused(
    "another certificate authority for the platform's own PostgreSQL",
    { primary_server: primary, postgresql_ca: '/etc/ssl/other.pem' },
    `${own}::postgresql_ca is for a PostgreSQL that the platform does not run, but ${primary} is its own`,
  ),
  refused(
    'a PostgreSQL node that nothing uses',
    { primary_server: primary },
    `nothing would use it: set ${own}::postgresql`,
    {
      certname: 'pg.example.com',
      role: 'postgresql',
    },
  ),
  refused(
    'a second PostgreSQL beside the one in use',
    { primary_server: primary, postgresql: 'pg1.example.com' },
    `${own}::postgresql is pg1.example.com, so that it would be a server of its own.*list the members in ${own}::patroni_members`,
    { certname: 'pg2.example.com', role: 'postgresql' },
  ),
  refused(
    'PostgreSQL on a balancer',
    { primary_server: primary, loadbalancer: 'lb.example.com', postgresql: 'lb.example.com' },
    `${own}::postgresql is lb.example.com, a node that runs no PostgreSQL`,
  ),
  refused(
    'OpenVoxView without OpenVoxDB',
    { primary_server: primary, openvoxview: true, use_openvoxdb: false },
    `${own}::openvoxview shows what OpenVoxDB holds`,
  ),
  refused(
    'agents without servers and without code',
    { primary_server: primary, serverless: true },
    `${own}::serverless has agents apply the code of ${own}::control_repo, which is blank`,
  ),
  refused(
    'Hiera data without code',
    { primary_server: primary, hiera_repo: 'https://git.example.com/hiera.git' },
    `${own}::hiera_repo is deployed together with the code`,
  ),
  ...brokenClusters.map(([title, keys, message]) => refused(title, { primary_server: primary, ...keys }, message)),
  refused(
    "a member with another node's role",
    { primary_server: primary, ...cluster },
    `pp_role is 'compiler', but it is a node of the Patroni cluster`,
    { certname: 'pg1.example.com', role: 'compiler' },
  ),
  refused(
    'a PostgreSQL node that is no member',
    { primary_server: primary, ...cluster },
    `pp_role is 'postgresql', but it is not a node of the Patroni cluster`,
    { certname: 'pg9.example.com', role: 'postgresql' },
  ),
];
