/** PostgreSQL's settings. */
import { postgresqlServerConfigEntry } from '../../bindings/postgresql.js';
import { assertPrivate, length, lookup, max, pick } from '../../model/builtins.js';
import { of, type Profile, profile, scope } from '../../model/definitions.js';
import { add, assume, choose, eq, isIn, literal, not, select, str, withBlock } from '../../model/expressions.js';
import { comment, eachEntry, include, local, resource, unless } from '../../model/statements.js';
import type { Expr } from '../../model/value.js';
import { infrastructure as is } from '../platform.js';
import { postgresql, postgresqlClients } from '../profiles/postgresql.js';
import { foremanPumaWorkers } from '../tuning/foreman.js';
import { nodeTuning } from '../tuning/node.js';
import { largestPool } from '../tuning/limits.js';
import { connections, effectiveCacheSize, maintenanceWorkMem, sharedBuffers, workMem } from '../tuning/postgresql.js';
import { clustered } from './component.js';
import { settingsBehaviours } from './settings-behaviours.js';

/** Members that a pool of OpenVoxDB may have without further ado. */
const poolNodes = 16;

/** Puma workers of a Foreman on a node of its own: the component's formula for 16 CPUs. */
const remoteForemanWorkers = 24;

type Setting = string | number;

/**
 * PostgreSQL's settings for the memory, the CPUs and the clients that it has.
 *
 * What `postgresql::server::config_entries` has in Hiera is left to that key.
 */
export const postgresqlSettings: Profile = profile('postgresql::settings', {
  private: true,
  behaviours: settingsBehaviours,
  body: () => {
    const tuned = of(nodeTuning);
    const clients = postgresqlClients();
    const given = of(postgresql).openvoxdb_nodes;
    const memory = local('memory', choose<number>(eq(tuned.postgresql_mb, 0), tuned.memory_mb, tuned.postgresql_mb));
    const pool = local('pool_nodes', max(poolNodes, add(1, length(is.static_compilers))));
    const openvoxdbNodes = local(
      'openvoxdb_nodes',
      choose<number>(is.with_openvoxdb, pick<number>(given, select<number>(is.tier, [['standard', 1]], pool.value)), 0),
    );
    const workers = local(
      'foreman_workers',
      choose<number>(
        not(is.with_foreman),
        0,
        choose<number>(
          clients.foreman_here,
          foremanPumaWorkers({ cpus: tuned.cpus, foreman_mb: tuned.foreman_mb }),
          remoteForemanWorkers,
        ),
      ),
    );
    const allConnections = local<number>(
      'connections',
      connections({
        openvoxdb_nodes: openvoxdbNodes.value,
        openvoxdb_pool: largestPool,
        foreman_workers: workers.value,
      }),
    );
    const memory_mb = memory.value;
    const buffers = local<number>('shared_buffers', sharedBuffers({ memory_mb }));
    const cache = local('effective_cache_size', effectiveCacheSize({ memory_mb }));
    const maintenance = local('maintenance_work_mem', maintenanceWorkMem({ memory_mb }));
    const work = local(
      'work_mem',
      workMem({ memory_mb, shared_buffers_mb: buffers.value, connections: allConnections.value }),
    );
    const computed = local<Record<string, Setting>>('computed', {
      max_connections: allConnections.value,
      shared_buffers: str`${buffers.value}MB`,
      effective_cache_size: str`${cache.value}MB`,
      maintenance_work_mem: str`${maintenance.value}MB`,
      work_mem: str`${work.value}MB`,
      max_worker_processes: max(8, tuned.cpus),
      checkpoint_completion_target: 0.9,
      min_wal_size: '1GB',
      max_wal_size: '4GB',
      random_page_cost: 1.1,
    });
    const site = local(
      'given',
      lookup<Record<string, unknown>>('postgresql::server::config_entries', literal<Record<string, unknown>>({})),
    );
    const keys = assume<string[]>(site.value, '`in` looks for keys of a hash');
    const left: Expr<Record<string, Setting>> = withBlock('filter', computed.value, ['key', 'value'], (key) =>
      not(isIn<string>(key, keys)),
    );
    const entries = local('entries', left);
    return [
      assertPrivate(),
      include(nodeTuning),

      comment(
        "Nothing is set aside where the platform knows PostgreSQL by the address of a cluster: the node is PostgreSQL's then.",
      ),
      memory,

      comment('A pool whose members announce themselves may have any number of them.'),
      pool,
      openvoxdbNodes,

      comment("Foreman's own node is as large as it likes; this is enough for 16 CPUs."),
      workers,

      comment('Of the pools of OpenVoxDB this is the largest size.'),
      allConnections,
      buffers,
      cache,
      maintenance,
      work,

      comment(
        [
          'Checkpoints are long, with enough room between them for the bursts of facts and reports. Random pages cost hardly',
          'more than sequential ones on solid-state disks.',
        ].join('\n'),
      ),
      computed,
      comment('Patroni has them in its own configuration.'),
      unless(clustered(), [
        site,
        entries,
        eachEntry<Setting>(entries.value, ['key', 'value'], (key, value) => [
          resource(postgresqlServerConfigEntry, key, { value }),
        ]),
      ]),
    ];
  },
});

/** The settings by their names; evaluated wherever `contain(postgresqlSettings)` came first. */
export const settings = scope<{ computed: Record<string, Setting> }>(postgresqlSettings);
