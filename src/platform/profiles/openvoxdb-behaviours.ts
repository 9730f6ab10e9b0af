/** What a node of the OpenVoxDB pool is. */
import { contains, failsWith, lacks, realBehaviour } from '../../model/behaviours.js';
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
    'refuses a node that nothing makes an OpenVoxDB',
    node(nodes.agent, standardKeys),
    failsWith(`neither pp_role 'openvoxdb' nor the name in ${own}::openvoxdb`),
  ),
];
