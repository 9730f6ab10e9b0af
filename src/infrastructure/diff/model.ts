/** What a comparison of two descriptions tells. */
import type { Known } from '../../evaluate/values.js';
import type { Data } from '../../model/value.js';

/** A value before and after; absent where there is none. */
export interface Change<T> {
  readonly name: string;
  readonly before?: T;
  readonly after?: T;
}

export interface NodeChange {
  readonly certname: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** Roles, hardware, operating system. */
  readonly facts: readonly Change<string>[];
  /** What its certificate has to say: a change takes a new certificate. */
  readonly certificate: readonly Change<string>[];
  /** Hiera data of this node, all levels merged, beyond what changes for all nodes. */
  readonly data: readonly Change<Data>[];
  /** Figures that the module computes. */
  readonly settings: readonly Change<string>[];
  readonly restarts: readonly Cause[];
}

export interface InfrastructureDiff {
  readonly nodes: readonly NodeChange[];
  /** Hiera data of all nodes. */
  readonly data: readonly Change<Data>[];
  /** `from -> to: port`, for firewalls. */
  readonly connections: { readonly added: readonly string[]; readonly removed: readonly string[] };
}

/** What the main class finds out about a node, as far as services have it in their configuration. */
export interface NodeState {
  readonly openvoxdbAddress: Known;
  readonly databaseHosts: Known;
}

export interface Cause {
  readonly service: string;
  /** `restart by hand`: the agent never does it. */
  readonly action: 'restart' | 'reload' | 'restart by hand';
  readonly because: string;
}
