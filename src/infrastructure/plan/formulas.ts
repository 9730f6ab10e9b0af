/**
 * Formulas of capacity, in the form of the module's own functions, so that they are evaluated, explained and worked out in
 * the same way. Whole numbers: seconds of catalogs are milliseconds here, shares are percent; `/` rounds down.
 */
import { max } from '../../model/builtins.js';
import { parameterExpressions, type ParameterExpressions } from '../../model/definitions.js';
import { add, div, mul, sub } from '../../model/expressions.js';
import type { DefinitionModel } from '../../model/module.js';
import { type Body, local, treesOf, value } from '../../model/statements.js';
import type { Expr } from '../../model/value.js';
import { parseType } from '../../puppet/types/index.js';

interface Description<P> {
  readonly summary: string;
  readonly description: string;
  /** By name, in the order of the arguments. */
  readonly parameters: { readonly [Name in keyof P]: string };
  readonly body: (params: ParameterExpressions<P>) => Body;
}

function formula<P>(name: string, { summary, description, parameters, body }: Description<P>): DefinitionModel {
  const names = Object.keys(parameters);
  return {
    definition: {
      kind: 'function',
      name: `capacity::${name}`,
      parameters: names.map((parameter) => ({ name: parameter })),
      returns: parseType('Integer'),
      body: treesOf(body(parameterExpressions<P>(names))),
      documentation: { summary, description, parameters, api: 'private' },
    },
    parameterSites: {},
    behaviours: [],
  };
}

/** Division of integers that rounds up. */
const divUp = (dividend: Expr<number>, divisor: Expr<number>): Expr<number> =>
  div(sub(add(dividend, divisor), 1), divisor);

const load = { agents: 'Nodes with an agent.', interval_s: 'Seconds between two runs of an agent.' };
const work = { ...load, catalog_ms: 'Milliseconds for which a run keeps a JRuby instance busy.' };
const LITTLE =
  "Little's law: the instances in use are the rate of runs times the time that each takes. Source: the formula " +
  'j * m = n * s / r of "Mastering Puppet 5"; openvox_tune counts the same from access logs.';

interface Load {
  agents: number;
  interval_s: number;
}
interface Work extends Load {
  catalog_ms: number;
}

/** JRuby instances: agents · catalog / (interval · utilisation), rounded up, by Little's law. */
export const jrubiesNeeded = formula<Work & { utilisation_percent: number }>('jrubies_needed', {
  summary: 'JRuby instances that all servers together need.',
  description: `${LITTLE} Divided by the utilisation that is aimed at, since runs do not come evenly.`,
  parameters: { ...work, utilisation_percent: 'Share of the time for which an instance may be busy.' },
  body: ({ agents, interval_s, catalog_ms, utilisation_percent }) => [
    value(divUp(mul(agents, mul(catalog_ms, 100)), mul(mul(interval_s, 1000), utilisation_percent))),
  ],
});

/** Percent: agents · catalog / (interval · instances), rounded up, by Little's law. */
export const utilisation = formula<Work & { jruby_instances: number }>('utilisation', {
  summary: 'Share of the time for which JRuby instances are busy, in percent, rounded up.',
  description: LITTLE,
  parameters: { ...work, jruby_instances: 'Instances of all servers that share the load.' },
  body: ({ agents, interval_s, catalog_ms, jruby_instances }) => [
    value(divUp(mul(agents, mul(catalog_ms, 100)), mul(mul(interval_s, 1000), jruby_instances))),
  ],
});

/** Agents: instances · interval · utilisation / catalog, rounded down, by Little's law. */
export const agentsCarried = formula<{
  jruby_instances: number;
  interval_s: number;
  catalog_ms: number;
  utilisation_percent: number;
}>('agents_carried', {
  summary: 'Agents that the servers carry at the utilisation that is aimed at.',
  description: `${LITTLE} Solved for the number of nodes.`,
  parameters: {
    jruby_instances: 'Instances of all servers that share the load.',
    interval_s: work.interval_s,
    catalog_ms: work.catalog_ms,
    utilisation_percent: 'Share of the time for which an instance may be busy.',
  },
  body: ({ jruby_instances, interval_s, catalog_ms, utilisation_percent }) => [
    value(div(mul(jruby_instances, mul(interval_s, mul(utilisation_percent, 10))), catalog_ms)),
  ],
});

/** Compilers: the larger of needed / own, and (needed - those of the primary) / own + 1, both rounded up; at least one. */
export const compilersNeeded = formula<{ jrubies_needed: number; primary_jrubies: number; compiler_jrubies: number }>(
  'compilers',
  {
    summary: 'Compilers beside the primary, so that any one of the servers may fail (N+1).',
    description:
      'Without the primary the compilers alone have to do; without one of the compilers, the others and the primary. ' +
      'The larger of the two counts.',
    parameters: {
      jrubies_needed: 'JRuby instances that all servers together need.',
      primary_jrubies: 'Those of the primary.',
      compiler_jrubies: 'Those of one compiler.',
    },
    body: ({ jrubies_needed, primary_jrubies, compiler_jrubies }) => {
      const without = local('without_primary', divUp(jrubies_needed, compiler_jrubies));
      const rest = local('beside_primary', divUp(max(0, sub(jrubies_needed, primary_jrubies)), compiler_jrubies));
      return [without, rest, value(max(1, without.value, add(rest.value, 1)))];
    },
  },
);

/** Runs per minute: agents · 60 / interval, rounded up. */
export const runsPerMinute = formula<Load>('runs_per_minute', {
  summary: 'Runs of agents in a minute, rounded up.',
  description: 'Where agents start evenly over the interval (`splay`).',
  parameters: load,
  body: ({ agents, interval_s }) => [value(divUp(mul(agents, 60), interval_s))],
});

/** Commands per minute: three for each run, after OpenVoxDB's commands endpoint. */
export const commandsPerMinute = formula<{ runs_per_minute: number }>('commands_per_minute', {
  summary: 'Commands that OpenVoxDB has to process in a minute.',
  description: "A run sends three: facts, catalog and report. Source: OpenVoxDB's commands endpoint.",
  parameters: { runs_per_minute: 'Runs of agents in a minute.' },
  body: ({ runs_per_minute }) => [value(mul(3, runs_per_minute))],
});

/** MiB: 128 + agents / nodes, rounded up, after OpenVoxDB's scaling recommendations. */
export const openvoxdbHeapNeeded = formula<{ agents: number; openvoxdb_nodes: number }>('openvoxdb_heap_needed', {
  summary: 'Heap that each OpenVoxDB should have at least, in MiB.',
  description:
    "128 MiB, and 1 MiB for each node that it serves. Source: OpenVoxDB's scaling recommendations; in a pool the nodes " +
    'are divided among the members.',
  parameters: { agents: load.agents, openvoxdb_nodes: 'OpenVoxDB services that share the load.' },
  body: ({ agents, openvoxdb_nodes }) => [value(add(128, divUp(agents, openvoxdb_nodes)))],
});

/** Nodes: agents / (heap - 128 MiB), rounded up, + 1, after OpenVoxDB's scaling recommendations. */
export const openvoxdbNodesNeeded = formula<{ agents: number; heap_mb: number }>('openvoxdb_nodes', {
  summary: 'Nodes of an OpenVoxDB pool, so that any one of them may fail (N+1).',
  description: "As many as the heap of each allows by OpenVoxDB's scaling recommendations, and one more.",
  parameters: { agents: load.agents, heap_mb: 'Heap of each OpenVoxDB in MiB.' },
  body: ({ agents, heap_mb }) => [value(add(divUp(agents, sub(heap_mb, 128)), 1))],
});

/** Connections: 2 · pools + those of Foreman + 30, after OpenVoxDB's configuration reference. */
export const connectionsUsed = formula<{ pools: number; foreman_connections: number }>('connections_used', {
  summary: 'Connections to PostgreSQL that its clients may open at once.',
  description:
    'Two pools, to write and to read, of each OpenVoxDB, and those of Foreman. Thirty more are for superusers, backup, ' +
    "monitoring and maintenance. Source: OpenVoxDB's configuration reference (maximum-pool-size).",
  parameters: {
    pools: 'Sum of the sizes of one pool of each OpenVoxDB.',
    foreman_connections: "Foreman's connections: five for each Puma worker and twenty for its jobs; 0 without Foreman.",
  },
  body: ({ pools, foreman_connections }) => [value(add(add(mul(2, pools), foreman_connections), 30))],
});

/** Connections: 5 · Puma workers + 20. */
export const foremanConnections = formula<{ foreman_workers: number }>('foreman_connections', {
  summary: "Foreman's connections to PostgreSQL.",
  description:
    'Five for each Puma worker, one for each of its threads (`foreman_service_puma_threads_max`), and twenty for its ' +
    'background jobs.',
  parameters: { foreman_workers: 'Puma workers of Foreman.' },
  body: ({ foreman_workers }) => [value(add(mul(5, foreman_workers), 20))],
});

/** MiB: connections · 3 · 4 MiB (PostgreSQL's own default of work_mem), and a third of that for shared_buffers. */
export const postgresqlMemoryNeeded = formula<{ connections: number }>('postgresql_memory_needed', {
  summary: 'Memory with which PostgreSQL can give each connection its default work_mem three times, in MiB.',
  description:
    "A quarter is for shared_buffers; of the rest, each connection may take 4 MiB, PostgreSQL's own default of work_mem, " +
    'three times (the rule of `postgresql_work_mem`).',
  parameters: { connections: 'max_connections.' },
  body: ({ connections }) => [value(div(mul(mul(connections, 12), 4), 3))],
});

/** MiB: heap · 1.1, rounded up, as the server's start script has it (puppetserver#337). */
export const jvmLimit = formula<{ heap_mb: number }>('memory_to_start', {
  summary: "Memory without which the server's start script refuses to start it, in MiB.",
  description: 'The heap and a tenth of it, rounded up. Source: puppetserver#337.',
  parameters: { heap_mb: "Heap of the server's JVM in MiB." },
  body: ({ heap_mb }) => [value(div(add(mul(heap_mb, 11), 9), 10))],
});

/** Minutes: 20 for each server, as measured by openvox_tune. */
export const restartMinutes = formula<{ servers: number }>('rolling_restart', {
  summary: 'Minutes for a restart of all servers, one after the other, each warm before the next.',
  description:
    'A server compiles slowly until its JRuby instances are warm. Measured by openvox_tune (benchmark of 2026-10-06, 15 ' +
    'instances under full load): 8 to 12 s instead of 3 s for a catalog in the first five minutes, settled after 15 to 20.',
  parameters: { servers: 'Number of servers.' },
  body: ({ servers }) => [value(mul(servers, 20))],
});

/** All of them, in the order of a plan. */
export const capacityFormulas: readonly DefinitionModel[] = [
  jrubiesNeeded,
  utilisation,
  agentsCarried,
  compilersNeeded,
  runsPerMinute,
  commandsPerMinute,
  openvoxdbHeapNeeded,
  openvoxdbNodesNeeded,
  connectionsUsed,
  foremanConnections,
  postgresqlMemoryNeeded,
  jvmLimit,
  restartMinutes,
];
