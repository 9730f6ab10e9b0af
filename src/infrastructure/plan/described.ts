/** From a description to what a plan is made of. */
import { nodeData } from '../model/node-data.js';
import type { Infrastructure } from '../model/infrastructure.js';
import { assumed, type Load, type PlanInput, type PlanNode } from './input.js';

/** What is asked instead of what the description says. */
export interface Instead {
  readonly agents?: number | undefined;
  readonly intervalSeconds?: number | undefined;
  readonly catalogMs?: number | undefined;
  readonly utilisationPercent?: number | undefined;
  /** Of each node. */
  readonly cpus?: number | undefined;
  readonly memoryMb?: number | undefined;
}

/** The load; `undefined` where nobody says how many agents there are. */
export function loadOf(all: Infrastructure | undefined, instead: Instead): Load | undefined {
  const agents = instead.agents ?? all?.agents;
  if (agents === undefined) return undefined;
  const seconds = all?.secondsPerCatalog;
  return {
    agents,
    served: all?.serverless === true ? Math.min(agents, owned(all)) : agents,
    intervalSeconds: instead.intervalSeconds ?? all?.runInterval ?? assumed.intervalSeconds,
    catalogMs:
      instead.catalogMs ?? (seconds === undefined ? assumed.catalogMs : Math.max(1, Math.round(seconds * 1000))),
    utilisationPercent: instead.utilisationPercent ?? assumed.utilisationPercent,
  };
}

/** Nodes that the platform owns: those ask the primary for catalogs in any case. */
function owned({ nodes }: Infrastructure): number {
  return nodes.filter(({ roles }) => roles.some((role) => role !== 'agent')).length;
}

export function describedInput(all: Infrastructure, load: Load, instead: Instead): PlanInput {
  const tuned = all.nodes.filter(
    ({ isServer, runsOpenvoxdb, runsPostgresql }) => isServer || runsOpenvoxdb || runsPostgresql,
  );
  const nodes = tuned.map((node): PlanNode => {
    const cpus = instead.cpus ?? node.cpus;
    const memoryMb = instead.memoryMb ?? node.memoryMb;
    const [role = 'agent'] = node.roles.filter((name) => name !== 'agent');
    return {
      certname: node.certname,
      role,
      ...(node.ppRole === undefined ? {} : { ppRole: node.ppRole }),
      ...(cpus === undefined ? {} : { cpus }),
      ...(memoryMb === undefined ? {} : { memoryMb }),
      data: nodeData(all, node),
      site: all.places.site(node.path, 'key'),
    };
  });
  const unknown = nodes.filter(({ cpus, memoryMb }) => cpus === undefined || memoryMb === undefined);
  const silent = unknown.map(({ certname }) => certname).join(', ');
  return {
    module: all.module.name,
    tier: all.tier,
    load,
    nodes,
    fixed: true,
    notes: all.serverless
      ? [
          `Plain agents compile their own catalogs: servers do it for the ${load.served} nodes of the platform, and OpenVoxDB hears of all.`,
        ]
      : [],
    assumptions: [
      ...measured(all.secondsPerCatalog, instead),
      ...(unknown.length === 0
        ? []
        : [
            `${assumed.cpus} CPUs and ${assumed.memoryMb} MiB of memory where the description says nothing: ${silent}.`,
          ]),
    ],
  };
}

/** The time of a catalog is the one number that only a measurement gives. */
export function measured(described: number | undefined, { catalogMs }: Instead): readonly string[] {
  return described === undefined && catalogMs === undefined
    ? [`${assumed.catalogMs / 1000} s for a catalog; nobody has measured it here.`]
    : [];
}
