/** Where backups go. */
import { behaviour, contains, lacks } from '../../model/behaviours.js';
import type { Behaviour } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import { node, nodes } from '../scenarios.js';

const directory = `/var/backups/${own}`;

export const backupBehaviours = (): readonly Behaviour[] => [
  behaviour(
    'keeps backups on the node',
    node(nodes.agent, {}, { on: undefined }),
    contains(`Class[${own}::backup]`, {
      directory,
      on_calendar: '*-*-* 02:30:00',
      randomized_delay: '15min',
      paths: ['/etc/foreman', '/etc/foreman-proxy', '/etc/puppetlabs/puppet/eyaml'],
      keep: 7,
      timeout: '12h',
      minimum_free: 10,
      rsync_options: ['--archive', '--timeout=600'],
    }),
    contains(`Exec[directory ${directory} of the backups]`, {
      command: ['mkdir', '-p', directory],
      creates: directory,
      path: ['/usr/bin', '/bin'],
    }),
    contains(`File[${directory}]`, { ensure: 'directory', owner: 'root', group: 'root', mode: '0755' }),
    lacks('Package[rsync]'),
  ),
  behaviour(
    'makes the directory before what is in it',
    node(nodes.agent, {}, { data: { [`${own}::backup::directory`]: '/srv/deep/backups' } }),
    contains('Exec[directory /srv/deep/backups of the backups]', { creates: '/srv/deep/backups' }),
    contains('File[/srv/deep/backups]', {
      ensure: 'directory',
      require: 'Exec[directory /srv/deep/backups of the backups]',
    }),
  ),
  behaviour(
    'has rsync where there are copies',
    node(nodes.agent, {}, { data: { [`${own}::backup::rsync_target`]: 'backup.example.com::openvox' } }),
    contains('Package[rsync]'),
  ),
];
