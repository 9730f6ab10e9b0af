/** The balancer of the OpenVoxDB pool, with its members. */
import { contains, failsWith, realBehaviour } from '../../../model/behaviours.js';
import type { Behaviour } from '../../../model/module.js';
import { own, ownType } from '../../../model/namespace.js';
import { extraLargeKeys, node, nodes } from '../../scenarios.js';

export const openvoxdbBalancerBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    'has the first node of the pool as a member, and collects the others',
    node(nodes.databaseBalancer, extraLargeKeys, { on: undefined }),
    contains(`Class[${own}::profile::lb::openvoxdb]`),
    contains(`${ownType}::Lb::Pool[openvoxdb]`, { port: 8081, members: [nodes.openvoxdb], collect: true }),
    contains('Haproxy::Listen[openvoxdb]', { bind: { '*:8081': [] }, mode: 'tcp' }),
    contains(`Haproxy::Balancermember[openvoxdb-${nodes.openvoxdb}]`, {
      listening_service: 'openvoxdb',
      server_names: nodes.openvoxdb,
      ipaddresses: nodes.openvoxdb,
      ports: 8081,
      verifyhost: true,
    }),
    contains('Service[haproxy]', { ensure: 'running', enable: true }),
  ),
  realBehaviour(
    'shares a node with the balancer of the compilers',
    node(
      nodes.balancer,
      { ...extraLargeKeys, db_loadbalancer: nodes.balancer },
      { classes: ['profile::lb::compiler'] },
    ),
    contains('Haproxy::Listen[openvoxdb]'),
    contains('Haproxy::Listen[openvox_compilers]'),
  ),
  realBehaviour(
    'refuses a node that is not the balancer',
    node(nodes.balancer, extraLargeKeys),
    failsWith(`set ${own}::db_loadbalancer to ${nodes.balancer}`),
  ),
];
