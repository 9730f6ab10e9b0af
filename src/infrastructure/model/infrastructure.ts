/** An infrastructure with every blank filled in: what the commands `infra` work on. */
import type { RoleModel } from '../../model/module.js';
import type { Data } from '../../model/value.js';
import { operatingSystems } from '../../platform/os.js';
import type { PlatformParams } from '../../platform/platform.js';
import { type RoleName, roles } from '../../platform/roles.js';
import type { Site } from '../../findings/site.js';

/** Where the values of a description are written. */
export interface Places {
  /** Path of the file, as findings show it. */
  readonly file: string;
  /**
   * Where a value is written; the closest one around it if it is not written by itself.
   *
   * @param path keys and indexes from the outside inwards: `['compilers', 1]`
   * @param what the value, or the key in front of it
   */
  readonly site: (path: readonly (string | number)[], what?: 'value' | 'key') => Site;
}

/** An operating system as facts name it. */
export interface NodeSystem {
  readonly name: string;
  readonly family: string;
  readonly release: string;
}

/** One node with a part in the platform. */
export interface InfrastructureNode {
  /** In lower case, as certificates have it. */
  readonly certname: string;
  /** What it is, in the order of the table of roles; a plain agent is nothing but `agent`. */
  readonly roles: readonly RoleName[];
  /** Classes that it is classified with, in the order of the roles; the module's name is applied. */
  readonly classes: readonly string[];
  /** The extension that its certificate needs. */
  readonly ppRole: string | undefined;
  /** Names in its certificate besides its own, sorted. */
  readonly altNames: readonly string[];
  /** Further extensions of its certificate. */
  readonly extensions: Readonly<Record<string, string>>;
  readonly os: NodeSystem | undefined;
  readonly cpus: number | undefined;
  /** In MiB. */
  readonly memoryMb: number | undefined;
  /** Runs an OpenVox server. */
  readonly isServer: boolean;
  /** Runs OpenVoxDB. */
  readonly runsOpenvoxdb: boolean;
  /** Runs PostgreSQL of the platform's, alone or in a cluster. */
  readonly runsPostgresql: boolean;
  /** Runs etcd. */
  readonly runsEtcd: boolean;
  /** Runs Foreman. */
  readonly runsForeman: boolean;
  /** Runs OpenVoxView. */
  readonly runsOpenvoxview: boolean;
  /** Named by a balancer's key: it runs HAProxy. */
  readonly runsBalancer: boolean;
  /** Hiera data of this node alone. */
  readonly hiera: Readonly<Record<string, Data>>;
  /** Where it is written in the description. */
  readonly path: readonly (string | number)[];
}

/** Name, version and origin of the module that is classified. */
export interface ClassifiedModule {
  readonly name: string;
  readonly owner: string;
  readonly version: string;
  readonly git?: string;
  readonly ref?: string;
}

/** The parameters of the main class that a description decides; absent where blank. */
export type PlatformKeys = { readonly [Key in keyof PlatformParams]?: Data };

/** Where PostgreSQL is. */
export type PostgresqlPlace =
  | { readonly kind: 'none' }
  | { readonly kind: 'primary' | 'node' | 'external'; readonly address: string }
  | {
      readonly kind: 'patroni';
      readonly address: string;
      readonly members: readonly string[];
      readonly asynchronous: readonly string[];
      readonly etcd: readonly string[];
    };

export interface Infrastructure {
  readonly tier: 'standard' | 'large' | 'extra_large';
  readonly module: ClassifiedModule;
  readonly environment: string;
  readonly lab: boolean;
  readonly autosign: 'none' | 'policy' | 'all';
  /** Number of agents, as far as it was said. */
  readonly agents: number | undefined;
  /** Seconds between two runs of an agent. */
  readonly runInterval: number;
  /** Seconds of a JRuby instance for one run of an agent; absent if nobody measured. */
  readonly secondsPerCatalog: number | undefined;
  readonly serverless: boolean;

  readonly primary: string;
  readonly compilers: readonly string[];
  /** A node or a name of others; absent where there is no pool. */
  readonly loadbalancer: string | undefined;
  readonly dbLoadbalancer: string | undefined;
  /** Whether others run the balancer of the OpenVoxDB nodes. */
  readonly isDbLoadbalancerExternal: boolean;
  readonly withOpenvoxdb: boolean;
  /** Certname of the owner of garbage collection and migration. */
  readonly openvoxdb: string;
  /** Certnames of the nodes with an OpenVoxDB, the owner first. */
  readonly openvoxdbNodes: readonly string[];
  readonly postgresql: PostgresqlPlace;
  readonly withForeman: boolean;
  readonly foreman: string;
  readonly withOpenvoxview: boolean;
  readonly openvoxview: string;
  /** Name by which plain agents reach the servers. */
  readonly agentAddress: string;

  /** In the order of the description. */
  readonly nodes: readonly InfrastructureNode[];
  /** What `common.yaml` says of the platform. */
  readonly keys: PlatformKeys;
  /** Further Hiera data of all nodes, and of those with a role. */
  readonly hiera: Readonly<Record<string, Data>>;
  readonly roleHiera: Readonly<Partial<Record<RoleName, Readonly<Record<string, Data>>>>>;
  readonly secrets: Secrets | undefined;
  readonly places: Places;
}

/** The Hiera data in a description. */
export type HieraParts = Pick<Infrastructure, 'hiera' | 'roleHiera' | 'places'> & {
  readonly nodes: readonly Pick<InfrastructureNode, 'hiera' | 'path'>[];
};

/** The node of a certname, in any case of letters. */
export function nodeOf({ nodes }: Infrastructure, certname: string): InfrastructureNode | undefined {
  const wanted = certname.toLowerCase();
  return nodes.find((node) => node.certname === wanted);
}

/** The row of a role in the platform's table. */
export function roleOf(name: RoleName): RoleModel {
  const found = roles.find((role) => role.name === name);
  if (found === undefined) throw new Error(`no role '${name}'`);
  return found;
}

/** The operating system of a text such as `AlmaLinux 9`; absent if the platform does not know it. */
export function systemOf(text: string): NodeSystem | undefined {
  const at = text.lastIndexOf(' ');
  const [name, release] = [text.slice(0, at), text.slice(at + 1)];
  const found = operatingSystems.find((system) => system.name === name && system.releases.includes(release));
  return found && { name, family: found.family, release };
}

const units: Readonly<Record<string, number>> = { MiB: 1, GiB: 1024, TiB: 1024 * 1024 };

/** MiB, rounded down, of a number of GiB or of a text with a unit. */
export function memoryMb(memory: number | string): number {
  if (typeof memory === 'number') return Math.floor(memory * 1024);
  const [, amount = '0', unit = 'GiB'] = /^([\d.]+) ?(\w+)$/.exec(memory) ?? [];
  return Math.floor(Number(amount) * (units[unit] ?? 0));
}

/** Where the shared secrets come from. */
export type Secrets =
  /** Encrypted in the Hiera data with hiera-eyaml. */
  | {
      readonly backend: 'eyaml';
      /** The public key with which they are encrypted; relative to the description. */
      readonly public_key: string;
      /** Where the servers have the two keys. Blank: `/etc/puppetlabs/puppet/eyaml`. */
      readonly keys_directory?: string;
    }
  /** Hiera keys of the site's own, such as those of a vault. */
  | {
      readonly backend: 'lookup';
      /**
       * The site's key for each secret; `{name}` stands for its name: `acme::vault::{name}`.
       *
       * @pattern \{name\}
       */
      readonly key: string;
    };
