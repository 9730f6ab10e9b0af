/** Figures of one node, from the module's own definitions. */
import type { NodeFacts } from '../../evaluate/evaluator.js';
import { isList } from '../../evaluate/values.js';
import { type Finding, finding, warning } from '../../findings/finding.js';
import type { DefinitionModel } from '../../model/module.js';
import { planDiagnostics as row } from './diagnostics.js';
import { type Figure, Figures } from './figures.js';
import { jvmLimit, postgresqlMemoryNeeded } from './formulas.js';
import { assumed, type PlanNode } from './input.js';

const BYTES_PER_MIB = 1_048_576;
/** Step in which missing memory is told. */
const STEP_MB = 256;
/** Beyond this no amount of memory helps. */
const LARGEST_MB = 4_194_304;

export interface NodePlan {
  readonly node: PlanNode;
  readonly cpus: number;
  readonly memoryMb: number;
  readonly isServer: boolean;
  readonly runsOpenvoxdb: boolean;
  readonly hasPostgresql: boolean;
  readonly hasForeman: boolean;
  /** 0 where there is no server. */
  readonly jrubyInstances: number;
  /** 0 where there is no OpenVoxDB. */
  readonly openvoxdbPool: number;
  readonly openvoxdbHeapMb: number;
  readonly figures: readonly Figure[];
  readonly findings: readonly Finding[];
  /** For figures of the whole that are this node's. */
  readonly of: Figures;
}

/** What the module would find on a node with this hardware. */
function facts({ certname, ppRole, data }: PlanNode, cpus: number, memoryMb: number): NodeFacts {
  return {
    facts: { memory: { system: { total_bytes: memoryMb * BYTES_PER_MIB } }, processors: { count: cpus } },
    trusted: { certname, extensions: ppRole === undefined ? {} : { pp_role: ppRole } },
    data,
  };
}

export function planNode(definitions: readonly DefinitionModel[], module: string, node: PlanNode): NodePlan {
  const cpus = node.cpus ?? assumed.cpus;
  const memoryMb = node.memoryMb ?? assumed.memoryMb;
  const of = new Figures(definitions, facts(node, cpus, memoryMb));
  const is = (name: string): boolean => of.value(`${module}::${name}`) === true;
  const patroni = of.value(`${module}::patroni_hosts`);
  const members = isList(patroni) ? patroni : [];
  const isServer = is('is_server');
  const runsOpenvoxdb = is('runs_openvoxdb');
  const hasPostgresql = members.length > 0 ? members.includes(node.certname) : is('is_postgresql');
  const hasForeman = is('is_foreman') && is('with_foreman');
  const named = (label: string, path: string, unit: Figure['unit']): Figure =>
    of.variable(label, `${module}::${path}`, unit);

  const figures: Figure[] = [];
  if (isServer || runsOpenvoxdb) {
    figures.push(named('memory of the operating system', 'tuning::operating_system_mb', 'MiB'));
  }
  if (isServer && hasPostgresql) figures.push(named('memory of PostgreSQL', 'tuning::postgresql_mb', 'MiB'));
  if (isServer && hasForeman) figures.push(named('memory of Foreman', 'tuning::foreman_mb', 'MiB'));
  if (runsOpenvoxdb) {
    figures.push(
      named('heap of OpenVoxDB', 'tuning::openvoxdb_mb', 'MiB'),
      named('command threads of OpenVoxDB', 'openvoxdb::threads', ''),
      named('connections in each of its two pools', 'openvoxdb::pool', ''),
    );
  }
  if (isServer) {
    const shares = ['operating_system_mb', 'postgresql_mb', 'foreman_mb', 'openvoxdb_mb'].map((share) =>
      of.number(`${module}::tuning::${share}`),
    );
    const all = of.number(`${module}::tuning::memory_mb`);
    const left = shares.reduce((rest, share) => rest - share, all);
    const text = `${[all, ...shares.filter((share) => share > 0)].join(' - ')} = ${left}`;
    figures.push(
      {
        label: 'memory that these leave to the server',
        value: left,
        unit: 'MiB',
        origin: { kind: 'expression', text },
      },
      named('JRuby instances', 'puppet::jruby_instances', ''),
      named('heap of the server', 'puppet::heap_mb', 'MiB'),
      named('code cache of the server', 'puppet::code_cache_mb', 'MiB'),
    );
  }
  if (hasPostgresql) {
    figures.push(
      ...clientFigures(of, module, node),
      named('max_connections', 'postgresql::settings::connections', ''),
      named('shared_buffers', 'postgresql::settings::shared_buffers', 'MiB'),
      named('effective_cache_size', 'postgresql::settings::effective_cache_size', 'MiB'),
      named('maintenance_work_mem', 'postgresql::settings::maintenance_work_mem', 'MiB'),
      named('work_mem', 'postgresql::settings::work_mem', 'MiB'),
    );
  }
  return {
    node,
    cpus,
    memoryMb,
    isServer,
    runsOpenvoxdb,
    hasPostgresql,
    hasForeman,
    jrubyInstances: isServer ? of.number(`${module}::puppet::jruby_instances`) : 0,
    openvoxdbPool: runsOpenvoxdb ? of.number(`${module}::openvoxdb::pool`) : 0,
    openvoxdbHeapMb: runsOpenvoxdb ? of.number(`${module}::tuning::openvoxdb_mb`) : 0,
    figures,
    findings: [
      ...memoryFindings({ definitions, module, node, cpus, memoryMb, isServer, runsOpenvoxdb }),
      ...jvmFindings(of, module, node, memoryMb, isServer),
      ...postgresqlFindings(of, module, node, hasPostgresql),
    ],
    of,
  };
}

/** For how many clients PostgreSQL keeps connections. */
function clientFigures(of: Figures, module: string, { data }: PlanNode): readonly Figure[] {
  const key = `${module}::profile::postgresql::openvoxdb_nodes`;
  const services = of.variable(
    'OpenVoxDB nodes that have room',
    `${module}::postgresql::settings::openvoxdb_nodes`,
    '',
  );
  const workers = of.variable(
    'workers of Foreman that have room',
    `${module}::postgresql::settings::foreman_workers`,
    '',
  );
  const said = (figure: Figure, text: string): Figure =>
    figure.origin.kind === 'expression' ? { ...figure, origin: { kind: 'expression', text } } : figure;
  return [
    Object.hasOwn(data, key)
      ? { ...services, origin: { kind: 'hiera' as const, key } }
      : said(services, `${services.value}, where ${key} says nothing else`),
    said(workers, `${workers.value}, as many as Foreman has on 16 CPUs of its own`),
  ].filter(({ value }) => value > 0);
}

interface Sized {
  readonly definitions: readonly DefinitionModel[];
  readonly module: string;
  readonly node: PlanNode;
  readonly cpus: number;
  readonly memoryMb: number;
  readonly isServer: boolean;
  readonly runsOpenvoxdb: boolean;
}

/** Whether the services of the node fit into its memory, and if not, how much it would have to have. */
function memoryFindings(given: Sized): Finding[] {
  const { memoryMb, node, isServer, runsOpenvoxdb } = given;
  if (!isServer && !runsOpenvoxdb) return [];
  if (usedMb(given, memoryMb) <= memoryMb) return [];
  let needed = Math.ceil(memoryMb / STEP_MB) * STEP_MB;
  // The shares grow with the memory, so that what is missing is found, not computed.
  while (usedMb(given, needed) > needed && needed < LARGEST_MB) needed += STEP_MB;
  const services = isServer ? 'the smallest sensible settings of its services' : 'OpenVoxDB and the operating system';
  return [finding(row.tooSmall, node.site, node.certname, memoryMb, needed, services)];
}

function usedMb({ definitions, module, node, cpus, isServer }: Sized, memoryMb: number): number {
  const of = new Figures(definitions, facts(node, cpus, memoryMb));
  if (isServer) return of.number(`${module}::tuning::used_mb`);
  return of.number(`${module}::tuning::operating_system_mb`) + of.number(`${module}::tuning::openvoxdb_mb`);
}

function jvmFindings(of: Figures, module: string, node: PlanNode, memoryMb: number, isServer: boolean): Finding[] {
  if (!isServer) return [];
  const heap = jvmMemoryMb(of.value(`${module}::puppet::max_heap`));
  if (heap === undefined) return [];
  const needed = of.formula('', jvmLimit, { heap_mb: heap }, 'MiB').value;
  return needed <= memoryMb ? [] : [finding(row.willNotStart, node.site, node.certname, memoryMb, needed, heap)];
}

/** MiB of a JVM's `512m` or `2g`. */
function jvmMemoryMb(text: unknown): number | undefined {
  const [, digits, unit] = /^(\d+)([kKmMgG])$/.exec(typeof text === 'string' ? text : '') ?? [];
  if (digits === undefined || unit === undefined) return undefined;
  const bytes = { k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 }[unit.toLowerCase()] ?? 0;
  return Math.ceil((Number(digits) * bytes) / BYTES_PER_MIB);
}

function postgresqlFindings(of: Figures, module: string, node: PlanNode, hasPostgresql: boolean): Finding[] {
  if (!hasPostgresql) return [];
  const connections = of.number(`${module}::postgresql::settings::connections`);
  const memory = of.number(`${module}::postgresql::settings::memory`);
  const needed = of.formula('', postgresqlMemoryNeeded, { connections }, 'MiB').value;
  if (needed <= memory) return [];
  return [warning(row.postgresqlMemory, node.site, node.certname, memory, needed, connections)];
}
