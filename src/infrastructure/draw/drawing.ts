/** What is drawn of an infrastructure: boxes of like nodes, frames around pools, and who connects to whom on which port. */
import { type Connection, connections, type Party } from '../model/connections.js';
import { type Infrastructure, type InfrastructureNode, roleOf } from '../model/infrastructure.js';
import { counted } from '../../text/count.js';

/** Like nodes, or somebody who is no node. */
export interface Box {
  readonly id: string;
  readonly title: string;
  /** What runs there, for the line below the title. */
  readonly services: readonly string[];
  /** Certnames, addresses; empty for agents and people. */
  readonly members: readonly string[];
  /** Remarks below the members: hardware, ports within the box. */
  readonly remarks: readonly string[];
  readonly kind: 'clients' | 'balancer' | 'server' | 'database' | 'console' | 'external';
  /** The platform works without it. */
  readonly optional: boolean;
  /** Id of the frame that it stands in. */
  readonly frame?: string;
}

export interface Frame {
  readonly id: string;
  readonly title: string;
}

export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  /** Port, and what for where two connections of a box would otherwise look the same. */
  readonly label: string;
  readonly purpose: string;
  readonly optional: boolean;
}

export interface Drawing {
  readonly boxes: readonly Box[];
  readonly frames: readonly Frame[];
  readonly edges: readonly Edge[];
}

export function drawingOf(all: Infrastructure): Drawing {
  const links = connections(all);
  const boxes = new Map<string, Box>();
  const home = new Map<string, string>();
  const put = (box: Box, names: readonly string[]): void => {
    boxes.set(box.id, box);
    for (const name of names) home.set(name, box.id);
  };
  for (const party of parties(links)) {
    if (party.kind !== 'node') put(stranger(party, all, links), [party.name]);
  }
  for (const [key, nodes] of groups(all)) {
    put(
      boxOf(key, nodes, all, links),
      nodes.map(({ certname }) => certname),
    );
  }
  const list = [...boxes.values()];
  return {
    boxes: list,
    frames: frames.filter(({ id }) => list.some((box) => box.frame === id)),
    edges: edgesOf(links, home, boxes, all),
  };
}

const frames: readonly Frame[] = [{ id: 'compiler_pool', title: 'Compiler pool' }];

function parties(links: readonly Connection[]): readonly Party[] {
  return [...new Map(links.flatMap(({ from, to }) => [from, to]).map((party) => [party.name, party])).values()];
}

/** Nodes by what they are, in the order of the description; the owner of OpenVoxDB stays among its like. */
function groups({ nodes }: Infrastructure): ReadonlyMap<string, readonly InfrastructureNode[]> {
  const found = new Map<string, InfrastructureNode[]>();
  for (const node of nodes) {
    const roles = node.roles.filter((role) => role !== 'agent');
    if (roles.length === 0) continue;
    const key = [...roles, ...(node.runsEtcd && !node.runsPostgresql ? ['etcd'] : [])].join('_').replaceAll('-', '_');
    found.set(key, [...(found.get(key) ?? []), node]);
  }
  return found;
}

function stranger({ kind, name }: Party, all: Infrastructure, links: readonly Connection[]): Box {
  const common = { services: [], remarks: [], optional: false } as const;
  if (kind === 'agents') {
    const title = all.agents === undefined ? 'Agents' : `${all.agents.toLocaleString('en')} agents`;
    return { ...common, id: 'agents', title, members: [], kind: 'clients' };
  }
  if (kind === 'people')
    return { ...common, id: 'people', title: 'People', members: [], kind: 'clients', optional: true };
  const isGit = links.some(({ to, purpose }) => to.name === name && purpose.startsWith('code '));
  const isBalancer = name === all.loadbalancer || name === all.dbLoadbalancer;
  const id = `external_${name.replace(/\W/g, '_')}`;
  const title = isBalancer
    ? 'Load balancer'
    : isGit
      ? 'Git server'
      : all.postgresql.kind !== 'none' && name === all.postgresql.address
        ? 'PostgreSQL'
        : 'Address';
  return { ...common, id, title, members: [name], remarks: ["not the platform's"], kind: 'external' };
}

function boxOf(
  id: string,
  nodes: readonly InfrastructureNode[],
  all: Infrastructure,
  links: readonly Connection[],
): Box {
  const [first] = nodes;
  if (first === undefined) throw new Error('a box of no nodes');
  const roles = first.roles.filter((role) => role !== 'agent');
  const titles = roles.map((role) => roleOf(role).title);
  const isPool = nodes.length > 1;
  const etcdOnly = first.runsEtcd && !first.runsPostgresql;
  const kind = kindOf(first);
  const frame = first.isServer && all.loadbalancer !== undefined ? 'compiler_pool' : undefined;
  return {
    id,
    title: etcdOnly
      ? 'etcd'
      : first.runsPostgresql && all.postgresql.kind === 'patroni' && !first.isServer
        ? 'Patroni cluster'
        : plural(titles.join(', '), isPool),
    services: servicesOf(first, all),
    members: nodes.map(({ certname }) => certname),
    remarks: [...hardware(nodes), ...within(nodes, links)],
    kind,
    optional: kind === 'console',
    ...(frame === undefined ? {} : { frame }),
  };
}

function plural(title: string, many: boolean): string {
  return many && /^(Compiler|Foreman)$/.test(title) ? `${title}s` : title;
}

function kindOf(node: InfrastructureNode): Box['kind'] {
  if (node.isServer) return 'server';
  if (node.runsBalancer) return 'balancer';
  if (node.runsPostgresql || node.runsEtcd || node.runsOpenvoxdb) return 'database';
  return 'console';
}

function servicesOf(node: InfrastructureNode, all: Infrastructure): readonly string[] {
  const isPrimary = node.certname === all.primary;
  return [
    ...(isPrimary ? ['certificate authority'] : []),
    ...(node.isServer ? ['OpenVox server'] : []),
    ...(node.runsOpenvoxdb ? ['OpenVoxDB'] : []),
    ...(node.runsPostgresql ? ['PostgreSQL'] : []),
    ...(node.runsPostgresql && all.postgresql.kind === 'patroni' ? ['Patroni'] : []),
    ...(node.runsEtcd ? ['etcd'] : []),
    ...(node.runsForeman ? ['Foreman'] : []),
    ...(node.runsOpenvoxview ? ['OpenVoxView'] : []),
    ...(node.runsBalancer ? ['HAProxy'] : []),
  ];
}

/** `8 CPUs, 16 GiB`, once where all are alike. */
function hardware(nodes: readonly InfrastructureNode[]): readonly string[] {
  const texts = nodes.map(({ cpus, memoryMb }) => {
    const parts = [
      ...(cpus === undefined ? [] : [counted(cpus, 'CPU')]),
      ...(memoryMb === undefined ? [] : [memoryText(memoryMb)]),
    ];
    return parts.join(', ');
  });
  const [text] = texts;
  return text === undefined || text === '' || texts.some((other) => other !== text)
    ? []
    : [nodes.length > 1 ? `each ${text}` : text];
}

export function memoryText(memoryMb: number): string {
  return memoryMb % 1024 === 0 ? `${memoryMb / 1024} GiB` : `${memoryMb} MiB`;
}

/** Ports on which the nodes of a box connect to each other. */
function within(nodes: readonly InfrastructureNode[], links: readonly Connection[]): readonly string[] {
  const names = new Set(nodes.map(({ certname }) => certname));
  const ports = links.filter(({ from, to }) => names.has(from.name) && names.has(to.name)).map(({ port }) => port);
  return ports.length === 0 ? [] : [`to each other: ${[...new Set(ports)].sort((a, b) => a - b).join(', ')}`];
}

function edgesOf(
  links: readonly Connection[],
  home: ReadonlyMap<string, string>,
  boxes: ReadonlyMap<string, Box>,
  { serverless }: Infrastructure,
): readonly Edge[] {
  const found = new Map<string, Omit<Edge, 'label'>>();
  for (const { from, to, port, purpose } of links) {
    const [source, target] = [home.get(from.name), home.get(to.name)];
    if (source === undefined || target === undefined || source === target) continue;
    const key = `${source} ${target} ${port}`;
    const optional = [source, target].some((id) => boxes.get(id)?.optional === true);
    if (!found.has(key)) found.set(key, { from: source, to: target, port, purpose, optional });
  }
  const edges = [...found.values()];
  return edges.map((edge) => {
    // Agents ask the balancer for catalogs, and the primary for certificates, both at the same port.
    const isTwin = edges.some(({ from, to, port }) => from === edge.from && to !== edge.to && port === edge.port);
    const [what = ''] = edge.purpose.split(/[;,]/);
    const isOfPart = isTwin || (serverless && what === 'certificates');
    return { ...edge, label: isOfPart && edge.from === 'agents' ? `${edge.port} ${what}` : String(edge.port) };
  });
}
