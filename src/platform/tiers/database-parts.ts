/** What a node shows of OpenVoxDB, of PostgreSQL, or of its membership in a cluster. */
import { contains, isBefore, lacks, matching, notifies } from '../../model/behaviours.js';
import type { Expectation } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import { directoryPath } from '../directory.js';
import { port } from '../ports.js';
import type { PartExpectations } from './parts.js';
import { certificates, type Place } from './places.js';

const ssl = '/etc/puppetlabs/puppetdb/ssl';
const jetty = 'File[/etc/puppetlabs/puppetdb/conf.d/jetty.ini]';
const copy = `Exec[${own}: certificate of OpenVoxDB]`;
const service = 'Service[puppetdb]';
const instance = 'Service[postgresqld_instance_main]';

/** Whether the infrastructure's data give this node the duties that one OpenVoxDB of a database has. */
const owns = ({ certname, key }: Place): boolean => certname === (key('openvoxdb') ?? key('primary_server'));

/** Who may ask: a server its own OpenVoxDB, and the consoles; everybody where servers that nobody has listed share a pool. */
const clients = ({ certname, key }: Place): readonly (string | undefined)[] =>
  key('db_loadbalancer') === undefined
    ? [...new Set([certname, key('foreman_server') ?? key('primary_server'), key('primary_server')])]
    : [];

export const openvoxdbPart: PartExpectations = {
  marks: [`Class[${own}::openvoxdb]`, 'Package[openvoxdb]'],
  has: (place) => [
    contains('Class[openvoxdb]', {
      listen_address: 'localhost',
      listen_port: 8080,
      ssl_listen_address: '0.0.0.0',
      ssl_listen_port: port.openvoxdb,
      certificate_whitelist: clients(place).map((name) => name ?? null),
      manage_dbserver: false,
      manage_database: false,
      manage_firewall: false,
      postgresql_ssl_on: true,
      manage_db_password: !place.parts.includes('PostgreSQL'),
      migrate: owns(place),
      gc_interval: owns(place) ? 60 : 0,
    }),
    contains('File[/etc/puppetlabs/puppetdb/conf.d/database.ini]', {
      group: 'puppetdb',
      mode: '0640',
    }),
    contains(`File[${ssl}/private.pk8]`, { group: 'puppetdb', mode: '0640' }),
    isBefore(certificates, 'Package[openvoxdb]', "The package's own script copies the certificate."),
    isBefore('Package[openvoxdb]', copy, 'The tool is in the package.'),
    isBefore(copy, `Exec[${ssl}/private.pk8]`, "Java's form of the key is made from the copy."),
    isBefore(copy, jetty, "The tool edits the file; the site's settings come last."),
    notifies(copy, service, 'Jetty reads certificates when it starts.'),
    ...(place.parts.includes('PostgreSQL')
      ? [
          isBefore(instance, service, 'OpenVoxDB gives up without its database.'),
          isBefore(
            'Postgresql::Server::Database[puppetdb]',
            service,
            'OpenVoxDB migrates its database when it starts.',
          ),
          isBefore('Postgresql::Server::Extension[pg_trgm for puppetdb]', service, 'The migration uses the extension.'),
        ]
      : [contains(service, { start: 'systemctl start --no-block puppetdb' })]),
  ],
};

const rule = (title: string): string => `Postgresql::Server::Pg_hba_rule[${title}]`;

/** Who may connect, in the order in which the rules are tried; nobody else may. */
function rules({ certname, foreman, parts }: Place): readonly Expectation[] {
  const everywhere = 'OpenVoxDB from all';
  const here = 'OpenVoxDB by certificate';
  return [
    contains(rule('superuser by socket'), {
      type: 'local',
      user: 'postgres',
      auth_method: 'peer',
    }),
    ...(parts.includes('OpenVoxDB')
      ? [
          contains(rule(here), {
            type: 'hostssl',
            address: 'samehost',
            auth_method: 'cert',
          }),
          lacks(rule(everywhere)),
        ]
      : [
          contains(rule(everywhere), {
            type: 'hostssl',
            address: 'all',
            auth_method: 'scram-sha-256',
            auth_option: 'clientcert=verify-ca',
          }),
          lacks(rule(here)),
        ]),
    ...(foreman !== undefined && foreman !== certname
      ? [
          contains(rule('Foreman from all'), {
            type: 'hostssl',
            auth_method: 'scram-sha-256',
          }),
        ]
      : []),
    ...(foreman === certname
      ? [
          contains(rule('Foreman by socket'), {
            type: 'local',
            auth_method: 'peer',
          }),
        ]
      : [lacks(rule('Foreman by socket'))]),
  ];
}

/** Copies of the certificate that PostgreSQL serves TLS with. */
const copies = (reload: string, start: string): readonly Expectation[] => [
  contains(`File[${directoryPath}/postgresql]`, {
    owner: 'postgres',
    group: 'postgres',
    mode: '0700',
  }),
  isBefore(certificates, `File[${directoryPath}/postgresql]`, 'There is something to copy.'),
  isBefore('Package[postgresql-server]', `File[${directoryPath}/postgresql]`, 'The package brings the user.'),
  ...['server.crt', 'server.key', 'ca.pem', 'crl.pem'].flatMap((name) => {
    const file = `File[${directoryPath}/postgresql/${name}]`;
    return [
      contains(file, {
        owner: 'postgres',
        group: 'postgres',
        mode: '0600',
        show_diff: false,
        backup: false,
      }),
      isBefore(file, start, 'With TLS on and no key PostgreSQL does not start.'),
      notifies(file, reload, 'A renewed certificate arrives without a restart.'),
    ];
  }),
];

const dumps = `File[/var/backups/${own}/postgresql]`;

export const postgresqlPart: PartExpectations = {
  marks: [`Class[${own}::postgresql::standalone]`, 'Class[postgresql::server]'],
  has: (place) => [
    contains('Class[postgresql::server]', {
      listen_addresses: place.parts.includes('OpenVoxDB') ? `localhost,${place.certname}` : '*',
      pg_hba_conf_defaults: false,
    }),
    ...rules(place),
    ...copies('Class[postgresql::server::reload]', 'Class[postgresql::server::service]'),
    contains(dumps, { owner: 'postgres', group: 'postgres', mode: '0700' }),
    isBefore(
      'Class[postgresql::server::contrib]',
      'Postgresql::Server::Extension[pg_trgm for puppetdb]',
      'On EL the extension is in a package of its own.',
    ),
    isBefore(instance, `Systemd::Timer[${own}_backup_postgresql.timer]`, 'The first backup finds a server to ask.'),
  ],
};

export const memberPart: PartExpectations = {
  marks: [`Class[${own}::postgresql::patroni]`, 'Service[patroni]', 'Service[etcd]'],
  has: () => [
    lacks('Class[postgresql::server]'),
    ...copies('Exec[reload Patroni]', 'Service[patroni]'),
    contains(`File[${directoryPath}/patroni/patroni.yml]`, {
      owner: 'postgres',
      mode: '0600',
      show_diff: false,
    }),
    contains(`File[${directoryPath}/etcd/etcd.yml]`, {
      owner: 'etcd',
      group: 'etcd',
      mode: '0600',
      content: matching(`^listen-client-urls: .?https://0\\.0\\.0\\.0:${port.etcd}`),
    }),
    contains(`File[${directoryPath}/etcd/server.key]`, {
      owner: 'etcd',
      group: 'etcd',
      mode: '0600',
    }),
    contains(`File[${directoryPath}/etcd/password]`, {
      owner: 'root',
      group: 'root',
      mode: '0600',
      show_diff: false,
    }),
    contains(dumps, { owner: 'postgres', group: 'postgres', mode: '0700' }),
    isBefore(certificates, `File[${directoryPath}/etcd]`, 'There is something to copy.'),
    isBefore(`File[${directoryPath}/etcd/server.key]`, 'Service[etcd]', 'etcd does not start without a key.'),
    isBefore(`File[${directoryPath}/etcd/etcd.yml]`, 'Service[etcd]', 'The first start decides what the cluster is.'),
    isBefore('Service[etcd]', 'Service[patroni]', 'Patroni would only wait.'),
    isBefore('Package[postgresql-server]', 'Package[patroni]', 'Patroni must not bring another version.'),
    isBefore(`File[${directoryPath}/patroni/patroni.yml]`, 'Service[patroni]', 'The first start makes the cluster.'),
    isBefore('Service[patroni]', 'Exec[databases of the cluster]', 'There is a server to ask.'),
    isBefore('Service[patroni]', `Systemd::Timer[${own}_backup_postgresql.timer]`, 'There is a server to dump.'),
  ],
};
