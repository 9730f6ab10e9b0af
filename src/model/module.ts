/**
 * The model: everything there is to know about the module that is to be generated, as plain data. Made by `buildModel`
 * from the definitions, checked by `check`, and read by the emitters, which need nothing else.
 */
import type { Site } from '../findings/site.js';
import type { Definition } from '../puppet/ast.js';
import type { Data } from './value.js';

/** Who publishes the module, and what it calls itself. */
export interface ModuleIdentity {
  /** Name of the module and first segment of all its classes, such as `openvox_platform`. */
  readonly name: string;
  /** Forge namespace. */
  readonly owner: string;
  /** Semantic version. */
  readonly version: string;
  /** One sentence. */
  readonly summary: string;
  /** Name of the people who hold the copyright. */
  readonly author: string;
  readonly license: 'Apache-2.0';
  /** Address of the repository. */
  readonly source: string;
  /** Where there is a `source` of one's own, that one. */
  readonly projectPage: string;
  /** Where there is a `source` of one's own, `issues` below it. */
  readonly issuesUrl: string;
  readonly tags: readonly string[];
}

/** A version range of something that the module needs, in the Forge's notation: `>= 9.0.0 < 10.0.0`. */
export interface VersionRange {
  /** Forge slug (`puppetlabs/stdlib`) or, for the runtime, `openvox`. */
  readonly name: string;
  readonly range: string;
}

/** An operating system and those of its releases that the module claims, as facts name them. */
export interface OperatingSystem {
  /** `facts['os']['name']`. */
  readonly name: string;
  /** `facts['os']['family']`. */
  readonly family: 'RedHat' | 'Debian';
  /** `facts['os']['release']['major']`. */
  readonly releases: readonly string[];
}

/** A class, defined type, function or type alias of the module, and what is known about it beside its code. */
export interface DefinitionModel {
  readonly definition: Definition;
  /** Where it is defined. */
  readonly site?: Site;
  /** Where each parameter is declared. */
  readonly parameterSites: Readonly<Record<string, Site>>;
  /** Where the default of a parameter is written, of those that have one. */
  readonly defaultSites?: Readonly<Record<string, Site>>;
  /** What a node that has this class must look like: specs are generated from it. Classes and defined types only. */
  readonly behaviours: readonly Behaviour[];
  /** Operating systems on which it works, when fewer than the module's. */
  readonly operatingSystems?: readonly OperatingSystem[];
  /** Calls and their results: specs are generated from them. Functions only. */
  readonly cases?: readonly FunctionCase[];
  /** Values on both sides of the line: specs are generated from them. Type aliases only. */
  readonly samples?: AliasSamples;
}

/** A call of a function of the module, and what comes of it. */
export interface FunctionCase {
  readonly arguments: readonly Data[];
  /** The value, or a message (Ruby's regular expression syntax) with which the call fails. */
  readonly result: { readonly value: Data } | { readonly fails: string };
}

/** Values that a type alias must take, and values that it must refuse. */
export interface AliasSamples {
  readonly allow: readonly Data[];
  readonly reject: readonly Data[];
}

/** A node, and what its catalog must hold. Where it is written, `siteOf` tells. */
export interface Behaviour {
  /** Continues the sentence "openvox_platform::profile::primary ... ". */
  readonly title: string;
  readonly node: NodeScenario;
  readonly expect: readonly Expectation[];
  /** Judged only against the real component modules, as it looks at resources that their classes declare. */
  readonly real: boolean;
}

/** What distinguishes the node of a behaviour from any other. */
export interface NodeScenario {
  /** Certificate name and FQDN; default `node.example.com`. */
  readonly certname?: string;
  /** Certificate extensions, such as `pp_role`. */
  readonly extensions?: Readonly<Record<string, string>>;
  /** Facts that differ from the operating system's, by dotted path, such as `memory.system.total_bytes`. */
  readonly facts?: Readonly<Record<string, Data>>;
  /** Hiera data of the site. */
  readonly data?: Readonly<Record<string, Data>>;
  /** Further classes, included before this one. */
  readonly classes?: readonly string[];
  /** Resources declared for a defined type: title and parameters. */
  readonly declare?: { readonly title: string; readonly parameters: Readonly<Record<string, Data>> };
  /** Only on operating systems of which this holds; default all that the definition supports. */
  readonly on?: readonly { readonly family?: string; readonly name?: string; readonly release?: string }[];
  /** Nor on these. */
  readonly notOn?: readonly { readonly family?: string; readonly name?: string; readonly release?: string }[];
}

/** A value in a catalog: data, text that must match (Ruby's regular expression syntax), or a secret that is or matches. */
export type ExpectedValue = Data | { readonly matches: string } | { readonly sensitive: Data };

/** One assertion about a catalog. Resources are named as in Puppet: `Package[git]`, `Class[puppet::server]`. */
export type Expectation =
  | {
      readonly kind: 'contains';
      readonly resource: string;
      readonly with?: Readonly<Record<string, ExpectedValue>>;
      readonly without?: readonly string[];
    }
  | { readonly kind: 'lacks'; readonly resource: string }
  | { readonly kind: 'before'; readonly first: string; readonly then: string; readonly why: string }
  | { readonly kind: 'notifies'; readonly first: string; readonly then: string; readonly why: string }
  /** Compilation fails with a message that matches. */
  | { readonly kind: 'fails'; readonly message: string };

/** One file of the module's own Hiera data. */
export interface DataLayerModel {
  /** Path below `data/`, such as `os/RedHat.yaml`. */
  readonly path: string;
  readonly entries: Readonly<Record<string, Data>>;
  /** By key, an object that knows where the entry is written; see `siteOf`. */
  readonly places?: Readonly<Record<string, object>>;
}

/** A level of the module's `hiera.yaml`. */
export interface HierarchyLevel {
  readonly name: string;
  /** Path below `data/`, with Hiera's interpolation. */
  readonly path: string;
}

/** A file that is taken over as it is: EPP templates, Ruby functions, facts. The namespace is applied already. */
export interface AssetFile {
  /** Path in the module, `templates/backup.sh.epp`. */
  readonly path: string;
  readonly content: string;
}

/** What a node is: by `pp_role`, or by the classes that it is classified with. */
export interface RoleModel {
  readonly name: string;
  readonly title: string;
  /** Value of the certificate extension `pp_role`, if the role is taken from there. */
  readonly ppRole?: string;
  /** Public classes that a node of this role is classified with. */
  readonly classes: readonly string[];
  /** Hiera key whose value is the certificate name of the node with this role, if there is just one such node. */
  readonly namedBy?: string;
  readonly notes?: string;
}

/** A way to build the platform. */
export interface TierModel {
  readonly name: string;
  readonly title: string;
  /** Markdown: for whom it is, and what it costs. */
  readonly summary: string;
  /** What to provision, one line each, Markdown. */
  readonly provision: readonly string[];
  readonly nodes: readonly TierNodeModel[];
  readonly connections: readonly {
    readonly from: string;
    readonly to: string;
    readonly port?: string;
    readonly optional: boolean;
  }[];
  /** Hiera data of an example of this tier. */
  readonly data: Readonly<Record<string, Data>>;
}

/** A kind of node, or a service on it, in the drawing of a tier. */
export interface TierNodeModel {
  readonly id: string;
  readonly label: string;
  readonly shape: 'node' | 'database' | 'pool';
  readonly optional: boolean;
  /** Id of the node that this one stands in. */
  readonly inside?: string;
  /** Names of roles. */
  readonly roles: readonly string[];
}

/** Somebody talks to somebody: for the table of ports. */
export interface PortModel {
  readonly port: number;
  readonly from: string;
  readonly to: string;
  readonly purpose: string;
  readonly when?: string;
}

/** A release of the module, newest first, in the sections that Forge modules use. */
export interface ReleaseNotes {
  readonly version: string;
  /** ISO date; absent while unreleased. */
  readonly date?: string;
  readonly sections: Readonly<Record<string, readonly string[]>>;
}

/** The module as a whole, with everything that emitters need to know of it. */
export interface ModuleModel {
  readonly identity: ModuleIdentity;
  readonly runtime: VersionRange;
  readonly dependencies: readonly VersionRange[];
  readonly operatingSystems: readonly OperatingSystem[];
  /** Sorted by name. */
  readonly definitions: readonly DefinitionModel[];
  readonly hierarchy: readonly HierarchyLevel[];
  readonly data: readonly DataLayerModel[];
  readonly assets: readonly AssetFile[];
  readonly roles: readonly RoleModel[];
  readonly tiers: readonly TierModel[];
  readonly ports: readonly PortModel[];
  readonly releases: readonly ReleaseNotes[];
  /** Markdown, by section id, that belongs to the README and cannot be derived: each named in the README's skeleton. */
  readonly prose: Readonly<Record<string, string>>;
}

/** Path in the module -> text. What emitters return and the writer writes. */
export type FileTree = ReadonlyMap<string, GeneratedFile>;

/** The content of a file, and whether it can be run. */
export interface GeneratedFile {
  readonly content: string;
  readonly mode: 0o644 | 0o755;
  /** Which statement each line came from: a raw stack by line, for printing findings at the definition. */
  readonly sites?: readonly (string | undefined)[];
}
