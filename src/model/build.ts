/** From definitions to the model: bodies are run, amendments applied, the module's name put in. No I/O, no text. */
import { copySite, type Locate, type Site, siteOf } from '../findings/site.js';
import type { Definition, Documentation } from '../puppet/ast.js';
import { amendStatements, type ReflectedAmendment } from './amend.js';
import { type Config, identityOf } from './config.js';
import {
  type Amendment,
  type AnyDefinedType,
  type AnyDefinition,
  type AnyFunction,
  type AnyProfile,
  parameterExpressions,
  type TypeAlias,
} from './definitions.js';
import { definitionDiagnostics as row } from './diagnostics.js';
import { type Finding, finding } from '../findings/finding.js';
import type { AssetFile, Behaviour, DataLayerModel, DefinitionModel, ModuleModel } from './module.js';
import { applyNamespace, nameIn, own, ownType } from './namespace.js';
import { type ParameterOwner, parametersOf, typeOf } from './parameters.js';
import { placeOf, type ReflectedParameter, type Reflection } from './reflection.js';
import { referencesOf, resourceReference } from './reference.js';
import { type Body, type Statement, statementsOf } from './statements.js';
import { compareText } from '../text/order.js';
import { reasonOf } from '../text/reason.js';

/** What the model needs of the world outside; the loader provides it. */
export interface BuildContext {
  readonly assets: readonly AssetFile[];
  readonly prose: Readonly<Record<string, string>>;
  /** Place of the topmost frame of a raw stack that a person wrote. */
  readonly locate: Locate;
}

export interface BuildResult {
  readonly model: ModuleModel;
  readonly findings: readonly Finding[];
}

/** Builds the model. All findings of all definitions are returned, not the first. */
export function buildModel(config: Config, context: BuildContext): BuildResult {
  const identity = identityOf(config);
  const builder = new Builder(identity.name, config.platform.identity.name, config.amendments ?? [], context);
  const definitions = builder.definitions([...config.platform.definitions, ...(config.definitions ?? [])]);
  const { platform } = config;
  const named = <T>(value: T): T => applyNamespace(value, identity.name, copySite);
  return {
    model: {
      identity,
      runtime: platform.runtime,
      dependencies: [...platform.dependencies, ...(config.dependencies ?? [])].sort((a, b) =>
        compareText(a.name, b.name),
      ),
      operatingSystems: platform.operatingSystems,
      definitions,
      hierarchy: platform.hierarchy,
      data: named(mergedLayers([...platform.data, ...(config.data ?? [])])),
      assets: named(context.assets),
      roles: named(platform.roles),
      tiers: named(platform.tiers),
      ports: platform.ports,
      releases: config.releases ?? [],
      prose: named(context.prose),
    },
    findings: builder.findings,
  };
}

/** Layers of one path are one file; what comes later wins. */
function mergedLayers(layers: readonly DataLayerModel[]): readonly DataLayerModel[] {
  const merged = new Map<string, DataLayerModel>();
  for (const layer of layers) {
    const before = merged.get(layer.path);
    merged.set(layer.path, {
      path: layer.path,
      entries: { ...before?.entries, ...layer.entries },
      places: { ...before?.places, ...layer.places },
    });
  }
  return [...merged.values()];
}

class Builder {
  readonly findings: Finding[] = [];
  private readonly amendments = new Map<string, Amendment[]>();

  /** @param shippedName the module's name as the platform's own texts have it */
  constructor(
    private readonly module: string,
    private readonly shippedName: string,
    amendments: readonly Amendment[],
    private readonly context: BuildContext,
  ) {
    for (const amendment of amendments) {
      const name = amendment.target.name;
      this.amendments.set(name, [...(this.amendments.get(name) ?? []), amendment]);
    }
  }

  definitions(given: readonly AnyDefinition[]): readonly DefinitionModel[] {
    const models = new Map<string, DefinitionModel>();
    for (const definition of given) {
      const name = nameIn(nameOf(definition), this.module);
      const model = this.definition(definition, name);
      if (model === undefined) continue;
      // Names in Puppet know no upper case, so these two would be one file; classes and defined types share a folder.
      const key = `${folderOf(definition)} ${name.toLowerCase()}`;
      const other = models.get(key);
      if (other === undefined) models.set(key, model);
      else this.reportDuplicate(model, other);
    }
    for (const [name, [amendment]] of this.amendments) {
      if (amendment && !models.has(`manifests ${nameIn(name, this.module).toLowerCase()}`)) {
        const site = amendment.reflection && placeOf(amendment.reflection);
        this.report(finding(row.amendedNothing, site, nameIn(name, this.module)));
      }
    }
    return [...models.values()].sort((a, b) => compareText(a.definition.name, b.definition.name));
  }

  private report(found: Finding): void {
    this.findings.push(found);
  }

  private reportDuplicate(model: DefinitionModel, other: DefinitionModel): void {
    this.report({
      ...finding(row.duplicate, model.site, model.definition.name),
      ...(other.site ? { related: { message: 'The other definition.', site: other.site } } : {}),
    });
  }

  private definition(definition: AnyDefinition, name: string): DefinitionModel | undefined {
    const { reflection } = definition;
    if (reflection === undefined) {
      this.report(finding(row.notReflected, this.context.locate(siteOf(definition)), name));
      return undefined;
    }
    reflection.findings.forEach((found) => this.report(found));
    const pattern =
      definition.definition === 'alias' ? /^[A-Z]\w*(::[A-Z]\w*)*$/ : /^[a-z][a-z0-9_]*(::[a-z][a-z0-9_]*)*$/;
    if (!pattern.test(name)) {
      const expected =
        definition.definition === 'alias' ? 'segments that begin with a capital' : 'lower-case segments joined by ::';
      this.report(finding(row.badName, placeOf(reflection), name, expected));
    }
    switch (definition.definition) {
      case 'class':
      case 'define':
        return this.withBody(definition, name, reflection);
      case 'function':
        return this.functionModel(definition, name, reflection);
      case 'alias':
        return this.alias(definition, name, reflection);
    }
  }

  private withBody(definition: AnyProfile | AnyDefinedType, name: string, reflection: Reflection): DefinitionModel {
    const { given } = definition;
    const amendments = definition.definition === 'class' ? this.amendmentsOf(definition.name) : [];
    const sources = [
      { reflection, defaults: given.defaults, set: undefined },
      ...amendments.map((amendment) => ({ ...amendment.given, reflection: amendment.reflection })),
    ].map(({ reflection: source, defaults, set }) => ({ reflection: source, defaults, set }));
    for (const amendment of amendments) amendment.reflection.findings.forEach((found) => this.report(found));
    const { parameters, ...sites } = parametersOf(sources, this.owner(name));
    const context = { params: parameterExpressions<never>(parameters.map((parameter) => parameter.name)) };
    const body = this.run(name, reflection, () => given.body(context));
    const statements = amendStatements(body, amendments, context, {
      module: this.module,
      name,
      locate: this.context.locate,
      report: (found) => this.report(found),
      attempt: (site, action) => this.attempt(name, site, action),
    });
    const behaviours = this.attempt(name, placeOf(reflection), () => given.behaviours?.() ?? []) ?? [];
    for (const behaviour of behaviours) this.checkReferences(behaviour, name);
    const reflected = sources.flatMap((source) => source.reflection.parameters);
    return {
      definition: this.named<Definition>({
        kind: definition.definition,
        name,
        parameters,
        body: statements.map((item) => item.tree),
        documentation: this.documentation(name, reflection, given.private ?? false, reflected, sites.parameterSites),
      }),
      site: placeOf(reflection),
      ...sites,
      behaviours: this.named(behaviours),
      ...(given.operatingSystems ? { operatingSystems: given.operatingSystems } : {}),
    };
  }

  /** Those that were read from their source text; the others are reported. */
  private amendmentsOf(target: string): readonly ReflectedAmendment[] {
    return (this.amendments.get(target) ?? []).filter((amendment): amendment is ReflectedAmendment => {
      if (amendment.reflection === undefined) {
        const name = `amend(${nameIn(target, this.module)})`;
        this.report(finding(row.notReflected, this.context.locate(siteOf(amendment)), name));
      }
      return amendment.reflection !== undefined;
    });
  }

  private owner(name: string): ParameterOwner {
    return {
      name,
      module: this.module,
      report: (found) => this.report(found),
      attempt: (site, action) => this.attempt(name, site, action),
    };
  }

  private checkReferences(behaviour: Behaviour, name: string): void {
    const references = behaviour.expect.flatMap(referencesOf).map((text) => nameIn(text, this.module));
    const wrong = references.filter((text) => resourceReference(text) === undefined);
    if (wrong.length === 0) return;
    const site = this.context.locate(siteOf(behaviour));
    for (const text of wrong) this.report(finding(row.badReference, site, text, behaviour.title, name));
  }

  private functionModel(definition: AnyFunction, name: string, reflection: Reflection): DefinitionModel {
    const { given } = definition;
    const { parameters, ...sites } = parametersOf(
      [{ reflection, defaults: undefined, set: undefined }],
      this.owner(name),
    );
    const context = { params: parameterExpressions<never>(reflection.parameters.map((parameter) => parameter.name)) };
    const body = this.run(name, reflection, () => given.body(context));
    return {
      definition: this.named<Definition>({
        kind: 'function',
        name,
        parameters,
        returns: typeOf(reflection.returnType ?? 'Any', placeOf(reflection), this.owner(name)),
        body: body.map((item) => item.tree),
        documentation: this.documentation(
          name,
          reflection,
          given.private ?? false,
          reflection.parameters,
          sites.parameterSites,
        ),
      }),
      site: placeOf(reflection),
      ...sites,
      behaviours: [],
      cases: this.named(given.cases ?? []),
    };
  }

  private alias(definition: TypeAlias, name: string, reflection: Reflection): DefinitionModel {
    return {
      definition: this.named<Definition>({
        kind: 'alias',
        name,
        type: typeOf(definition.type, placeOf(reflection), this.owner(name)),
        documentation: this.documentation(name, reflection, false, [], {}),
      }),
      site: placeOf(reflection),
      parameterSites: {},
      behaviours: [],
      samples: this.named(definition.samples),
    };
  }

  private named<T>(value: T): T {
    return applyNamespace(value, this.module, copySite);
  }

  private documentation(
    name: string,
    reflection: Reflection,
    isPrivate: boolean,
    parameters: readonly ReflectedParameter[],
    sites: Readonly<Record<string, Site>>,
  ): Documentation {
    const { summary, description, examples, returns } = this.renamed(reflection);
    if (summary === '') this.report(finding(row.undocumented, placeOf(reflection), name, 'The definition'));
    for (const parameter of parameters.filter((candidate) => candidate.text === '')) {
      this.report(finding(row.undocumented, sites[parameter.name], name, `Parameter '${parameter.name}'`));
    }
    return {
      summary,
      ...(description === undefined ? {} : { description }),
      parameters: Object.fromEntries(parameters.map((parameter) => [parameter.name, this.renamed(parameter.text)])),
      ...(examples.length > 0 ? { examples } : {}),
      api: isPrivate ? 'private' : 'public',
      ...(returns === undefined ? {} : { returns }),
    };
  }

  /** TSDoc cannot hold the placeholder of the namespace: there, the name of the shipped module stands for it. */
  private renamed<T>(texts: T): T {
    if (this.shippedName === this.module) return texts;
    const words = new RegExp(`\\b${this.shippedName}\\b`, 'gi');
    const placeholder = (word: string): string => (word.startsWith(this.shippedName.charAt(0)) ? own : ownType);
    const replace = (value: unknown): unknown =>
      typeof value === 'string'
        ? value.replace(words, placeholder)
        : Array.isArray(value)
          ? value.map(replace)
          : typeof value === 'object' && value !== null
            ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replace(item)]))
            : value;
    return this.named(replace(texts) as T);
  }

  private run(name: string, reflection: Reflection, body: () => Body): readonly Statement[] {
    return this.attempt(name, placeOf(reflection), () => statementsOf(body())) ?? [];
  }

  /** Runs a person's code; what it throws becomes a finding at the line that threw. */
  private attempt<T>(name: string, site: Site, action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      const stack = error instanceof Error ? error.stack : undefined;
      const message = reasonOf(error);
      this.report(finding(row.bodyFailed, this.context.locate(stack) ?? site, name, message));
      return undefined;
    }
  }
}

function nameOf(definition: AnyDefinition): string {
  return definition.definition === 'function' ? definition.functionName : definition.name;
}

function folderOf({ definition }: AnyDefinition): string {
  return definition === 'function' ? 'functions' : definition === 'alias' ? 'types' : 'manifests';
}
