/** What names mean: the module's own definitions first, then the recorded component modules. */
import type { Catalogue, Found } from '../bind/catalogue.js';
import { moduleAliases } from '../model/aliases.js';
import type { ModuleModel } from '../model/module.js';
import { suggest } from '../findings/suggest.js';
import type { Definition } from '../puppet/ast.js';
import { checkValue, parseType, type PuppetValue, type TypeAliases } from '../puppet/types/index.js';
import type { TypeNode } from '../puppet/type-node.js';
import { declaredVariables, type DefinitionWithBody } from '../puppet/variables.js';

/** A class or resource type, wherever it comes from. */
export interface Target {
  readonly name: string;
  /** Component module that it belongs to; absent for the module's own. */
  readonly module?: string;
  /** Type of a parameter; undefined if there is none of that name. */
  readonly typeOf: (parameter: string) => TypeNode | undefined;
  readonly suggest: (parameter: string) => string | undefined;
  /** Names of parameters that have to be given. */
  readonly required: readonly string[];
}

export class Symbols {
  /** The module's own aliases, and those of the component modules. */
  readonly aliases: TypeAliases;
  /** The module's own definitions by kind and name. */
  private readonly own: ReadonlyMap<string, Definition>;
  /** What each class that was asked about sets. */
  private readonly variables = new Map<string, ReadonlySet<string>>();

  constructor(
    private readonly model: ModuleModel,
    private readonly catalogue: Catalogue,
  ) {
    this.own = new Map(
      model.definitions.map(({ definition }) => [`${definition.kind} ${definition.name}`, definition]),
    );
    this.aliases = moduleAliases(model, catalogue.aliases());
  }

  findClass(name: string): Target | undefined {
    const mine = this.mine('class', name);
    if (mine) return this.ownTarget(mine);
    const found = this.catalogue.findClass(name);
    return found && this.componentTarget(found);
  }

  findResource(name: string): Target | undefined {
    const mine = this.mine('define', name);
    if (mine) return this.ownTarget(mine);
    const found = this.catalogue.findResource(name);
    return found && this.componentTarget(found);
  }

  hasFunction(name: string): boolean {
    return (
      this.mine('function', name) !== undefined ||
      this.hasRubyFunction(name) ||
      this.catalogue.findFunction(name) !== undefined
    );
  }

  hasTypeAlias(name: string): boolean {
    return this.aliases.has(name);
  }

  /** Whether a class of the module's own sets `$class::variable`; undefined for classes that are not its own. */
  setsVariable(
    className: string,
    variable: string,
  ): { readonly set: boolean; readonly suggestion?: string } | undefined {
    const mine = this.mine('class', className);
    if (mine === undefined) return undefined;
    let names = this.variables.get(className);
    if (names === undefined) {
      names = declaredVariables(mine);
      this.variables.set(className, names);
    }
    if (names.has(variable)) return { set: true };
    const suggestion = suggest(variable, names);
    return { set: false, ...(suggestion === undefined ? {} : { suggestion: `${className}::${suggestion}` }) };
  }

  suggestName(kind: 'class' | 'resource' | 'function' | 'type', name: string): string | undefined {
    const wanted = ({ class: 'class', resource: 'define', function: 'function', type: 'alias' } as const)[kind];
    const mine = [...this.own.values()].filter((item) => item.kind === wanted).map((item) => item.name);
    return (
      suggest(name, mine) ??
      (kind === 'type' ? suggest(name, this.aliases.keys()) : this.catalogue.suggestName(kind, name))
    );
  }

  /** What is wrong with a value of a type. */
  check(type: TypeNode, value: PuppetValue): ReturnType<typeof checkValue> {
    return checkValue(type, value, this.aliases);
  }

  private mine<K extends Definition['kind']>(kind: K, name: string): (Definition & { readonly kind: K }) | undefined {
    const found = this.own.get(`${kind} ${name}`);
    return found && isOfKind(found, kind) ? found : undefined;
  }

  private hasRubyFunction(name: string): boolean {
    const path = `lib/puppet/functions/${name.split('::').join('/')}.rb`;
    return this.model.assets.some((asset) => asset.path === path);
  }

  private ownTarget(definition: DefinitionWithBody): Target {
    const types = new Map(definition.parameters.map((parameter) => [parameter.name, parameter.type]));
    return {
      name: definition.name,
      typeOf: (parameter) => types.get(parameter) ?? this.metaparameter(parameter),
      suggest: (parameter) => suggest(parameter, types.keys()),
      required: definition.parameters
        .filter((parameter) => parameter.default === undefined)
        .map((parameter) => parameter.name),
    };
  }

  private componentTarget(found: Found): Target {
    return {
      name: found.name,
      module: found.module,
      typeOf: (parameter) => {
        const text = this.catalogue.parameterType(found, parameter);
        return text === undefined ? undefined : parseType(text);
      },
      suggest: (parameter) => this.catalogue.suggestParameter(found, parameter),
      required: 'required' in found.interface ? found.interface.required : [],
    };
  }

  private metaparameter(parameter: string): TypeNode | undefined {
    const text = this.catalogue.metaparameter(parameter);
    return text === undefined ? undefined : parseType(text);
  }
}

function isOfKind<K extends Definition['kind']>(
  definition: Definition,
  kind: K,
): definition is Definition & { readonly kind: K } {
  return definition.kind === kind;
}
