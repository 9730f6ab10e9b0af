/** What is installed on the nodes of a cluster, and in which order. */
import { contains, isBefore, lacks, matching, realBehaviour } from '../../../model/behaviours.js';
import { own } from '../../../model/namespace.js';
import type { Behaviour } from '../../../model/module.js';
import { clusterKeys, clusterSecrets, node } from '../../scenarios.js';

const debian = { data: clusterSecrets, on: [{ family: 'Debian' }] };
const redHat = { data: clusterSecrets, on: [{ family: 'RedHat' }] };
const member = 'pg1.example.com';
const tag = { ensure: 'installed', tag: 'puppetlabs-postgresql' };

export const packagesBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    'installs the server, Patroni and etcd, and lets nothing start by itself',
    node(member, clusterKeys, debian),
    contains('Package[postgresql-server]', { ...tag, name: 'postgresql-16' }),
    contains('Package[patroni]', tag),
    contains('Package[python3-etcd]', tag),
    contains('Package[etcd-server]', tag),
    contains('Package[etcd-client]', tag),
    contains('File[/etc/postgresql-common/createcluster.conf]', { content: matching('^create_main_cluster = false$') }),
    contains('Systemd::Unit_file[etcd.service]', {
      content: matching(
        `ConditionPathExists=/etc/${own}/etcd/etcd.yml[\\s\\S]*Type=simple\\nUser=etcd\\nExecStart=/usr/bin/etcd --config-file /etc/${own}/etcd/etcd.yml`,
      ),
    }),
    contains('Systemd::Unit_file[patroni.service]', {
      content: matching(
        `ConditionPathExists=/etc/${own}/patroni/patroni.yml[\\s\\S]*User=postgres\\nGroup=postgres\\nExecStart=/usr/bin/patroni /etc/${own}/patroni/patroni.yml\\nExecReload=/bin/kill -s HUP [\\s\\S]*KillMode=process`,
      ),
    }),
    lacks('Class[postgresql::server]'),
    isBefore(
      'File[/etc/postgresql-common/createcluster.conf]',
      'Package[postgresql-server]',
      'The package would make a cluster on the same port.',
    ),
    isBefore(
      'Systemd::Unit_file[etcd.service]',
      'Package[etcd-server]',
      "Debian's package starts etcd at once, with data of its own.",
    ),
    isBefore('Systemd::Unit_file[patroni.service]', 'Package[patroni]', 'The same for Patroni.'),
    isBefore('Package[postgresql-server]', 'Package[patroni]', 'Patroni must not bring another version.'),
    isBefore('Class[apt::update]', 'Package[etcd-server]', "PostgreSQL's repository has a newer one."),
  ),
  realBehaviour(
    'takes etcd from the repository beside that of PostgreSQL',
    node(member, clusterKeys, redHat),
    contains('Yumrepo[pgdg-extras]', {
      ensure: 'present',
      descr: "Extras beside PostgreSQL's packages",
      baseurl: matching('/common/pgdg-rhel(8|9|10)-extras/redhat/rhel-\\1-\\$basearch$'),
      enabled: 1,
      gpgcheck: 1,
      gpgkey: matching('^file:///etc/pki/rpm-gpg/RPM-GPG-KEY-PGDG-16$'),
    }),
    contains('Package[postgresql-server]', { ...tag, name: 'postgresql16-server' }),
    contains('Package[postgresql16-contrib]', tag),
    contains('Package[patroni]', tag),
    contains('Package[patroni-etcd]', tag),
    contains('Package[etcd]', tag),
    isBefore('Yumrepo[pgdg-extras]', 'Package[etcd]', 'It is nowhere else.'),
    isBefore(
      'Class[postgresql::repo]',
      'Yumrepo[pgdg-extras]',
      'It has the key, and the packages that all versions share.',
    ),
    isBefore('Yumrepo[pgdg-extras]', 'Package[patroni]', 'The repository of those packages is there before it.'),
    isBefore('Package[postgresql-server]', 'Package[postgresql16-contrib]', 'The extensions of that version.'),
  ),
  realBehaviour(
    'has etcd alone on a node that is no member',
    node(
      'witness.example.com',
      { ...clusterKeys, etcd_members: ['pg1.example.com', 'pg2.example.com', 'witness.example.com'] },
      debian,
    ),
    contains('Package[etcd-server]'),
    contains('Service[etcd]', { ensure: 'running', enable: true }),
    lacks('Package[patroni]'),
    lacks('Package[postgresql-server]'),
    lacks('Service[patroni]'),
    lacks(`Systemd::Timer[${own}_backup_postgresql.timer]`),
  ),
];
