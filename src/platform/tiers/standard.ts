import type { TierModel } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import { port } from '../ports.js';

export const standard: TierModel = {
  name: 'standard',
  title: 'Standard',
  summary: [
    'One server does everything: certificate authority, catalogs, OpenVoxDB, its PostgreSQL, and Foreman or OpenVoxView',
    'as a console, or none. It needs no secret from you. Guidance for comparable servers ends at about 2,000 nodes; the',
    "server's memory and CPUs decide, and the module computes its settings from them.",
  ].join('\n'),
  provision: [
    'One node for the server, with 4 CPUs and 8 GiB of memory or more where Foreman is on it.',
    'A node for PostgreSQL, if its data are to be kept apart or highly available.',
    'Agents.',
  ],
  nodes: [
    { id: 'Agents', label: 'Agents', shape: 'pool', optional: false, roles: ['agent'] },
    { id: 'Server', label: 'Monolithic server', shape: 'node', optional: false, roles: ['monolithic'] },
    { id: 'OpenVox', label: 'OpenVox server', shape: 'node', optional: false, inside: 'Server', roles: [] },
    { id: 'OpenVoxDB', label: 'OpenVoxDB', shape: 'node', optional: false, inside: 'Server', roles: [] },
    {
      id: 'PostgreSQL',
      label: 'PostgreSQL\nhere or elsewhere',
      shape: 'database',
      optional: false,
      inside: 'Server',
      roles: [],
    },
    { id: 'Foreman', label: 'Foreman', shape: 'node', optional: true, inside: 'Server', roles: [] },
    { id: 'OpenVoxView', label: 'OpenVoxView', shape: 'node', optional: true, inside: 'Server', roles: [] },
  ],
  connections: [
    { from: 'Agents', to: 'OpenVox', port: String(port.server), optional: false },
    { from: 'OpenVox', to: 'OpenVoxDB', port: String(port.openvoxdb), optional: false },
    { from: 'OpenVoxDB', to: 'PostgreSQL', port: String(port.postgresql), optional: false },
    { from: 'OpenVox', to: 'Foreman', port: String(port.https), optional: true },
    { from: 'Foreman', to: 'OpenVox', port: String(port.smartProxy), optional: true },
    { from: 'Foreman', to: 'PostgreSQL', optional: true },
    { from: 'OpenVoxView', to: 'OpenVoxDB', port: String(port.openvoxdb), optional: true },
  ],
  data: {
    [`${own}::primary_server`]: 'openvox.example.com',
    [`${own}::control_repo`]: 'https://git.example.com/control.git',
  },
};
