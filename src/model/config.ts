/** The configuration of a project: what `ovp.config.ts` exports by default, and the root of everything. */
import type { AnyDefinition, Amendment } from './definitions.js';
import type {
  DataLayerModel,
  HierarchyLevel,
  ModuleIdentity,
  OperatingSystem,
  PortModel,
  ReleaseNotes,
  RoleModel,
  TierModel,
  VersionRange,
} from './module.js';

/** A set of definitions with what belongs to them; the shipped platform is one. */
export interface Platform {
  /** What a configuration takes over where it says nothing else. */
  readonly identity: ModuleIdentity;
  readonly definitions: readonly AnyDefinition[];
  readonly operatingSystems: readonly OperatingSystem[];
  readonly runtime: VersionRange;
  readonly dependencies: readonly VersionRange[];
  readonly hierarchy: readonly HierarchyLevel[];
  readonly data: readonly DataLayerModel[];
  readonly roles: readonly RoleModel[];
  readonly tiers: readonly TierModel[];
  readonly ports: readonly PortModel[];
  /** Folders, absolute, whose files go into the module as they are (EPP templates, Ruby functions). */
  readonly assets: readonly string[];
  /** Folders, absolute, of Markdown files `<id>.md`: the prose of the module's README. */
  readonly prose: readonly string[];
}

/** What the default export of `ovp.config.ts` is. */
export interface Config {
  /** What the module is called and who publishes it; what is left out is as in the shipped platform. */
  readonly module: Partial<ModuleIdentity>;
  readonly platform: Platform;
  /** Definitions of the project's own. */
  readonly definitions?: readonly AnyDefinition[];
  /** Changes to definitions of the platform. */
  readonly amendments?: readonly Amendment[];
  /** Further dependencies of the module. */
  readonly dependencies?: readonly VersionRange[];
  readonly data?: readonly DataLayerModel[];
  /** Newest first; `ovp-gen release` writes them. The module has the version of the newest. */
  readonly releases?: readonly ReleaseNotes[];
  /** Folder of files that go into the module as they are, relative to the configuration. */
  readonly assets?: string;
  /** Folder of Markdown files that replace sections of the module's README, relative to the configuration. */
  readonly prose?: string;
  /** Environment variables that the configuration reads, by name. Reading another one is a finding. */
  readonly env?: readonly string[];
  /** Files that the configuration reads, and folders for all that is below, relative to it. Others are findings. */
  readonly inputs?: readonly string[];
  /** Where the module is written, relative to the configuration. Default `output/<module name>`. */
  readonly output?: string;
}

/**
 * What the module is called, of what the configuration says and what the platform does: it has its newest release, and
 * the addresses that go with its source, as code hosts have them.
 */
export function identityOf({ platform, module, releases }: Config): ModuleIdentity {
  const [newest] = releases ?? [];
  const said = Object.fromEntries(Object.entries(module).filter(([, value]: [string, unknown]) => value !== undefined));
  const source = module.source?.replace(/\.git$|\/$/, '');
  return {
    ...platform.identity,
    ...(newest && { version: newest.version }),
    ...(source !== undefined && { projectPage: source, issuesUrl: `${source}/issues` }),
    ...said,
  };
}

/** Types the configuration; returns it as it is. */
export function defineConfig(config: Config): Config {
  return config;
}
