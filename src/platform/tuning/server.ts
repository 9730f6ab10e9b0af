/** Formulas for the OpenVox server and for what stays with the operating system beside it. Memory is in MiB. */
import { max, min } from '../../model/builtins.js';
import { puppetFunction } from '../../model/definitions.js';
import { add, choose, div, gt, mul, sub } from '../../model/expressions.js';
import { local, value } from '../../model/statements.js';
import type { Integer, PositiveInteger } from '../../model/vocabulary.js';

/** Heap that the server needs before the first JRuby instance, and the heap of each instance. */
const BASE_HEAP = 512;
const HEAP_PER_INSTANCE = 512;

/** Code cache by number of JRuby instances: up to `instances` of them. The last row has no bound. */
const CODE_CACHE = { small: { instances: 5, size: 512 }, medium: { instances: 12, size: 1024 }, large: { size: 2048 } };

interface MemoryParams {
  /** Memory of the node in MiB. */
  memory_mb: PositiveInteger;
}

/**
 * Memory that stays with a server's operating system, in MiB.
 *
 * 15 percent of the node, at least 1 GiB: a share of the platform's own choice, for the agent and the kernel's caches.
 *
 * @returns memory in MiB
 */
export const operatingSystemMemory = puppetFunction<MemoryParams, PositiveInteger>('tuning::operating_system_memory', {
  private: true,
  body: ({ params }) => [value(max(div(mul(params.memory_mb, 15), 100), 1024))],
  cases: [
    { arguments: [2048], result: { value: 1024 } },
    { arguments: [16384], result: { value: 2457 } },
  ],
});

interface InstancesParams {
  /** Number of JRuby instances. */
  jruby_instances: PositiveInteger;
}

/**
 * Reserved code cache of a server's JVM, in MiB.
 *
 * 512 MiB, 1 GiB from six JRuby instances, 2 GiB above twelve (OpenVox Server tuning guide).
 *
 * @returns code cache in MiB
 */
export const codeCache = puppetFunction<InstancesParams, PositiveInteger>('tuning::code_cache', {
  private: true,
  body: ({ params }) => [
    value(
      choose(
        gt(params.jruby_instances, CODE_CACHE.medium.instances),
        CODE_CACHE.large.size,
        choose(gt(params.jruby_instances, CODE_CACHE.small.instances), CODE_CACHE.medium.size, CODE_CACHE.small.size),
      ),
    ),
  ],
  cases: [
    { arguments: [5], result: { value: 512 } },
    { arguments: [6], result: { value: 1024 } },
    { arguments: [12], result: { value: 1024 } },
    { arguments: [13], result: { value: 2048 } },
  ],
});

/**
 * Heap of a server, in MiB.
 *
 * 512 MiB for the server itself and 512 MiB for each JRuby instance (OpenVox Server tuning guide).
 *
 * @returns heap in MiB
 */
export const serverHeap = puppetFunction<InstancesParams, PositiveInteger>('tuning::server_heap', {
  private: true,
  body: ({ params }) => [value(add(BASE_HEAP, mul(HEAP_PER_INSTANCE, params.jruby_instances)))],
  cases: [{ arguments: [4], result: { value: 2560 } }],
});

interface JrubyParams {
  /** CPUs of the node. */
  cpus: PositiveInteger;
  /** Memory that the operating system and the other services of the node leave to the server, in MiB. */
  available_mb: Integer;
  /** Whether OpenVoxDB works on the same node. */
  shared: boolean;
}

/**
 * Number of JRuby instances that the CPUs and the memory of a server carry.
 *
 * CPUs: one instance for each, less one for the JVM's own threads (OpenVox Server tuning guide); three quarters of them
 * where OpenVoxDB works on the same node. Memory: the heap for that number of instances, and the code cache that goes
 * with it. The largest number that satisfies both follows from the three sizes of the code cache in turn.
 *
 * @returns number of instances, at least one
 */
export const jrubyInstances = puppetFunction<JrubyParams, PositiveInteger>('tuning::jruby_instances', {
  private: true,
  body: ({ params }) => {
    const fitting = (cache: number) => div(sub(params.available_mb, BASE_HEAP + cache), HEAP_PER_INSTANCE);
    const byCpu = local('by_cpu', choose(params.shared, sub(div(mul(params.cpus, 3), 4), 1), sub(params.cpus, 1)));
    const large = local('with_large_cache', min(byCpu.value, fitting(CODE_CACHE.large.size)));
    const medium = local(
      'with_medium_cache',
      min(byCpu.value, fitting(CODE_CACHE.medium.size), CODE_CACHE.medium.instances),
    );
    const small = local(
      'with_small_cache',
      min(byCpu.value, fitting(CODE_CACHE.small.size), CODE_CACHE.small.instances),
    );
    return [
      byCpu,
      large,
      medium,
      small,
      value(
        choose(
          gt(large.value, CODE_CACHE.medium.instances),
          large.value,
          choose(gt(medium.value, CODE_CACHE.small.instances), medium.value, max(small.value, 1)),
        ),
      ),
    ];
  },
  cases: [
    { arguments: [8, 13927, false], result: { value: 7 } },
    { arguments: [8, 12133, true], result: { value: 5 } },
    { arguments: [16, 27853, false], result: { value: 15 } },
    { arguments: [16, 4096, false], result: { value: 5 } },
    { arguments: [2, 1024, true], result: { value: 1 } },
    { arguments: [1, -500, false], result: { value: 1 } },
  ],
});
