/** Formulas for PostgreSQL. Memory is in MiB. */
import { max, min } from '../../model/builtins.js';
import { puppetFunction } from '../../model/definitions.js';
import { add, choose, div, gt, mul, sub } from '../../model/expressions.js';
import { local, value } from '../../model/statements.js';
import type { Between, Count, PositiveInteger } from '../../model/vocabulary.js';
import { stepped } from './limits.js';

interface NodeParams {
  /** Memory of the node in MiB. */
  memory_mb: PositiveInteger;
  /** Whether the node runs nothing but PostgreSQL. */
  dedicated: boolean;
}

/**
 * Memory that PostgreSQL may use, in MiB.
 *
 * A quarter of a node that it shares, between 1 and 16 GiB, which is the platform's own choice; all of a node of its own.
 *
 * @returns memory in MiB
 */
export const postgresqlMemory = puppetFunction<NodeParams, PositiveInteger>('tuning::postgresql_memory', {
  private: true,
  body: ({ params }) => [
    value(choose(params.dedicated, params.memory_mb, min(max(div(mul(params.memory_mb, 25), 100), 1024), 16384))),
  ],
  cases: [
    { arguments: [16384, true], result: { value: 16384 } },
    { arguments: [16384, false], result: { value: 4096 } },
    { arguments: [2048, false], result: { value: 1024 } },
  ],
});

interface MemoryParams {
  /** Memory in MiB that PostgreSQL may use. */
  memory_mb: Count;
}

/**
 * PostgreSQL's shared_buffers, in MiB: a quarter of its memory, in steps of 64 MiB.
 *
 * A quarter is the starting point that PostgreSQL's documentation gives (runtime-config-resource).
 *
 * @returns shared_buffers in MiB
 */
export const sharedBuffers = puppetFunction<MemoryParams, Between<128, 16384>>('tuning::postgresql_shared_buffers', {
  private: true,
  body: ({ params }) => [value(stepped(max(128, min(16384, div(params.memory_mb, 4)))))],
  cases: [
    { arguments: [4096], result: { value: 1024 } },
    { arguments: [4223], result: { value: 1024 } },
    { arguments: [100], result: { value: 128 } },
    { arguments: [262144], result: { value: 16384 } },
  ],
});

/**
 * PostgreSQL's effective_cache_size, in MiB: what its queries may expect to find in memory.
 *
 * Three quarters, as pgtune has it. The planner's estimate only; nothing is allocated.
 *
 * @returns effective_cache_size in MiB
 */
export const effectiveCacheSize = puppetFunction<MemoryParams, Between<256, null>>(
  'tuning::postgresql_effective_cache_size',
  {
    private: true,
    body: ({ params }) => [value(max(256, div(mul(params.memory_mb, 3), 4)))],
    cases: [
      { arguments: [4096], result: { value: 3072 } },
      { arguments: [0], result: { value: 256 } },
    ],
  },
);

/**
 * PostgreSQL's maintenance_work_mem, in MiB: for VACUUM and for indexes.
 *
 * A sixteenth, at most 2 GiB, as pgtune has it.
 *
 * @returns maintenance_work_mem in MiB
 */
export const maintenanceWorkMem = puppetFunction<MemoryParams, Between<64, 2048>>(
  'tuning::postgresql_maintenance_work_mem',
  {
    private: true,
    body: ({ params }) => [value(max(64, min(2048, div(params.memory_mb, 16))))],
    cases: [
      { arguments: [16384], result: { value: 1024 } },
      { arguments: [512], result: { value: 64 } },
    ],
  },
);

interface WorkMemParams extends MemoryParams {
  /** Its shared_buffers in MiB. */
  shared_buffers_mb: Count;
  /** Its max_connections. */
  connections: PositiveInteger;
}

/**
 * PostgreSQL's work_mem, in MiB: for one sort or hash of one query.
 *
 * What shared_buffers leave, divided by three for each connection: a query may have several sorts (pgtune's rule).
 * Between 4 MiB, PostgreSQL's own default, and 64 MiB.
 *
 * @returns work_mem in MiB
 */
export const workMem = puppetFunction<WorkMemParams, Between<4, 64>>('tuning::postgresql_work_mem', {
  private: true,
  body: ({ params }) => [
    value(max(4, min(64, div(sub(params.memory_mb, params.shared_buffers_mb), mul(3, params.connections))))),
  ],
  cases: [
    { arguments: [16384, 4096, 100], result: { value: 40 } },
    { arguments: [1024, 256, 200], result: { value: 4 } },
    { arguments: [65536, 16384, 50], result: { value: 64 } },
  ],
});

interface ConnectionsParams {
  /** Number of OpenVoxDB services that use this PostgreSQL. */
  openvoxdb_nodes: Count;
  /** Size of one pool of each of them. */
  openvoxdb_pool: Count;
  /** Puma workers of Foreman; 0 without Foreman. */
  foreman_workers: Count;
}

/**
 * PostgreSQL's max_connections: the sum of all pools, and a reserve.
 *
 * Each OpenVoxDB opens two pools (write and read; source: its configuration reference, "maximum-pool-size"). Foreman
 * opens up to five connections for each Puma worker, one for each of its threads (`foreman_service_puma_threads_max`),
 * and twenty for its background jobs. Thirty more are for superusers, backup, monitoring and maintenance.
 *
 * @returns max_connections
 */
export const connections = puppetFunction<ConnectionsParams, Between<30, null>>('tuning::postgresql_connections', {
  private: true,
  body: ({ params }) => {
    const foreman = local('foreman', choose(gt(params.foreman_workers, 0), add(mul(5, params.foreman_workers), 20), 0));
    return [foreman, value(add(add(mul(mul(2, params.openvoxdb_pool), params.openvoxdb_nodes), foreman.value), 30))];
  },
  cases: [
    { arguments: [1, 10, 0], result: { value: 50 } },
    { arguments: [6, 25, 4], result: { value: 370 } },
  ],
});
