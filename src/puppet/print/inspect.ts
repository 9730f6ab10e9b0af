/** Looks for what puppet-lint would warn about and what cannot be normalised. */
import type { Definition, Expression, Parameter, Statement } from '../ast.js';
import { aboutEntry, finding, type Diagnostic, type Finding } from '../../findings/finding.js';
import { suggest } from '../../findings/suggest.js';
import { isTypeNode, typeNode, type TypeNode } from '../type-node.js';
import { declaredVariables, scopeVariables } from '../variables.js';
import { visitBody, visitExpression, type Visitor } from '../walk.js';
import { printDiagnostics as diagnostic } from './diagnostics.js';
import { legacyFact } from './legacy-facts.js';
import { type Places, placeOf } from './places.js';
import type { Printed } from './provenance.js';
import { characterCount as columns } from '../types/text.js';

/** puppet-lint's limit; lines with an address or a template are exempt. */
const LONGEST_LINE = 140;

/** All findings of a definition, in the order of its text. */
export function inspect(definition: Definition, places: Places): Finding[] {
  return new Inspection(definition, places).run();
}

/** Lines of a printed definition that are too long although everything was broken that can be. */
export function inspectPrinted(printed: Printed, definition: Definition, places: Places = {}): Finding[] {
  return printed.text.split('\n').flatMap((text, index) => {
    const length = columns(text);
    if (length <= LONGEST_LINE || text.includes('://') || text.includes('template(')) return [];
    const site = placeOf(printed.nodes[index] ?? definition, definition, places);
    return [finding(diagnostic.longLine, site, length, text.trim().slice(0, 40))];
  });
}

class Inspection {
  readonly #findings: Finding[] = [];
  /** Everything that is set somewhere in the definition, as `variable_scope` sees it. */
  readonly #known: Set<string>;

  constructor(
    private readonly definition: Definition,
    private readonly places: Places,
  ) {
    this.#known = new Set(scopeVariables(definition.kind));
  }

  run(): Finding[] {
    const { definition } = this;
    this.#types();
    if (definition.kind === 'alias') return this.#findings;
    const name = definition.kind === 'function' ? /^[a-z]\w*(::[a-z]\w*)*$/ : /^[a-z][a-z0-9_]*(::[a-z][a-z0-9_]*)*$/;
    if (!name.test(definition.name)) this.#report(diagnostic.className, definition, definition.name);
    for (const name of declaredVariables(definition)) this.#known.add(name);
    const visitor: Visitor = {
      statement: (statement) => this.#statement(statement),
      expression: (expression, owner) => this.#expression(expression, owner),
    };
    for (const parameter of definition.parameters) this.#parameter(parameter, visitor);
    visitBody(definition.body, visitor);
    return this.#findings;
  }

  /** puppet-lint takes a string in double quotes for one that needs none, if all it has is a control character. */
  #types(): void {
    const { definition } = this;
    const visit = (owner: object) => (type: TypeNode) => {
      for (const parameter of type.parameters) {
        if (isTypeNode(parameter)) visit(owner)(parameter);
        else if (parameter.kind === 'list') visit(owner)(typeNode('Tuple', ...parameter.items));
        else if (parameter.kind === 'string') this.#control(parameter.value, owner);
        else if (parameter.kind === 'members') {
          for (const member of parameter.members) {
            this.#control(member.key, owner);
            visit(owner)(member.type);
          }
        }
      }
    };
    if (definition.kind === 'alias') return visit(definition)(definition.type);
    for (const parameter of definition.parameters) if (parameter.type !== undefined) visit(parameter)(parameter.type);
    if (definition.kind === 'function') visit(definition)(definition.returns);
    const expression = (one: Expression, owner: object) => {
      if (one.kind === 'type') visit(owner)(one.type);
      if (one.kind !== 'call') return;
      for (const { type } of one.lambda?.parameters ?? []) if (type !== undefined) visit(owner)(type);
    };
    visitBody(definition.body, { expression });
  }

  #control(text: string, owner: object): void {
    if (/\p{Cc}/u.test(text) && !/[\n\t]/.test(text)) this.#report(diagnostic.controlCharacter, owner);
  }

  #report<A extends readonly unknown[]>(row: Diagnostic<A>, owner: object, ...values: A): void {
    this.#findings.push(this.#finding(row, owner, ...values));
  }

  /** About an attribute of a resource. */
  #reportAttribute<A extends readonly unknown[]>(row: Diagnostic<A>, name: string, owner: object, ...values: A): void {
    this.#findings.push(aboutEntry(this.#finding(row, owner, ...values), name));
  }

  #finding<A extends readonly unknown[]>(row: Diagnostic<A>, owner: object, ...values: A): Finding {
    return finding(row, placeOf(owner, this.definition, this.places), ...values);
  }

  #parameter(parameter: Parameter, visitor: Visitor): void {
    this.#variableName(parameter.name, parameter);
    const { default: value, type } = parameter;
    if (value === undefined) return;
    visitExpression(value, visitor, parameter);
    if (this.definition.kind === 'function') return;
    const text = /^(String|Variant)/.test(type?.name ?? '');
    if (text && value.kind === 'literal' && value.value === '')
      this.#report(diagnostic.emptyDefault, parameter, parameter.name);
    const calls = (one: Expression) => {
      if (one.kind !== 'call') return;
      if (one.name === 'lookup') this.#report(diagnostic.lookupInDefault, parameter, parameter.name);
      if (one.lambda !== undefined) this.#report(diagnostic.lambdaInDefault, parameter, parameter.name);
    };
    visitExpression(value, { expression: calls }, parameter);
  }

  #statement(statement: Statement): void {
    if (statement.kind === 'assign') this.#variableName(statement.name, statement);
    if (statement.kind !== 'resource') return;
    if (statement.type === 'anchor') this.#report(diagnostic.anchor, statement);
    for (const body of statement.bodies) {
      const names = body.attributes.map(({ name }) => name);
      const twice = names.filter((name, index) => names.indexOf(name) !== index);
      for (const name of new Set(twice)) this.#report(diagnostic.duplicateAttribute, statement, statement.type, name);
      for (const { name, value } of body.attributes) {
        if (name === 'mode' && ['file', 'concat'].includes(statement.type)) this.#mode(value, statement);
        const present =
          statement.type === 'file' && name === 'ensure' && value.kind === 'literal' && value.value === 'present';
        if (present) this.#reportAttribute(diagnostic.fileEnsurePresent, name, statement);
      }
    }
  }

  #mode(value: Expression, owner: object): void {
    if (value.kind === 'interpolation')
      this.#reportAttribute(diagnostic.fileMode, 'mode', owner, 'with a variable in it');
    if (value.kind !== 'literal' || value.value === null) return;
    const text = String(value.value);
    const symbolic = /^([ugoa]*[-=+][-=+rstwxXugo]*)(,[ugoa]*[-=+][-=+rstwxXugo]*)*$/;
    if (typeof value.value !== 'string' || !(/^[0-7]{4}$/.test(text) || symbolic.test(text))) {
      this.#reportAttribute(diagnostic.fileMode, 'mode', owner, `'${text}'`);
    }
  }

  #expression(expression: Expression, owner: object): void {
    switch (expression.kind) {
      case 'variable':
        return this.#variable(expression.name, owner);
      case 'access': {
        const { target, keys } = expression;
        const [key] = keys;
        if (target.kind !== 'variable' || !/^(::)?facts$/.test(target.name)) return;
        if (key?.kind === 'literal' && typeof key.value === 'string') this.#fact(key.value, owner);
        return;
      }
      case 'binary': {
        const { left, operator, right } = expression;
        const numeric = ['<', '<=', '>', '>='].includes(operator);
        const equal = ['==', '!='].includes(operator) && right.kind === 'literal' && typeof right.value === 'number';
        if (left.kind === 'variable' && /(version|release)$/.test(left.name) && (numeric || equal)) {
          this.#report(diagnostic.versionComparison, owner, left.name);
        }
        return;
      }
      case 'literal':
        if (typeof expression.value === 'string') this.#control(expression.value, owner);
        return this.#url(expression.value, owner);
      case 'interpolation':
        return this.#url(expression.parts[0], owner);
      case 'case':
        return expression.options.forEach(({ matches }) => matches.forEach((match) => this.#match(match, owner)));
      case 'selector':
        return expression.options.forEach(({ match }) => match !== null && this.#match(match, owner));
      case 'call':
        return expression.lambda?.parameters.forEach(({ name }) => this.#variableName(name, owner));
      default:
        return;
    }
  }

  #variable(name: string, owner: object): void {
    if (/^\d+$/.test(name)) return;
    if (/^::[^:]+$/.test(name)) return this.#topScope(name, owner);
    if (!/^(::)?[a-z0-9_]+(::[a-z0-9_]+)*$/.test(name)) return this.#report(diagnostic.variableName, owner, name);
    if (name.includes('::') || this.#known.has(name)) return;
    this.#report(diagnostic.unknownVariable, owner, name, suggest(name, [...this.#known]));
  }

  #topScope(name: string, owner: object): void {
    const fact = name.slice(2);
    if (legacyFact(fact) !== undefined) this.#fact(fact, owner);
    else if (!['trusted', 'facts'].includes(fact)) this.#report(diagnostic.topScope, owner, name);
  }

  #fact(name: string, owner: object): void {
    const legacy = legacyFact(name);
    if (legacy !== undefined) this.#report(diagnostic.legacyFact, owner, name, legacy.structured);
  }

  #variableName(name: string, owner: object): void {
    if (!/^[a-z_][a-z0-9_]*$/.test(name)) this.#report(diagnostic.variableName, owner, name);
  }

  #url(value: unknown, owner: object): void {
    if (typeof value !== 'string' || !value.startsWith('puppet://')) return;
    if (!/^puppet:\/\/.*?\/modules\//.test(value)) this.#report(diagnostic.puppetUrl, owner, value);
  }

  /** Types that puppet-lint does not know by heart, and that have no namespace. */
  #match(match: Expression, owner: object): void {
    const name = match.kind === 'type' ? match.type.name : match.kind === 'reference' ? match.type : undefined;
    if (name !== undefined && !name.includes('::') && !LEXED_AS_TYPES.has(name))
      this.#report(diagnostic.typeAsMatch, owner, name);
  }
}

const LEXED_AS_TYPES: ReadonlySet<string> = new Set(
  (
    'Any Array Binary Boolean Callable CatalogEntry Class Collection Data Default Enum Error Float Hash ' +
    'Integer NotUndef Numeric Optional Pattern Regexp Resource Runtime Scalar Sensitive String Struct ' +
    'Tuple Type Undef Variant'
  ).split(' '),
);
