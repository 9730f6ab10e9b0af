/** How the parts of a server follow each other. */
import { contains, failsWith, isBefore, lacks, notifies, realBehaviour } from '../../model/behaviours.js';
import type { Behaviour } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import { databasePassword, extraLargeKeys, largeKeys, node, nodes, standardKeys } from '../scenarios.js';

const primary = { classes: ['profile::primary'] };
const terminus = 'Package[openvoxdb-termini]';
const authority = 'Exec[puppet_server_config-generate_ca_cert]';

export const serverBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    'connects the server with its OpenVoxDB',
    node(nodes.primary, standardKeys, primary),
    contains(`Class[${own}::server]`, { terminus_soft_write_failure: true }),
    contains(`Class[${own}::code]`),
    contains(`Class[${own}::certificates]`),
    contains('Class[openvoxdb::master::config]', {
      puppetdb_server: nodes.primary,
      puppetdb_port: 8081,
      puppetdb_soft_write_failure: true,
      manage_storeconfigs: false,
      manage_report_processor: false,
      create_puppet_service_resource: false,
      restart_puppet: false,
      strict_validation: false,
    }),
    contains(terminus),
    isBefore(
      'Class[puppet::server::install]',
      terminus,
      'The package needs the directories and the user of the server.',
    ),
    notifies(terminus, 'Class[puppet::server::service]', 'The server loads the terminus when it starts.'),
    notifies(
      'Class[openvoxdb::master::puppetdb_conf]',
      'Class[puppet::server::service]',
      'The server reads it when it starts.',
    ),
    notifies(
      'Class[openvoxdb::master::routes]',
      'Class[puppet::server::service]',
      'The server reads it when it starts.',
    ),
  ),
  realBehaviour(
    'sets up the certificate authority before anything uses a certificate',
    node(nodes.primary, standardKeys, primary),
    isBefore(authority, `Class[${own}::certificates]`, 'Copies of the certificate need the certificate.'),
    isBefore(authority, 'Package[openvoxdb]', "The package's own script copies the certificate."),
  ),
  realBehaviour(
    'starts the agent after the server at boot',
    node(nodes.primary, standardKeys, primary),
    contains(`Systemd::Dropin_file[puppet.service ${own} order]`, {
      unit: 'puppet.service',
      filename: `${own}-order.conf`,
      content: '[Unit]\nAfter=puppetserver.service\n',
    }),
  ),
  realBehaviour(
    'fails writes where the site does not want catalogs without them',
    node(nodes.primary, standardKeys, { ...primary, data: { [`${own}::server::terminus_soft_write_failure`]: false } }),
    contains('Class[openvoxdb::master::config]', { puppetdb_soft_write_failure: false }),
  ),
  realBehaviour(
    'asks the OpenVoxDB on the same compiler',
    node(nodes.compiler, largeKeys, { role: 'compiler', data: databasePassword }),
    contains('Class[openvoxdb::master::config]', { puppetdb_server: nodes.compiler }),
    lacks(authority),
  ),
  realBehaviour(
    'asks the balancer of the pool, then the first node of the pool',
    node(nodes.primary, extraLargeKeys, { ...primary, data: databasePassword }),
    contains('Class[openvoxdb::master::config]', { puppetdb_server: nodes.databaseBalancer }),
    contains('Ini_setting[puppetdbserver_urls]', {
      value: `https://${nodes.databaseBalancer}:8081/,https://${nodes.openvoxdb}:8081/`,
    }),
    lacks('Class[openvoxdb]'),
  ),
  realBehaviour(
    'stops the OpenVoxDB that it had before there was a pool',
    node(nodes.compiler, extraLargeKeys, { role: 'compiler', data: databasePassword }),
    contains('Service[puppetdb]', { ensure: 'stopped', enable: false }),
    isBefore('Class[puppet::server::service]', 'Service[puppetdb]', 'The server asks it until then.'),
    lacks('Package[openvoxdb]'),
  ),
  realBehaviour(
    'has no terminus where there is no OpenVoxDB, and forgets the one that there was',
    node(nodes.primary, { ...standardKeys, use_openvoxdb: false }, primary),
    lacks('Class[openvoxdb::master::config]'),
    lacks(terminus),
    contains('File[/etc/puppetlabs/puppet/routes.yaml]', { ensure: 'absent' }),
    notifies(
      'File[/etc/puppetlabs/puppet/routes.yaml]',
      'Class[puppet::server::service]',
      'The server reads it when it starts.',
    ),
    contains('Service[puppetdb]', { ensure: 'stopped', enable: false }),
  ),
  realBehaviour(
    'refuses an operating system that has no server',
    node(
      nodes.compiler,
      { ...largeKeys, manage_repos: false },
      {
        role: 'compiler',
        data: databasePassword,
        facts: { 'os.family': 'Suse', 'os.name': 'SLES' },
        on: [{ name: 'AlmaLinux', release: '9' }],
      },
    ),
    failsWith('an OpenVox server cannot run on SLES'),
  ),
];
