/** The backup of the databases. */
import { contains, isBefore, lacks, matching, realBehaviour } from '../../model/behaviours.js';
import type { Behaviour } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import { node, nodes, standardKeys } from '../scenarios.js';

const primary = { classes: ['profile::primary'] };
const directory = `/var/backups/${own}/postgresql`;
const script = `/usr/local/sbin/${own}_backup_postgresql`;
const timer = `${own}_backup_postgresql.timer`;

export const postgresqlBackupBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    'dumps the databases at night',
    node(nodes.primary, standardKeys, primary),
    contains(`Class[${own}::postgresql::backup]`),
    contains(`File[${directory}]`, { ensure: 'directory', owner: 'postgres', group: 'postgres', mode: '0700' }),
    contains(`File[${script}]`, { ensure: 'file', owner: 'root', group: 'root', mode: '0755' }),
    contains(`File[${script}]`, { content: matching(`^directory=${directory}\\nkeep=7\\nminimum_free=10$`) }),
    contains(`File[${script}]`, { content: matching('^export PGPORT=5432$') }),
    contains(`Systemd::Timer[${timer}]`, {
      timer_content: matching('^OnCalendar=\\*-\\*-\\* 02:30:00$'),
      service_content: matching(`^User=postgres\\nUMask=0077\\nExecStart=${script}\\nTimeoutStartSec=12h$`),
      active: true,
      enable: true,
    }),
    isBefore('Package[postgresql-server]', `File[${directory}]`, 'The package brings the user.'),
    isBefore(`File[${directory}]`, `Systemd::Timer[${timer}]`, 'The first start writes there.'),
    isBefore(`File[${script}]`, `Systemd::Timer[${timer}]`, 'The first start runs it.'),
    isBefore(
      'Service[postgresqld_instance_main]',
      `Systemd::Timer[${timer}]`,
      'The first start must find a server to ask.',
    ),
  ),
  realBehaviour(
    'calls the programs of the server, wherever its packages put them',
    node(nodes.primary, standardKeys, { ...primary, on: [{ family: 'Debian' }] }),
    contains(`File[${script}]`, { content: matching('^export PATH=/usr/lib/postgresql/16/bin:/usr/bin:/bin$') }),
  ),
  realBehaviour(
    'is left to the site on request',
    node(nodes.primary, standardKeys, { ...primary, data: { [`${own}::profile::postgresql::backup`]: false } }),
    lacks(`Systemd::Timer[${timer}]`),
  ),
];
