/** The balancer of the compilers, with its members. */
import { contains, failsWith, lacks, realBehaviour } from '../../../model/behaviours.js';
import type { Behaviour } from '../../../model/module.js';
import { own, ownType } from '../../../model/namespace.js';
import { largeKeys, node, nodes } from '../../scenarios.js';

const member = (name: string): string => `Haproxy::Balancermember[openvox_compilers-${name}]`;

export const compilerBalancerBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    'has the primary as a member, and collects the compilers',
    node(nodes.balancer, largeKeys, { on: undefined }),
    contains(`Class[${own}::profile::lb::compiler]`),
    contains(`${ownType}::Lb::Pool[openvox_compilers]`, { port: 8140, members: [nodes.primary], collect: true }),
    contains(member(nodes.primary)),
    contains('Service[haproxy]', { ensure: 'running', enable: true }),
    contains('Class[puppet]', { server: false }),
  ),
  realBehaviour(
    'takes the compilers from the data where there is no OpenVoxDB to hold their announcements',
    node(nodes.balancer, { ...largeKeys, use_openvoxdb: false, compilers: [nodes.compiler, nodes.primary] }),
    contains(`${ownType}::Lb::Pool[openvox_compilers]`, { members: [nodes.primary, nodes.compiler], collect: false }),
    contains(member(nodes.primary)),
    contains(member(nodes.compiler)),
  ),
  realBehaviour(
    'does not list compilers that announce themselves',
    node(nodes.balancer, { ...largeKeys, compilers: [nodes.compiler] }),
    lacks(member(nodes.compiler)),
  ),
  realBehaviour(
    'refuses a node that is not the balancer',
    node(nodes.foreman, largeKeys),
    failsWith(`set ${own}::loadbalancer to ${nodes.foreman}`),
  ),
];
