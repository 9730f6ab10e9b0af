/**
 * Checks behaviours: what they name exists. That a catalog lacks `Fle[/etc/motd]` is true of every catalog, and a Hiera
 * key that nothing reads changes none: such a behaviour could not fail.
 */
import type { Catalogue } from '../bind/catalogue.js';
import { definitionDiagnostics as row } from '../model/diagnostics.js';
import { type Finding, finding } from '../findings/finding.js';
import type { DefinitionModel, Expectation, ModuleModel } from '../model/module.js';
import { suggest } from '../findings/suggest.js';
import { type Locate, type Site, siteOf } from '../findings/site.js';
import type { Symbols, Target } from './symbols.js';

interface Named {
  /** As in a catalog: `File[/etc/motd]`. */
  readonly resource: string;
  readonly attributes: readonly string[];
}

export class BehaviourChecker {
  private readonly keys: ReadonlySet<string>;

  constructor(
    private readonly model: ModuleModel,
    private readonly symbols: Symbols,
    private readonly catalogue: Catalogue,
    private readonly locate: Locate,
  ) {
    this.keys = new Set(
      model.definitions.flatMap(({ definition }) =>
        definition.kind === 'class' ? definition.parameters.map(({ name }) => `${definition.name}::${name}`) : [],
      ),
    );
  }

  check({ behaviours, site: around }: DefinitionModel): Finding[] {
    return behaviours.flatMap((behaviour) => {
      const { node, expect } = behaviour;
      const site = (): Site | undefined => this.locate(siteOf(behaviour)) ?? around;
      return [
        ...(node.classes ?? []).flatMap((name) => this.unknownClass(name, site)),
        ...Object.keys(node.data ?? {}).flatMap((key) => this.unreadKey(key, site)),
        ...expect.flatMap(namedBy).flatMap((named) => this.unknownResource(named, site)),
      ];
    });
  }

  private unknownClass(name: string, site: () => Site | undefined): Finding[] {
    if (this.symbols.findClass(name)) return [];
    return [finding(row.unknownClass, site(), name, this.symbols.suggestName('class', name))];
  }

  private unknownResource({ resource, attributes }: Named, site: () => Site | undefined): Finding[] {
    const [, type = resource, title = ''] = /^([^[]+)\[([^]*)\]$/.exec(resource) ?? [];
    const name = type.toLowerCase();
    let target: Target | undefined;
    if (name === 'class') {
      target = this.symbols.findClass(title.toLowerCase());
      if (!target) return this.unknownClass(title.toLowerCase(), site);
    } else {
      target = this.symbols.findResource(name);
      if (!target) return [finding(row.unknownType, site(), name, this.symbols.suggestName('resource', name))];
    }
    const known = target;
    return attributes
      .filter((attribute) => known.typeOf(attribute) === undefined)
      .map((attribute) => finding(row.unknownParameter, site(), known.name, attribute, known.suggest(attribute)));
  }

  private unreadKey(key: string, site: () => Site | undefined): Finding[] {
    if (key === 'lookup_options') return [];
    if (key.startsWith(`${this.model.identity.name}::`)) {
      return this.keys.has(key) ? [] : [finding(row.unreadKey, site(), key, suggest(key, this.keys))];
    }
    const found = this.catalogue.hieraKey(key);
    return found.status === 'unread' ? [finding(row.unreadKey, site(), key, found.suggestion)] : [];
  }
}

function namedBy(expectation: Expectation): Named[] {
  switch (expectation.kind) {
    case 'contains': {
      const attributes = [...Object.keys(expectation.with ?? {}), ...(expectation.without ?? [])];
      return [{ resource: expectation.resource, attributes }];
    }
    case 'lacks':
      return [{ resource: expectation.resource, attributes: [] }];
    case 'before':
    case 'notifies':
      return [expectation.first, expectation.then].map((resource) => ({ resource, attributes: [] }));
    case 'fails':
      return [];
  }
}
