/** PostgreSQL's certificates. */
import { contains, isBefore, notifies, realBehaviour } from '../../model/behaviours.js';
import type { Behaviour } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import { databasePassword, largeKeys, node, nodes, standardKeys } from '../scenarios.js';

const directory = `/etc/${own}/postgresql`;
const ssl = '/etc/puppetlabs/puppet/ssl';

const originals = (certname: string): readonly (readonly [copy: string, original: string])[] => [
  ['server.crt', `${ssl}/certs/${certname}.pem`],
  ['server.key', `${ssl}/private_keys/${certname}.pem`],
  ['ca.pem', `${ssl}/certs/ca.pem`],
  ['crl.pem', `${ssl}/crl.pem`],
];

const setting = (name: string, value: string) => contains(`Postgresql::Server::Config_entry[${name}]`, { value });

export const tlsBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    "serves TLS with copies of the node's certificate",
    node(nodes.postgresql, largeKeys, { role: 'postgresql', data: databasePassword }),
    contains(`Class[${own}::postgresql::tls]`),
    contains(`File[${directory}]`, { ensure: 'directory', owner: 'postgres', group: 'postgres', mode: '0700' }),
    ...originals(nodes.postgresql).flatMap(([copy, source]) => {
      const file = `File[${directory}/${copy}]`;
      return [
        contains(file, {
          ensure: 'file',
          source,
          owner: 'postgres',
          group: 'postgres',
          mode: '0600',
          links: 'follow',
          show_diff: false,
          backup: false,
        }),
        notifies(file, 'Class[postgresql::server::reload]', 'A renewed certificate arrives without a restart.'),
        isBefore(file, 'Class[postgresql::server::service]', 'With TLS on and no key PostgreSQL does not start.'),
      ];
    }),
    setting('ssl', 'on'),
    setting('ssl_cert_file', `${directory}/server.crt`),
    setting('ssl_key_file', `${directory}/server.key`),
    setting('ssl_ca_file', `${directory}/ca.pem`),
    setting('ssl_crl_file', `${directory}/crl.pem`),
    isBefore('Package[postgresql-server]', `File[${directory}]`, 'The package brings the user.'),
    isBefore(`File[/etc/${own}]`, `File[${directory}]`, 'One is in the other.'),
  ),
  realBehaviour(
    'waits for the certificate authority of its own node',
    node(nodes.primary, standardKeys, { classes: ['profile::primary'] }),
    isBefore(
      'Exec[puppet_server_config-generate_ca_cert]',
      `File[${directory}/server.key]`,
      'The certificate is made in the same run.',
    ),
  ),
];
