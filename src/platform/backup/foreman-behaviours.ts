/** The backup of Foreman's own node. */
import { contains, isBefore, lacks, matching, realBehaviour } from '../../model/behaviours.js';
import type { Behaviour } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import { foremanSecrets, largeKeys, node, nodes, standardKeys } from '../scenarios.js';

const directory = `/var/backups/${own}/foreman`;
const script = `/usr/local/sbin/${own}_backup_foreman`;
const timer = `Systemd::Timer[${own}_backup_foreman.timer]`;

export const foremanBackupBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    "packs Foreman's key and certificates at night",
    node(
      nodes.foreman,
      { ...largeKeys, foreman: true, foreman_server: nodes.foreman },
      {
        classes: ['profile::foreman'],
        data: { ...foremanSecrets, [`${own}::backup::paths`]: ['/etc/foreman', '/srv/keys'] },
      },
    ),
    contains(`Class[${own}::backup::foreman]`),
    contains(`File[${directory}]`, { ensure: 'directory', owner: 'root', group: 'root', mode: '0700' }),
    contains(`File[${script}]`, {
      ensure: 'file',
      mode: '0755',
      content: matching('^paths=\\(/etc/foreman /etc/puppetlabs/puppet/ssl /srv/keys\\)$'),
    }),
    contains(timer, { service_content: matching(`^User=root\\nUMask=0077\\nExecStart=${script}$`), active: true }),
    isBefore(`File[${directory}]`, timer, 'The first start writes there.'),
    isBefore(`File[${script}]`, timer, 'The first start runs it.'),
    isBefore('Class[foreman::service]', timer, 'The first start must find the key.'),
  ),
  realBehaviour(
    'is part of the archive of the primary where Foreman is there',
    node(nodes.primary, { ...standardKeys, foreman: true }, { classes: ['profile::primary'], data: foremanSecrets }),
    lacks(`Class[${own}::backup::foreman]`),
    contains(`File[/usr/local/sbin/${own}_backup_ca]`, { content: matching('^paths=\\(.* /etc/foreman .*\\)$') }),
  ),
];
