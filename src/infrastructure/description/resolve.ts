/** From a description to an infrastructure: blanks filled in as the main class of the platform does it. */
import type { Data } from '../../model/value.js';
import { own } from '../../model/namespace.js';
import { identity } from '../../platform/identity.js';
import { etcdSizes } from '../../platform/infrastructure.js';
import { type RoleName, roles } from '../../platform/roles.js';
import type { External, HieraData, InfrastructureDescription, NodeDescription, PatroniCluster } from './description.js';
import {
  type ClassifiedModule,
  type Infrastructure,
  type InfrastructureNode,
  memoryMb,
  type Places,
  type PlatformKeys,
  type PostgresqlPlace,
  roleOf,
  systemOf,
} from '../model/infrastructure.js';
import { signingData } from '../model/signing.js';

/** Seconds between two runs of an agent, where neither the description nor Hiera says otherwise: Puppet's default. */
const DEFAULT_RUN_INTERVAL = 1800;

export function resolveInfrastructure(given: InfrastructureDescription, places: Places): Infrastructure {
  const primary = given.primary_server.toLowerCase();
  const compilers = (given.compilers ?? []).map(lower);
  const withOpenvoxdb = given.use_openvoxdb ?? true;
  const openvoxdb = given.openvoxdb?.toLowerCase() ?? primary;
  const dbLoadbalancer = addressOf(given.db_loadbalancer);
  const loadbalancer = addressOf(given.loadbalancer);
  const dedicated = dbLoadbalancer !== undefined || openvoxdb !== primary;
  const openvoxdbNodes = !withOpenvoxdb
    ? []
    : unique(dedicated ? [openvoxdb, ...(given.openvoxdb_nodes ?? []).map(lower)] : [primary, ...compilers]);
  const withForeman = given.foreman ?? true;
  const foreman = given.foreman_server?.toLowerCase() ?? primary;
  const withOpenvoxview = given.openvoxview ?? given.openvoxview_server !== undefined;
  const openvoxview = given.openvoxview_server?.toLowerCase() ?? (withForeman ? primary : foreman);
  const postgresql = postgresqlOf(given, primary, withOpenvoxdb || withForeman);
  const agentAddress = given.agent_server?.toLowerCase() ?? loadbalancer ?? primary;
  const module = moduleOf(given);
  const parts = {
    tier: given.tier,
    module,
    environment: given.environment ?? 'production',
    lab: given.lab ?? false,
    autosign: given.autosign ?? 'none',
    agents: given.agents,
    runInterval: given.run_interval ?? DEFAULT_RUN_INTERVAL,
    secondsPerCatalog: given.seconds_per_catalog,
    serverless: given.serverless ?? false,
    primary,
    compilers,
    loadbalancer,
    dbLoadbalancer,
    isDbLoadbalancerExternal: typeof given.db_loadbalancer === 'object',
    withOpenvoxdb,
    openvoxdb,
    openvoxdbNodes,
    postgresql,
    withForeman,
    foreman,
    withOpenvoxview,
    openvoxview,
    agentAddress,
    keys: keysOf(given, postgresql, withOpenvoxview),
    hiera: given.hiera ?? {},
    roleHiera: given.role_hiera ?? {},
    secrets: given.secrets,
    places,
  };
  const nodes = Object.entries(given.nodes).map(([name, node]) => nodeFor(name, node, parts));
  return { ...parts, nodes };
}

type Parts = Omit<Infrastructure, 'nodes'>;

const lower = (name: string): string => name.toLowerCase();
const unique = (names: readonly string[]): string[] => [...new Set(names)];

function addressOf(value: string | External | undefined): string | undefined {
  return (typeof value === 'object' ? value.external : value)?.toLowerCase();
}

function moduleOf({ module }: InfrastructureDescription): ClassifiedModule {
  return {
    name: module?.name ?? identity.name,
    owner: module?.owner ?? identity.owner,
    version: module?.version ?? identity.version,
    ...(module?.git === undefined ? {} : { git: module.git }),
    ...(module?.ref === undefined ? {} : { ref: module.ref }),
  };
}

function postgresqlOf(given: InfrastructureDescription, primary: string, needed: boolean): PostgresqlPlace {
  const { postgresql } = given;
  if (postgresql === undefined) return needed ? { kind: 'primary', address: primary } : { kind: 'none' };
  if (typeof postgresql === 'string') {
    const address = postgresql.toLowerCase();
    return { kind: address === primary ? 'primary' : 'node', address };
  }
  if ('external' in postgresql) return { kind: 'external', address: postgresql.external.toLowerCase() };
  const members = postgresql.patroni_members.map(lower);
  const asynchronous = (postgresql.patroni_async_members ?? []).map(lower);
  const leaders = members.filter((name) => !asynchronous.includes(name));
  return {
    kind: 'patroni',
    address: postgresql.address?.toLowerCase() ?? leaders[0] ?? members[0] ?? primary,
    members,
    asynchronous,
    etcd: etcdOf(postgresql, members, leaders),
  };
}

function etcdOf(
  { etcd_members }: PatroniCluster,
  members: readonly string[],
  leaders: readonly string[],
): readonly string[] {
  if (etcd_members !== undefined && etcd_members.length > 0) return etcd_members.map(lower);
  return etcdSizes.some((size) => size === leaders.length) ? leaders : members;
}

/** What the main class has to be told; blank keys are left out. */
function keysOf(given: InfrastructureDescription, postgresql: PostgresqlPlace, openvoxview: boolean): PlatformKeys {
  const { loadbalancer, db_loadbalancer } = given;
  const external = typeof loadbalancer === 'object' ? addressOf(loadbalancer) : undefined;
  const cluster = postgresql.kind === 'patroni' ? postgresql : undefined;
  const stated =
    typeof given.postgresql === 'object' && 'patroni_members' in given.postgresql ? given.postgresql : undefined;
  const keys: { readonly [Key in keyof PlatformKeys]: Data | undefined } = {
    primary_server: given.primary_server.toLowerCase(),
    foreman_server: given.foreman_server?.toLowerCase(),
    openvoxview_server: given.openvoxview_server?.toLowerCase(),
    openvoxdb: given.openvoxdb?.toLowerCase(),
    postgresql: postgresql.kind === 'none' || postgresql.kind === 'primary' ? undefined : postgresql.address,
    postgresql_ca:
      typeof given.postgresql === 'object' && 'external' in given.postgresql ? given.postgresql.ca : undefined,
    patroni_members: cluster?.members,
    patroni_async_members: cluster?.asynchronous,
    etcd_members: stated?.etcd_members?.map(lower),
    loadbalancer: typeof loadbalancer === 'string' ? loadbalancer.toLowerCase() : undefined,
    agent_server: given.agent_server?.toLowerCase() ?? external,
    compilers: given.compilers?.map(lower),
    db_loadbalancer: addressOf(db_loadbalancer),
    control_repo: given.control_repo,
    hiera_repo: given.hiera_repo,
    reports: given.reports,
    serverless: given.serverless,
    foreman: given.foreman,
    openvoxview: openvoxview ? true : given.openvoxview,
    use_openvoxdb: given.use_openvoxdb,
    strict_roles: given.strict_roles,
    manage_repos: given.manage_repos,
  };
  return Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined && !isEmptyList(value)));
}

const isEmptyList = (value: Data | undefined): boolean => Array.isArray(value) && value.length === 0;

function nodeFor(name: string, node: NodeDescription, parts: Parts): InfrastructureNode {
  const certname = name.toLowerCase();
  const { postgresql } = parts;
  const isPrimary = certname === parts.primary;
  const isServer = isPrimary || parts.compilers.includes(certname);
  const inCluster = postgresql.kind === 'patroni' && postgresql.members.includes(certname);
  const runs = {
    isServer,
    runsOpenvoxdb: parts.openvoxdbNodes.includes(certname),
    runsPostgresql:
      inCluster || ((postgresql.kind === 'primary' || postgresql.kind === 'node') && postgresql.address === certname),
    runsEtcd: postgresql.kind === 'patroni' && postgresql.etcd.includes(certname),
    runsForeman: parts.withForeman && parts.foreman === certname,
    runsOpenvoxview: parts.withOpenvoxview && parts.openvoxview === certname,
    runsBalancer: certname === parts.loadbalancer || certname === parts.dbLoadbalancer,
  };
  // A role that is not here was added to the platform's table: no key of a description gives it to a node.
  const has: Readonly<Partial<Record<RoleName, boolean>>> = {
    agent: true,
    monolithic: isPrimary && parts.tier === 'standard',
    primary: isPrimary && parts.tier !== 'standard',
    foreman: runs.runsForeman && !isPrimary,
    openvoxview: runs.runsOpenvoxview && !isPrimary,
    postgresql: (runs.runsPostgresql || runs.runsEtcd) && !isPrimary,
    'compiler-balancer': certname === parts.loadbalancer,
    'openvoxdb-balancer': certname === parts.dbLoadbalancer,
    compiler: isServer && !isPrimary,
    openvoxdb: runs.runsOpenvoxdb && !isServer,
  };
  const names = roles.map((role) => role.name).filter((role) => has[role] === true);
  const ppRole = names.map((role) => roleOf(role).ppRole).find((role) => role !== undefined);
  return {
    certname,
    roles: names,
    classes: unique(names.flatMap((role) => roleOf(role).classes)).map((item) => item.replace(own, parts.module.name)),
    ppRole,
    altNames: altNamesOf(certname, node, runs, parts),
    extensions: node.extensions ?? {},
    os: node.os === undefined ? undefined : systemOf(node.os),
    cpus: node.cpus,
    memoryMb: node.memory === undefined ? undefined : memoryMb(node.memory),
    ...runs,
    hiera: { ...(isPrimary ? signingOf(parts) : {}), ...hieraOf(node.hiera) },
    path: ['nodes', name],
  };
}

/** The names by which clients reach a node, other than its certname. */
function altNamesOf(
  certname: string,
  { alt_names }: NodeDescription,
  { isServer, runsOpenvoxdb }: Pick<InfrastructureNode, 'isServer' | 'runsOpenvoxdb'>,
  { loadbalancer, dbLoadbalancer, postgresql, keys }: Parts,
): readonly string[] {
  const needed = [
    ...(isServer ? [loadbalancer, keys.agent_server] : []),
    ...(runsOpenvoxdb ? [dbLoadbalancer] : []),
    ...(postgresql.kind === 'patroni' && postgresql.members.includes(certname) ? [postgresql.address] : []),
  ].filter((name) => typeof name === 'string');
  const memberNames = postgresql.kind === 'patroni' ? postgresql.members : [];
  const all = unique([...needed, ...(alt_names ?? []).map(lower)]);
  return all.filter((name) => name !== certname && !memberNames.includes(name)).sort();
}

/** What a site says of signing in keys of its own counts, so nothing is added to it. */
function signingOf({ autosign, hiera, roleHiera }: Parts): Readonly<Record<string, Data>> {
  const data = signingData[autosign];
  const isOwn = [hiera, ...Object.values(roleHiera)].some((given) => Object.keys(data).some((key) => key in given));
  return isOwn ? {} : data;
}

function hieraOf(data: HieraData | undefined): Readonly<Record<string, Data>> {
  return data ?? {};
}
