/** OpenVoxView and its way to OpenVoxDB. */
import { contains, failsWith, isBefore, lacks, notifies, realBehaviour } from '../../model/behaviours.js';
import type { Behaviour } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import { largeKeys, node, nodes, standardKeys } from '../scenarios.js';

const directory = `/etc/${own}/openvoxview`;
const ssl = '/etc/puppetlabs/puppet/ssl';
const copies = [
  ['ca.pem', `${ssl}/certs/ca.pem`],
  ['cert.pem', `${ssl}/certs/${nodes.agent}.pem`],
  ['key.pem', `${ssl}/private_keys/${nodes.agent}.pem`],
] as const;

const owned = { owner: 'root', group: 'openvoxview' };

export const openvoxviewBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    "asks OpenVoxDB with copies of the node's certificate",
    node(nodes.agent, { ...standardKeys, foreman_server: nodes.agent }, { on: undefined }),
    contains(`Class[${own}::profile::openvoxview]`, { certificate_directory: directory }),
    contains('Class[openvoxview]', {
      puppetdb_host: nodes.primary,
      puppetdb_port: 8081,
      puppetdb_tls: true,
      puppetdb_tls_ignore: false,
      puppetdb_tls_ca_path: `${directory}/ca.pem`,
      puppetdb_tls_cert_path: `${directory}/cert.pem`,
      puppetdb_tls_key_path: `${directory}/key.pem`,
      listen_address: '127.0.0.1',
    }),
    contains(`File[${directory}]`, { ensure: 'directory', ...owned, mode: '0750' }),
    ...copies.flatMap(([copy, source]) => [
      contains(`File[${directory}/${copy}]`, {
        ensure: 'file',
        source,
        ...owned,
        mode: '0640',
        links: 'follow',
        show_diff: false,
        backup: false,
      }),
      notifies(`File[${directory}/${copy}]`, 'Class[openvoxview::service]', 'It reads them when it starts.'),
    ]),
  ),
  realBehaviour(
    'waits for the certificate authority of its own node',
    node(nodes.primary, { ...standardKeys, openvoxview: true }, { classes: ['profile::primary'] }),
    isBefore(
      'Exec[puppet_server_config-generate_ca_cert]',
      `File[${directory}/key.pem]`,
      'The certificate is made in the same run.',
    ),
  ),
  realBehaviour(
    'refuses a node that nobody has named',
    node(nodes.agent, { ...standardKeys, foreman: true }),
    failsWith(`OpenVoxView belongs on ${nodes.primary}\\. Set ${own}::openvoxview_server to ${nodes.agent}`),
  ),
  realBehaviour(
    'refuses a node that OpenVoxDB would refuse',
    node(nodes.agent, { ...standardKeys, openvoxview_server: 'view.example.com' }),
    failsWith(`${nodes.primary} answers .*, and not ${nodes.agent}\\. Name this node in ${own}::openvoxview_server`),
  ),
  realBehaviour(
    'makes a node of the platform of one that is named, whom the OpenVoxDB of the primary answers',
    node(nodes.agent, { ...largeKeys, foreman: true, foreman_server: nodes.foreman, openvoxview_server: nodes.agent }),
    contains('Class[openvoxview]', { puppetdb_host: nodes.primary }),
    contains('Class[puppet]', { agent_server_hostname: nodes.primary }),
    lacks(`Class[${own}::agent]`),
  ),
  realBehaviour(
    'takes the word of the site for who may ask OpenVoxDB',
    node(
      nodes.agent,
      { ...standardKeys, openvoxview_server: 'view.example.com' },
      { data: { 'openvoxdb::certificate_whitelist': [nodes.primary, nodes.agent] } },
    ),
    contains('Class[openvoxview]'),
  ),
  realBehaviour(
    'refuses a platform without OpenVoxDB',
    node(nodes.agent, { ...standardKeys, use_openvoxdb: false }),
    failsWith(`OpenVoxView shows the data of OpenVoxDB, and ${own}::use_openvoxdb is false`),
  ),
];
