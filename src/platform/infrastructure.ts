/** The infrastructure as the main class finds it out: names of variables that all profiles read. */

/** Values of `pp_role` that the platform knows. */
export const knownRoles = ['compiler', 'openvoxdb', 'postgresql'] as const;
/** A role that the platform gives a node by its certificate. */
export type Role = (typeof knownRoles)[number];

/** Numbers of etcd members that survive the loss of one, or of two, with none to spare. */
export const etcdSizes = [3, 5] as const;

/** What the main class finds out, for all profiles. Blank values are resolved; names are in lower case. */
export interface Infrastructure {
  certname: string;
  primary: string;
  foreman_host: string;
  openvoxview_host: string;
  openvoxdb_host: string;
  postgresql_host: string;
  /** What vouches for a PostgreSQL of others; undef where the platform's certificate authority does. */
  postgresql_ca_file: string | undefined;
  /** Undef where there is no pool. */
  compiler_balancer: string | undefined;
  database_balancer: string | undefined;
  static_compilers: string[];
  patroni_hosts: string[];
  patroni_async_hosts: string[];
  /** Those of the members that can become leader. */
  patroni_leaders: string[];
  /** Where Patroni keeps its state; empty where there is no Patroni. */
  etcd_hosts: string[];
  /** Where clients look for the PostgreSQL that takes writes: one address, or all members that can become leader. */
  database_hosts: string[];
  /** Where plain agents get their catalogs. */
  agent_address: string;
  with_foreman: boolean;
  with_openvoxview: boolean;
  with_openvoxdb: boolean;
  with_serverless: boolean;
  control_source: string | undefined;
  hiera_source: string | undefined;
  additional_reports: string[];
  /** Names of the pools, one for the balancer and its members. */
  compiler_pool: string;
  openvoxdb_pool: string;
  is_primary: boolean;
  is_foreman: boolean;
  is_openvoxdb: boolean;
  is_postgresql: boolean;
  /** `pp_role` as the certificate has it, known or not. */
  claimed_role: string | undefined;
  role: Role | undefined;
  is_server: boolean;
  /** Certnames of the infrastructure's own nodes, as far as the parameters name them. */
  named_hosts: string[];
  /** The node belongs to the platform alone. */
  owned: boolean;
  /** OpenVoxDB has nodes of its own. */
  dedicated_openvoxdb: boolean;
  runs_openvoxdb: boolean;
  /** This node's OpenVoxDB collects garbage and migrates the database. */
  openvoxdb_owner: boolean;
  /** Where this node's server finds OpenVoxDB. */
  openvoxdb_address: string;
  tier: 'standard' | 'large' | 'extra_large';
}
