/** Who connects to whom: the table of ports, and the only place where the platform's own services get theirs. */
import type { PortModel } from '../model/module.js';

/** TCP ports by service. Those that others can change are the defaults of their components. */
export const port = {
  server: 8140,
  openvoxdb: 8081,
  postgresql: 5432,
  https: 443,
  ssh: 22,
  smartProxy: 8443,
  openvoxview: 5000,
  patroni: 8008,
  etcd: 2379,
  etcdPeer: 2380,
} as const;

const table = [
  {
    port: port.server,
    from: 'agents',
    to: 'primary',
    purpose: 'certificates; catalogs, files and reports where there is no balancer',
  },
  {
    port: port.server,
    from: 'agents',
    to: 'compiler balancer',
    purpose: 'catalogs, files and reports',
    when: 'compiler pool',
  },
  {
    port: port.server,
    from: 'compiler balancer',
    to: 'primary and compilers',
    purpose: 'the same, passed through',
    when: 'compiler pool',
  },
  {
    port: port.openvoxdb,
    from: 'primary and compilers',
    to: 'OpenVoxDB or its balancer',
    purpose: 'facts, catalogs, reports, queries',
  },
  {
    port: port.openvoxdb,
    from: 'OpenVoxDB balancer',
    to: 'OpenVoxDB nodes',
    purpose: 'the same, passed through',
    when: 'OpenVoxDB pool',
  },
  {
    port: port.openvoxdb,
    from: 'serverless agents',
    to: 'OpenVoxDB or its balancer',
    purpose: 'facts, catalogs, reports, queries',
    when: 'serverless agents',
  },
  { port: port.openvoxdb, from: 'OpenVoxView', to: 'OpenVoxDB', purpose: 'queries', when: 'OpenVoxView' },
  {
    port: port.postgresql,
    from: 'OpenVoxDB and Foreman',
    to: 'PostgreSQL',
    purpose: 'database',
    when: 'PostgreSQL on another node',
  },
  {
    port: port.https,
    from: 'people, primary and compilers',
    to: 'Foreman',
    purpose: 'console, node classification, facts, reports',
    when: 'Foreman',
  },
  {
    port: port.https,
    from: 'serverless agents',
    to: 'Foreman',
    purpose: 'facts, reports',
    when: 'serverless agents and Foreman',
  },
  {
    port: port.https,
    from: 'primary and compilers',
    to: 'Git server',
    purpose: `code and Hiera data; with SSH at ${port.ssh}`,
    when: 'code deployment',
  },
  {
    port: port.https,
    from: 'serverless agents',
    to: 'Git server',
    purpose: `code and Hiera data; with SSH at ${port.ssh}`,
    when: 'serverless agents',
  },
  {
    port: port.smartProxy,
    from: 'Foreman',
    to: 'primary',
    purpose: 'smart proxy: certificates, environments',
    when: 'Foreman',
  },
  {
    port: port.openvoxview,
    from: 'a web server on the same node',
    to: 'OpenVoxView',
    purpose: 'console; it has neither TLS nor login of its own',
    when: 'OpenVoxView',
  },
  { port: port.postgresql, from: 'members of the cluster', to: 'each other', purpose: 'replication', when: 'Patroni' },
  { port: port.patroni, from: 'members of the cluster', to: 'each other', purpose: 'Patroni', when: 'Patroni' },
  { port: port.etcd, from: 'members of the cluster', to: 'each other', purpose: 'etcd, clients', when: 'Patroni' },
  { port: port.etcdPeer, from: 'members of the cluster', to: 'each other', purpose: 'etcd, peers', when: 'Patroni' },
] as const satisfies readonly PortModel[];

/** Who connects, and to whom, in the words of the table. */
export type Endpoint = (typeof table)[number]['from' | 'to'];

export const ports: readonly (PortModel & { readonly from: Endpoint; readonly to: Endpoint })[] = table;
