/** Foreman, on the primary and on a node of its own. */
import { contains, failsWith, isBefore, lacks, realBehaviour } from '../../model/behaviours.js';
import type { Behaviour } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import { foremanSystems } from '../foreman/supported.js';
import { operatingSystems } from '../os.js';
import { foremanSecrets, largeKeys, node, nodes, standardKeys } from '../scenarios.js';

const me = `${own}::profile::foreman`;
const here = { ...standardKeys, foreman: true } as const;
const elsewhere = { ...largeKeys, foreman: true, foreman_server: nodes.foreman, compilers: [nodes.compiler] };
const onPrimary = { classes: ['profile::primary'], data: foremanSecrets };
const ownNode = { data: foremanSecrets };
/** How long it waits for a PostgreSQL on another node. */
const patience = {
  keepalives_idle: 60,
  keepalives_interval: 10,
  keepalives_count: 3,
  tcp_user_timeout: 60_000,
};
const migration = 'Exec[foreman-rake-db:migrate]';
/** Systems of the platform, by whether Foreman has packages for them. */
const systems = (supported: boolean) =>
  operatingSystems.flatMap(({ name, releases }) =>
    releases
      .filter(
        (release) => foremanSystems.some((one) => one.name === name && one.releases.includes(release)) === supported,
      )
      .map((release) => ({ name, release })),
  );
const anywhere = [{ name: 'Debian', release: '12' }];

export const foremanBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    'uses the PostgreSQL of its node through the socket',
    node(nodes.primary, here, { ...onPrimary, on: systems(true) }),
    contains(`Class[${me}]`, { trusted_hosts: [], register_smart_proxy: true, openvoxdb_plugin: true }),
    contains('Class[foreman]', {
      db_manage: false,
      db_extra_options: {},
      db_password: 'not used through the socket',
      foreman_service_puma_workers: 6,
    }),
    contains('Class[foreman]', {}, ['db_host', 'db_root_cert']),
    contains('Foreman_config_entry[trusted_hosts]', { value: `["${nodes.primary}"]` }),
    contains('Class[foreman::plugin::puppetdb]', { address: `https://${nodes.primary}:8081/pdb/cmd/v1` }),
    contains('Class[foreman::plugin::puppet]'),
    contains('Class[foreman::cli]'),
    contains('Class[foreman::cli::puppet]'),
    contains('Class[redis]', { bind: ['127.0.0.1'] }),
    isBefore('Postgresql::Server::Database[foreman]', migration, 'The database is there before its schema is.'),
    isBefore('Class[redis]', migration, "Foreman's cache."),
    isBefore('Class[redis]', 'Service[foreman]', "Foreman's processes connect to Redis when they start."),
    isBefore(`Class[${own}::foreman::repo]`, 'Class[foreman::install]', "Packages from Foreman's repository."),
    isBefore(
      'Exec[puppet_server_config-generate_ca_cert]',
      'Class[apache::service]',
      'Apache serves TLS with the certificate, and does not start without it.',
    ),
    isBefore('Class[foreman::database]', 'Foreman_config_entry[trusted_hosts]', 'Settings are in the database.'),
  ),
  realBehaviour(
    'has a password and TLS for a PostgreSQL on another node',
    node(nodes.foreman, elsewhere, {
      data: { ...foremanSecrets, 'foreman::db_extra_options': { connect_timeout: 3 } },
    }),
    contains('Class[foreman]', {
      db_manage: false,
      db_host: nodes.postgresql,
      db_extra_options: { ...patience, connect_timeout: 3 },
      db_password: 'herring-herring',
      db_root_cert: '/etc/puppetlabs/puppet/ssl/certs/ca.pem',
      initial_admin_password: 'sturgeon-sturgeon',
      oauth_consumer_key: 'salmon-salmon',
      oauth_consumer_secret: 'trout-trout',
    }),
    lacks('Class[postgresql::server]'),
    contains('Foreman_config_entry[trusted_hosts]', { value: `["${nodes.compiler}","${nodes.primary}"]` }),
  ),
  realBehaviour(
    "trusts the certificate authority of a PostgreSQL that is not the platform's",
    node(nodes.foreman, { ...elsewhere, postgresql_ca: '/etc/ssl/corporate.pem' }, ownNode),
    contains('Class[foreman]', { db_host: nodes.postgresql, db_root_cert: '/etc/ssl/corporate.pem' }),
  ),
  realBehaviour(
    'trusts the hosts that the site names, and has no plugin that the site does not want',
    node(nodes.foreman, elsewhere, {
      data: {
        ...foremanSecrets,
        [`${me}::trusted_hosts`]: ['Compiler2.example.com'],
        [`${me}::openvoxdb_plugin`]: false,
      },
    }),
    contains('Foreman_config_entry[trusted_hosts]', {
      value: `["${nodes.compiler}","compiler2.example.com","${nodes.primary}"]`,
    }),
    lacks('Class[foreman::plugin::puppetdb]'),
  ),
  realBehaviour(
    "yields to the component's own keys",
    node(nodes.primary, here, {
      ...onPrimary,
      data: {
        ...foremanSecrets,
        'foreman::foreman_service_puma_workers': 3,
        'foreman::plugin::puppetdb::address': 'https://other.example.com:8081/pdb/cmd/v1',
        'foreman::server_ssl_cert': '/etc/pki/web.pem',
        'redis::maxmemory': '1gb',
      },
    }),
    contains('Class[foreman]', { foreman_service_puma_workers: 3, server_ssl_cert: '/etc/pki/web.pem' }),
    contains('Class[foreman::plugin::puppetdb]', { address: 'https://other.example.com:8081/pdb/cmd/v1' }),
    contains('Class[redis]', { maxmemory: '1gb' }),
  ),
  realBehaviour(
    'refuses a platform without Foreman',
    node(nodes.foreman, { ...elsewhere, foreman: false }, { on: anywhere }),
    failsWith(`${me}: the platform has no Foreman, since ${own}::foreman is false`),
  ),
  realBehaviour(
    'refuses a node that is not the one',
    node(nodes.agent, elsewhere, { on: anywhere }),
    failsWith(`${me}: this node is ${nodes.agent}, but Foreman belongs on ${nodes.foreman}`),
  ),
  realBehaviour(
    'refuses an operating system for which Foreman has no packages',
    node(nodes.foreman, elsewhere, { on: systems(false) }),
    failsWith(`${me}: Foreman does not support \\w+ [\\d.]+.*Ubuntu 22\\.04.*Set ${own}::foreman: false`),
  ),
  realBehaviour(
    'refuses a node whose certificate is for another name',
    node(nodes.foreman, elsewhere, { ...ownNode, facts: { 'networking.fqdn': 'other.example.com' }, on: anywhere }),
    failsWith(`${me}: the certificate of this node is for ${nodes.foreman}, but the node calls itself other`),
  ),
  realBehaviour(
    'says which password is missing',
    node(nodes.foreman, elsewhere, {
      data: { ...foremanSecrets, [`${own}::secrets::foreman_db_password`]: '' },
      on: anywhere,
    }),
    failsWith(`no value for ${own}::secrets::foreman_db_password, with which Foreman connects`),
  ),
];
