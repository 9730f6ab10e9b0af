/** What is on the primary, by the infrastructure's names. */
import { contains, failsWith, isBefore, lacks, realBehaviour } from '../../model/behaviours.js';
import type { Behaviour } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import {
  codeKeys,
  databasePassword,
  extraLargeKeys,
  foremanSecrets,
  largeKeys,
  node,
  nodes,
  standardKeys,
} from '../scenarios.js';

const service = (name: string): string => `Class[${own}::${name}]`;

export const primaryBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    'is a server with the certificate authority, OpenVoxDB and PostgreSQL',
    node(nodes.primary, { ...standardKeys, ...codeKeys }, { on: undefined }),
    contains(service('profile::primary')),
    contains(service('server')),
    contains(service('openvoxdb')),
    contains(service('profile::postgresql')),
    contains(service('backup::ca')),
    contains('Class[puppet]', { server: true, server_ca: true }),
    contains('Service[puppetserver]', { ensure: true, enable: true }),
    contains('Service[puppetdb]', { ensure: 'running', enable: true }),
    lacks('Class[foreman]'),
    lacks('Class[openvoxview]'),
    lacks(service('profile::openvoxdb')),
    isBefore(
      'Exec[puppet_server_config-generate_ca_cert]',
      'Package[openvoxdb]',
      "OpenVoxDB copies the node's certificate.",
    ),
  ),
  realBehaviour(
    'has Foreman and its smart proxy where it is the Foreman server',
    node(nodes.primary, { ...standardKeys, foreman: true }, { data: foremanSecrets }),
    contains(service('profile::foreman')),
    contains(service('foreman::proxy')),
    contains(service('foreman::enc')),
    contains('Class[foreman]'),
  ),
  realBehaviour(
    'has OpenVoxView where the platform has one and no other node for it',
    node(nodes.primary, { ...standardKeys, openvoxview: true }),
    contains(service('profile::openvoxview')),
    lacks(service('foreman::proxy')),
  ),
  realBehaviour(
    'leaves OpenVoxView to the node that is named',
    node(nodes.primary, { ...standardKeys, openvoxview: true, openvoxview_server: nodes.agent }),
    lacks(service('profile::openvoxview')),
    contains('Class[openvoxdb]', { certificate_whitelist: [nodes.primary, nodes.agent] }),
  ),
  realBehaviour(
    "leaves OpenVoxView to the console's node",
    node(nodes.primary, { ...standardKeys, openvoxview: true, foreman_server: nodes.foreman }),
    lacks(service('profile::openvoxview')),
  ),
  realBehaviour(
    'leaves PostgreSQL to its node, and no longer dumps what it had',
    node(nodes.primary, largeKeys, { data: databasePassword }),
    contains(`Systemd::Timer[${own}_backup_postgresql.timer]`, { ensure: 'absent', active: false, enable: false }),
    contains(`File[/etc/systemd/system/${own}_backup_postgresql.timer]`, { ensure: 'absent' }),
    isBefore(
      `Service[${own}_backup_postgresql.timer]`,
      `File[/etc/systemd/system/${own}_backup_postgresql.timer]`,
      'A unit is stopped while it is there.',
    ),
    contains(service('openvoxdb')),
    lacks(service('profile::postgresql')),
  ),
  realBehaviour(
    'leaves OpenVoxDB to its pool',
    node(nodes.primary, extraLargeKeys, { data: databasePassword }),
    contains(service('server')),
    lacks(service('openvoxdb')),
    contains('Service[puppetdb]', { ensure: 'stopped', enable: false }),
  ),
  realBehaviour(
    'has no database where nothing uses one',
    node(nodes.primary, { ...standardKeys, use_openvoxdb: false }),
    lacks(service('profile::postgresql')),
    lacks(service('openvoxdb')),
  ),
  realBehaviour(
    'is the primary whatever role its certificate claims',
    node(nodes.primary, standardKeys, { role: 'compiler' }),
    contains('Class[puppet]', { server_ca: true }),
    lacks(service('profile::compiler')),
  ),
  realBehaviour(
    'does not depend on the order in which it is classified',
    { ...node(nodes.primary, standardKeys), classes: [`${own}::profile::primary`, own] },
    contains('Class[puppet]', { server: true, server_ca: true }),
  ),
  realBehaviour(
    'refuses a second certificate authority',
    node(nodes.foreman, standardKeys),
    failsWith(`set ${own}::primary_server to ${nodes.foreman}`),
  ),
  realBehaviour(
    'refuses to be the primary of an infrastructure without names',
    node(nodes.primary, {}),
    failsWith(`${own}::primary_server is blank`),
  ),
];
