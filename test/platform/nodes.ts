/** The nodes of each tier, as their Hiera data, certificates and classification make them. */
import type { Request } from '../ruby/catalogs.js';

/** One node, named by what it is. */
export interface PlatformNode {
  readonly name: string;
  readonly request: Request;
}

const own = 'openvox_platform';
const keyed = (keys: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(keys).map(([key, value]) => [`${own}::${key}`, value]));

/** Secrets of all nodes; each reads those that it needs. */
const secrets = keyed({
  'secrets::openvoxdb_password': 'swordfish-swordfish',
  'secrets::foreman_db_password': 'herring-herring',
  'secrets::foreman_admin_password': 'sturgeon-sturgeon',
  'secrets::foreman_oauth_consumer_key': 'salmon-salmon',
  'secrets::foreman_oauth_consumer_secret': 'trout-trout',
  'secrets::patroni_etcd_password': 'mackerel-mackerel',
});

const standard = { primary_server: 'openvox.example.com', control_repo: 'https://git.example.com/control.git' };
const large = {
  ...standard,
  foreman_server: 'foreman.example.com',
  postgresql: 'postgresql.example.com',
  loadbalancer: 'balancer.example.com',
};
const members = ['pg1.example.com', 'pg2.example.com', 'pg3.example.com'];
const extraLarge = {
  ...large,
  openvoxdb: 'openvoxdb1.example.com',
  db_loadbalancer: 'dbbalancer.example.com',
  postgresql: members[0],
  patroni_members: members,
};

function node(
  name: string,
  certname: string,
  keys: Readonly<Record<string, unknown>>,
  { role, profiles = [] }: { role?: string; profiles?: readonly string[] } = {},
): PlatformNode {
  const classes = [own, ...profiles.map((profile) => `${own}::profile::${profile}`)];
  const data = { ...keyed(keys), ...secrets };
  return { name, request: { certname, data, classes, ...(role === undefined ? {} : { role }) } };
}

/** Every kind of node, each once, on its own. */
export const platformNodes: readonly PlatformNode[] = [
  node('monolithic server with Foreman', 'openvox.example.com', standard, { profiles: ['monolithic'] }),
  node(
    'monolithic server with OpenVoxView',
    'openvox.example.com',
    { ...standard, foreman: false, openvoxview: true },
    { profiles: ['monolithic'] },
  ),
  node('agent', 'web.example.com', standard),
  node('agent without a server', 'web.example.com', { ...standard, serverless: true }),
  node('primary of Large', 'openvox.example.com', large, { profiles: ['primary'] }),
  node('compiler of Large', 'compiler1.example.com', large, { role: 'compiler' }),
  node('balancer of the compilers', 'balancer.example.com', large, { profiles: ['lb::compiler'] }),
  node('PostgreSQL', 'postgresql.example.com', large, { profiles: ['postgresql'] }),
  node('Foreman', 'foreman.example.com', large, { profiles: ['foreman'] }),
  node(
    'OpenVoxView',
    'view.example.com',
    { ...large, foreman: false, openvoxview: true },
    { profiles: ['openvoxview'] },
  ),
  node('primary of Extra Large', 'openvox.example.com', extraLarge, { profiles: ['primary'] }),
  node('compiler of Extra Large', 'compiler1.example.com', extraLarge, { role: 'compiler' }),
  node('first OpenVoxDB', 'openvoxdb1.example.com', extraLarge, { role: 'openvoxdb' }),
  node('another OpenVoxDB', 'openvoxdb2.example.com', extraLarge, { role: 'openvoxdb' }),
  node('balancer of OpenVoxDB', 'dbbalancer.example.com', extraLarge, { profiles: ['lb::openvoxdb'] }),
  node(
    'balancer of both',
    'balancer.example.com',
    { ...extraLarge, db_loadbalancer: 'balancer.example.com' },
    { profiles: ['lb::compiler', 'lb::openvoxdb'] },
  ),
  node('member of the Patroni cluster', 'pg2.example.com', extraLarge, { role: 'postgresql' }),
];
