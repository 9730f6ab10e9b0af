/** Checks the code of one definition: every name means something, and literals fit the types of their parameters. */
import { definitionDiagnostics as row } from '../model/diagnostics.js';
import { type Finding, finding } from '../model/finding.js';
import type { DefinitionModel, ModuleModel } from '../model/module.js';
import { suggest } from '../model/suggest.js';
import type {
  Attribute, Call, Collector, Definition, Expression, Parameter, Query, ResourceBody, ResourceDeclaration, Site,
} from '../puppet/ast.js';
import { describeProblem } from '../puppet/types/index.js';
import { isTypeNode, type TypeNode, type TypeParameter } from '../puppet/type-node.js';
import { knownValue } from './literal.js';
import { type Symbols, type Target, variablesOf } from './symbols.js';
import { type Stack, type Visited, walk } from './walk.js';

/** Variables that are always set. */
const always = ['facts', 'trusted', 'server_facts', 'title', 'name', 'module_name', 'caller_module_name', 'environment'];

/** Built-in types are known by name; an alias has its module in front of it. */
const isAlias = (name: string): boolean => name.includes('::') && !name.startsWith('Puppet::');

export class CodeChecker {
  readonly findings: Finding[] = [];
  /** Component modules that the code uses, and where it first did: most of these places nobody asks for. */
  readonly used = new Map<string, () => Site | undefined>();
  private readonly definition: Definition;
  private readonly variables: ReadonlySet<string>;
  /** Place of what has none of its own. */
  private around: Site | undefined;

  constructor(
    private readonly owner: DefinitionModel,
    private readonly model: ModuleModel,
    private readonly symbols: Symbols,
    private readonly locate: (stack: string | undefined) => Site | undefined,
  ) {
    this.definition = owner.definition;
    this.around = owner.site;
    this.variables = 'parameters' in this.definition ? variablesOf(this.definition) : new Set();
  }

  check(): void {
    if (this.definition.kind === 'alias') {
      this.checkType(this.definition.type, this.owner.site);
      return;
    }
    for (const parameter of this.definition.parameters) this.checkParameter(parameter);
    walk(this.definition.body, (node, stack) => this.visit(node, stack));
  }

  private site(stack: Stack): Site | undefined {
    return this.locate(stack()) ?? this.around;
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
    walk(parameter.default, (node, stack) => this.visit(node, stack));
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

  private visit(node: Visited, stack: Stack): void {
    switch (node.kind) {
      case 'resource':
        return node.bodies.forEach((body) => this.checkResource(node, body, stack));
      case 'include':
      case 'contain':
      case 'require':
        return node.classes.forEach((name) => typeof name === 'string' && this.targetClass(name, stack));
      case 'reference':
        return this.checkReference(node.type, node.titles, stack);
      case 'collector':
        return this.checkCollector(node, stack);
      case 'override':
        return this.checkAttributes(this.symbols.findResource(node.reference.type), node.attributes, stack);
      case 'default':
        return this.checkAttributes(this.targetResource(node.type, stack), node.attributes, stack);
      case 'call':
        return this.checkCall(node, stack);
      case 'variable':
        return this.checkVariable(node.name, stack);
      case 'type':
        return this.checkType(node.type, this.site(stack));
      default:
        return undefined;
    }
  }

  private checkResource(node: ResourceDeclaration, body: ResourceBody, stack: Stack): void {
    const { title } = body;
    const className = title.kind === 'literal' && typeof title.value === 'string' ? title.value : undefined;
    if (node.type === 'class' && className === undefined) return;
    const target =
      node.type === 'class' && className !== undefined
        ? this.targetClass(className, stack)
        : this.targetResource(node.type, stack);
    this.checkAttributes(target, body.attributes, stack);
    if (!target || body.splat) return;
    const given = new Set(body.attributes.map((attribute) => attribute.name));
    for (const parameter of target.required.filter((item) => !given.has(item))) {
      this.report(finding(row.missingParameter, this.site(stack), target.name, parameter));
    }
  }

  private checkCollector(node: Collector, stack: Stack): void {
    const target = this.targetResource(node.type, stack);
    this.checkAttributes(target, node.attributes, stack);
    if (target && node.query) this.checkQuery(target, node.query, stack);
  }

  private checkQuery(target: Target, query: Query, stack: Stack): void {
    if (query.kind !== 'compare') {
      this.checkQuery(target, query.left, stack);
      this.checkQuery(target, query.right, stack);
    } else if (query.attribute !== 'title' && target.typeOf(query.attribute) === undefined) {
      const candidate = target.suggest(query.attribute);
      this.report(finding(row.unknownParameter, this.site(stack), target.name, query.attribute, candidate));
    }
  }

  private checkAttributes(target: Target | undefined, attributes: readonly Attribute[], stack: Stack): void {
    if (!target) return;
    for (const { name, value } of attributes) this.checkAttribute(target, name, value, stack);
  }

  private checkAttribute(target: Target, name: string, value: Expression, stack: Stack): void {
    const type = target.typeOf(name);
    if (type === undefined) {
      this.report(finding(row.unknownParameter, this.site(stack), target.name, name, target.suggest(name)));
      return;
    }
    const known = knownValue(value);
    // undef asks for the default.
    if (known === null) return;
    for (const problem of this.symbols.check(type, known)) {
      this.report(finding(row.valueType, this.site(stack), target.name, name, describeProblem(name, problem)));
    }
  }

  private use(target: Target | undefined, stack: Stack): Target | undefined {
    if (target?.module !== undefined && !this.used.has(target.module)) {
      const { around } = this;
      this.used.set(target.module, () => this.locate(stack()) ?? around);
    }
    return target;
  }

  private targetClass(name: string, stack: Stack): Target | undefined {
    const target = this.symbols.findClass(name);
    if (!target) this.report(finding(row.unknownClass, this.site(stack), name, this.symbols.suggestName('class', name)));
    return this.use(target, stack);
  }

  private targetResource(name: string, stack: Stack): Target | undefined {
    const target = this.symbols.findResource(name);
    if (!target) this.report(finding(row.unknownType, this.site(stack), name, this.symbols.suggestName('resource', name)));
    return this.use(target, stack);
  }

  private checkReference(type: string, titles: readonly Expression[], stack: Stack): void {
    if (type !== 'class') {
      this.targetResource(type, stack);
      return;
    }
    for (const title of titles) {
      if (title.kind === 'literal' && typeof title.value === 'string') this.targetClass(title.value, stack);
    }
  }

  private checkCall(node: Call, stack: Stack): void {
    if (!/^[A-Z]/.test(node.name) && !this.symbols.hasFunction(node.name)) {
      const candidate = this.symbols.suggestName('function', node.name);
      this.report(finding(row.unknownFunction, this.site(stack), node.name, candidate));
    }
    const [first] = node.arguments;
    if (node.name === 'epp' && first?.kind === 'literal' && typeof first.value === 'string') this.checkTemplate(first.value, stack);
  }

  private checkTemplate(name: string, stack: Stack): void {
    const prefix = `${this.model.identity.name}/`;
    if (!name.startsWith(prefix)) return;
    const templates = this.model.assets
      .filter((asset) => asset.path.startsWith('templates/'))
      .map((asset) => prefix + asset.path.slice('templates/'.length));
    if (!templates.includes(name)) {
      this.report(finding(row.unknownTemplate, this.site(stack), name, suggest(name, templates)));
    }
  }

  private checkVariable(name: string, stack: Stack): void {
    const at = name.lastIndexOf('::');
    if (at < 0) {
      if (/^\d+$/.test(name) || always.includes(name) || this.variables.has(name)) return;
      this.report(finding(row.unknownVariable, this.site(stack), name, suggest(name, [...this.variables, ...always])));
      return;
    }
    const known = this.symbols.setsVariable(name.slice(0, at), name.slice(at + '::'.length));
    if (known?.set === false) this.report(finding(row.unknownVariable, this.site(stack), name, known.suggestion));
  }
}
