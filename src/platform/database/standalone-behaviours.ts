/** A single PostgreSQL server, on each kind of operating system. */
import { contains, isBefore, lacks, matching, realBehaviour } from '../../model/behaviours.js';
import type { Behaviour, Expectation } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import { databasePassword, foremanSecrets, largeKeys, node, nodes, standardKeys } from '../scenarios.js';

const primary = { classes: ['profile::primary'] };
const withoutRepository = { [`${own}::profile::postgresql::manage_package_repo`]: false };
const locales = { RedHat: 'glibc-langpack-en', Debian: 'locales-all' } as const;
const clusterSettings = 'File[/etc/postgresql-common/createcluster.conf]';
const distributionModule = 'Package[postgresql module of the distribution]';
const modular = [
  { family: 'RedHat', release: '8' },
  { family: 'RedHat', release: '9' },
];

const listensOn = (value: string): Expectation => contains('Class[postgresql::server]', { listen_addresses: value });

const repository: readonly Expectation[] = [
  contains(`Class[${own}::postgresql::standalone]`),
  contains('Class[postgresql::globals]', {
    version: '16',
    manage_package_repo: true,
    manage_dnf_module: false,
    encoding: 'UTF8',
    locale: 'C.UTF-8',
    data_checksums: true,
    password_encryption: 'scram-sha-256',
  }),
  contains('Class[postgresql::server]', { pg_hba_conf_defaults: false }),
  listensOn(`localhost,${nodes.primary}`),
  contains('Package[postgresql-server]'),
];

export const standaloneBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    "comes from PostgreSQL's own repository on EL, past the distribution's module",
    node(nodes.primary, standardKeys, { ...primary, on: modular }),
    ...repository,
    contains(distributionModule, { ensure: 'disabled', name: 'postgresql', provider: 'dnfmodule' }),
    isBefore(distributionModule, 'Package[postgresql-server]', 'dnf hides the package behind the module.'),
    contains(`Package[${locales.RedHat}]`),
    isBefore(`Package[${locales.RedHat}]`, 'Package[postgresql-server]', 'The server keeps the locales of its start.'),
    lacks(clusterSettings),
  ),
  realBehaviour(
    "comes from PostgreSQL's own repository on EL 10, which has no modules",
    node(nodes.primary, standardKeys, { ...primary, on: [{ family: 'RedHat', release: '10' }] }),
    ...repository,
    lacks(distributionModule),
  ),
  realBehaviour(
    "comes from PostgreSQL's own repository on Debian and Ubuntu, whose packages make the cluster",
    node(nodes.primary, standardKeys, { ...primary, on: [{ family: 'Debian' }] }),
    ...repository,
    contains(clusterSettings, {
      ensure: 'file',
      owner: 'root',
      group: 'root',
      mode: '0644',
      content: matching("^initdb_options = '--locale=C\\.UTF-8 --encoding=UTF8 --data-checksums'$"),
    }),
    contains('Package[postgresql-common]'),
    contains(`Package[${locales.Debian}]`),
    isBefore('Class[apt::update]', 'Package[postgresql-common]', 'Both packages come from the same repository.'),
    isBefore('Package[postgresql-common]', clusterSettings, 'The package brings the directory.'),
    isBefore(clusterSettings, 'Package[postgresql-server]', 'The package makes the cluster when it is installed.'),
    isBefore(`Package[${locales.Debian}]`, 'Package[postgresql-server]', 'The package starts the server.'),
  ),
  realBehaviour(
    "comes from the distribution's module on EL 8 and 9 on request",
    node(nodes.primary, standardKeys, { ...primary, data: withoutRepository, on: modular }),
    contains('Class[postgresql::globals]', { version: '16', manage_package_repo: false, manage_dnf_module: true }),
    lacks(distributionModule),
  ),
  realBehaviour(
    'comes from the distribution on EL 10 on request',
    node(nodes.primary, standardKeys, {
      ...primary,
      data: withoutRepository,
      on: [{ family: 'RedHat', release: '10' }],
    }),
    contains('Class[postgresql::globals]', {
      version: '16',
      manage_package_repo: false,
      manage_dnf_module: false,
      client_package_name: 'postgresql',
      server_package_name: 'postgresql-server',
      contrib_package_name: 'postgresql-contrib',
      service_name: 'postgresql',
      bindir: '/usr/bin',
      datadir: '/var/lib/pgsql/data',
    }),
  ),
  ...(
    [
      ['Debian', '11', '13'],
      ['Debian', '12', '15'],
      ['Debian', '13', '17'],
      ['Ubuntu', '22.04', '14'],
      ['Ubuntu', '24.04', '16'],
    ] as const
  ).map(([name, release, version]) =>
    realBehaviour(
      `is version ${version} of ${name} ${release} on request`,
      node(nodes.primary, standardKeys, { ...primary, data: withoutRepository, on: [{ name, release }] }),
      contains('Class[postgresql::globals]', { version, manage_package_repo: false }),
      contains('Service[postgresqld_instance_main]', {
        ensure: 'running',
        name: `postgresql@${version}-main`,
        status: `systemctl is-active --quiet postgresql@${version}-main`,
      }),
    ),
  ),
  realBehaviour(
    'is of the version that the site names',
    node(nodes.primary, standardKeys, { ...primary, data: { [`${own}::profile::postgresql::version`]: '17' } }),
    contains('Class[postgresql::globals]', { version: '17' }),
  ),
  realBehaviour(
    'listens on the node alone where only Foreman uses it',
    node(nodes.primary, { ...standardKeys, foreman: true, use_openvoxdb: false }, { ...primary, data: foremanSecrets }),
    listensOn('localhost'),
  ),
  realBehaviour(
    'listens on everything where other nodes use it',
    node(nodes.postgresql, largeKeys, { role: 'postgresql', data: databasePassword }),
    listensOn('*'),
  ),
  realBehaviour(
    'listens on what the site names, in one string',
    node(nodes.primary, standardKeys, {
      ...primary,
      data: {
        [`${own}::profile::postgresql::listen_addresses`]: ['localhost', '192.0.2.1'],
        'postgresql::server::listen_addresses': '*',
      },
    }),
    listensOn('localhost,192.0.2.1'),
  ),
  realBehaviour(
    "yields to the component's own key",
    node(nodes.primary, standardKeys, { ...primary, data: { 'postgresql::server::listen_addresses': '*' } }),
    listensOn('*'),
  ),
];
