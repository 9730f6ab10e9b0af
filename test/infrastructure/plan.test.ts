import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.js';
import { assumed, type PlanInput, type Tier } from '../../src/infrastructure/plan/input.js';
import { makePlan, type Plan } from '../../src/infrastructure/plan/plan.js';
import { tierFor } from '../../src/infrastructure/plan/tier.js';
import { exampleNodes } from '../../src/infrastructure/plan/what-if.js';
import type { ModuleModel } from '../../src/model/module.js';
import { surroundings } from '../cli/surroundings.js';
import { shipped } from '../evaluate/shipped.js';
import { fc } from '../property.js';

let model: ModuleModel;
beforeAll(async () => {
  model = await shipped();
}, 120_000);

interface Case {
  readonly agents: number;
  readonly cpus: number;
  readonly gib: number;
  readonly seconds?: number;
  readonly tier?: Tier;
  readonly foreman?: boolean;
}

function planOf({ agents, cpus, gib, seconds = 2, tier = tierFor(agents), foreman = true }: Case): Plan {
  const input: PlanInput = {
    module: model.identity.name,
    tier,
    load: {
      agents,
      served: agents,
      intervalSeconds: assumed.intervalSeconds,
      catalogMs: seconds * 1000,
      utilisationPercent: assumed.utilisationPercent,
    },
    nodes: exampleNodes(model, { tier, cpus, memoryMb: gib * 1024, foreman }),
    fixed: false,
    assumptions: [],
    notes: [],
  };
  return makePlan(model, input);
}

const figure = ({ figures }: Pick<Plan, 'figures'>, label: string): number | undefined =>
  figures.find((item) => item.label === label)?.value;

function nodeFigure(plan: Plan, role: string, label: string): number {
  const node = plan.nodes.find((item) => item.node.role === role);
  const value = node && figure(node, label);
  if (value === undefined) throw new Error(`no figure '${label}' of ${role}`);
  return value;
}

const codes = ({ findings }: Plan): string[] => [...new Set(findings.map(({ code }) => code))].sort();

describe('a plan', () => {
  // By hand: instances = agents * seconds / 1800 / 0.7, rounded up; compilers carry that without the primary, or without
  // one of themselves.
  it.each<[Case, { tier: Tier; jrubies: number; compilers: number | undefined; utilisation: number }]>([
    [
      { agents: 500, cpus: 8, gib: 16 },
      { tier: 'standard', jrubies: 1, compilers: undefined, utilisation: 12 },
    ],
    [
      { agents: 20_000, cpus: 16, gib: 32 },
      { tier: 'large', jrubies: 32, compilers: 3, utilisation: 51 },
    ],
    [
      { agents: 50_000, cpus: 16, gib: 32, seconds: 3 },
      { tier: 'extra_large', jrubies: 120, compilers: 8, utilisation: 62 },
    ],
    [
      { agents: 50_000, cpus: 5, gib: 16, seconds: 3 },
      { tier: 'extra_large', jrubies: 120, compilers: 30, utilisation: 68 },
    ],
  ])('of %j', (given, want) => {
    const plan = planOf(given);
    expect({
      tier: plan.tierForAgents,
      jrubies: figure(plan, 'JRuby instances that are needed'),
      compilers: figure(plan, 'compilers beside the primary (N+1)'),
      utilisation: figure(plan, 'expected utilisation of all JRuby instances'),
    }).toEqual(want);
  });

  it('divides a node as the module does', () => {
    // 16 CPUs and 32 GiB: a fifth less of the CPUs' quarters, one instance less; 512 MiB and 512 MiB for each instance.
    const plan = planOf({ agents: 5000, cpus: 16, gib: 32 });
    expect(nodeFigure(plan, 'compiler', 'JRuby instances')).toBe(11);
    expect(nodeFigure(plan, 'compiler', 'heap of the server')).toBe(512 + 11 * 512);
    expect(nodeFigure(plan, 'postgresql', 'shared_buffers')).toBe(8192);
  });

  it('survives the loss of any server, and fits into the memory or is refused', () => {
    const hardware = fc.record({
      agents: fc.integer({ min: 1, max: 100_000 }),
      cpus: fc.integer({ min: 1, max: 64 }),
      gib: fc.integer({ min: 1, max: 256 }),
      seconds: fc.integer({ min: 1, max: 20 }),
      foreman: fc.boolean(),
    });
    fc.assert(
      fc.property(hardware, (given) => {
        const plan = planOf(given);
        const servers = plan.nodes.flatMap((node) => {
          const instances = figure(node, 'JRuby instances');
          return instances === undefined ? [] : Array.from({ length: node.count }, () => instances);
        });
        const needed = Math.ceil((given.agents * given.seconds) / (1800 * 0.7) - 1e-9);
        if (plan.tier !== 'standard') {
          const all = servers.reduce((total, instances) => total + instances, 0);
          expect(all - Math.max(...servers)).toBeGreaterThanOrEqual(needed);
          expect(codes(plan)).not.toContain('OVP8503');
        }
        for (const { node, memoryMb, figures } of plan.nodes.filter(
          (item) => figure(item, 'JRuby instances') !== undefined,
        )) {
          const shares = /^(memory of|heap of|code cache)/;
          const used = figures.filter(({ label }) => shares.test(label)).reduce((sum, { value }) => sum + value, 0);
          const refused = plan.findings.some(
            ({ code, message }) => code === 'OVP8501' && message.startsWith(node.certname),
          );
          expect(refused).toBe(used > memoryMb);
        }
        const [used, given_] = [
          figure(plan, 'connections that the clients of PostgreSQL may open'),
          plan.nodes.flatMap((node) => figure(node, 'max_connections') ?? [])[0],
        ];
        expect(given_).toBeGreaterThanOrEqual(used ?? 0);
      }),
      { numRuns: 60, seed: 11 },
    );
  });

  it('says which amount of memory is missing, no more and no less', () => {
    const { findings } = planOf({ agents: 500, cpus: 2, gib: 2 });
    const message = findings.find(({ code }) => code === 'OVP8501')?.message ?? '';
    const [, needed, missing] = /need (\d+) MiB: (\d+) MiB/.exec(message) ?? [];
    expect(Number(needed) - Number(missing)).toBe(2048);
    expect(codes(planOf({ agents: 500, cpus: 2, gib: Number(needed) / 1024 }))).not.toContain('OVP8501');
    expect(codes(planOf({ agents: 500, cpus: 2, gib: (Number(needed) - 256) / 1024 }))).toContain('OVP8501');
  });

  it('tells the module what it cannot know', () => {
    const plan = planOf({ agents: 50_000, cpus: 5, gib: 16, seconds: 3, tier: 'large' });
    // Two instances for each server (5 * 3 / 4 - 1), so 60 compilers, and the primary.
    const services = 61;
    expect(plan.hiera).toMatchObject({ 'openvox_platform::profile::postgresql::openvoxdb_nodes': services });
    // Two pools of at most 25 for each service, Foreman's 140, and 30 in reserve.
    expect(nodeFigure(plan, 'postgresql', 'max_connections')).toBe(2 * 25 * services + 140 + 30);
    expect(codes(plan)).toContain('OVP8509');
  });

  it('works every figure out, and names the formula with its source', () => {
    const plan = planOf({ agents: 50_000, cpus: 16, gib: 32 });
    const all = [...plan.figures, ...plan.nodes.flatMap(({ figures }) => figures)];
    for (const { label, value, origin } of all) {
      if (origin.kind === 'expression') {
        expect({ label, value: worked(origin.text) }).toEqual({ label, value });
        continue;
      }
      if (origin.kind !== 'formula') throw new Error(`${label} has no formula`);
      expect({ label, value: origin.steps.at(-1)?.value }).toEqual({ label, value });
      const formula = plan.formulas.find(({ name }) => name === origin.name);
      expect(formula?.description, label).toMatch(/\w{3}/);
    }
  });
});

/** Result of `3 * 5 + 4`, or of `9 - 2 - 1`, before `=` or a comma. */
function worked(text: string): number {
  const [left = ''] = text.split(/ = |,/);
  const terms = left.split(/ (?=[+-] )/).map((term): number => {
    const factors = (/^[+-] (.*)$/.exec(term)?.[1] ?? term).split(' * ').map(Number);
    return factors.reduce((product, factor) => product * factor, term.startsWith('- ') ? -1 : 1);
  });
  return terms.reduce((total, term) => total + term, 0);
}

describe('what a plan begins with', () => {
  it.each<Case>([
    { agents: 50, cpus: 4, gib: 8, seconds: 1 },
    { agents: 1500, cpus: 12, gib: 24 },
    { agents: 12_000, cpus: 6, gib: 12, seconds: 4 },
    { agents: 50_000, cpus: 16, gib: 32, seconds: 3 },
  ])('is told before it is reckoned with: %j', (given) => {
    const plan = planOf(given);
    const { agents, intervalSeconds, catalogMs, utilisationPercent } = plan.load;
    const constants = [agents, intervalSeconds, catalogMs, utilisationPercent, 0, 25];
    const servers = plan.nodes.filter((node) => figure(node, 'JRuby instances') !== undefined);
    const databases = plan.nodes.filter((node) => figure(node, 'heap of OpenVoxDB') !== undefined);
    const count = (nodes: Plan['nodes']): number => nodes.reduce((total, node) => total + node.count, 0);
    const instances = servers.map((node) => figure(node, 'JRuby instances') ?? 0);
    const all = instances.reduce((total, each, index) => total + each * (servers[index]?.count ?? 0), 0);
    const whole = [...constants, ...instances, all - Math.max(...instances), count(servers), count(databases)];
    for (const { figures, cpus, memoryMb } of [{ figures: plan.figures, cpus: 0, memoryMb: 0 }, ...plan.nodes]) {
      const told = [
        ...whole,
        cpus,
        memoryMb,
        ...plan.figures,
        ...figures,
        ...plan.nodes.flatMap((node) => node.figures),
      ];
      const values = told.map((item) => (typeof item === 'number' ? item : item.value));
      for (const { label, origin } of figures) {
        if (origin.kind !== 'formula') continue;
        for (const { name, value } of origin.arguments)
          if (typeof value === 'number') expect(values, `${name} of ${label}`).toContain(value);
      }
    }
  });
});

describe('infra plan', () => {
  const run = async (...argv: string[]) => {
    const { said, contextOf } = surroundings(process.cwd());
    const code = await main(['infra', 'plan', ...argv], undefined, contextOf);
    return { code, ...said };
  };

  it.each([
    [[], 'OVP8510'],
    [['--agents', 'many'], 'OVP8511'],
    [['--agents', '0'], 'OVP8511'],
    [['--agents', '10', '--memory', '-1'], 'OVP8511'],
    [['--agents', '10', '--utilisation', '101'], 'OVP8511'],
    [['--agents', '10', '--tier', 'larg'], "Did you mean 'large'?"],
  ])('with %j is wrong use', async (argv, text) => {
    const { code, err } = await run(...argv);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(text) as string });
  });

  it('prints figures with their calculation', async () => {
    const { code, out, err } = await run('--agents', '20000', '--cpus', '16', '--memory', '32');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('= max(32768 * 15 / 100, 1024) = 4915');
    expect(out).toContain('3 × compiler (16 CPUs, 32768 MiB)');
  });

  it('refuses a host that is too small', async () => {
    const { code, out } = await run('--agents', '500', '--cpus', '2', '--memory', '2', '--json');
    expect(code).toBe(1);
    const report = JSON.parse(out) as { ok: boolean; findings: { code: string }[] };
    expect(report.ok).toBe(false);
    expect(report.findings.map((item) => item.code)).toContain('OVP8501');
  });

  it('takes nodes, load and overrides from a description', async () => {
    const { code, out } = await run('fixtures/infrastructures/large.ts', '--json');
    expect(code).toBe(0);
    const made = JSON.parse(out) as Plan;
    const of = (name: string) => made.nodes.find(({ node }) => node.certname === name);
    const origin = (name: string) => of(name)?.figures.find(({ label }) => label === 'JRuby instances');
    expect(made.load.agents).toBe(6000);
    expect(origin('compiler1.example.com')).toMatchObject({ value: 5, origin: { kind: 'formula' } });
    expect(origin('compiler3.example.com')).toMatchObject({
      value: 4,
      origin: { kind: 'hiera', key: 'openvox_platform::tuning::jruby_instances' },
    });
  });

  it('finds what a described infrastructure lacks at its line', async () => {
    const { code, out } = await run('fixtures/infrastructures/extra-large.yaml', '--agents', '90000', '--json');
    expect(code).toBe(1);
    const { findings } = JSON.parse(out) as { findings: { code: string; file?: string; line?: number }[] };
    expect(findings.map((item) => item.code)).toContain('OVP8503');
    expect(findings.find((item) => item.code === 'OVP8505')).toMatchObject({
      file: 'fixtures/infrastructures/extra-large.yaml',
      line: 43,
    });
  });

  it('reckons with the nodes of the platform alone where agents compile for themselves', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'ovp-plan-')), 'infrastructure.yaml');
    const text = readFileSync('fixtures/infrastructures/extra-large.yaml', 'utf8');
    writeFileSync(file, `serverless: true\n${text}`);
    const { code, out } = await run(file, '--json');
    expect(code).toBe(0);
    const made = JSON.parse(out) as Plan;
    // 30,000 agents; 14 nodes in the description.
    expect(made.load).toMatchObject({ agents: 30_000, served: 14 });
    expect(figure(made, 'JRuby instances that are needed')).toBe(1);
    expect(figure(made, 'commands for OpenVoxDB')).toBe(3 * 1000);
    expect(made.notes.join(' ')).toContain('for the 14 nodes of the platform');
    rmSync(dirname(file), { recursive: true });
  });

  it('shows nodes of which the same is to be said together', async () => {
    const { out } = await run('fixtures/infrastructures/extra-large.yaml');
    const title = '3 × compiler compiler1.example.com, compiler2.example.com, compiler3.example.com';
    expect(out).toContain(`${title} (16 CPUs, 32768 MiB)`);
    expect(out).toContain('= 32768 - 4915 = 27853');
  });

  it('asks one question at a time', async () => {
    const { code, err } = await run('fixtures/infrastructures/standard.yaml', '--tier', 'large');
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('OVP8513') as string });
  });
});
