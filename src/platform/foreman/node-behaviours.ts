/** A Foreman on a node of its own. */
import { contains, isBefore, lacks, realBehaviour } from '../../model/behaviours.js';
import type { Behaviour } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import { foremanSecrets, largeKeys, node, nodes, standardKeys } from '../scenarios.js';

const keys = { ...largeKeys, foreman: true, foreman_server: nodes.foreman } as const;
const options = { classes: ['profile::foreman'], data: foremanSecrets };
const ssl = '/etc/puppetlabs/puppet/ssl';
const key = `${ssl}/private_keys/${nodes.foreman}.pem`;

export const nodeBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    "lets Foreman read the node's key",
    node(nodes.foreman, keys, options),
    contains(`Class[${own}::foreman::node]`),
    contains('Group[puppet]', { ensure: 'present', system: true }),
    contains(`File[${ssl}/private_keys]`, { ensure: 'directory', group: 'puppet', mode: '0750' }),
    contains(`File[${key}]`, { ensure: 'file', group: 'puppet', mode: '0640' }),
    isBefore('Group[puppet]', 'User[foreman]', 'The user becomes a member of the group.'),
    isBefore('Group[puppet]', `File[${key}]`, 'The file belongs to the group.'),
    isBefore(`File[${key}]`, 'Class[foreman::service]', 'Foreman reads the key when it starts.'),
    isBefore(`File[${ssl}/private_keys]`, 'Class[foreman::service]', 'Foreman reads the key when it starts.'),
  ),
  realBehaviour(
    'registers the smart proxy of the primary',
    node(nodes.foreman, keys, options),
    contains(`Foreman_smartproxy[${nodes.primary}]`, {
      ensure: 'present',
      base_url: `https://${nodes.foreman}`,
      url: `https://${nodes.primary}:8443`,
      consumer_key: 'salmon-salmon',
      consumer_secret: 'trout-trout',
      effective_user: 'admin',
      ssl_ca: `${ssl}/certs/ca.pem`,
      features: ['Puppet', 'Puppet CA'],
    }),
    isBefore('Service[foreman]', `Foreman_smartproxy[${nodes.primary}]`, 'Foreman answers when its service runs.'),
  ),
  realBehaviour(
    'leaves out a smart proxy that the primary does not have',
    node(nodes.foreman, keys, {
      ...options,
      data: { ...foremanSecrets, [`${own}::profile::foreman::register_smart_proxy`]: false },
    }),
    lacks(`Foreman_smartproxy[${nodes.primary}]`),
  ),
  realBehaviour(
    'is no part of a server',
    node(nodes.primary, { ...standardKeys, foreman: true }, { classes: ['profile::primary'], data: foremanSecrets }),
    lacks(`Class[${own}::foreman::node]`),
  ),
];
