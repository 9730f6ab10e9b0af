/** The plan of an infrastructure: how many nodes, their settings, and whether they carry the load. */
import { textOf } from '../../evaluate/values.js';
import { formulaText, type FormulaText } from '../../evaluate/worked.js';
import { type Finding, finding, warning } from '../../findings/finding.js';
import type { DefinitionModel, ModuleModel } from '../../model/module.js';
import { planDiagnostics as row } from './diagnostics.js';
import { type Figure, Figures } from './figures.js';
import * as capacity from './formulas.js';
import { type Load, type PlanInput, type PlanNode, type Tier } from './input.js';
import { type NodePlan, planNode } from './node.js';
import { beyond, tierFor } from './tier.js';

export interface Plan {
  readonly tier: Tier;
  /** The tier that is meant for so many agents. */
  readonly tierForAgents: Tier;
  readonly load: Load;
  readonly assumptions: readonly string[];
  readonly notes: readonly string[];
  /** Of the infrastructure as a whole. */
  readonly figures: readonly Figure[];
  readonly nodes: readonly (Pick<NodePlan, 'node' | 'cpus' | 'memoryMb' | 'figures'> & {
    /** How many of its kind there are. */
    readonly count: number;
  })[];
  /** Hiera keys that the plan needs and that are not the module's defaults. */
  readonly hiera: Readonly<Record<string, number>>;
  /** Formulas that figures name, by name. */
  readonly formulas: readonly FormulaText[];
  readonly findings: readonly Finding[];
}

interface Pool {
  readonly plan: NodePlan;
  readonly count: number;
}

/** @param model of the module whose formulas count */
export function makePlan(model: ModuleModel, input: PlanInput): Plan {
  const definitions = [...model.definitions, ...capacity.capacityFormulas];
  const first = new Planner(definitions, input);
  const plan = first.plan();
  const heap = first.openvoxdbHeapMissing;
  if (input.fixed || heap === undefined) return plan;
  // A larger heap can only lead to more servers, among which OpenVoxDB's nodes are divided: once is enough.
  const hiera = { [`${input.module}::tuning::openvoxdb_mb`]: heap };
  const nodes = input.nodes.map((node) => ({ ...node, data: { ...node.data, ...hiera } }));
  const second = new Planner(definitions, { ...input, nodes }).plan();
  return { ...second, hiera: { ...hiera, ...second.hiera } };
}

class Planner {
  private readonly of: Figures;
  private readonly figures: Figure[] = [];
  private readonly findings: Finding[] = [];
  private readonly hiera: Record<string, number> = {};
  /** Heap in MiB that an OpenVoxDB beside a server should have, where it has less. */
  openvoxdbHeapMissing: number | undefined;
  private readonly load: { agents: number; interval_s: number; catalog_ms: number };

  constructor(
    private readonly definitions: readonly DefinitionModel[],
    private readonly input: PlanInput,
  ) {
    this.of = new Figures(definitions);
    const { served, intervalSeconds, catalogMs } = input.load;
    this.load = { agents: served, interval_s: intervalSeconds, catalog_ms: catalogMs };
  }

  plan(): Plan {
    const { tier, load } = this.input;
    const first = this.input.nodes.map((node) => this.node(node));
    const needed = this.figure(
      'JRuby instances that are needed',
      capacity.jrubiesNeeded,
      { ...this.load, utilisation_percent: load.utilisationPercent },
      '',
    );
    const compilers = this.compilers(first, needed);
    const pools = first.map((plan): Pool => ({ plan, count: this.countOf(plan, compilers) }));
    this.utilisation(pools, compilers);
    this.openvoxdb(pools);
    const final = this.postgresql(pools);
    this.tier();
    const nodes = final.map(({ plan: { node, cpus, memoryMb, figures }, count }) => ({
      node,
      cpus,
      memoryMb,
      figures,
      count,
    }));
    return {
      tier,
      tierForAgents: tierFor(load.agents),
      load,
      assumptions: this.input.assumptions,
      notes: this.input.notes,
      figures: this.figures,
      nodes,
      hiera: this.hiera,
      formulas: this.formulas([...this.figures, ...nodes.flatMap(({ figures }) => figures)]),
      findings: [...this.findings, ...final.flatMap(({ plan }) => plan.findings)],
    };
  }

  private node(node: PlanNode): NodePlan {
    return planNode(this.definitions, this.input.module, node);
  }

  private figure(
    label: string,
    formula: DefinitionModel,
    values: Record<string, number>,
    unit: Figure['unit'],
  ): number {
    const figure = this.of.formula(label, formula, values, unit);
    this.figures.push(figure);
    return figure.value;
  }

  /** The sum of something over the nodes, so that a reader sees what a later figure begins with. */
  private sum(label: string, pools: readonly Pool[], of: (plan: NodePlan) => number): void {
    const parts = pools.map(({ plan, count }) => (count === 1 ? String(of(plan)) : `${count} * ${of(plan)}`));
    const total = sum(pools.map(({ plan, count }) => of(plan) * count));
    const text = parts.length === 1 && parts[0] === String(total) ? String(total) : `${parts.join(' + ')} = ${total}`;
    this.figures.push({ label, value: total, unit: '', origin: { kind: 'expression', text } });
  }

  /** Without a line in the plan. */
  private result(formula: DefinitionModel, values: Record<string, number>): number {
    return this.of.formula('', formula, values, '').value;
  }

  /** How many compilers there should be; 0 where the tier has none. */
  private compilers(nodes: readonly NodePlan[], needed: number): number {
    const primary = nodes.find(({ isServer, node }) => isServer && node.role !== 'compiler');
    const compilers = nodes.filter(({ isServer, node }) => isServer && node.role === 'compiler');
    if (compilers.length === 0) return 0;
    return this.figure(
      'compilers beside the primary (N+1)',
      capacity.compilersNeeded,
      {
        jrubies_needed: needed,
        primary_jrubies: primary?.jrubyInstances ?? 0,
        compiler_jrubies: Math.min(...compilers.map(({ jrubyInstances }) => jrubyInstances)),
      },
      '',
    );
  }

  private countOf({ node, runsOpenvoxdb, isServer, openvoxdbHeapMb }: NodePlan, compilers: number): number {
    if (this.input.fixed || node.pooled !== true) return 1;
    if (isServer) return compilers;
    if (!runsOpenvoxdb) return 1;
    return this.figure(
      'OpenVoxDB nodes (N+1)',
      capacity.openvoxdbNodesNeeded,
      { agents: this.input.load.agents, heap_mb: openvoxdbHeapMb },
      '',
    );
  }

  private utilisation(pools: readonly Pool[], compilers: number): void {
    const { served, utilisationPercent } = this.input.load;
    const servers = pools.filter(({ plan }) => plan.isServer);
    const instances = sum(servers.map(({ plan, count }) => plan.jrubyInstances * count));
    const count = sum(servers.map((pool) => pool.count));
    if (instances === 0) return;
    this.sum('JRuby instances of all servers', servers, ({ jrubyInstances }) => jrubyInstances);
    const percent = this.figure(
      'expected utilisation of all JRuby instances',
      capacity.utilisation,
      { ...this.load, jruby_instances: instances },
      '%',
    );
    const { interval_s, catalog_ms } = this.load;
    this.figure(
      'agents that these servers carry',
      capacity.agentsCarried,
      { jruby_instances: instances, interval_s, catalog_ms, utilisation_percent: utilisationPercent },
      '',
    );
    const needed = this.result(capacity.jrubiesNeeded, { ...this.load, utilisation_percent: utilisationPercent });
    if (percent > utilisationPercent) {
      const remedy =
        compilers === 0
          ? 'Give the server more CPUs and memory, or describe the next tier, which shares the work among compilers.'
          : `Add compilers: ${compilers} beside the primary carry the load while one server is missing.`;
      this.findings.push({
        ...finding(row.overloaded, undefined, served, percent, instances, needed - instances, remedy),
        severity: percent > 100 ? 'error' : 'warning',
      });
    }
    if (count > 1) {
      const largest = servers.reduce<NodePlan | undefined>(
        (most, { plan }) => (most === undefined || plan.jrubyInstances > most.jrubyInstances ? plan : most),
        undefined,
      );
      const rest = instances - (largest?.jrubyInstances ?? 0);
      const without = this.figure(
        'expected utilisation while the largest server is missing',
        capacity.utilisation,
        { ...this.load, jruby_instances: rest },
        '%',
      );
      if (without > utilisationPercent && percent <= utilisationPercent) {
        this.findings.push(
          warning(
            row.noSpare,
            largest?.node.site,
            largest?.node.certname ?? '',
            without,
            utilisationPercent,
            compilers,
          ),
        );
      }
    }
    const runs = this.figure(
      'runs of agents',
      capacity.runsPerMinute,
      { agents: this.input.load.agents, interval_s },
      'per minute',
    );
    if (pools.some(({ plan }) => plan.runsOpenvoxdb))
      this.figure('commands for OpenVoxDB', capacity.commandsPerMinute, { runs_per_minute: runs }, 'per minute');
    this.figure('restart of all servers, one after the other', capacity.restartMinutes, { servers: count }, 'min');
  }

  private openvoxdb(pools: readonly Pool[]): void {
    const services = pools.filter(({ plan }) => plan.runsOpenvoxdb);
    const count = sum(services.map((pool) => pool.count));
    if (count === 0) return;
    const needed = this.figure(
      'heap that each OpenVoxDB should have',
      capacity.openvoxdbHeapNeeded,
      { agents: this.input.load.agents, openvoxdb_nodes: count },
      'MiB',
    );
    for (const { plan } of services) {
      if (plan.openvoxdbHeapMb >= needed) continue;
      if (plan.isServer) this.openvoxdbHeapMissing = needed;
      const key = `${this.input.module}::tuning::openvoxdb_mb`;
      this.findings.push(
        warning(row.openvoxdbHeap, plan.node.site, plan.node.certname, plan.openvoxdbHeapMb, needed, key),
      );
    }
  }

  /** Whether PostgreSQL takes all connections. Gives the nodes with what the plan itself sets. */
  private postgresql(pools: readonly Pool[]): readonly Pool[] {
    const services = pools.filter(({ plan }) => plan.runsOpenvoxdb);
    const count = sum(services.map((pool) => pool.count));
    const database = pools.find(({ plan }) => plan.hasPostgresql)?.plan;
    const anyone = database ?? pools[0]?.plan;
    if (anyone === undefined) return pools;
    const { module } = this.input;
    if (services.length > 0)
      this.sum('connections in one pool of every OpenVoxDB', services, ({ openvoxdbPool }) => openvoxdbPool);
    const workers = anyone.of.number(`${module}::postgresql::settings::foreman_workers`);
    const foreman =
      workers === 0
        ? 0
        : this.figure("Foreman's connections", capacity.foremanConnections, { foreman_workers: workers }, '');
    const used = this.figure(
      'connections that the clients of PostgreSQL may open',
      capacity.connectionsUsed,
      { pools: sum(services.map(({ plan, count: of }) => plan.openvoxdbPool * of)), foreman_connections: foreman },
      '',
    );
    if (database === undefined) {
      const address = textOf(anyone.of.value(`${module}::postgresql_host`));
      this.findings.push(warning(row.externalConnections, undefined, address, used));
      return pools;
    }
    const key = `${module}::profile::postgresql::openvoxdb_nodes`;
    const counted = database.of.number(`${module}::postgresql::settings::openvoxdb_nodes`);
    const given = database.of.number(`${module}::postgresql::settings::connections`);
    if (counted >= count && given >= used) return pools;
    if (this.input.fixed) {
      if (given < used) this.findings.push(finding(row.connections, database.node.site, given, used, count, key));
      return pools;
    }
    this.hiera[key] = count;
    return pools.map(({ plan, count: of }) => ({
      plan: plan.hasPostgresql ? this.node({ ...plan.node, data: { ...plan.node.data, [key]: count } }) : plan,
      count: of,
    }));
  }

  private tier(): void {
    const { tier, load } = this.input;
    const limit = beyond(tier);
    if (limit === undefined || load.agents <= limit.agents) return;
    this.findings.push(warning(row.tier, undefined, load.agents, tier, limit.agents, limit.next));
  }

  private formulas(figures: readonly Figure[]): readonly FormulaText[] {
    const names = new Set(figures.flatMap(({ origin }) => (origin.kind === 'formula' ? [origin.name] : [])));
    return this.definitions.filter(({ definition }) => names.has(definition.name)).map(formulaText);
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
