/**
 * The recorded interfaces at run time. An index tells which module has a name, so that only the modules that a
 * definition uses are read.
 */
import { join } from 'node:path';
import { suggest } from '../findings/suggest.js';
import { checkValue, parseType, type Problem, type PuppetValue, type TypeAliases } from '../puppet/types/index.js';
import { coreModule, type FunctionInterface, type Interface, type NativeType, type Parameters } from './interface.js';
import { LazyMap } from '../puppet/types/lazy-map.js';
import { indexIn, interfaceFolders, shippedRecordings } from './recordings.js';
import { readIndex, readInterface, sections, type CatalogueIndex, type Section } from './recorded.js';

/** A class, defined type or native type that was found, and where. */
export interface Found<P extends Parameters = Parameters> {
  readonly kind: 'class' | 'define' | 'type';
  readonly name: string;
  readonly module: string;
  readonly interface: P;
}

/** Whether a Hiera key is one that a class reads. */
export type HieraKey =
  | { readonly status: 'read'; readonly class: string; readonly parameter: string; readonly type: string }
  /** No class of the modules begins the key: it may be anybody's. */
  | { readonly status: 'foreign' }
  /** The class exists, or its module does, but nothing reads the key. */
  | { readonly status: 'unread'; readonly suggestion?: string };

/** Interfaces in folders, read when they are needed. */
export class Catalogue {
  private readonly loaded = new Map<string, Interface>();
  private readonly owners = new Map<Section, Map<string, string>>();
  private index: CatalogueIndex | undefined;
  /** In which folder a module lies; filled with the index. */
  private readonly folders = new Map<string, string>();

  /**
   * @param directories hold `index.json` and `<module>.json`, by default those of this package. A module in a later one
   * takes the place of that in an earlier one.
   */
  constructor(private readonly directories: readonly string[] = [shippedRecordings.interfaces]) {}

  /** Names of the modules that are recorded; `core` is one. */
  modules(): readonly string[] {
    return [...new Set(sections.flatMap((section) => Object.keys(this.indexed()[section])))].sort();
  }

  findClass(name: string): Found | undefined {
    return this.find('classes', 'class', name, (item) => item.classes[name]);
  }

  /** A defined type, or a native one. */
  findResource(name: string): Found | Found<NativeType> | undefined {
    return (
      this.find('defines', 'define', name, (item) => item.defines[name]) ??
      this.find('types', 'type', name, (item) => item.types[name])
    );
  }

  findFunction(name: string): FunctionInterface | undefined {
    const module = this.ownersOf('functions').get(name);
    return module === undefined ? undefined : this.module(module)?.functions[name];
  }

  /** The class, resource type or function whose name is closest to one that does not exist. */
  suggestName(kind: 'class' | 'resource' | 'function', name: string): string | undefined {
    const where = { class: ['classes'], resource: ['defines', 'types'], function: ['functions'] } as const;
    return suggest(
      name,
      where[kind].flatMap((section) => [...this.ownersOf(section).keys()]),
    );
  }

  /** The type of a parameter or attribute; metaparameters included. */
  parameterType(found: Found, parameter: string): string | undefined {
    return own(found.interface.parameters, parameter) ?? this.metaparameter(parameter);
  }

  /** The type of a metaparameter. */
  metaparameter(name: string): string | undefined {
    return own(this.metaparameters(), name);
  }

  /** The parameter whose name is closest to one that does not exist. */
  suggestParameter(found: Found, parameter: string): string | undefined {
    return suggest(parameter, [...Object.keys(found.interface.parameters), ...Object.keys(this.metaparameters())]);
  }

  /** What is wrong with a literal value of a parameter; nothing if the parameter is unknown. */
  checkParameter(found: Found, parameter: string, value: PuppetValue): readonly Problem[] {
    const type = this.parameterType(found, parameter);
    return type === undefined ? [] : checkValue(parseType(type), value, this.aliases());
  }

  /** Which class reads a key of Hiera. */
  hieraKey(key: string): HieraKey {
    const at = key.lastIndexOf('::');
    const name = key.slice(0, Math.max(at, 0));
    const parameter = key.slice(at + '::'.length);
    const found = this.findClass(name);
    const type = found && own(found.interface.parameters, parameter);
    if (found && type !== undefined) return { status: 'read', class: name, parameter, type };
    const module = key.split('::')[0] ?? key;
    if (at < 0 || this.indexed().classes[module] === undefined) return { status: 'foreign' };
    const suggestion = suggest(key, this.keysOf(module));
    return { status: 'unread', ...(suggestion !== undefined && { suggestion }) };
  }

  /** Every key of Hiera that the classes of a module read. */
  keysOf(module: string): readonly string[] {
    return [...this.keyTypesOf(module).keys()];
  }

  /** The Puppet types of {@link keysOf}. */
  keyTypesOf(module: string): ReadonlyMap<string, string> {
    const classes = Object.entries(this.module(module)?.classes ?? {});
    return new Map(
      classes.flatMap(([name, { parameters }]) =>
        Object.entries(parameters).map(([parameter, type]) => [`${name}::${parameter}`, type] as const),
      ),
    );
  }

  /** The type aliases of all modules; each is read when it is first asked for. */
  aliases(): TypeAliases {
    const owners = this.ownersOf('aliases');
    return new LazyMap(owners.keys(), (name) => {
      const module = owners.get(name);
      const text = module === undefined ? undefined : this.module(module)?.aliases[name];
      return text === undefined ? undefined : parseType(text);
    });
  }

  /** One interface, if it is recorded. */
  module(name: string): Interface | undefined {
    const known = this.loaded.get(name);
    if (known !== undefined) return known;
    this.indexed();
    const folder = this.folders.get(name);
    if (folder === undefined) return undefined;
    const read = readInterface(join(folder, `${name}.json`));
    this.loaded.set(name, read);
    return read;
  }

  private metaparameters(): Readonly<Record<string, string>> {
    return this.module(coreModule)?.metaparameters ?? {};
  }

  private find<P extends Parameters>(
    section: Section,
    kind: Found['kind'],
    name: string,
    pick: (item: Interface) => P | undefined,
  ): Found<P> | undefined {
    const module = this.ownersOf(section).get(name);
    const item = module === undefined ? undefined : this.module(module);
    const found = item && pick(item);
    return module === undefined || found === undefined ? undefined : { kind, name, module, interface: found };
  }

  private ownersOf(section: Section): ReadonlyMap<string, string> {
    let owners = this.owners.get(section);
    if (owners === undefined) {
      const entries = Object.entries(this.indexed()[section]);
      owners = new Map(entries.flatMap(([module, names]) => names.map((name) => [name, module] as const)));
      this.owners.set(section, owners);
    }
    return owners;
  }

  private indexed(): CatalogueIndex {
    if (this.index !== undefined) return this.index;
    const indexes = this.directories.map((folder) => {
      const index = readIndex(indexIn(folder));
      for (const name of sections.flatMap((section) => Object.keys(index[section]))) this.folders.set(name, folder);
      return [folder, index] as const;
    });
    const merged = (section: Section): CatalogueIndex[Section] =>
      Object.fromEntries(
        indexes.flatMap(([folder, index]) =>
          Object.entries(index[section]).filter(([name]) => this.folders.get(name) === folder),
        ),
      );
    this.index = {
      classes: merged('classes'),
      defines: merged('defines'),
      types: merged('types'),
      functions: merged('functions'),
      aliases: merged('aliases'),
    };
    return this.index;
  }
}

/**
 * The interfaces that hold in a project: those of this package, and those that it has recorded by itself.
 *
 * @param project folder of its configuration; any folder where there is none
 */
export function catalogueOf(project: string): Catalogue {
  return new Catalogue(interfaceFolders(project));
}

function own(record: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
