/** Who connects to whom: the platform's table of ports, with the names of one infrastructure. */
import { type Endpoint, port as services, ports } from '../../platform/ports.js';
import type { Infrastructure, InfrastructureNode } from './infrastructure.js';

/** One connection that has to be possible. */
export interface Connection {
  readonly from: Party;
  readonly to: Party;
  readonly port: number;
  readonly purpose: string;
}

/** Who has a part in a connection: a node, an address that others look after, or people and agents at large. */
export interface Party {
  readonly kind: 'node' | 'external' | 'agents' | 'people';
  /** Certname of the node, or the address; `agents` and `people` otherwise. */
  readonly name: string;
}

type Choose = (node: InfrastructureNode, all: Infrastructure) => boolean;

const agents: Party = { kind: 'agents', name: 'agents' };
const people: Party = { kind: 'people', name: 'people' };
const inCluster: Choose = ({ certname }, { postgresql }) =>
  postgresql.kind === 'patroni' && (postgresql.members.includes(certname) || postgresql.etcd.includes(certname));
const isMember: Choose = ({ certname }, { postgresql }) =>
  postgresql.kind === 'patroni' && postgresql.members.includes(certname);

function nodes(all: Infrastructure, choose: Choose): readonly Party[] {
  return all.nodes.filter((node) => choose(node, all)).map(({ certname }) => ({ kind: 'node', name: certname }));
}

/** A node by its name, or an address of others. */
function named(all: Infrastructure, name: string | undefined): readonly Party[] {
  if (name === undefined) return [];
  return [{ kind: all.nodes.some(({ certname }) => certname === name) ? 'node' : 'external', name }];
}

const primary = (all: Infrastructure): readonly Party[] => named(all, all.primary);
const servers = (all: Infrastructure): readonly Party[] => nodes(all, ({ isServer }) => isServer);
const databases = (all: Infrastructure): readonly Party[] => nodes(all, ({ runsOpenvoxdb }) => runsOpenvoxdb);
const foreman = (all: Infrastructure): readonly Party[] => (all.withForeman ? named(all, all.foreman) : []);
const openvoxview = (all: Infrastructure): readonly Party[] => (all.withOpenvoxview ? named(all, all.openvoxview) : []);
const serverless = (all: Infrastructure): readonly Party[] => (all.serverless ? [agents] : []);

/** Where code comes from, and at which port. */
function repositories({ keys }: Infrastructure): readonly { readonly host: string; readonly port: number }[] {
  return [keys.control_repo, keys.hiera_repo].flatMap((given) => {
    const at = typeof given === 'string' ? repositoryAt(given) : undefined;
    return at === undefined ? [] : [at];
  });
}

/** The forms that Git knows: a URL, or `user@host:path`; a path needs no network. */
function repositoryAt(text: string): { readonly host: string; readonly port: number } | undefined {
  const [, host] = /^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)/.exec(text) ?? [];
  if (host !== undefined) return { host: host.toLowerCase(), port: services.ssh };
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, port } = new URL(text);
  const usual = { 'https:': services.https, 'ssh:': services.ssh, 'http:': 80, 'git:': 9418 }[protocol];
  if (usual === undefined || hostname === '') return undefined;
  return { host: hostname, port: port === '' ? usual : Number(port) };
}

/** What the words of the table mean. */
const parties: Readonly<Record<Endpoint, (all: Infrastructure) => readonly Party[]>> = {
  agents: () => [agents],
  primary,
  'compiler balancer': (all) => named(all, all.loadbalancer),
  'primary and compilers': servers,
  'OpenVoxDB or its balancer': (all) =>
    all.dbLoadbalancer === undefined ? databases(all) : named(all, all.dbLoadbalancer),
  'OpenVoxDB balancer': (all) => named(all, all.dbLoadbalancer),
  'OpenVoxDB nodes': databases,
  'serverless agents': serverless,
  OpenVoxView: openvoxview,
  OpenVoxDB: (all) => (all.withOpenvoxdb ? named(all, all.openvoxdb) : []),
  'OpenVoxDB and Foreman': (all) => unique([...databases(all), ...foreman(all)]),
  PostgreSQL: (all) => {
    const { postgresql } = all;
    if (postgresql.kind === 'none') return [];
    return postgresql.kind === 'patroni' && postgresql.members.includes(postgresql.address)
      ? nodes(all, isMember)
      : named(all, postgresql.address);
  },
  'people, primary and compilers': (all) => [people, ...servers(all)],
  Foreman: foreman,
  'Git server': (all) => unique(repositories(all).flatMap(({ host }) => named(all, host))),
  'a web server on the same node': openvoxview,
  'members of the cluster': (all) => nodes(all, inCluster),
  'each other': (all) => nodes(all, inCluster),
};

/** What the rows about the cluster mean by members: those that run the service on the port. */
const runs: Readonly<Record<string, Choose>> = {
  replication: isMember,
  Patroni: isMember,
  'etcd, clients': ({ runsEtcd }) => runsEtcd,
  'etcd, peers': ({ runsEtcd }) => runsEtcd,
};

/**
 * Every connection between different nodes, sorted by port in the order of the table. A pool on the servers themselves (each
 * server asks its own OpenVoxDB) needs none.
 */
export function connections(all: Infrastructure): readonly Connection[] {
  return ports.flatMap(({ port, from, to, purpose, when }) => {
    if (when === 'compiler pool' && all.loadbalancer === undefined) return [];
    if (when === 'OpenVoxDB pool' && all.dbLoadbalancer === undefined) return [];
    // Who applies the code by itself asks no server for catalogs.
    if (from === 'agents' && to === 'compiler balancer' && all.serverless) return [];
    const service = runs[purpose];
    const isAmongPeers = purpose === 'etcd, peers' || purpose === 'replication';
    const sources = isAmongPeers && service ? nodes(all, service) : parties[from](all);
    const targets = service ? nodes(all, service) : parties[to](all);
    const portsOf = ({ name }: Party): readonly number[] =>
      to === 'Git server'
        ? [...new Set(repositories(all).flatMap((at) => (at.host === name ? [at.port] : [])))]
        : [port];
    const isPart = to === 'Git server' || (from === 'agents' && all.serverless);
    const [what = purpose] = isPart ? purpose.split(';') : [purpose];
    const own = new Set(
      to === 'OpenVoxDB or its balancer' && all.dbLoadbalancer === undefined
        ? databases(all).map(({ name }) => name)
        : [],
    );
    return sources.flatMap((source) =>
      targets
        .filter((target) => source.name !== target.name && !own.has(source.name))
        .flatMap((target): Connection[] =>
          portsOf(target).map((number) => ({ from: source, to: target, port: number, purpose: what })),
        ),
    );
  });
}

function unique(list: readonly Party[]): readonly Party[] {
  return [...new Map(list.map((party) => [party.name, party])).values()];
}
