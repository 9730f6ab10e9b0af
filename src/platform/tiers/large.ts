import type { TierModel } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import { foremanTimeout } from '../foreman/enc.js';
import { port } from '../ports.js';

export const large: TierModel = {
  name: 'large',
  title: 'Large',
  summary: [
    'Compilers share the work behind a load balancer. The primary is one of them and has the certificate authority; each',
    'server has its own OpenVoxDB, and all of those use one PostgreSQL on a node of its own, or on the primary. Guidance',
    'for comparable servers speaks of 2,000 to 20,000 nodes, and of one compiler for each 1,500 to 3,000 of them.',
  ].join('\n'),
  provision: [
    'One node for the primary.',
    'One node for the load balancer.',
    'One node for PostgreSQL, or three for a Patroni cluster, whose members may be far apart and replicate asynchronously.',
    'Nodes for compilers as required, each with `pp_role: compiler` in its certificate.',
    'One node for Foreman or OpenVoxView, unless the primary has it or there is none.',
    'Agents.',
  ],
  nodes: [
    { id: 'Agents', label: 'Agents', shape: 'pool', optional: false, roles: ['agent'] },
    { id: 'Balancer', label: 'Load balancer', shape: 'node', optional: false, roles: ['compiler-balancer'] },
    { id: 'Pool', label: 'Compiler pool', shape: 'node', optional: false, roles: [] },
    {
      id: 'Primary',
      label: 'Primary\nwith OpenVoxDB',
      shape: 'node',
      optional: false,
      inside: 'Pool',
      roles: ['primary'],
    },
    {
      id: 'Compilers',
      label: 'Compilers\nwith OpenVoxDB',
      shape: 'pool',
      optional: false,
      inside: 'Pool',
      roles: ['compiler'],
    },
    { id: 'PostgreSQL', label: 'PostgreSQL', shape: 'database', optional: false, roles: ['postgresql'] },
    { id: 'Foreman', label: 'Foreman', shape: 'node', optional: true, roles: ['foreman'] },
    { id: 'OpenVoxView', label: 'OpenVoxView', shape: 'node', optional: true, roles: ['openvoxview'] },
  ],
  connections: [
    { from: 'Agents', to: 'Balancer', port: String(port.server), optional: false },
    { from: 'Agents', to: 'Primary', port: `${port.server} certificates`, optional: false },
    { from: 'Balancer', to: 'Primary', port: String(port.server), optional: false },
    { from: 'Balancer', to: 'Compilers', port: String(port.server), optional: false },
    { from: 'Primary', to: 'PostgreSQL', port: String(port.postgresql), optional: false },
    { from: 'Compilers', to: 'PostgreSQL', port: String(port.postgresql), optional: false },
    { from: 'Primary', to: 'Foreman', port: String(port.https), optional: true },
    { from: 'Compilers', to: 'Foreman', port: String(port.https), optional: true },
    { from: 'Foreman', to: 'Primary', port: String(port.smartProxy), optional: true },
    { from: 'Foreman', to: 'PostgreSQL', port: String(port.postgresql), optional: true },
    { from: 'OpenVoxView', to: 'Primary', port: String(port.openvoxdb), optional: true },
  ],
  data: {
    [`${own}::primary_server`]: 'openvox.example.com',
    [`${own}::foreman_server`]: 'foreman.example.com',
    [`${own}::postgresql`]: 'postgresql.example.com',
    [`${own}::loadbalancer`]: 'balancer.example.com',
    [`${own}::control_repo`]: 'https://git.example.com/control.git',
    'puppetserver_foreman::reports_timeout': foremanTimeout,
  },
};
