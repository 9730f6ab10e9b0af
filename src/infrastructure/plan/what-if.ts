/** Nodes of an infrastructure that nobody has described yet: those of the tier's example, all with the same hardware. */
import { isHash, isList, type Known } from '../../evaluate/values.js';
import type { ModuleModel } from '../../model/module.js';
import { type Instead, measured } from './described.js';
import { assumed, type Load, type PlanInput, type PlanNode, type Tier } from './input.js';
import { tierFor } from './tier.js';

export interface WhatIf {
  readonly tier: Tier;
  readonly cpus: number;
  readonly memoryMb: number;
  /** Whether there is a Foreman. */
  readonly foreman: boolean;
}

/** One node of each kind; those of a pool stand for all of it. */
export function exampleNodes(model: ModuleModel, { tier, cpus, memoryMb, foreman }: WhatIf): readonly PlanNode[] {
  const module = model.identity.name;
  const example = model.tiers.find(({ name }) => name === tier)?.data ?? {};
  const known: Known = JSON.parse(JSON.stringify(example)) as Known;
  const data = { ...(isHash(known) ? known : {}), [`${module}::foreman`]: foreman };
  const named = (key: string): string | undefined => {
    const value = data[`${module}::${key}`];
    return typeof value === 'string' ? value : undefined;
  };
  const make = (role: string, certname: string | undefined, more: Partial<PlanNode> = {}): readonly PlanNode[] =>
    certname === undefined ? [] : [{ certname, role, cpus, memoryMb, data, ...more }];
  const patroni = data[`${module}::patroni_members`];
  const members = patroni !== undefined && isList(patroni) ? patroni.map(String) : [];
  const roleOf = (name: string): string | undefined => model.roles.find((role) => role.name === name)?.ppRole;
  const pooled = (name: string) => {
    const ppRole = roleOf(name);
    return { pooled: true, ...(ppRole === undefined ? {} : { ppRole }) };
  };
  const postgresql = named('postgresql');
  return [
    ...make('primary', named('primary_server')),
    ...(tier === 'standard' ? [] : make('compiler', 'compiler.example.com', pooled('compiler'))),
    ...make('openvoxdb', named('openvoxdb'), pooled('openvoxdb')),
    ...(members.length > 0
      ? members.flatMap((member) => make('postgresql', member))
      : make('postgresql', postgresql === named('primary_server') ? undefined : postgresql)),
  ];
}

/** An infrastructure of the tier that fits, or of the one that is asked for. */
export function exampleInput(
  model: ModuleModel,
  load: Load,
  {
    tier = tierFor(load.agents),
    foreman,
    ...instead
  }: Instead & { readonly tier: Tier | undefined; readonly foreman: boolean },
): PlanInput {
  const { cpus = assumed.cpus, memoryMb = assumed.memoryMb } = instead;
  return {
    module: model.identity.name,
    tier,
    load,
    nodes: exampleNodes(model, { tier, cpus, memoryMb, foreman }),
    fixed: false,
    notes: [],
    assumptions: [
      ...measured(undefined, instead),
      ...(instead.cpus === undefined ? [`${cpus} CPUs for each node.`] : []),
      ...(instead.memoryMb === undefined ? [`${memoryMb} MiB of memory for each node.`] : []),
    ],
  };
}
