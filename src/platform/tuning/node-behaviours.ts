/** How the memory of a server is divided. */
import { contains, failsWith, realBehaviour } from '../../model/behaviours.js';
import type { Behaviour, NodeScenario } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import type { Data } from '../../model/value.js';
import {
  codeKeys,
  databasePassword,
  extraLargeKeys,
  foremanSecrets,
  largeKeys,
  node,
  nodes,
  standardKeys,
} from '../scenarios.js';

const BYTES_PER_GIB = 1_073_741_824;

function hardware(cpus: number, gib: number): Readonly<Record<string, Data>> {
  return { 'memory.system.total_bytes': gib * BYTES_PER_GIB, 'processors.count': cpus };
}

/** What the component gets: JRuby instances, heap and code cache in MiB. */
function sized(title: string, scenario: NodeScenario, instances: number, heap: number, cache: number): Behaviour {
  return realBehaviour(
    title,
    { ...scenario, on: [{ name: 'AlmaLinux', release: '9' }] },
    contains(`Class[${own}::tuning]`, { jruby_instances: instances, server_heap_mb: heap, code_cache_mb: cache }),
    contains('Class[puppet]', {
      server_max_active_instances: instances,
      server_jvm_min_heap_size: `${heap}m`,
      server_jvm_max_heap_size: `${heap}m`,
      server_jvm_extra_args: [
        '-Djruby.logger.class=com.puppetlabs.jruby_utils.jruby.Slf4jLogger',
        `-XX:ReservedCodeCacheSize=${cache}m`,
      ],
    }),
  );
}

const server = { classes: ['profile::primary'], data: foremanSecrets };
const compiler = { role: 'compiler', data: databasePassword };
const withForeman = { ...standardKeys, ...codeKeys, foreman: true } as const;

export const tuningBehaviours = (): readonly Behaviour[] => [
  sized(
    'leaves room for a Foreman on a small server',
    node(nodes.primary, withForeman, { ...server, facts: hardware(4, 8) }),
    2,
    1536,
    512,
  ),
  sized(
    'divides a server with a Foreman',
    node(nodes.primary, withForeman, { ...server, facts: hardware(8, 16) }),
    5,
    3072,
    512,
  ),
  sized(
    'divides a large server',
    node(nodes.primary, withForeman, { ...server, facts: hardware(16, 32) }),
    11,
    6144,
    1024,
  ),
  sized(
    'divides a compiler with OpenVoxDB',
    node(nodes.compiler, largeKeys, { ...compiler, facts: hardware(8, 16) }),
    5,
    3072,
    512,
  ),
  sized(
    'gives a compiler without OpenVoxDB to the server',
    node(nodes.compiler, extraLargeKeys, { ...compiler, facts: hardware(8, 16) }),
    7,
    4096,
    1024,
  ),
  sized(
    'gives a large compiler the largest code cache',
    node(nodes.compiler, extraLargeKeys, { ...compiler, facts: hardware(16, 32) }),
    15,
    8192,
    2048,
  ),
  sized(
    'computes around a share that the operator has set',
    node(nodes.compiler, extraLargeKeys, {
      ...compiler,
      data: { ...databasePassword, [`${own}::tuning::operating_system_mb`]: 12_288 },
    }),
    5,
    3072,
    512,
  ),
  ...[0, 9, 200].map((mib) =>
    realBehaviour(
      `is the same whether the kernel sees ${mib} MiB more or not`,
      node(nodes.primary, standardKeys, {
        classes: ['profile::primary'],
        facts: { 'memory.system.total_bytes': 8 * BYTES_PER_GIB + mib * 1_048_576, 'processors.count': 4 },
        on: [{ name: 'AlmaLinux', release: '9' }],
      }),
      contains(`Class[${own}::tuning]`, { memory_mb: 8192 }),
    ),
  ),
  realBehaviour(
    'starts a server that is too small all the same',
    node(nodes.primary, withForeman, { ...server, facts: hardware(2, 2), on: [{ name: 'AlmaLinux', release: '9' }] }),
    contains('Class[puppet]', { server_max_active_instances: 1, server_jvm_max_heap_size: '1024m' }),
  ),
  realBehaviour(
    'refuses a server without JRuby instances',
    node(nodes.primary, standardKeys, {
      ...server,
      data: { [`${own}::tuning::jruby_instances`]: 0 },
      on: [{ name: 'AlmaLinux', release: '9' }],
    }),
    failsWith("parameter 'jruby_instances'"),
  ),
];
