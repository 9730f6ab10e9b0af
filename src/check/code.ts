/** Checks the code of one definition: every name means something, and literals fit the types of their parameters. */
import { definitionDiagnostics as row } from '../model/diagnostics.js';
import { aboutEntry, type Finding, finding } from '../findings/finding.js';
import type { DefinitionModel, ModuleModel } from '../model/module.js';
import { suggest } from '../findings/suggest.js';
import { siteOf, type Locate, type Site } from '../findings/site.js';
import type {
  Attribute,
  Call,
  Collector,
  Definition,
  Expression,
  Parameter,
  Query,
  ResourceBody,
  ResourceDeclaration,
  Statement,
} from '../puppet/ast.js';
import { describeProblem } from '../puppet/types/index.js';
import { isTypeNode, type TypeNode, type TypeParameter } from '../puppet/type-node.js';
import { declaredVariables, scopeVariables } from '../puppet/variables.js';
import { visitBody, visitExpression, type Visitor } from '../puppet/walk.js';
import { knownValue } from './literal.js';
import type { Symbols, Target } from './symbols.js';

/** Built-in types are known by name; an alias has its module in front of it. */
const isAlias = (name: string): boolean => name.includes('::') && !name.startsWith('Puppet::');

export class CodeChecker {
  readonly findings: Finding[] = [];
  /** Component modules that the code uses, and where it first did: most of these places nobody asks for. */
  readonly used = new Map<string, () => Site | undefined>();
  private readonly definition: Definition;
  private readonly variables: ReadonlySet<string>;
  private readonly visitor: Visitor = {
    statement: (node, owner) => this.checkStatement(node, owner),
    expression: (node, owner) => this.checkExpression(node, owner),
  };
  /** Place of what has none of its own. */
  private around: Site | undefined;

  constructor(
    private readonly owner: DefinitionModel,
    private readonly model: ModuleModel,
    private readonly symbols: Symbols,
    private readonly locate: Locate,
  ) {
    this.definition = owner.definition;
    this.around = owner.site;
    const declared = this.definition.kind === 'alias' ? [] : declaredVariables(this.definition);
    this.variables = new Set([...declared, ...scopeVariables(this.definition.kind)]);
  }

  check(): void {
    if (this.definition.kind === 'alias') {
      this.checkType(this.definition.type, this.owner.site);
      return;
    }
    for (const parameter of this.definition.parameters) this.checkParameter(parameter);
    visitBody(this.definition.body, this.visitor);
  }

  private site(owner: object): Site | undefined {
    return this.locate(siteOf(owner)) ?? this.around;
  }

  private report(found: Finding): void {
    this.findings.push(found);
  }

  private checkParameter(parameter: Parameter): void {
    const site = this.owner.parameterSites[parameter.name] ?? this.owner.site;
    if (parameter.type) this.checkType(parameter.type, site);
    if (!parameter.type || !parameter.default) return;
    const defaultSite = this.owner.defaultSites?.[parameter.name] ?? site;
    this.around = defaultSite;
    visitExpression(parameter.default, this.visitor, parameter);
    this.around = this.owner.site;
    for (const problem of this.symbols.check(parameter.type, knownValue(parameter.default))) {
      const text = describeProblem(parameter.name, problem);
      this.report(finding(row.defaultType, defaultSite, this.definition.name, parameter.name, text));
    }
  }

  private checkType(type: TypeNode, site: Site | undefined): void {
    if (isAlias(type.name) && !this.symbols.hasTypeAlias(type.name)) {
      this.report(finding(row.unknownTypeAlias, site, type.name, this.symbols.suggestName('type', type.name)));
    }
    const nested = (parameter: TypeParameter): void => {
      if (isTypeNode(parameter)) this.checkType(parameter, site);
      else if (parameter.kind === 'members') parameter.members.forEach((member) => this.checkType(member.type, site));
    };
    type.parameters.forEach(nested);
  }

  private checkStatement(node: Statement, owner: object): void {
    switch (node.kind) {
      case 'resource':
        return node.bodies.forEach((body) => this.checkResource(node, body, owner));
      case 'include':
      case 'contain':
      case 'require':
        return node.classes.forEach((name) => typeof name === 'string' && this.targetClass(name, owner));
      case 'chain':
        return node.operands.forEach((operand) => operand.kind === 'collector' && this.checkCollector(operand, owner));
      case 'collector':
        return this.checkCollector(node, owner);
      case 'override':
        return this.checkAttributes(this.targetResource(node.reference.type, owner), node.attributes, owner);
      case 'default':
        return this.checkAttributes(this.targetResource(node.type, owner), node.attributes, owner);
      default:
        return undefined;
    }
  }

  private checkExpression(node: Expression, owner: object): void {
    switch (node.kind) {
      case 'reference':
        return this.checkReference(node.type, node.titles, owner);
      case 'call':
        return this.checkCall(node, owner);
      case 'variable':
        return this.checkVariable(node.name, owner);
      case 'type':
        return this.checkType(node.type, this.site(owner));
      default:
        return undefined;
    }
  }

  private checkResource(node: ResourceDeclaration, body: ResourceBody, owner: object): void {
    const { title } = body;
    const className = title.kind === 'literal' && typeof title.value === 'string' ? title.value : undefined;
    if (node.type === 'class' && className === undefined) return;
    const target =
      node.type === 'class' && className !== undefined
        ? this.targetClass(className, owner)
        : this.targetResource(node.type, owner);
    this.checkAttributes(target, body.attributes, owner);
    if (!target || body.splat) return;
    const given = new Set(body.attributes.map((attribute) => attribute.name));
    for (const parameter of target.required.filter((item) => !given.has(item))) {
      this.report(finding(row.missingParameter, this.site(owner), target.name, parameter));
    }
  }

  private checkCollector(node: Collector, owner: object): void {
    const target = this.targetResource(node.type, owner);
    this.checkAttributes(target, node.attributes, owner);
    if (target && node.query) this.checkQuery(target, node.query, owner);
  }

  private checkQuery(target: Target, query: Query, owner: object): void {
    if (query.kind !== 'compare') {
      this.checkQuery(target, query.left, owner);
      this.checkQuery(target, query.right, owner);
    } else if (query.attribute !== 'title' && target.typeOf(query.attribute) === undefined) {
      const candidate = target.suggest(query.attribute);
      this.report(finding(row.unknownParameter, this.site(owner), target.name, query.attribute, candidate));
    }
  }

  private checkAttributes(target: Target | undefined, attributes: readonly Attribute[], owner: object): void {
    if (!target) return;
    for (const { name, value } of attributes) this.checkAttribute(target, name, value, owner);
  }

  private checkAttribute(target: Target, name: string, value: Expression, owner: object): void {
    const type = target.typeOf(name);
    const report = (found: Finding): void => this.report(aboutEntry(found, name));
    if (type === undefined) {
      report(finding(row.unknownParameter, this.site(owner), target.name, name, target.suggest(name)));
      return;
    }
    const known = knownValue(value);
    // undef asks for the default.
    if (known === null) return;
    for (const problem of this.symbols.check(type, known)) {
      report(finding(row.valueType, this.site(owner), target.name, name, describeProblem(name, problem)));
    }
  }

  private use(target: Target | undefined, owner: object): Target | undefined {
    if (target?.module !== undefined && !this.used.has(target.module)) {
      const { around } = this;
      this.used.set(target.module, () => this.locate(siteOf(owner)) ?? around);
    }
    return target;
  }

  private targetClass(name: string, owner: object): Target | undefined {
    const target = this.symbols.findClass(name);
    if (!target)
      this.report(finding(row.unknownClass, this.site(owner), name, this.symbols.suggestName('class', name)));
    return this.use(target, owner);
  }

  private targetResource(name: string, owner: object): Target | undefined {
    const target = this.symbols.findResource(name);
    if (!target)
      this.report(finding(row.unknownType, this.site(owner), name, this.symbols.suggestName('resource', name)));
    return this.use(target, owner);
  }

  private checkReference(type: string, titles: readonly Expression[], owner: object): void {
    if (type !== 'class') {
      this.targetResource(type, owner);
      return;
    }
    for (const title of titles) {
      if (title.kind === 'literal' && typeof title.value === 'string') this.targetClass(title.value, owner);
    }
  }

  private checkCall(node: Call, owner: object): void {
    if (!/^[A-Z]/.test(node.name) && !this.symbols.hasFunction(node.name)) {
      const candidate = this.symbols.suggestName('function', node.name);
      this.report(finding(row.unknownFunction, this.site(owner), node.name, candidate));
    }
    for (const { type } of node.lambda?.parameters ?? []) if (type) this.checkType(type, this.site(owner));
    const [first] = node.arguments;
    if (node.name === 'epp' && first?.kind === 'literal' && typeof first.value === 'string')
      this.checkTemplate(first.value, owner);
  }

  private checkTemplate(name: string, owner: object): void {
    const prefix = `${this.model.identity.name}/`;
    if (!name.startsWith(prefix)) return;
    const templates = this.model.assets
      .filter((asset) => asset.path.startsWith('templates/'))
      .map((asset) => prefix + asset.path.slice('templates/'.length));
    if (!templates.includes(name)) {
      this.report(finding(row.unknownTemplate, this.site(owner), name, suggest(name, templates)));
    }
  }

  private checkVariable(name: string, owner: object): void {
    const at = name.lastIndexOf('::');
    if (at < 0) {
      if (/^\d+$/.test(name) || this.variables.has(name)) return;
      this.report(finding(row.unknownVariable, this.site(owner), name, suggest(name, this.variables)));
      return;
    }
    const known = this.symbols.setsVariable(name.slice(0, at), name.slice(at + '::'.length));
    if (known?.set === false) this.report(finding(row.unknownVariable, this.site(owner), name, known.suggestion));
  }
}
