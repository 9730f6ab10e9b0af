/** What a PostgreSQL node is made of. */
import { contains, failsWith, lacks, realBehaviour } from '../../model/behaviours.js';
import type { Behaviour } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import { databasePassword, largeKeys, node, nodes, standardKeys } from '../scenarios.js';

const part = (name: string): string => `Class[${own}::postgresql::${name}]`;
const parts = ['standalone', 'tls', 'access', 'settings', 'databases', 'backup'];

export const postgresqlBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    'is a node of its own by its role',
    node(nodes.postgresql, largeKeys, { role: 'postgresql', data: databasePassword, on: undefined }),
    contains(`Class[${own}::profile::postgresql]`, { manage_package_repo: true, client_networks: [], backup: true }),
    ...parts.map((name) => contains(part(name))),
    contains('Service[postgresqld_instance_main]', { ensure: 'running', enable: true }),
    contains(`Class[${own}::keepalive]`),
    lacks('Class[openvoxdb]'),
    lacks('Class[puppet::server]'),
  ),
  realBehaviour(
    'refuses a node that nothing would use',
    node(nodes.postgresql, standardKeys, { classes: ['profile::postgresql'], data: databasePassword }),
    failsWith(`nothing would use it, since ${own}::postgresql is blank or the primary: set it to ${nodes.postgresql}`),
  ),
  realBehaviour(
    'is part of the primary where nothing else is said',
    node(nodes.primary, standardKeys, { classes: ['profile::primary'] }),
    ...parts.map((name) => contains(part(name))),
  ),
];
