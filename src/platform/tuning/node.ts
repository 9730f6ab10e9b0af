/** How the services of a node share it. */
import { assertPrivate } from '../../model/builtins.js';
import { parameterExpressions, profile } from '../../model/definitions.js';
import { add, and, choose, div, fact, gt, mul, not, or, sentence, str, sub } from '../../model/expressions.js';
import { own } from '../../model/namespace.js';
import { local, warning, when } from '../../model/statements.js';
import type { Expr } from '../../model/value.js';
import type { Count, PositiveInteger } from '../../model/vocabulary.js';
import { infrastructure } from '../platform.js';
import { foremanMemory } from './foreman.js';
import { tuningBehaviours } from './node-behaviours.js';
import { openvoxdbHeap } from './openvoxdb.js';
import { postgresqlMemory } from './postgresql.js';
import { codeCache, jrubyInstances, operatingSystemMemory, serverHeap } from './server.js';

interface TuningParams {
  /** Memory of the node in MiB, rounded down to a multiple of 256. */
  memory_mb: PositiveInteger;
  /** CPUs of the node. */
  cpus: PositiveInteger;
  /** Memory in MiB that stays with the operating system. */
  operating_system_mb: Count;
  /** Memory in MiB that PostgreSQL may use. */
  postgresql_mb: Count;
  /** Memory in MiB that Foreman, with its workers and Redis, may use. */
  foreman_mb: Count;
  /** Heap of OpenVoxDB in MiB. */
  openvoxdb_mb: Count;
  /** JRuby instances of the OpenVox server. */
  jruby_instances: PositiveInteger;
  /** Heap of the OpenVox server in MiB. */
  server_heap_mb: PositiveInteger;
  /** Code cache of the OpenVox server's JVM in MiB. */
  code_cache_mb: PositiveInteger;
}

const BYTES_PER_MIB = 1_048_576;

/** MiB by which the memory is counted: what a new kernel takes for itself must not restart every service. */
const MEMORY_STEP = 256;

/** Parameters that defaults of later ones are computed from. */
const { memory_mb, cpus, operating_system_mb, postgresql_mb, foreman_mb, openvoxdb_mb, jruby_instances } =
  parameterExpressions<TuningParams>([
    'memory_mb',
    'cpus',
    'operating_system_mb',
    'postgresql_mb',
    'foreman_mb',
    'openvoxdb_mb',
    'jruby_instances',
  ]);

/**
 * How the services of a node divide its memory and CPUs.
 *
 * Computed from the node's facts. A value that is given as a parameter is taken as it is, and the rest is computed around
 * it.
 */
export const nodeTuning = profile<TuningParams>('tuning', {
  private: true,
  // A getter, since the main class, whose variables these are, itself uses the classes that are tuned.
  get defaults() {
    const { is_server, is_foreman, is_postgresql, runs_openvoxdb, with_foreman } = infrastructure;
    const elsewhere = not(or(is_server, and(is_foreman, with_foreman)));
    // An amount of at least 1 is also one of at least 0.
    const reserved: Expr<number> = operatingSystemMemory({ memory_mb });
    const taken: readonly Expr<number>[] = [operating_system_mb, postgresql_mb, foreman_mb, openvoxdb_mb];
    return {
      memory_mb: mul(div(fact<number>('memory.system.total_bytes'), MEMORY_STEP * BYTES_PER_MIB), MEMORY_STEP),
      cpus: fact<number>('processors.count'),
      operating_system_mb: reserved,
      postgresql_mb: choose<number>(
        infrastructure.is_postgresql,
        postgresqlMemory({ memory_mb, dedicated: and(elsewhere, not(runs_openvoxdb)) }),
        0,
      ),
      foreman_mb: choose<number>(
        and(infrastructure.is_foreman, infrastructure.with_foreman),
        foremanMemory({ memory_mb }),
        0,
      ),
      openvoxdb_mb: choose<number>(
        infrastructure.runs_openvoxdb,
        openvoxdbHeap({ memory_mb, dedicated: and(elsewhere, not(is_postgresql)) }),
        0,
      ),
      jruby_instances: jrubyInstances({
        cpus,
        available_mb: taken.reduce<Expr<number>>((rest, share) => sub(rest, share), memory_mb),
        shared: infrastructure.runs_openvoxdb,
      }),
      server_heap_mb: serverHeap({ jruby_instances }),
      code_cache_mb: codeCache({ jruby_instances }),
    };
  },
  behaviours: tuningBehaviours,
  body: ({ params }) => {
    const shares: readonly Expr<number>[] = [
      params.postgresql_mb,
      params.foreman_mb,
      params.openvoxdb_mb,
      params.server_heap_mb,
      params.code_cache_mb,
    ];
    const used = local(
      'used_mb',
      shares.reduce<Expr<number>>((sum, share) => add(sum, share), params.operating_system_mb),
    );
    return [
      assertPrivate(),
      used,
      when(and(infrastructure.is_server, gt(used.value, params.memory_mb)), [
        warning(
          sentence(
            str`${own}: ${infrastructure.certname} has ${params.memory_mb} MiB of memory, but the smallest sensible`,
            str`setting of its services needs ${used.value} MiB: give it more memory, or move Foreman or PostgreSQL to a`,
            'node of its own',
          ),
        ),
      ]),
    ];
  },
});
