/** What HAProxy is told of a pool. */
import { contains, lacks, realBehaviour } from '../../model/behaviours.js';
import type { Behaviour } from '../../model/module.js';
import { own, ownType } from '../../model/namespace.js';
import { directoryPath } from '../directory.js';
import { largeKeys, node, nodes } from '../scenarios.js';

const checks = [
  'init-addr last,libc,none',
  `check check-ssl ca-file ${directoryPath}/lb/ca.pem crt ${directoryPath}/lb/check.pem verify required`,
  'inter 5s fastinter 2s fall 3 rise 2 slowstart 60s',
].join(' ');

export const poolBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    'passes TCP through to the member with the fewest connections that is well',
    node(nodes.balancer, largeKeys, { classes: ['profile::lb::compiler'] }),
    contains(`${ownType}::Lb::Pool[openvox_compilers]`, {
      port: 8140,
      members: [nodes.primary],
      collect: true,
    }),
    contains('Haproxy::Listen[openvox_compilers]', {
      bind: { '*:8140': [] },
      mode: 'tcp',
      collect_exported: true,
      options: [
        { balance: 'leastconn' },
        { option: 'httpchk GET /status/v1/simple' },
        { 'http-check': 'expect status 200' },
        { 'default-server': checks },
      ],
    }),
    contains(`Haproxy::Balancermember[openvox_compilers-${nodes.primary}]`, {
      listening_service: 'openvox_compilers',
      server_names: nodes.primary,
      ipaddresses: nodes.primary,
      ports: 8140,
      verifyhost: true,
    }),
    lacks('Haproxy::Resolver[system]'),
  ),
  realBehaviour(
    'asks the name servers that the site names, and keeps what it knows while they are silent',
    node(nodes.balancer, largeKeys, {
      classes: ['profile::lb::compiler'],
      data: { [`${own}::lb::resolvers`]: ['192.0.2.53', '2001:db8::53'] },
    }),
    contains('Haproxy::Resolver[system]', {
      nameservers: { '192.0.2.53': '192.0.2.53:53', '2001:db8::53': '2001:db8::53:53' },
      hold: { nx: '24d', other: '24d', refused: '24d', timeout: '24d' },
    }),
    contains('Haproxy::Listen[openvox_compilers]', {
      options: [
        { balance: 'leastconn' },
        { option: 'httpchk GET /status/v1/simple' },
        { 'http-check': 'expect status 200' },
        { 'default-server': checks.replace('none', 'none resolvers system') },
      ],
    }),
  ),
];
