/** The backup of the certificate authority. */
import { contains, isBefore, matching, realBehaviour } from '../../model/behaviours.js';
import type { Behaviour } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import { node, nodes, standardKeys } from '../scenarios.js';

const primary = { classes: ['profile::primary'] };
const directory = `/var/backups/${own}/ca`;
const script = `/usr/local/sbin/${own}_backup_ca`;
const timer = `${own}_backup_ca.timer`;

export const caBackupBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    'packs the certificate authority, the certificates and the secrets at night',
    node(nodes.primary, standardKeys, primary),
    contains(`Class[${own}::backup::ca]`),
    contains(`File[${directory}]`, { ensure: 'directory', owner: 'root', group: 'root', mode: '0700' }),
    contains(`File[${script}]`, { ensure: 'file', owner: 'root', group: 'root', mode: '0755' }),
    contains(`File[${script}]`, {
      content: matching(
        `^paths=\\(/etc/puppetlabs/puppetserver/ca /etc/puppetlabs/puppet/ssl /etc/${own}/secrets\\.yaml /etc/foreman /etc/foreman-proxy /etc/puppetlabs/puppet/eyaml\\)$`,
      ),
    }),
    contains(`File[${script}]`, { content: matching(`^directory=${directory}\\nkeep=7$`) }),
    contains(`Systemd::Timer[${timer}]`, {
      timer_content: matching('^OnCalendar=\\*-\\*-\\* 02:30:00\\nRandomizedDelaySec=15min\\nPersistent=true$'),
      service_content: matching(`^User=root\\nUMask=0077\\nExecStart=${script}\\nTimeoutStartSec=12h$`),
      active: true,
      enable: true,
    }),
    isBefore(`File[${directory}]`, `Systemd::Timer[${timer}]`, 'The first start writes there.'),
    isBefore(`File[${script}]`, `Systemd::Timer[${timer}]`, 'The first start runs it.'),
    isBefore(
      'Exec[puppet_server_config-generate_ca_cert]',
      `Systemd::Timer[${timer}]`,
      'The first start must find a certificate authority.',
    ),
  ),
  realBehaviour(
    'copies the archives elsewhere, and follows the certificate authority to another place',
    node(nodes.primary, standardKeys, {
      ...primary,
      data: {
        [`${own}::backup::directory`]: '/srv/our backups',
        [`${own}::backup::keep`]: 3,
        [`${own}::backup::rsync_target`]: 'backup.example.com::open vox',
        'puppet::server_ca_dir': '/srv/ca',
      },
    }),
    ...['/srv/our backups', '/srv/our backups/ca', '/srv/our backups/postgresql'].map((path) =>
      contains(`File[${path}]`, { ensure: 'directory' }),
    ),
    contains('Exec[directory /srv/our backups of the backups]', { creates: '/srv/our backups' }),
    contains(`File[${script}]`, {
      content: matching('^directory=/srv/our\\\\ backups/ca\\nkeep=3\\npaths=\\(/srv/ca '),
    }),
    contains(`File[${script}]`, {
      content: matching(`^copy=ca/${nodes.primary}$`),
    }),
    contains(`File[${script}]`, {
      content: matching('^rsync --archive --timeout\\S+ --relative [^;]* backup\\.example\\.com::open\\\\ vox$'),
    }),
  ),
];
