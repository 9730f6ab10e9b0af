/** Who reads a Hiera key: classes of the platform, of the recorded component modules, and of the site's own code. */
import type { Catalogue } from '../../bind/catalogue.js';
import { moduleAliases } from '../../model/aliases.js';
import type { ModuleModel } from '../../model/module.js';
import { slips, suggest } from '../../findings/suggest.js';
import type { Statement } from '../../puppet/ast.js';
import { parseType, type TypeAliases, TypeSyntaxError } from '../../puppet/types/index.js';
import { typeNode, type TypeNode } from '../../puppet/type-node.js';
import { visitBody } from '../../puppet/walk.js';
import type { SiteCode } from './site-code.js';
import { slipOf, suggestKey } from './suggest-key.js';

/** What reads a key. */
export type Reader =
  | {
      readonly kind: 'parameter';
      readonly key: string;
      readonly type: TypeNode;
      readonly origin: 'platform' | 'component' | 'site';
    }
  /** Its module is known, and nothing in it reads the key. */
  | {
      readonly kind: 'nobody';
      readonly module: string;
      readonly origin: 'platform' | 'component' | 'site';
      readonly suggestion: string | undefined;
    }
  /** A slip of a key of the recorded version; the one in use is another. */
  | { readonly kind: 'otherVersion'; readonly module: string; readonly suggestion: string }
  /** Nothing is known of it, but a key that exists differs by so little that it is meant. */
  | { readonly kind: 'misspelt'; readonly suggestion: string }
  | { readonly kind: 'unknown' };

export class Knowledge {
  readonly aliases: TypeAliases;
  private readonly parameters = new Map<string, TypeNode>();
  private readonly platformKeys: readonly string[];
  private readonly modules: ReadonlySet<string>;
  private readonly readers = new Map<string, Reader>();
  private decisions: ReadonlySet<string> | undefined;

  /**
   * @param trusted whether the recorded interface of a module is that of the version in use
   * @param installed names of the modules of the Puppetfile, if there is one
   */
  constructor(
    readonly model: ModuleModel,
    private readonly catalogue: Catalogue,
    private readonly site: SiteCode | undefined,
    private readonly trusted: (module: string) => boolean,
    private readonly installed?: ReadonlySet<string>,
  ) {
    this.aliases = moduleAliases(model, catalogue.aliases());
    for (const { definition } of model.definitions) {
      if (definition.kind !== 'class') continue;
      for (const { name, type } of definition.parameters)
        this.parameters.set(`${definition.name}::${name}`, type ?? typeNode('Any'));
    }
    this.platformKeys = [...this.parameters.keys()];
    this.modules = new Set([
      model.identity.name,
      ...catalogue.modules().filter((name) => name !== 'core'),
      ...(site?.modules ?? []),
    ]);
  }

  /** Name of the platform's module. */
  get platform(): string {
    return this.model.identity.name;
  }

  /** What reads a key; asked of many keys many times. */
  reader(key: string): Reader {
    const known = this.readers.get(key);
    if (known !== undefined) return known;
    const found = this.findReader(key);
    this.readers.set(key, found);
    return found;
  }

  private findReader(key: string): Reader {
    const own = this.parameters.get(key);
    if (own !== undefined) return { kind: 'parameter', key, type: own, origin: 'platform' };
    const [module = ''] = key.split('::');
    if (!key.includes('::')) return this.misspelt(key);
    if (module === this.platform) {
      if (this.site?.mentions(key)) return { kind: 'unknown' };
      return { kind: 'nobody', module, origin: 'platform', suggestion: this.suggestPlatform(key) };
    }
    const local = this.site?.parameter(key);
    if (local !== undefined) return { kind: 'parameter', key, type: typeOf(local), origin: 'site' };
    if (this.site?.mentions(key)) return { kind: 'unknown' };
    if (this.site?.modules.has(module)) {
      const suggestion = suggestKey(key, this.site.keysOf(module));
      return this.site.isWhole(module) ? { kind: 'nobody', module, origin: 'site', suggestion } : { kind: 'unknown' };
    }
    const found = this.catalogue.hieraKey(key);
    if (found.status === 'read') {
      return this.trusted(module)
        ? { kind: 'parameter', key, type: parseType(found.type), origin: 'component' }
        : { kind: 'parameter', key, type: typeNode('Any'), origin: 'component' };
    }
    if (found.status === 'foreign') return this.misspelt(key);
    const keys = this.catalogue.keysOf(module);
    if (this.trusted(module)) return { kind: 'nobody', module, origin: 'component', suggestion: suggestKey(key, keys) };
    const suggestion = slipOf(key, keys);
    // Names that go from one to several and back do so between versions.
    return suggestion === undefined || `${suggestion}s` === key || `${key}s` === suggestion
      ? { kind: 'unknown' }
      : { kind: 'otherVersion', module, suggestion };
  }

  /** Names of the parameters that the class of a key has; nothing where they are too many to be read at a glance. */
  siblings(key: string): readonly string[] {
    const [module = ''] = key.split('::');
    const owner = key.slice(0, key.lastIndexOf('::') + 2);
    const all = module === this.platform ? this.platformKeys : this.catalogue.keysOf(module);
    const own = all.filter((other) => other.lastIndexOf('::') + 2 === owner.length && other.startsWith(owner));
    return own.length > 16 ? [] : own.map((other) => other.slice(owner.length)).sort();
  }

  /** Every key of the module of a key, for suggestions. */
  private suggestPlatform(key: string): string | undefined {
    return suggestKey(key, this.platformKeys);
  }

  /** A key whose module is misspelt, or whose colons are, if the rest of it leads to a parameter. */
  private misspelt(key: string): Reader {
    const parts = key.split(/(?:::|:|\.|\/)/);
    const candidates = [parts.join('::')];
    const [first = ''] = parts;
    const isOther = this.installed?.has(first) === true && key.includes('::');
    const module = parts.length > 1 && !isOther ? suggest(first, this.modules, slips) : undefined;
    // A short name is soon that of another module, unless the Puppetfile says that there is none.
    if (module !== undefined && (module.length >= 5 || this.installed !== undefined))
      candidates.push([module, ...parts.slice(1)].join('::'));
    for (const candidate of candidates) {
      if (candidate === key) continue;
      if (this.isRead(candidate)) return { kind: 'misspelt', suggestion: candidate };
      const [name = ''] = candidate.split('::');
      const near = name === this.platform ? suggestKey(candidate, this.platformKeys) : undefined;
      if (near !== undefined) return { kind: 'misspelt', suggestion: near };
    }
    return { kind: 'unknown' };
  }

  private isRead(key: string): boolean {
    return (
      this.parameters.has(key) ||
      this.site?.parameter(key) !== undefined ||
      this.catalogue.hieraKey(key).status === 'read'
    );
  }

  /** Whether a profile of the platform passes a value of its own, so that Hiera's counts for nothing. */
  isDecided(key: string): boolean {
    this.decisions ??= new Set(
      this.model.definitions.flatMap(({ definition }) =>
        definition.kind === 'class' || definition.kind === 'define' ? decisionsOf(definition.body) : [],
      ),
    );
    return this.decisions.has(key);
  }
}

/** Parameters that classes are declared with; what may be undef, or is taken from the very key, is not a decision. */
function decisionsOf(body: readonly Statement[]): readonly string[] {
  const found: string[] = [];
  const assigned = new Map<string, string>();
  visitBody(body, {
    statement(statement) {
      if (statement.kind === 'assign') assigned.set(statement.name, JSON.stringify(statement.value));
    },
  });
  /** An expression with those that its variables stand for. */
  const textOf = (text: string, depth = 0): string => {
    const names = [...text.matchAll(/"kind":"variable","name":"(\w+)"/g)].map(
      ([, name = '']) => assigned.get(name) ?? '',
    );
    return depth > 4 ? text : [text, ...names.map((inner) => textOf(inner, depth + 1))].join(' ');
  };
  visitBody(body, {
    statement(statement) {
      if (statement.kind !== 'resource' || statement.type !== 'class') return;
      for (const { title, attributes } of statement.bodies) {
        if (title.kind !== 'literal' || typeof title.value !== 'string') continue;
        const owner = title.value;
        for (const { name, value } of attributes) {
          const text = textOf(JSON.stringify(value));
          if (!['"value":null', '"name":"lookup"', `${owner}::`].some((part) => text.includes(part)))
            found.push(`${owner}::${name}`);
        }
      }
    },
  });
  return found;
}

function typeOf(text: string): TypeNode {
  try {
    return parseType(text);
  } catch (error) {
    if (error instanceof TypeSyntaxError) return typeNode('Any');
    throw error;
  }
}
