/** What a compiler is, and how its balancer learns of it. */
import { contains, failsWith, lacks, realBehaviour } from '../../model/behaviours.js';
import type { Behaviour } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import { codeKeys, databasePassword, extraLargeKeys, largeKeys, node, nodes } from '../scenarios.js';

const compiler = { role: 'compiler', data: databasePassword };

export const compilerBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    'is a server without a certificate authority, with an OpenVoxDB',
    node(nodes.compiler, { ...largeKeys, ...codeKeys }, { ...compiler, on: undefined }),
    contains(`Class[${own}::profile::compiler]`),
    contains(`Class[${own}::server]`),
    contains(`Class[${own}::openvoxdb]`),
    contains('Class[puppet]', { server: true, server_ca: false, agent_server_hostname: nodes.primary }),
    contains('Service[puppetserver]', { ensure: true, enable: true }),
    lacks('Exec[puppet_server_config-generate_ca_cert]'),
    lacks(`Class[${own}::profile::postgresql]`),
    lacks(`Class[${own}::backup::ca]`),
  ),
  realBehaviour(
    'leaves OpenVoxDB to its pool',
    node(nodes.compiler, extraLargeKeys, compiler),
    contains('Class[puppet]', { server: true }),
    lacks(`Class[${own}::openvoxdb]`),
  ),
  realBehaviour(
    'is one by name as well',
    node(nodes.compiler, { ...largeKeys, use_openvoxdb: false, compilers: [nodes.compiler] }),
    contains('Class[puppet]', { server: true, server_ca: false }),
    lacks('Class[openvoxdb]'),
  ),
  realBehaviour(
    'refuses a node that nothing makes a compiler',
    node(nodes.agent, largeKeys),
    failsWith(`neither pp_role 'compiler' nor a place in ${own}::compilers`),
  ),
];
