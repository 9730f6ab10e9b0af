/** What a node of the OpenVoxDB pool is. */
import { contains, failsWith, isBefore, lacks, realBehaviour } from '../../model/behaviours.js';
import type { Behaviour } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import { databasePassword, extraLargeKeys, node, nodes, standardKeys } from '../scenarios.js';

export const openvoxdbBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    'runs OpenVoxDB and no server',
    node(nodes.secondOpenvoxdb, extraLargeKeys, { role: 'openvoxdb', data: databasePassword, on: undefined }),
    contains(`Class[${own}::profile::openvoxdb]`),
    contains(`Class[${own}::openvoxdb]`),
    contains('Service[puppetdb]', { ensure: 'running', enable: true }),
    contains('Class[puppet]', { server: false, agent_server_hostname: nodes.primary }),
    lacks('Package[openvox-server]'),
  ),
  realBehaviour(
    'is one by name as well',
    node(nodes.openvoxdb, extraLargeKeys, { data: databasePassword }),
    contains(`Class[${own}::openvoxdb]`),
  ),
  realBehaviour(
    'shares its node with PostgreSQL',
    node(
      nodes.openvoxdb,
      { ...standardKeys, openvoxdb: nodes.openvoxdb, postgresql: nodes.openvoxdb },
      { role: 'openvoxdb', facts: { 'memory.system.total_bytes': 16 * 1024 ** 3 } },
    ),
    contains(`Class[${own}::openvoxdb]`),
    contains(`Class[${own}::profile::postgresql]`),
    contains('Class[openvoxdb]', { database_host: nodes.openvoxdb, manage_db_password: false, gc_interval: 60 }),
    contains('Postgresql::Server::Config_entry[shared_buffers]', { value: '1024MB' }),
    isBefore('Service[postgresqld_instance_main]', 'Service[puppetdb]', 'OpenVoxDB gives up without its database.'),
  ),
  realBehaviour(
    'refuses a node that nothing makes an OpenVoxDB',
    node(nodes.agent, standardKeys),
    failsWith(`neither pp_role 'openvoxdb' nor the name in ${own}::openvoxdb`),
  ),
];
