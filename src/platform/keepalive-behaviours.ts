/** Where and how connections to silent peers are given up. */
import { contains, matching, notifies, realBehaviour } from '../model/behaviours.js';
import type { Behaviour } from '../model/module.js';
import { own } from '../model/namespace.js';
import { largeKeys, node, nodes } from './scenarios.js';

const settings = `File[/etc/sysctl.d/60-${own}.conf]`;
const apply = `Exec[${own}: settings of TCP]`;

export const keepaliveBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    'gives up silent peers of a balancer within minutes',
    node(nodes.balancer, largeKeys, { classes: ['profile::lb::compiler'] }),
    contains(`Class[${own}::keepalive]`),
    contains(settings, {
      ensure: 'file',
      owner: 'root',
      group: 'root',
      mode: '0644',
      content: matching('^net.ipv4.tcp_keepalive_time = 60$'),
    }),
    contains(apply, {
      command: ['systemd-sysctl', `/etc/sysctl.d/60-${own}.conf`],
      path: ['/usr/lib/systemd', '/lib/systemd'],
      refreshonly: true,
    }),
    notifies(settings, apply, 'They count from now on, and not only after a reboot.'),
  ),
];
