/** Who may connect to PostgreSQL. */
import { contains, lacks, realBehaviour } from '../../model/behaviours.js';
import type { Behaviour, Expectation } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import { databasePassword, foremanSecrets, largeKeys, node, nodes, standardKeys } from '../scenarios.js';

type Values = Parameters<typeof contains>[1];

const rule = (title: string, values?: Values): Expectation =>
  contains(`Postgresql::Server::Pg_hba_rule[${title}]`, values);
const noRule = (title: string): Expectation => lacks(`Postgresql::Server::Pg_hba_rule[${title}]`);
const ident = 'Postgresql::Server::Pg_ident_rule[OpenVoxDB of this node]';

const superuser = rule('superuser by socket', {
  type: 'local',
  database: 'all',
  user: 'postgres',
  auth_method: 'peer',
  order: 1,
});
const openvoxdbRemote = {
  type: 'hostssl',
  database: 'puppetdb',
  user: 'puppetdb',
  auth_method: 'scram-sha-256',
  auth_option: 'clientcert=verify-ca',
  order: 30,
};
const foremanRemote = {
  type: 'hostssl',
  database: 'foreman',
  user: 'foreman',
  auth_method: 'scram-sha-256',
  order: 40,
};

const withForeman = { ...largeKeys, foreman: true, foreman_server: nodes.foreman } as const;
const postgresql = { role: 'postgresql', data: { ...databasePassword, ...foremanSecrets } };

export const accessBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    'lets in who is on the same node, and nobody by password',
    node(nodes.primary, { ...standardKeys, foreman: true }, { classes: ['profile::primary'], data: foremanSecrets }),
    contains(`Class[${own}::postgresql::access]`),
    superuser,
    rule('Foreman by socket', {
      type: 'local',
      database: 'foreman',
      user: 'foreman',
      auth_method: 'peer',
      order: 10,
    }),
    rule('OpenVoxDB by certificate', {
      type: 'hostssl',
      database: 'puppetdb',
      user: 'puppetdb',
      address: 'samehost',
      auth_method: 'cert',
      auth_option: `map=${own}`,
      order: 20,
    }),
    contains(ident, { map_name: own, system_username: nodes.primary, database_username: 'puppetdb' }),
    noRule('OpenVoxDB from all'),
    noRule('Foreman from all'),
  ),
  realBehaviour(
    'lets other nodes in with a password, and OpenVoxDB only with a certificate besides',
    node(nodes.postgresql, withForeman, postgresql),
    superuser,
    rule('OpenVoxDB from all', { ...openvoxdbRemote, address: 'all' }),
    rule('Foreman from all', { ...foremanRemote, address: 'all' }),
    noRule('Foreman by socket'),
    noRule('OpenVoxDB by certificate'),
    lacks(ident),
  ),
  realBehaviour(
    'lets them in from the networks that the site names',
    node(nodes.postgresql, withForeman, {
      ...postgresql,
      data: { ...postgresql.data, [`${own}::profile::postgresql::client_networks`]: ['192.0.2.0/24', '2001:db8::/32'] },
    }),
    ...['192.0.2.0/24', '2001:db8::/32'].flatMap((address) => [
      rule(`OpenVoxDB from ${address}`, { ...openvoxdbRemote, address }),
      rule(`Foreman from ${address}`, { ...foremanRemote, address }),
    ]),
    noRule('OpenVoxDB from all'),
    noRule('Foreman from all'),
  ),
  realBehaviour(
    'has no rule for what the platform does not have',
    node(
      nodes.primary,
      { ...standardKeys, use_openvoxdb: false },
      { classes: ['profile::primary', 'profile::postgresql'] },
    ),
    superuser,
    noRule('OpenVoxDB by certificate'),
    noRule('OpenVoxDB from all'),
    noRule('Foreman by socket'),
  ),
];
