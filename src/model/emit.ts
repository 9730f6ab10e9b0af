/** What emitters need besides the model: facts about the component modules. */
import type { TypeAliases } from '../puppet/types/index.js';

/** A component module at the version that the platform is tested with. */
export interface LockedModule {
  /** Name without its owner, such as `stdlib`. */
  readonly name: string;
  /** Owner and name as the Forge has them, `puppetlabs/stdlib`. */
  readonly slug: string;
  /** Semantic version; the Forge has it if there is no {@link git}, or if that is at the tag of this version. */
  readonly version: string;
  /** Its Git repository, where that is known; else it comes from the Forge. */
  readonly git?: {
    readonly url: string;
    /** Tag or commit of {@link version}. */
    readonly ref: string;
  };
}

/** Everything that the output depends on, apart from the model and the templates of this package. */
export interface EmitContext {
  /** The component modules, dependencies of dependencies included. */
  readonly lock: readonly LockedModule[];
  /** Type aliases of the component modules, by name. */
  readonly aliases: TypeAliases;
  /** Puppet types of the Hiera keys that the classes of a component module read. */
  readonly keyTypesOf: (module: string) => ReadonlyMap<string, string>;
}
