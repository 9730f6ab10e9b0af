/** What the module's code declares of the component modules: read from the bodies of its definitions. */
import type { Attribute, Definition, Expression, Statement } from '../../src/puppet/ast.js';
import type { DefinitionModel } from '../../src/model/module.js';
import { metaparameterNames } from '../../src/puppet/metaparameters.js';
import { visitBody } from '../../src/puppet/walk.js';
import { sortedBy } from '../../src/text/order.js';

/** A component class, and the parameters that a class of the module passes to it. */
export interface ComponentClass {
  readonly name: string;
  /** Those that the platform decides; sorted. */
  readonly fixed: readonly string[];
  /** Those that are only computed: the code asks Hiera for the component's own key first. Sorted. */
  readonly yielding: readonly string[];
  /** Classes of the module that declare it, sorted. */
  readonly declaredBy: readonly string[];
  /** Whether further parameters come from a hash that is known only on the node. */
  readonly open: boolean;
}

/** All component classes that definitions of the module declare, contain or include, by name. */
export function componentClasses(definitions: readonly DefinitionModel[], module: string): ComponentClass[] {
  const found = new Map<string, { parameters: Set<string>; declaredBy: Set<string>; open: boolean }>();
  const keys = lookedUp(definitions);
  for (const { definition } of definitions) {
    for (const { name, attributes, open } of declarations(definition)) {
      if (name === module || name.startsWith(`${module}::`)) continue;
      const entry = found.get(name) ?? { parameters: new Set(), declaredBy: new Set(), open: false };
      found.set(name, entry);
      entry.declaredBy.add(definition.name);
      entry.open ||= open;
      for (const attribute of attributes) entry.parameters.add(attribute);
    }
  }
  return sortedBy(found, ([name]) => name).map(([name, { parameters, declaredBy, open }]) => ({
    name,
    fixed: [...parameters].filter((parameter) => !keys.has(`${name}::${parameter}`)).sort(),
    yielding: [...parameters].filter((parameter) => keys.has(`${name}::${parameter}`)).sort(),
    declaredBy: [...declaredBy].sort(),
    open,
  }));
}

/** Hiera keys that the code asks for by name. */
function lookedUp(definitions: readonly DefinitionModel[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { definition } of definitions) {
    if (!('body' in definition)) continue;
    visitBody(definition.body, {
      expression: (expression) => {
        if (expression.kind !== 'call' || expression.name !== 'lookup') return;
        const [key] = expression.arguments;
        if (key?.kind === 'literal' && typeof key.value === 'string') keys.add(key.value);
      },
    });
  }
  return keys;
}

interface Declaration {
  readonly name: string;
  readonly attributes: readonly string[];
  readonly open: boolean;
}

/** Metaparameters are the module's own affair. */
const metaparameters: ReadonlySet<string> = new Set(metaparameterNames);

function declarations(definition: Definition): Declaration[] {
  return 'body' in definition ? definition.body.flatMap(inStatement) : [];
}

function inStatement(statement: Statement): Declaration[] {
  switch (statement.kind) {
    case 'resource':
      return statement.type === 'class'
        ? statement.bodies.flatMap(({ title, attributes, splat }) =>
            names(title).map((name) => ({ name, attributes: passed(attributes), open: splat !== undefined })),
          )
        : [];
    case 'include':
    case 'contain':
    case 'require':
      return statement.classes.flatMap((name) =>
        typeof name === 'string' ? [included(name)] : names(name).map(included),
      );
    case 'if':
      return [...statement.branches.flatMap(({ body }) => body), ...(statement.otherwise ?? [])].flatMap(inStatement);
    case 'unless':
      return [...statement.body, ...(statement.otherwise ?? [])].flatMap(inStatement);
    case 'case':
      return statement.options.flatMap(({ body }) => body).flatMap(inStatement);
    case 'call':
      return statement.lambda?.body.flatMap(inStatement) ?? [];
    default:
      return [];
  }
}

function included(name: string): Declaration {
  return { name: name.replace(/^::/, ''), attributes: [], open: false };
}

function passed(attributes: readonly Attribute[]): string[] {
  return attributes.map(({ name }) => name).filter((name) => !metaparameters.has(name));
}

/** Names that are known before a catalog is compiled. */
function names(title: Expression): string[] {
  if (title.kind === 'literal') return typeof title.value === 'string' ? [title.value.replace(/^::/, '')] : [];
  return title.kind === 'array' ? title.items.flatMap(names) : [];
}
