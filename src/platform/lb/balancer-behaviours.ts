/** What a balancer has, whatever its pools. */
import { contains, isBefore, lacks, matching, notifies, realBehaviour } from '../../model/behaviours.js';
import type { Behaviour } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import { directoryPath } from '../directory.js';
import { largeKeys, node, nodes } from '../scenarios.js';

const balancer = { classes: ['profile::lb::compiler'] };
const ssl = '/etc/puppetlabs/puppet/ssl';
const certificate = `${directoryPath}/lb/check.pem`;
const authority = `${directoryPath}/lb/ca.pem`;
const limits = `Systemd::Dropin_file[haproxy.service ${own} limits]`;

/** Of connections, without how long they may last. */
const defaults = {
  log: 'global',
  mode: 'tcp',
  option: ['tcplog', 'dontlognull', 'redispatch 1', 'clitcpka', 'srvtcpka'],
  retries: 3,
};

export const balancerBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    'keeps copies of its certificate for the health checks',
    node(nodes.balancer, largeKeys, balancer),
    contains(`Class[${own}::lb]`),
    contains(`Class[${own}::directory]`),
    contains(`Class[${own}::keepalive]`),
    contains(`File[${directoryPath}]`, { ensure: 'directory', owner: 'root', group: 'root', mode: '0755' }),
    contains(`File[${directoryPath}/lb]`, { ensure: 'directory', owner: 'root', group: 'root', mode: '0700' }),
    ...[certificate, authority].flatMap((path) => [
      contains(`Concat[${path}]`, {
        ensure: 'present',
        owner: 'root',
        group: 'root',
        mode: '0600',
        show_diff: false,
        backup: false,
      }),
      isBefore(`Concat[${path}]`, 'Concat[/etc/haproxy/haproxy.cfg]', 'The check of the configuration reads it.'),
      notifies(`Concat[${path}]`, 'Service[haproxy]', 'HAProxy reads a renewed certificate when it is reloaded.'),
    ]),
    contains(`Concat::Fragment[${own}::lb certificate]`, {
      target: certificate,
      source: `${ssl}/certs/${nodes.balancer}.pem`,
      order: '1',
    }),
    contains(`Concat::Fragment[${own}::lb key]`, {
      target: certificate,
      source: `${ssl}/private_keys/${nodes.balancer}.pem`,
      order: '2',
    }),
    contains(`Concat::Fragment[${own}::lb certificate authority]`, {
      target: authority,
      source: `${ssl}/certs/ca.pem`,
    }),
  ),
  realBehaviour(
    'reloads HAProxy, and lets long compilations end',
    node(nodes.balancer, largeKeys, balancer),
    contains('Class[haproxy]', {
      merge_options: false,
      restart_command: 'systemctl reload haproxy.service',
      global_options: {
        log: '/dev/log local0',
        chroot: '/var/lib/haproxy',
        user: 'haproxy',
        group: 'haproxy',
        daemon: '',
        maxconn: 20_000,
        stats: ['socket /var/lib/haproxy/stats mode 660 level admin', 'timeout 30s'],
      },
      defaults_options: {
        ...defaults,
        timeout: ['queue 2m', 'connect 5s', 'client 10m', 'server 10m', 'check 10s'],
      },
    }),
    contains(limits, {
      unit: 'haproxy.service',
      filename: `${own}-limits.conf`,
      content: matching('LimitNOFILE=41000'),
    }),
    isBefore(limits, 'Class[haproxy]', 'The package starts HAProxy, and a reload does not raise the limit.'),
  ),
  realBehaviour(
    'is as large as it is told to be',
    node(nodes.balancer, largeKeys, {
      ...balancer,
      data: { [`${own}::lb::maxconn`]: 500, [`${own}::lb::session_timeout`]: '1h' },
    }),
    contains(limits, { content: matching('LimitNOFILE=2000') }),
    contains('Class[haproxy]', {
      defaults_options: {
        ...defaults,
        timeout: ['queue 2m', 'connect 5s', 'client 1h', 'server 1h', 'check 10s'],
      },
    }),
  ),
  realBehaviour(
    'yields to the keys of class haproxy',
    node(nodes.balancer, largeKeys, {
      ...balancer,
      data: {
        'haproxy::global_options': { maxconn: 10 },
        'haproxy::defaults_options': { mode: 'tcp' },
        'haproxy::restart_command': '/bin/true',
      },
    }),
    contains('Class[haproxy]', {
      global_options: { maxconn: 10 },
      defaults_options: { mode: 'tcp' },
      restart_command: '/bin/true',
    }),
  ),
  realBehaviour(
    'lets HAProxy connect where SELinux is on',
    node(nodes.balancer, largeKeys, {
      ...balancer,
      facts: { 'os.selinux.enabled': true },
      on: [{ name: 'AlmaLinux', release: '9' }],
    }),
    contains('Selboolean[haproxy_connect_any]', { value: 'on', persistent: true }),
    isBefore('Selboolean[haproxy_connect_any]', 'Service[haproxy]', 'It could not reach the members of its pools.'),
  ),
  realBehaviour(
    'knows nothing of SELinux where it is off',
    node(nodes.balancer, largeKeys, {
      ...balancer,
      facts: { 'os.selinux.enabled': false },
      on: [{ name: 'AlmaLinux', release: '9' }],
    }),
    lacks('Selboolean[haproxy_connect_any]'),
  ),
];
