/** From definitions to the model: bodies are run, amendments applied, the module's name put in. No I/O, no text. */
import { copySite, type Definition, type Documentation, type Expression, type Parameter, type Site } from '../puppet/ast.js';
import { acceptsUndef, parseType } from '../puppet/types/index.js';
import { type TypeNode, typeNode } from '../puppet/type-node.js';
import { amendStatements } from './amend.js';
import type { Config } from './config.js';
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
import { type Finding, finding } from './finding.js';
import type { AssetFile, DefinitionModel, ModuleModel } from './module.js';
import { applyNamespace, nameIn } from './namespace.js';
import type { ReflectedParameter, Reflection } from './reflection.js';
import { type Body, type Statement, statementsOf } from './statements.js';
import { suggest } from './suggest.js';
import { toTree } from './tree.js';

/** What the model needs of the world outside; the loader provides it. */
export interface BuildContext {
  readonly assets: readonly AssetFile[];
  readonly prose: Readonly<Record<string, string>>;
  /** Place of the topmost frame of a raw stack that a person wrote. */
  readonly locate: (stack: string | undefined) => Site | undefined;
}

export interface BuildResult {
  readonly model: ModuleModel;
  readonly findings: readonly Finding[];
}

/** Builds the model. All findings of all definitions are returned, not the first. */
export function buildModel(config: Config, context: BuildContext): BuildResult {
  const identity = { ...config.platform.identity, ...config.module };
  const builder = new Builder(identity.name, config.amendments ?? [], context);
  const definitions = builder.definitions([...config.platform.definitions, ...(config.definitions ?? [])]);
  const { platform } = config;
  const named = <T>(value: T): T => applyNamespace(value, identity.name, copySite);
  return {
    model: {
      identity,
      runtime: platform.runtime,
      dependencies: [...platform.dependencies, ...(config.dependencies ?? [])].sort((a, b) => compare(a.name, b.name)),
      operatingSystems: platform.operatingSystems,
      definitions,
      hierarchy: platform.hierarchy,
      data: named([...platform.data, ...(config.data ?? [])]),
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

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}


class Builder {
  readonly findings: Finding[] = [];
  private readonly amendments = new Map<string, Amendment[]>();

  constructor(
    private readonly module: string,
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
        this.report(finding(row.amendedNothing, placeOf(amendment.reflection), nameIn(name, this.module)));
      }
    }
    return [...models.values()].sort((a, b) => compare(a.definition.name, b.definition.name));
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
      this.report(finding(row.notReflected, undefined, name));
      return undefined;
    }
    reflection.findings.forEach((found) => this.report(found));
    const pattern = definition.definition === 'alias' ? /^[A-Z]\w*(::[A-Z]\w*)*$/ : /^[a-z][a-z0-9_]*(::[a-z][a-z0-9_]*)*$/;
    if (!pattern.test(name)) {
      const expected = definition.definition === 'alias' ? 'segments that begin with a capital' : 'lower-case segments joined by ::';
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
    const amendments = definition.definition === 'class' ? (this.amendments.get(definition.name) ?? []) : [];
    const added = amendments.flatMap((amendment) => amendment.reflection?.parameters ?? []);
    this.checkAdded(name, reflection, amendments);
    const reflected = [...reflection.parameters, ...added];
    const defaults = Object.fromEntries(
      [given.defaults, ...amendments.flatMap((amendment) => [amendment.given.defaults, amendment.given.set])].flatMap(
        (source) => Object.entries<unknown>({ ...source }),
      ),
    );
    const parameters = this.parameters(name, reflection, reflected, defaults);
    const context = { params: parameterExpressions<never>(reflected.map((parameter) => parameter.name)) };
    const own = this.run(name, reflection, () => given.body(context));
    const statements = amendStatements(own, amendments, context, {
      module: this.module,
      name,
      locate: this.context.locate,
      report: (found) => this.report(found),
    });
    const behaviours = this.attempt(name, reflection, () => given.behaviours?.() ?? []) ?? [];
    return {
      definition: this.named<Definition>({
        kind: definition.definition,
        name,
        parameters,
        body: statements.map((item) => item.tree),
        documentation: this.documentation(name, { ...reflection, parameters: reflected }, given.private ?? false),
      }),
      ...this.places(reflection, amendments),
      behaviours: this.named(behaviours),
      ...(given.operatingSystems ? { operatingSystems: given.operatingSystems } : {}),
    };
  }

  private functionModel(definition: AnyFunction, name: string, reflection: Reflection): DefinitionModel {
    const { given } = definition;
    const parameters = this.parameters(name, reflection, reflection.parameters, {});
    const context = { params: parameterExpressions<never>(reflection.parameters.map((parameter) => parameter.name)) };
    const body = this.run(name, reflection, () => given.body(context));
    return {
      definition: this.named<Definition>({
        kind: 'function',
        name,
        parameters,
        returns: this.type(name, reflection.returnType ?? 'Any', placeOf(reflection)),
        body: body.map((item) => item.tree),
        documentation: this.documentation(name, reflection, given.private ?? false),
      }),
      ...this.places(reflection, []),
      behaviours: [],
      cases: given.cases ?? [],
    };
  }

  private alias(definition: TypeAlias, name: string, reflection: Reflection): DefinitionModel {
    return {
      definition: this.named<Definition>({
        kind: 'alias',
        name,
        type: this.type(name, definition.type, placeOf(reflection)),
        documentation: this.documentation(name, reflection, false),
      }),
      ...this.places(reflection, []),
      behaviours: [],
      samples: definition.samples,
    };
  }

  private named<T>(value: T): T {
    return applyNamespace(value, this.module, copySite);
  }

  private places(reflection: Reflection, amendments: readonly Amendment[]): Pick<DefinitionModel, 'site' | 'parameterSites'> {
    const site = placeOf(reflection);
    const all = [reflection, ...amendments.flatMap((amendment) => amendment.reflection ?? [])];
    return {
      ...(site ? { site } : {}),
      parameterSites: Object.fromEntries(
        all.flatMap((source) =>
          source.parameters.map((parameter) => [parameter.name, { file: source.file, ...parameter.place }]),
        ),
      ),
    };
  }

  private checkAdded(name: string, reflection: Reflection, amendments: readonly Amendment[]): void {
    const known = new Set(reflection.parameters.map((parameter) => parameter.name));
    for (const amendment of amendments) {
      const source = amendment.reflection;
      source?.findings.forEach((found) => this.report(found));
      for (const parameter of source?.parameters ?? []) {
        if (known.has(parameter.name)) {
          this.report(finding(row.amendedParameter, source && { file: source.file, ...parameter.place }, name, parameter.name));
        }
        known.add(parameter.name);
      }
      for (const key of Object.keys(amendment.given.set ?? {})) {
        if (!known.has(key)) {
          this.report(finding(row.unknownDefault, placeOf(source), name, key, suggest(key, known)));
        }
      }
    }
  }

  private parameters(
    name: string,
    reflection: Reflection,
    reflected: readonly ReflectedParameter[],
    defaults: Readonly<Record<string, unknown>>,
  ): readonly Parameter[] {
    const names = new Set(reflected.map((parameter) => parameter.name));
    for (const key of Object.keys(defaults).filter((candidate) => !names.has(candidate))) {
      const place = reflection.defaults[key] ?? reflection.place;
      this.report(finding(row.unknownDefault, { file: reflection.file, ...place }, name, key, suggest(key, names)));
    }
    let defaulted = false;
    return reflected.map((parameter) => {
      const site = { file: reflection.file, ...parameter.place };
      const written = this.attempt(name, reflection, () => this.defaultOf(defaults, parameter));
      const type = this.type(name, parameter.type, site);
      const isUndef = written?.kind === 'literal' && written.value === null;
      if (written === undefined && defaulted) {
        this.report(finding(row.requiredAfterDefault, site, name, parameter.name));
      }
      defaulted ||= written !== undefined;
      return {
        name: parameter.name,
        type: isUndef && !acceptsUndef(type, new Map()) ? typeNode('Optional', type) : type,
        ...(written === undefined ? {} : { default: written }),
      };
    });
  }

  private defaultOf(defaults: Readonly<Record<string, unknown>>, parameter: ReflectedParameter): Expression | undefined {
    if (parameter.name in defaults) return toTree(defaults[parameter.name]);
    return parameter.optional ? { kind: 'literal', value: null } : undefined;
  }

  private type(name: string, text: string, site: Site | undefined): TypeNode {
    try {
      return parseType(nameIn(text, this.module));
    } catch (error) {
      this.report(finding(row.badType, site, name, text, error instanceof Error ? error.message : String(error)));
      return typeNode('Any');
    }
  }

  private documentation(name: string, reflection: Reflection, isPrivate: boolean): Documentation {
    const site = placeOf(reflection);
    if (reflection.summary === '') this.report(finding(row.undocumented, site, name, 'The definition'));
    for (const parameter of reflection.parameters.filter((candidate) => candidate.text === '')) {
      this.report(
        finding(row.undocumented, { file: reflection.file, ...parameter.place }, name, `Parameter '${parameter.name}'`),
      );
    }
    return {
      summary: reflection.summary,
      ...(reflection.description ? { description: reflection.description } : {}),
      parameters: Object.fromEntries(reflection.parameters.map((parameter) => [parameter.name, parameter.text])),
      ...(reflection.examples.length > 0 ? { examples: reflection.examples } : {}),
      api: isPrivate ? 'private' : 'public',
      ...(reflection.returns ? { returns: reflection.returns } : {}),
    };
  }

  private run(name: string, reflection: Reflection, body: () => Body): readonly Statement[] {
    return this.attempt(name, reflection, () => statementsOf(body())) ?? [];
  }

  /** Runs a person's code; what it throws becomes a finding at the line that threw. */
  private attempt<T>(name: string, reflection: Reflection, action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      const stack = error instanceof Error ? error.stack : undefined;
      const site = this.context.locate(stack) ?? placeOf(reflection);
      this.report(finding(row.bodyFailed, site, name, error instanceof Error ? error.message : String(error)));
      return undefined;
    }
  }
}

function placeOf(reflection: Reflection | undefined): Site | undefined {
  return reflection && { file: reflection.file, ...reflection.place };
}

function nameOf(definition: AnyDefinition): string {
  return definition.definition === 'function' ? definition.functionName : definition.name;
}

function folderOf({ definition }: AnyDefinition): string {
  return definition === 'function' ? 'functions' : definition === 'alias' ? 'types' : 'manifests';
}
