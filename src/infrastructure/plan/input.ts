/** What a plan is made of: the load, and the nodes with their hardware. */
import type { Known } from '../../evaluate/values.js';
import { assumedHardware } from '../model/node-data.js';
import type { Site } from '../../findings/site.js';

export type Tier = 'standard' | 'large' | 'extra_large';

/** A node that the platform owns. Hiera data and certificate say what runs on it, as they do to the module. */
export interface PlanNode {
  readonly certname: string;
  /** Role for people: `primary`, `compiler`. */
  readonly role: string;
  readonly ppRole?: string;
  /** CPUs; absent where nobody has said. */
  readonly cpus?: number;
  /** Memory in MiB, as the kernel reports it; absent where nobody has said. */
  readonly memoryMb?: number;
  /** Hiera data of the node, all levels merged, by whole key. */
  readonly data: Readonly<Record<string, Known>>;
  /** It stands for others like it, as many as the plan says. */
  readonly pooled?: boolean;
  /** Where it is described. */
  readonly site?: Site;
}

export interface Load {
  /** Nodes with an agent. */
  readonly agents: number;
  /** Those of them for which the servers compile catalogs: all, unless plain agents do it themselves. */
  readonly served: number;
  /** Seconds between two runs. */
  readonly intervalSeconds: number;
  /** Milliseconds for which a run keeps a JRuby instance busy. */
  readonly catalogMs: number;
  /** Share of the time for which an instance may be busy, in percent. */
  readonly utilisationPercent: number;
}

/** What is taken where nobody says anything. */
export const assumed = {
  intervalSeconds: 1800,
  catalogMs: 2000,
  utilisationPercent: 70,
  ...assumedHardware,
} as const;

export interface PlanInput {
  /** Name of the module: beginning of its classes and keys. */
  readonly module: string;
  readonly tier: Tier;
  readonly load: Load;
  readonly nodes: readonly PlanNode[];
  /** Whether the nodes are those that exist; otherwise the plan says how many there should be. */
  readonly fixed: boolean;
  /** Sentences on what is assumed, for the reader. */
  readonly assumptions: readonly string[];
  /** Sentences on what follows from the description. */
  readonly notes: readonly string[];
}
