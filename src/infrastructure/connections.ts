/** Who connects to whom: the platform's table of ports, with the names of one infrastructure. */
import { type Endpoint, ports } from '../platform/ports.js';
import type { Infrastructure, InfrastructureNode } from './model.js';

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
  'a web server on the same node': openvoxview,
  'members of the cluster': (all) => nodes(all, inCluster),
  'each other': (all) => nodes(all, inCluster),
};

/** What the rows about the cluster mean by members: those that run the service on the port. */
const services: Readonly<Record<string, Choose>> = {
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
    const service = services[purpose];
    const isAmongPeers = purpose === 'etcd, peers' || purpose === 'replication';
    const sources = isAmongPeers && service ? nodes(all, service) : parties[from](all);
    const targets = service ? nodes(all, service) : parties[to](all);
    const own = new Set(
      to === 'OpenVoxDB or its balancer' && all.dbLoadbalancer === undefined
        ? databases(all).map(({ name }) => name)
        : [],
    );
    return sources.flatMap((source) =>
      targets
        .filter((target) => source.name !== target.name && !own.has(source.name))
        .map((target): Connection => ({ from: source, to: target, port, purpose })),
    );
  });
}

function unique(list: readonly Party[]): readonly Party[] {
  return [...new Map(list.map((party) => [party.name, party])).values()];
}
