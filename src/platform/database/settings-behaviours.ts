/** PostgreSQL's settings, on the hardware of the scenarios: 8 CPUs and 16 GiB. */
import { contains, realBehaviour } from '../../model/behaviours.js';
import type { Behaviour, Expectation } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import { databasePassword, foremanSecrets, largeKeys, node, nodes, standardKeys } from '../scenarios.js';

const settings = (values: Readonly<Record<string, string | number>>): readonly Expectation[] =>
  Object.entries(values).map(([name, value]) => contains(`Postgresql::Server::Config_entry[${name}]`, { value }));

const postgresql = { role: 'postgresql', data: databasePassword };

export const settingsBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    'takes a quarter of a server',
    node(nodes.primary, standardKeys, { classes: ['profile::primary'] }),
    contains(`Class[${own}::postgresql::settings]`),
    ...settings({
      max_connections: 80,
      shared_buffers: '1024MB',
      effective_cache_size: '3072MB',
      maintenance_work_mem: '256MB',
      work_mem: '12MB',
      max_worker_processes: 8,
      checkpoint_completion_target: 0.9,
      min_wal_size: '1GB',
      max_wal_size: '4GB',
      random_page_cost: 1.1,
    }),
  ),
  realBehaviour(
    'has connections for a Foreman on the same node',
    node(nodes.primary, { ...standardKeys, foreman: true }, { classes: ['profile::primary'], data: foremanSecrets }),
    ...settings({ max_connections: 130 }),
  ),
  realBehaviour(
    'takes all of a node of its own, with connections for a pool that may grow',
    node(nodes.postgresql, largeKeys, postgresql),
    ...settings({ max_connections: 830, shared_buffers: '4096MB', effective_cache_size: '12288MB', work_mem: '4MB' }),
  ),
  realBehaviour(
    'has connections for as many nodes as the site says, and for a Foreman on a node of its own',
    node(
      nodes.postgresql,
      { ...largeKeys, foreman: true, foreman_server: nodes.foreman },
      {
        ...postgresql,
        data: { ...databasePassword, ...foremanSecrets, [`${own}::profile::postgresql::openvoxdb_nodes`]: 3 },
      },
    ),
    ...settings({ max_connections: 320 }),
  ),
  realBehaviour(
    "leaves a setting to the component's own key",
    node(nodes.primary, standardKeys, {
      classes: ['profile::primary'],
      data: { 'postgresql::server::config_entries': { shared_buffers: '3GB', log_min_duration_statement: '500' } },
    }),
    ...settings({ shared_buffers: '3GB', log_min_duration_statement: '500', max_connections: 80 }),
  ),
];
