/** What Patroni is told. */
import {
  contains,
  failsWith,
  isBefore,
  matching,
  notifies,
  realBehaviour,
  secretMatching,
} from '../../../model/behaviours.js';
import type { Behaviour } from '../../../model/module.js';
import { own } from '../../../model/namespace.js';
import { clusterKeys, clusterSecrets, foremanSecrets, node } from '../../scenarios.js';

const member = 'pg1.example.com';
const folder = `/etc/${own}/patroni`;
const file = `File[${folder}/patroni.yml]`;
const key = (name: string): string => `${own}::profile::postgresql::${name}`;
const options = { data: clusterSecrets };

/** The file has these lines, in this order and without others between them. */
const has = (...lines: readonly string[]) => contains(file, { content: secretMatching(`^${lines.join('\\n')}$`) });

export const configurationBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    'writes the configuration where only PostgreSQL reads it',
    node(member, clusterKeys, options),
    contains(`File[${folder}]`, { ensure: 'directory', owner: 'postgres', group: 'postgres', mode: '0700' }),
    contains(file, { ensure: 'file', owner: 'postgres', group: 'postgres', mode: '0600', show_diff: false }),
    contains(`File[${folder}/shared.yml]`, { ensure: 'file', owner: 'postgres', group: 'postgres', mode: '0600' }),
    notifies(file, 'Exec[reload Patroni]', 'A changed file is read, and nothing restarts.'),
    isBefore(file, 'Service[patroni]', 'The first start makes the cluster from it.'),
  ),
  realBehaviour(
    'lets members prove who they are with their certificates, and changes nothing for anybody else',
    node(member, clusterKeys, options),
    has(
      '  verify_client: optional',
      '  allowlist:',
      '  - pg1.example.com',
      '  - pg2.example.com',
      '  - pg3.example.com',
      '  - far.example.com',
    ),
    has(`  - hostssl replication replicator all cert map=${own}_members`),
    has(`  - hostssl postgres rewinder all cert map=${own}_members`),
    has(`  - ${own}_members far.example.com replicator`, `  - ${own}_members far.example.com rewinder`),
    has(
      '    replication:',
      '      username: replicator',
      '      sslmode: verify-full',
      '      sslrootcert: ".*/postgresql/ca.pem"',
    ),
    has('  connect_address: pg1.example.com:5432'),
  ),
  realBehaviour(
    'finds etcd with TLS and a password',
    node(member, clusterKeys, options),
    has(
      'etcd3:',
      '  hosts:',
      '  - pg1.example.com:2379',
      '  - pg2.example.com:2379',
      '  - pg3.example.com:2379',
      '  protocol: https',
    ),
    has('  username: root', '  password: mackerel-mackerel'),
  ),
  realBehaviour(
    'makes the databases together with the cluster',
    node(member, clusterKeys, options),
    has(`  post_bootstrap: "${folder}/databases.sh apply"`),
    has('  - encoding: UTF8', '  - locale: C.UTF-8', '  - data-checksums'),
  ),
  realBehaviour(
    'has commits wait for a second member, and keeps what members must agree on apart from their hardware',
    node(member, clusterKeys, options),
    contains(`File[${folder}/shared.yml]`, { content: matching('^synchronous_mode: true$') }),
    contains(`File[${folder}/shared.yml]`, {
      content: matching('^    max_connections: 830\\n    max_worker_processes: 16$'),
    }),
    has('    shared_buffers: 4096MB'),
    contains(file, { content: secretMatching('\\A(?![\\s\\S]*^  parameters:\\n(    .*\\n)*    max_connections)') }),
  ),
  realBehaviour(
    'replicates asynchronously on request',
    node(member, clusterKeys, { data: { ...clusterSecrets, [key('replication')]: 'asynchronous' } }),
    contains(`File[${folder}/shared.yml]`, { content: matching('^synchronous_mode: false$') }),
  ),
  realBehaviour(
    'never makes a member leader that is far away',
    node('far.example.com', clusterKeys, options),
    has('tags:', '  nofailover: true', '  nosync: true', '  noloadbalance: true'),
  ),
  realBehaviour(
    'lets the others become leader',
    node('pg2.example.com', clusterKeys, options),
    has('tags:', '  nofailover: false', '  nosync: false', '  noloadbalance: false'),
  ),
  realBehaviour(
    'lets the clients in that there are, from their networks',
    node(
      member,
      { ...clusterKeys, foreman: true, foreman_server: 'foreman.example.com' },
      {
        data: { ...clusterSecrets, ...foremanSecrets },
      },
    ),
    has(
      '  - local all postgres peer',
      '  - hostssl replication .*',
      '  - hostssl postgres .*',
      '  - hostssl puppetdb puppetdb all scram-sha-256 clientcert=verify-ca',
      '  - hostssl foreman foreman all scram-sha-256',
      '  pg_ident:',
    ),
  ),
  realBehaviour(
    "takes the site's settings at any depth",
    node(member, clusterKeys, {
      data: {
        ...clusterSecrets,
        [key('client_networks')]: ['192.0.2.0/24'],
        [key('listen_addresses')]: ['localhost', '192.0.2.1'],
        [key('patroni_settings')]: {
          bootstrap: { dcs: { synchronous_mode_strict: true } },
          postgresql: { parameters: { log_min_duration_statement: 500 } },
          watchdog: { mode: 'required' },
        },
      },
    }),
    has('watchdog:', '  mode: required'),
    has('    log_min_duration_statement: 500'),
    has('  listen: localhost,192.0.2.1:5432'),
    has('  - hostssl puppetdb puppetdb 192.0.2.0/24 scram-sha-256 clientcert=verify-ca'),
    contains(`File[${folder}/shared.yml]`, { content: matching('^synchronous_mode_strict: true$') }),
  ),
  realBehaviour(
    'refuses times that do not fit',
    node(member, clusterKeys, {
      data: { ...clusterSecrets, [key('patroni_settings')]: { bootstrap: { dcs: { ttl: 20 } } } },
    }),
    failsWith(
      'patroni_settings: loop_wait \\(10\\) and twice retry_timeout \\(10\\) must not be more than ttl \\(20\\)',
    ),
  ),
];
