/** The OpenVoxDB service, wherever its database is. */
import {
  contains,
  failsWith,
  isBefore,
  lacks,
  matching,
  notifies,
  realBehaviour,
  secret,
} from '../../model/behaviours.js';
import type { Behaviour } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import {
  codeKeys,
  databasePassword,
  extraLargeKeys,
  foremanSecrets,
  largeKeys,
  node,
  nodes,
  standardKeys,
} from '../scenarios.js';

const primary = { classes: ['profile::primary'] };
const certificate = `Exec[${own}: certificate of OpenVoxDB]`;
const authority = 'Exec[puppet_server_config-generate_ca_cert]';

/** Minutes, and whether it changes the schema: only one OpenVoxDB of a database does either. */
const owner = { gc_interval: 60, migrate: true };
const guest = { gc_interval: 0, migrate: false };

export const openvoxdbBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    'needs no password for a database on the same node',
    node(nodes.primary, standardKeys, primary),
    contains(`Class[${own}::openvoxdb]`),
    contains('Class[openvoxdb]', {
      manage_dbserver: false,
      manage_database: false,
      manage_firewall: false,
      manage_db_password: false,
      database_host: nodes.primary,
      postgresql_ssl_on: true,
      ...owner,
    }),
    contains('Class[openvoxdb]', {
      java_args: { '-Xms': '1600m', '-Xmx': '1600m' },
      command_threads: 2,
      database_max_pool_size: '12',
      certificate_whitelist: [nodes.primary],
      disable_update_checking: true,
    }),
    contains('Ini_setting[puppetdb_subname]', {
      value: matching(`^//${nodes.primary}:5432/puppetdb\\?ssl=true&.*sslmode=verify-full`),
    }),
    lacks(`Class[${own}::keepalive]`),
    lacks('Ini_setting[puppetdb_psdatabase_password]'),
    isBefore(
      'Postgresql::Server::Database[puppetdb]',
      'Service[puppetdb]',
      'OpenVoxDB migrates its database when it starts.',
    ),
    isBefore(
      'Postgresql::Server::Extension[pg_trgm for puppetdb]',
      'Service[puppetdb]',
      'The migration uses the extension when it is there.',
    ),
  ),
  realBehaviour(
    "follows the node's certificate",
    node(nodes.primary, standardKeys, primary),
    contains(certificate, {
      command: ['/opt/puppetlabs/bin/puppetdb', 'ssl-setup', '-f'],
      unless: matching(
        [
          `^cmp --silent /etc/puppetlabs/puppet/ssl/certs/${nodes.primary}\\.pem /etc/puppetlabs/puppetdb/ssl/public\\.pem`,
          `cmp --silent \\S+/private_keys/${nodes.primary}\\.pem \\S+/private\\.pem`,
          'cmp --silent \\S+/certs/ca\\.pem \\S+/ca\\.pem$',
        ].join(' && '),
      ),
      path: ['/usr/bin', '/bin'],
    }),
    contains(`Ini_setting[${own}: client certificates of OpenVoxDB]`, {
      ensure: 'present',
      path: '/etc/puppetlabs/puppetdb/conf.d/jetty.ini',
      section: 'jetty',
      setting: 'client-auth',
      value: 'want',
    }),
    isBefore(authority, 'Package[openvoxdb]', "The package's own script copies the certificate."),
    isBefore('Package[openvoxdb]', certificate, 'The tool is in the package.'),
    contains('Package[diffutils]'),
    isBefore('Package[diffutils]', certificate, 'Without cmp every run would copy the certificate again.'),
    isBefore(
      certificate,
      'Exec[/etc/puppetlabs/puppetdb/ssl/private.pk8]',
      "Java's form of the key is made from the copy.",
    ),
    isBefore(
      certificate,
      'File[/etc/puppetlabs/puppetdb/conf.d/jetty.ini]',
      "The tool edits the file; the site's settings come last.",
    ),
    notifies(certificate, 'Service[puppetdb]', 'Jetty reads certificates when it starts.'),
    isBefore(
      'File[/etc/puppetlabs/puppetdb/conf.d/jetty.ini]',
      `Ini_setting[${own}: client certificates of OpenVoxDB]`,
      'The setting goes into the file.',
    ),
    notifies(
      `Ini_setting[${own}: client certificates of OpenVoxDB]`,
      'Service[puppetdb]',
      'Jetty reads its settings when it starts.',
    ),
  ),
  realBehaviour(
    'has a password besides for a database on another node',
    node(nodes.primary, largeKeys, { ...primary, data: databasePassword }),
    contains('Class[openvoxdb]', {
      database_host: nodes.postgresql,
      manage_db_password: true,
      database_password: secret('swordfish-swordfish'),
      postgresql_ssl_on: true,
      command_threads: 2,
      certificate_whitelist: [nodes.primary],
      ...owner,
    }),
    lacks('Class[postgresql::server]'),
  ),
  realBehaviour(
    'does not wait for hours for the node of a database that is gone',
    node(nodes.primary, largeKeys, { ...primary, data: databasePassword }),
    contains('Ini_setting[puppetdb_subname]', {
      value: matching(
        `^//${nodes.postgresql}:5432/puppetdb\\?.*&tcpKeepAlive=true&connectTimeout=5&hostRecheckSeconds=30&ssl=true&.*sslmode=verify-full`,
      ),
    }),
    contains(`Class[${own}::keepalive]`),
  ),
  realBehaviour(
    'does not hold up the run until a database on another node answers',
    node(nodes.primary, largeKeys, { ...primary, data: databasePassword }),
    contains('Service[puppetdb]', {
      ensure: 'running',
      start: 'systemctl start --no-block puppetdb',
      restart: 'systemctl restart --no-block puppetdb',
      status: matching("^systemctl is-active puppetdb \\| grep .*'active\\|activating\\|reloading'$"),
    }),
  ),
  realBehaviour(
    'is up when its database on the same node is',
    node(nodes.primary, standardKeys, primary),
    contains('Service[puppetdb]', { ensure: 'running' }, ['start', 'restart', 'status']),
  ),
  realBehaviour(
    "trusts the certificate authority of a PostgreSQL that is not the platform's",
    node(
      nodes.primary,
      { ...largeKeys, postgresql_ca: '/etc/ssl/corporate.pem' },
      { ...primary, data: databasePassword },
    ),
    contains('Ini_setting[puppetdb_subname]', {
      value: matching(
        `^//${nodes.postgresql}:5432/puppetdb\\?targetServerType=primary&.*sslmode=verify-full&sslrootcert=/etc/ssl/corporate\\.pem&`,
      ),
    }),
  ),
  realBehaviour(
    'leaves cleaning up to the owner of the database',
    node(nodes.compiler, largeKeys, { role: 'compiler', data: databasePassword }),
    contains('Class[openvoxdb]', guest),
  ),
  realBehaviour(
    'takes half of a node of its own',
    node(nodes.openvoxdb, extraLargeKeys, { role: 'openvoxdb', data: databasePassword }),
    contains('Class[openvoxdb]', { java_args: { '-Xms': '8192m', '-Xmx': '8192m' }, command_threads: 4, ...owner }),
  ),
  realBehaviour(
    'answers on a compiler that compiler and the consoles',
    node(
      nodes.compiler,
      { ...largeKeys, foreman: true, foreman_server: nodes.foreman },
      { role: 'compiler', data: { ...databasePassword, ...foremanSecrets } },
    ),
    contains('Class[openvoxdb]', { certificate_whitelist: [nodes.compiler, nodes.foreman, nodes.primary] }),
  ),
  realBehaviour(
    'answers the servers that are listed where they share a pool',
    node(
      nodes.secondOpenvoxdb,
      { ...extraLargeKeys, compilers: [nodes.compiler] },
      { role: 'openvoxdb', data: databasePassword },
    ),
    contains('Class[openvoxdb]', { certificate_whitelist: [nodes.primary, nodes.compiler, nodes.openvoxdb] }),
  ),
  realBehaviour(
    'answers every node with a certificate where servers that nobody has listed share a pool',
    node(nodes.secondOpenvoxdb, extraLargeKeys, { role: 'openvoxdb', data: databasePassword }),
    contains('Class[openvoxdb]', { certificate_whitelist: [] }),
  ),
  realBehaviour(
    'lets every node ask that has a certificate where agents report for themselves',
    node(nodes.primary, { ...standardKeys, ...codeKeys, serverless: true }, primary),
    contains('Class[openvoxdb]', { certificate_whitelist: [] }),
  ),
  realBehaviour(
    "yields to the component's own keys",
    node(nodes.primary, standardKeys, {
      ...primary,
      data: {
        'openvoxdb::gc_interval': 17,
        'openvoxdb::java_args': { '-Xmx': '3g' },
        'openvoxdb::command_threads': 7,
        'openvoxdb::database_max_pool_size': '33',
        'openvoxdb::certificate_whitelist': ['auditor.example.com'],
        'openvoxdb::disable_update_checking': false,
        'openvoxdb::node_ttl': '30d',
      },
    }),
    contains('Class[openvoxdb]', {
      gc_interval: 17,
      java_args: { '-Xmx': '3g' },
      command_threads: 7,
      database_max_pool_size: '33',
      certificate_whitelist: ['auditor.example.com'],
      disable_update_checking: false,
      node_ttl: '30d',
    }),
  ),
  realBehaviour(
    'says which password is missing, and how to make one',
    node(nodes.primary, largeKeys, primary),
    failsWith(
      `no value for ${own}::secrets::openvoxdb_password, with which OpenVoxDB connects to PostgreSQL on ` +
        `${nodes.postgresql}\\. Make one with .openssl rand`,
    ),
  ),
];
