/** Formulas for a Foreman that shares its node. Memory is in MiB. */
import { max, min } from '../../model/builtins.js';
import { puppetFunction } from '../../model/definitions.js';
import { div, mul } from '../../model/expressions.js';
import { value } from '../../model/statements.js';
import type { Between, Count, PositiveInteger } from '../../model/vocabulary.js';

interface MemoryParams {
  /** Memory of the node in MiB. */
  memory_mb: PositiveInteger;
}

/**
 * Memory that Foreman, its workers and Redis may use on a node that they share with a server, in MiB.
 *
 * A fifth of the node, between 2 and 6 GiB: a share of the platform's own choice.
 *
 * @returns memory in MiB
 */
export const foremanMemory = puppetFunction<MemoryParams, PositiveInteger>('tuning::foreman_memory', {
  private: true,
  body: ({ params }) => [value(min(max(div(mul(params.memory_mb, 20), 100), 2048), 6144))],
  cases: [
    { arguments: [8192], result: { value: 2048 } },
    { arguments: [16384], result: { value: 3276 } },
    { arguments: [65536], result: { value: 6144 } },
  ],
});

interface WorkersParams {
  /** CPUs of the node. */
  cpus: PositiveInteger;
  /** Memory in MiB that is set aside for Foreman. */
  foreman_mb: Count;
}

/**
 * Number of Puma workers of a Foreman that shares its node.
 *
 * The component's formula (3 workers for 2 CPUs) knows nothing of the server and the databases beside it. A worker grows
 * to about half a GiB, so the share of memory that is set aside for Foreman limits their number.
 *
 * @returns workers
 */
export const foremanPumaWorkers = puppetFunction<WorkersParams, Between<2, null>>('tuning::foreman_puma_workers', {
  private: true,
  body: ({ params }) => [value(max(2, min(div(mul(params.cpus, 3), 2), div(params.foreman_mb, 512))))],
  cases: [
    { arguments: [8, 3276], result: { value: 6 } },
    { arguments: [1, 0], result: { value: 2 } },
  ],
});
