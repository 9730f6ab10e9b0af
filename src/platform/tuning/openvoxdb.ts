/** Formulas for OpenVoxDB. Memory is in MiB. */
import { max, min } from '../../model/builtins.js';
import { puppetFunction } from '../../model/definitions.js';
import { choose, div, mul, select } from '../../model/expressions.js';
import { local, value } from '../../model/statements.js';
import type { Between, PositiveInteger } from '../../model/vocabulary.js';
import { largestPool, stepped } from './limits.js';

interface HeapParams {
  /** Memory of the node in MiB. */
  memory_mb: PositiveInteger;
  /** Whether the node runs nothing but OpenVoxDB. */
  dedicated: boolean;
}

/**
 * Heap of OpenVoxDB, in MiB.
 *
 * A tenth of a node that it shares with a server, half of a node of its own; between 512 MiB and 8 GiB, in steps of 64
 * MiB. The scaling recommendations of OpenVoxDB are 128 MiB and 1 MiB for each node, which this exceeds for as many nodes
 * as the CPUs of such a server carry.
 *
 * @returns heap in MiB
 */
export const openvoxdbHeap = puppetFunction<HeapParams, PositiveInteger>('tuning::openvoxdb_heap', {
  private: true,
  body: ({ params }) => {
    const percent = local('percent', choose(params.dedicated, 50, 10));
    return [percent, value(stepped(min(max(div(mul(params.memory_mb, percent.value), 100), 512), 8192)))];
  },
  cases: [
    { arguments: [8192, false], result: { value: 768 } },
    { arguments: [2048, false], result: { value: 512 } },
    { arguments: [16384, true], result: { value: 8192 } },
  ],
});

interface ThreadsParams {
  /** CPUs of the node. */
  cpus: PositiveInteger;
  /** Alone on its node, beside the one server, or beside one of several servers. */
  place: 'dedicated' | 'monolithic' | 'pool';
}

/**
 * Number of threads with which an OpenVoxDB processes commands.
 *
 * OpenVoxDB's own default is half of the CPUs, which suits a node of its own. Beside a server it gets a quarter, and in
 * a pool never more than three, since each further OpenVoxDB adds its own threads to the one database. Sources:
 * OpenVoxDB's configuration reference ("threads"); the shares are those of pe_tune.
 *
 * @returns threads
 */
export const openvoxdbThreads = puppetFunction<ThreadsParams, PositiveInteger>('tuning::openvoxdb_threads', {
  private: true,
  body: ({ params }) => [
    value(
      select(
        params.place,
        [
          ['dedicated', max(1, div(params.cpus, 2))],
          ['pool', max(1, min(3, div(params.cpus, 4)))],
        ],
        max(1, div(params.cpus, 4)),
      ),
    ),
  ],
  cases: [
    { arguments: [8, 'dedicated'], result: { value: 4 } },
    { arguments: [32, 'pool'], result: { value: 3 } },
    { arguments: [32, 'monolithic'], result: { value: 8 } },
    { arguments: [1, 'pool'], result: { value: 1 } },
  ],
});

interface PoolParams {
  /** CPUs of the node. */
  cpus: PositiveInteger;
  /** Command threads of OpenVoxDB. */
  threads: PositiveInteger;
}

/**
 * Size of a connection pool of OpenVoxDB.
 *
 * OpenVoxDB opens two pools of this size, one to write and one to read. Writing takes two connections for each command
 * thread, reading one and a half for each JRuby instance, of which there are at most as many as CPUs; the larger of the
 * two counts. OpenVoxDB's own default of 25 is the upper limit, so that PostgreSQL can rely on it. Source: OpenVoxDB's
 * configuration reference ("maximum-pool-size").
 *
 * @returns connections in each of the two pools
 */
export const openvoxdbPool = puppetFunction<PoolParams, Between<10, 25>>('tuning::openvoxdb_pool', {
  private: true,
  body: ({ params }) => [value(min(largestPool, max(10, mul(2, params.threads), div(mul(params.cpus, 3), 2))))],
  cases: [
    { arguments: [4, 1], result: { value: 10 } },
    { arguments: [12, 3], result: { value: 18 } },
    { arguments: [64, 16], result: { value: 25 } },
  ],
});
