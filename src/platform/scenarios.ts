/** The nodes that behaviours are about: three infrastructures, with names that are the same everywhere. */
import type { NodeScenario } from '../model/module.js';
import { own } from '../model/namespace.js';
import type { Data } from '../model/value.js';
import type { PlatformParams } from './platform.js';

/** Certnames of the nodes of an infrastructure. */
export const nodes = {
  primary: 'openvox.example.com',
  foreman: 'foreman.example.com',
  postgresql: 'postgresql.example.com',
  balancer: 'balancer.example.com',
  databaseBalancer: 'dbbalancer.example.com',
  compiler: 'compiler1.example.com',
  openvoxdb: 'openvoxdb1.example.com',
  secondOpenvoxdb: 'openvoxdb2.example.com',
  agent: 'web.example.com',
} as const;

type Keys = { readonly [Key in keyof PlatformParams]?: Data };

/** One server, with everything but a console. */
export const standardKeys = { primary_server: nodes.primary, foreman: false } as const satisfies Keys;

/** Compilers behind a balancer; PostgreSQL on a node of its own. */
export const largeKeys = {
  ...standardKeys,
  postgresql: nodes.postgresql,
  loadbalancer: nodes.balancer,
} as const satisfies Keys;

/** OpenVoxDB in a pool of its own besides. */
export const extraLargeKeys = {
  ...largeKeys,
  openvoxdb: nodes.openvoxdb,
  db_loadbalancer: nodes.databaseBalancer,
} as const satisfies Keys;

/** PostgreSQL as a cluster, of which one member is far away. */
export const clusterKeys = {
  ...largeKeys,
  postgresql: 'pg1.example.com',
  patroni_members: ['pg1.example.com', 'pg2.example.com', 'pg3.example.com', 'far.example.com'],
  patroni_async_members: ['far.example.com'],
} as const satisfies Keys;

/** What the members of a cluster have to know. */
export const clusterSecrets = {
  [`${own}::secrets::openvoxdb_password`]: 'swordfish-swordfish',
  [`${own}::secrets::patroni_etcd_password`]: 'mackerel-mackerel',
} as const;

/** Where the code comes from. */
export const codeKeys = { control_repo: 'https://git.example.com/control.git' } as const satisfies Keys;

/** What a node outside of a standard infrastructure has to know in addition. */
export const databasePassword = { [`${own}::secrets::openvoxdb_password`]: 'swordfish-swordfish' } as const;

/** What a Foreman needs that does not keep its secrets itself. */
export const foremanSecrets = {
  [`${own}::secrets::foreman_db_password`]: 'herring-herring',
  [`${own}::secrets::foreman_admin_password`]: 'sturgeon-sturgeon',
  [`${own}::secrets::foreman_oauth_consumer_key`]: 'salmon-salmon',
  [`${own}::secrets::foreman_oauth_consumer_secret`]: 'trout-trout',
} as const;

/** 8 CPUs and 16 GiB, whatever the facts of the operating system say: the tuning follows from them. */
const hardware = { 'memory.system.total_bytes': 17_179_869_184, 'processors.count': 8 };

/** One system of each family: what is the same on the others need not be compiled there. */
const representatives = [
  { name: 'AlmaLinux', release: '9' },
  { name: 'Debian', release: '12' },
];

interface Options {
  /** Certificate extension. */
  readonly role?: string;
  /** Further Hiera data, by whole key. */
  readonly data?: Readonly<Record<string, Data>>;
  readonly facts?: Readonly<Record<string, Data>>;
  /** Classes below the module's namespace; the main class is always there. */
  readonly classes?: readonly string[];
  /** Systems other than one of each family; `undefined` is all of them. */
  readonly on?: NodeScenario['on'] | undefined;
}

/** A node of an infrastructure. */
export function node(certname: string, keys: Keys, options: Options = {}): NodeScenario {
  const systems = 'on' in options ? options.on : representatives;
  return {
    certname,
    facts: { ...hardware, 'networking.fqdn': certname, ...options.facts },
    data: {
      ...Object.fromEntries(Object.entries(keys).map(([name, value]) => [`${own}::${name}`, value])),
      ...options.data,
    },
    classes: [own, ...(options.classes ?? []).map((name) => `${own}::${name}`)],
    ...(options.role === undefined ? {} : { extensions: { pp_role: options.role } }),
    ...(systems === undefined ? {} : { on: systems }),
  };
}
