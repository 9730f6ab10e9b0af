/** A node of the cluster as a whole, and the clients that look for its leader. */
import { contains, failsWith, isBefore, lacks, matching, notifies, realBehaviour } from '../../../model/behaviours.js';
import type { Behaviour } from '../../../model/module.js';
import { own } from '../../../model/namespace.js';
import { clusterKeys, clusterSecrets, foremanSecrets, node, nodes } from '../../scenarios.js';

const member = 'pg1.example.com';
const options = { data: clusterSecrets };
const folder = `/etc/${own}/patroni`;
const copies = `/etc/${own}/postgresql`;

export const patroniBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    'is what a member is by its name alone, on every system',
    node(member, clusterKeys, { ...options, on: undefined }),
    contains(`Class[${own}::profile::postgresql]`),
    ...[
      'installation',
      'patroni',
      'patroni::packages',
      'patroni::configuration',
      'patroni::etcd',
      'patroni::databases',
    ].map((name) => contains(`Class[${own}::postgresql::${name}]`)),
    contains('Service[patroni]', { ensure: 'running', enable: true }),
    contains('Service[etcd]'),
    lacks('Class[postgresql::server]'),
    lacks(`Class[${own}::postgresql::standalone]`),
    isBefore(`Class[${own}::postgresql::patroni::packages]`, `File[${folder}]`, 'The packages bring the user.'),
  ),
  realBehaviour(
    'reloads, and never restarts, before a service that would be started',
    node(member, clusterKeys, options),
    contains('Exec[reload Patroni]', {
      command: ['/usr/bin/systemctl', 'reload', 'patroni.service'],
      onlyif: [['/usr/bin/systemctl', '--quiet', 'is-active', 'patroni.service']],
      refreshonly: true,
    }),
    isBefore('Exec[reload Patroni]', 'Service[patroni]', 'The signal would end a Patroni that has just been started.'),
    notifies(`File[${copies}/server.crt]`, 'Exec[reload Patroni]', 'A renewed certificate is served.'),
    notifies(`File[${copies}/crl.pem]`, 'Exec[reload Patroni]', 'A revoked certificate is refused.'),
    isBefore(`File[${copies}/server.key]`, 'Service[patroni]', 'PostgreSQL does not start without its key.'),
    isBefore('Service[patroni]', `Systemd::Timer[${own}_backup_postgresql.timer]`, 'There is a server to dump.'),
  ),
  realBehaviour(
    'brings the shared settings up to date on the leader only',
    node(member, clusterKeys, options),
    contains('Exec[settings of the cluster]', {
      command: `patronictl -c ${folder}/patroni.yml edit-config --quiet --force --apply ${folder}/shared.yml`,
      onlyif: `${folder}/databases.sh leading`,
      unless: matching('edit-config --apply - < .*shared.yml \\| grep --quiet'),
      provider: 'shell',
      path: ['/usr/bin', '/bin'],
      environment: ['LC_ALL=C.UTF-8'],
      user: 'postgres',
      cwd: '/',
    }),
    isBefore('Service[patroni]', 'Exec[settings of the cluster]', 'There is a cluster to ask.'),
  ),
  realBehaviour(
    'refuses a node that the infrastructure does not know',
    node('pg9.example.com', clusterKeys, { ...options, classes: ['profile::postgresql'] }),
    failsWith(
      `profile::postgresql: pg9.example.com is not among the members of the Patroni cluster.*${own}::patroni_members`,
    ),
  ),
  realBehaviour(
    'is found by OpenVoxDB, whichever member leads',
    node(nodes.primary, clusterKeys, { ...options, classes: ['profile::primary'] }),
    contains('Ini_setting[puppetdb_subname]', {
      value: matching(
        '^//pg1.example.com:5432,pg2.example.com:5432,pg3.example.com:5432/puppetdb\\?targetServerType=primary&tcpKeepAlive=true&connectTimeout=5&hostRecheckSeconds=30&ssl=true&.*sslmode=verify-full&',
      ),
    }),
  ),
  realBehaviour(
    'is found by OpenVoxDB at the address that the site lets follow the leader',
    node(
      nodes.primary,
      { ...clusterKeys, postgresql: 'pgsql.example.com' },
      { ...options, classes: ['profile::primary'] },
    ),
    contains('Ini_setting[puppetdb_subname]', {
      value: matching('^//pgsql.example.com:5432/puppetdb\\?targetServerType=primary&'),
    }),
  ),
  realBehaviour(
    'is found by Foreman, whichever member leads',
    node(
      nodes.foreman,
      { ...clusterKeys, foreman: true, foreman_server: nodes.foreman },
      { data: { ...clusterSecrets, ...foremanSecrets }, classes: ['profile::foreman'] },
    ),
    contains(
      'Class[foreman]',
      {
        db_extra_options: {
          host: 'pg1.example.com,pg2.example.com,pg3.example.com',
          target_session_attrs: 'read-write',
          connect_timeout: 5,
          keepalives_idle: 60,
          keepalives_interval: 10,
          keepalives_count: 3,
          tcp_user_timeout: 60_000,
        },
      },
      ['db_host'],
    ),
  ),
  realBehaviour(
    'has that address in the certificates of its members',
    node(member, { ...clusterKeys, postgresql: 'pgsql.example.com' }, options),
    contains('Class[puppet]', { dns_alt_names: [member, 'pgsql.example.com'] }),
  ),
];
