/** The node of a behaviour: its facts, certificate and Hiera data, as `let`s of a context. */
import type { Behaviour, DefinitionModel, NodeScenario, OperatingSystem } from '../../src/model/module.js';
import { pathInModule, slug } from '../names.js';
import { rubyLiteral, rubyString } from './ruby.js';

/** Without a name of its own a node would have that of the machine that runs the specs. */
const DEFAULT_CERTNAME = 'node.example.com';

/** Columns before a `let`. */
const INDENT = 8;

/** Where the Hiera data of a behaviour stand: below `spec/fixtures/hiera`, without `.yaml`. */
export function scenarioPath({ definition }: DefinitionModel, behaviour: Behaviour): string {
  return `${pathInModule(definition.name) || definition.name.toLowerCase()}/${slug(behaviour.title)}`;
}

/** Whether the behaviour has Hiera data of its own. */
export function hasData({ data }: NodeScenario): boolean {
  return Object.keys(data ?? {}).length > 0;
}

/** The `let`s of a context; what is the same everywhere is not repeated. */
export function lets(model: DefinitionModel, behaviour: Behaviour): string[] {
  const { node } = behaviour;
  const define = (name: string, code: (column: number) => string) => {
    const start = `let(:${name}) { `;
    const value = code(INDENT + start.length + 2);
    if (value.includes('\n')) return `let(:${name}) do\n${' '.repeat(INDENT + 2)}${value}\n${' '.repeat(INDENT)}end`;
    return `${start}${value} }`;
  };
  const literal = (value: Parameters<typeof rubyLiteral>[0]) => (column: number) =>
    rubyLiteral(value, { column, indent: INDENT + 2 });
  const result = [define('facts', (column) => factsCode(model, behaviour, column))];
  result.push(define('node', literal(node.certname ?? DEFAULT_CERTNAME)));
  if (node.extensions !== undefined) result.push(define('trusted_facts', literal(node.extensions)));
  const classes = included(model, behaviour);
  if (classes.length > 0) result.push(define('pre_condition', () => rubyString(`include ${classes.join(', ')}`)));
  if (node.declare !== undefined) {
    result.push(define('title', literal(node.declare.title)), define('params', literal(node.declare.parameters)));
  }
  return result;
}

/** Classes of the node beside the one that the specs are about; those of a private one start with the main class. */
function included({ definition: { name, documentation } }: DefinitionModel, { node }: Behaviour): readonly string[] {
  const classes = node.classes ?? [];
  const [main = name] = name.split('::');
  return documentation.api === 'private' && classes.length === 0 ? [main] : classes;
}

function factsCode(model: DefinitionModel, behaviour: Behaviour, column: number): string {
  const facts = {
    ...behaviour.node.facts,
    ...(hasData(behaviour.node) ? { scenario: scenarioPath(model, behaviour) } : {}),
  };
  if (Object.keys(facts).length === 0) return 'os_facts';
  const call = 'override_facts(os_facts, ';
  const flat = rubyLiteral(facts, { column: column + call.length - 2 });
  if (!flat.includes('\n')) return `${call}${flat.slice(2, -2)})`;
  const broken = rubyLiteral(facts, { column: Number.POSITIVE_INFINITY, indent: INDENT + 2 });
  return `override_facts(\n${' '.repeat(INDENT + 4)}os_facts,${broken.slice(1, -1)})`;
}

/** Metadata of the context, `if: ...`, so that it exists only on the systems that the behaviour is about. */
export function conditions({ node }: Behaviour): string {
  const parts = [condition('if', node.on), condition('unless', node.notOn)].filter((part) => part !== '');
  return parts.map((part) => `, ${part}`).join('');
}

type Selection = NonNullable<NodeScenario['on']>;

const facts = {
  family: "os_facts['os']['family']",
  name: "os_facts['os']['name']",
  release: "os_facts['os']['release']['major']",
} as const;

function condition(keyword: 'if' | 'unless', selections: Selection | undefined): string {
  if (selections === undefined || selections.length === 0) return '';
  const alternatives = selections.map((selection) => {
    const tests = (['family', 'name', 'release'] as const).flatMap((key) => {
      const value = selection[key];
      return value === undefined ? [] : [`${facts[key]} == ${rubyString(value)}`];
    });
    return tests.length > 1 && selections.length > 1 ? `(${tests.join(' && ')})` : tests.join(' && ');
  });
  return `${keyword}: ${alternatives.join(' || ')}`;
}

/** Argument of `platforms` for a definition that supports fewer systems than the module. */
export function platformsCode(systems: readonly OperatingSystem[] | undefined): string {
  if (systems === undefined) return 'platforms';
  const byName = Object.fromEntries(systems.map(({ name, releases }) => [name, releases]));
  const argument = rubyLiteral(byName, { column: 30, indent: 2 });
  return `platforms(${argument.startsWith('{ ') ? argument.slice(2, -2) : argument})`;
}
