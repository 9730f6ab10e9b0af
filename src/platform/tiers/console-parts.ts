/** What a node shows of Foreman, of its smart proxy, or of OpenVoxView. */
import { contains, isBefore, lacks, notifies } from '../../model/behaviours.js';
import { own } from '../../model/namespace.js';
import { directoryPath } from '../directory.js';
import { port } from '../ports.js';
import { follows } from './followed.js';
import type { PartExpectations } from './parts.js';
import { certificates } from './places.js';

const migration = 'Exec[foreman-rake-db:migrate]';

export const foremanPart: PartExpectations = {
  marks: [`Class[${own}::profile::foreman]`, 'Class[foreman]', 'Class[redis]'],
  has: ({ certname, key, parts }) => [
    contains('Class[foreman]', {
      ssl: true,
      server_ssl_port: port.https,
      foreman_url: `https://${certname}`,
    }),
    contains('Class[redis]', { bind: ['127.0.0.1'], protected_mode: true }),
    contains('File[/etc/foreman/database.yml]', {
      owner: 'root',
      group: 'foreman',
      mode: '0640',
    }),
    contains('File[/root/.hammer/cli.modules.d/foreman.yml]', {
      owner: 'root',
      mode: '0600',
    }),
    isBefore(`Class[${own}::foreman::repo]`, 'Class[foreman::install]', "Packages from Foreman's repository."),
    isBefore(certificates, 'Class[apache::service]', 'Apache does not start without its certificate.'),
    ...follows('foreman', 'Class[apache::service]'),
    isBefore('Class[redis]', migration, "Foreman's cache."),
    isBefore('Class[redis]', 'Service[foreman]', "Foreman's processes connect to Redis when they start."),
    isBefore('Class[foreman::database]', 'Foreman_config_entry[trusted_hosts]', 'Settings are in the database.'),
    ...(parts.includes('PostgreSQL')
      ? [isBefore('Postgresql::Server::Database[foreman]', migration, 'The database is there before its schema is.')]
      : []),
    ...(parts.includes('server')
      ? [lacks(`Class[${own}::foreman::node]`)]
      : [
          contains('Group[puppet]', { system: true }),
          isBefore('Group[puppet]', 'User[foreman]', 'The user becomes a member of the group.'),
          contains(`File[/etc/puppetlabs/puppet/ssl/private_keys/${certname}.pem]`, { group: 'puppet', mode: '0640' }),
          isBefore(
            'Service[foreman]',
            `Foreman_smartproxy[${key('primary_server') ?? ''}]`,
            'Foreman answers when its service runs.',
          ),
        ]),
  ],
};

export const proxyPart: PartExpectations = {
  marks: [`Class[${own}::foreman::proxy]`, 'Class[foreman_proxy]'],
  has: ({ certname, key, parts }) => {
    const here = parts.includes('Foreman');
    return [
      contains('Class[foreman_proxy]', {
        http: false,
        ssl: true,
        ssl_port: port.smartProxy,
        trusted_hosts: here ? [certname] : [certname, key('foreman_server') ?? null],
        register_in_foreman: here,
      }),
      isBefore(certificates, 'Class[foreman_proxy::service]', 'The proxy does not start without its certificate.'),
      ...follows('foreman_proxy', 'Class[foreman_proxy::service]'),
      isBefore(`Class[${own}::foreman::repo]`, 'Class[foreman_proxy::install]', "Packages from Foreman's repository."),
      // The component starts the server after the registration: with a Foreman that is yet to come it would never start.
      here
        ? isBefore('Class[foreman::service]', `Foreman_smartproxy[${certname}]`, 'Foreman answers when it runs.')
        : lacks(`Foreman_smartproxy[${certname}]`),
    ];
  },
};

const directory = `${directoryPath}/openvoxview`;

export const viewPart: PartExpectations = {
  marks: [`Class[${own}::profile::openvoxview]`, 'Class[openvoxview]'],
  has: ({ key }) => [
    contains('Class[openvoxview]', {
      listen_address: '127.0.0.1',
      listen_port: port.openvoxview,
      puppetdb_host: key('openvoxdb') ?? key('primary_server') ?? null,
      puppetdb_tls: true,
      puppetdb_tls_ignore: false,
    }),
    contains(`File[${directory}]`, {
      owner: 'root',
      group: 'openvoxview',
      mode: '0750',
    }),
    ...['ca.pem', 'cert.pem', 'key.pem'].flatMap((name) => [
      contains(`File[${directory}/${name}]`, {
        owner: 'root',
        group: 'openvoxview',
        mode: '0640',
        show_diff: false,
      }),
      isBefore(certificates, `File[${directory}/${name}]`, 'There is something to copy.'),
      notifies(`File[${directory}/${name}]`, 'Class[openvoxview::service]', 'It reads them when it starts.'),
    ]),
  ],
};
