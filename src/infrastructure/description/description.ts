/**
 * What an operator writes: one infrastructure, in the words of the platform's own Hiera keys. The JSON Schema by which
 * descriptions in YAML are judged is made from these types; see `description.schema.json` beside this file.
 *
 * `Name` is the union of the certnames below `nodes`, so that `tsc` knows of names that lead nowhere.
 */
import type { SupportedSystem } from '../../platform/os.js';
import type { RoleName } from '../../platform/roles.js';
import type { Secrets } from '../model/infrastructure.js';

/**
 * Name of a host; certificates and those who check them go by names, not by addresses.
 *
 * @pattern ^(?!\d+(?:\.\d+){3}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$
 * @maxLength 253
 */
export type HostName = string;

/**
 * An amount of memory: a number of GiB, or text with a unit (`16 GiB`, `12288 MiB`).
 *
 * @pattern ^\d+(?:\.\d+)? ?(?:MiB|GiB|TiB)$
 * @exclusiveMinimum 0
 */
export type Memory = number | `${number} ${'MiB' | 'GiB' | 'TiB'}`;

/** Values by Hiera key. */
export type HieraData = Readonly<Record<string, HieraValue>>;
/** What a key of Hiera may have for a value. */
export type HieraValue =
  string | number | boolean | null | readonly HieraValue[] | { readonly [key: string]: HieraValue };

/** A node: what it runs on, and what is particular about it. */
export interface NodeDescription {
  /** Operating system and release, as facts name them: `AlmaLinux 9`. Blank: nothing is checked that depends on it. */
  readonly os?: SupportedSystem;
  /**
   * CPUs.
   *
   * @asType integer
   * @minimum 1
   */
  readonly cpus?: number;
  readonly memory?: Memory;
  /** Further names in its certificate. Those that its roles need come by themselves. */
  readonly alt_names?: readonly HostName[];
  /** Further extensions of its certificate, by name or by number: `pp_datacenter`, `1.3.6.1.4.1.34380.1.2.1`. */
  readonly extensions?: Readonly<Record<string, string>>;
  /** Hiera data of this node alone. */
  readonly hiera?: HieraData;
}

/** Certnames and nodes. */
export type Nodes = Readonly<Record<HostName, NodeDescription>>;

/** Something that others run: the name by which it is reached. */
export interface External {
  readonly external: HostName;
}

/** A PostgreSQL that the platform does not run. */
export interface ExternalPostgresql extends External {
  /** File with the certificates that vouch for it, on every node that connects. */
  readonly ca?: string;
}

/** A PostgreSQL cluster that Patroni looks after. */
export interface PatroniCluster<Name extends string = HostName> {
  /**
   * Its members.
   *
   * @minItems 1
   */
  readonly patroni_members: readonly [Name, ...Name[]];
  /** Those of the members that replicate asynchronously and never become leader. */
  readonly patroni_async_members?: readonly Name[];
  /** Three or five nodes that run etcd. Blank: the members that can become leader, or all. */
  readonly etcd_members?: readonly Name[];
  /** Address that follows the leader, where there is one. Blank: clients look for the leader themselves. */
  readonly address?: HostName;
}

/** The module that is classified, where it is not the shipped platform under its own name. */
export interface ModuleReference {
  /**
   * Name of the module, and beginning of its Hiera keys.
   *
   * @pattern ^[a-z][a-z0-9_]*$
   */
  readonly name: string;
  /**
   * Its owner on the Forge.
   *
   * @pattern ^[A-Za-z0-9]+$
   */
  readonly owner?: string;
  /** Its version on the Forge. */
  readonly version?: string;
  /** URL of the Git repository that it comes from, instead of the Forge. */
  readonly git?: string;
  /** Tag or commit of that repository. */
  readonly ref?: string;
}

/** What all tiers have in common. */
interface Common<Name extends string, All> {
  /** Every node of the infrastructure that has a part in the platform, by certname. */
  readonly nodes: All;
  /**
   * Number of nodes with an agent, those of the platform included.
   *
   * @asType integer
   * @minimum 1
   */
  readonly agents?: number;
  /**
   * Seconds between two runs of an agent. Blank: 1800.
   *
   * @asType integer
   * @minimum 1
   */
  readonly run_interval?: number;
  /**
   * Seconds for which a run of an agent keeps a JRuby instance busy. Blank: assumed, and said so.
   *
   * @exclusiveMinimum 0
   */
  readonly seconds_per_catalog?: number;
  /**
   * Environment of the nodes. Blank: `production`.
   *
   * @pattern ^[a-z0-9_]+$
   */
  readonly environment?: string;
  /** Whether this is a place to try things, where every certificate request may be signed. */
  readonly lab?: boolean;
  /** Which certificate requests the certificate authority signs by itself. Blank: none. */
  readonly autosign?: 'none' | 'policy' | 'all';
  readonly module?: ModuleReference;

  /** Certname of the primary server, which holds the certificate authority. */
  readonly primary_server: Name;
  /** Certname of the node that runs Foreman. Blank: the primary. */
  readonly foreman_server?: Name;
  /** Certname of the node that runs OpenVoxView. Blank: the primary, or without Foreman what `foreman_server` names. */
  readonly openvoxview_server?: Name;
  /** Whether there is a Foreman. Blank: there is. */
  readonly foreman?: boolean;
  /** Whether there is an OpenVoxView. Blank: only if `openvoxview_server` is given. */
  readonly openvoxview?: boolean;
  /** Git URL of the control repository. Blank: code deployment is not managed. */
  readonly control_repo?: string;
  /** Git URL of the Hiera data. Blank: they live in the control repository. */
  readonly hiera_repo?: string;
  /** Report processors in addition to those that Foreman and OpenVoxDB imply. */
  readonly reports?: readonly string[];
  /** Whether plain agents apply the codebase themselves, without a server. */
  readonly serverless?: boolean;
  /** Whether a `pp_role` that the platform does not know is an error. */
  readonly strict_roles?: boolean;
  /** Whether to manage the package repositories of OpenVox. Blank: on the nodes that the platform owns. */
  readonly manage_repos?: boolean;
  readonly secrets?: Secrets;
  /** Hiera data of all nodes: of the platform's classes, and of those of component modules. */
  readonly hiera?: HieraData;
  /** Hiera data of the nodes with a role. */
  readonly role_hiera?: Readonly<Partial<Record<RoleName, HieraData>>>;
}

/** One server; OpenVoxDB and PostgreSQL may be elsewhere. */
export interface StandardDescription<Name extends string = HostName, All = Nodes> extends Common<Name, All> {
  readonly tier: 'standard';
  /** Whether there is an OpenVoxDB. Blank: there is. */
  readonly use_openvoxdb?: boolean;
  /** Certname of the only OpenVoxDB node. Blank: the primary. */
  readonly openvoxdb?: Name;
  /** Where PostgreSQL is. Blank: on the primary. */
  readonly postgresql?: Name | ExternalPostgresql | PatroniCluster<Name>;
  readonly agent_server?: never;
  readonly openvoxdb_nodes?: never;
  readonly compilers?: never;
  readonly loadbalancer?: never;
  readonly db_loadbalancer?: never;
}

/** Compilers behind a balancer. */
export interface LargeDescription<Name extends string = HostName, All = Nodes> extends Common<Name, All> {
  readonly tier: 'large';
  /**
   * Certnames of the compilers, without the primary.
   *
   * @minItems 1
   */
  readonly compilers: readonly [Name, ...Name[]];
  /** The balancer of the compilers. */
  readonly loadbalancer: Name | External;
  /** Name by which plain agents reach the servers, where it is not that of a node. */
  readonly agent_server?: HostName;
  /** Whether there is an OpenVoxDB. Blank: there is. */
  readonly use_openvoxdb?: boolean;
  /** Certname of the only OpenVoxDB node. Blank: each server has its own OpenVoxDB. */
  readonly openvoxdb?: Name;
  /** Where PostgreSQL is. Blank: on the primary. */
  readonly postgresql?: Name | ExternalPostgresql | PatroniCluster<Name>;
  readonly openvoxdb_nodes?: never;
  readonly db_loadbalancer?: never;
}

/** Compilers and OpenVoxDB nodes, each behind a balancer of their own. */
export interface ExtraLargeDescription<Name extends string = HostName, All = Nodes> extends Common<Name, All> {
  readonly tier: 'extra_large';
  /**
   * Certnames of the compilers, without the primary.
   *
   * @minItems 1
   */
  readonly compilers: readonly [Name, ...Name[]];
  /** The balancer of the compilers. */
  readonly loadbalancer: Name | External;
  /** Name by which plain agents reach the servers, where it is not that of a node. */
  readonly agent_server?: HostName;
  /** Certname of the OpenVoxDB node that owns garbage collection and migration. */
  readonly openvoxdb: Name;
  /** Certnames of the other OpenVoxDB nodes. */
  readonly openvoxdb_nodes?: readonly Name[];
  /** The balancer of the OpenVoxDB nodes. */
  readonly db_loadbalancer: Name | External;
  /** Where PostgreSQL is. */
  readonly postgresql: Name | ExternalPostgresql | PatroniCluster<Name>;
  readonly use_openvoxdb?: true;
}

/** An infrastructure of one of the tiers. */
export type InfrastructureDescription<Name extends string = HostName, All = Nodes> =
  StandardDescription<Name, All> | LargeDescription<Name, All> | ExtraLargeDescription<Name, All>;

/** The description of each tier: what the schema is made of. */
export interface Descriptions {
  readonly standard: StandardDescription;
  readonly large: LargeDescription;
  readonly extra_large: ExtraLargeDescription;
}
