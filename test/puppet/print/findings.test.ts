/** What the printer cannot write without a warning is a finding with a place. */
import { describe, expect, it } from 'vitest';
import { withSite } from '../../../src/findings/site.js';
import type { Definition, Expression, Statement } from '../../../src/puppet/ast.js';
import { printDiagnostics } from '../../../src/puppet/print/diagnostics.js';
import { printDefinition } from '../../../src/puppet/print/index.js';
import { inspectPrinted } from '../../../src/puppet/print/inspect.js';
import { normalise } from '../../../src/puppet/print/normalise.js';
import {
  access,
  assign,
  binary,
  body,
  call,
  definition,
  lambda,
  list,
  method,
  of,
  parameter,
  regex,
  resource,
  select,
  text,
  type,
  variable,
  when,
} from '../nodes.js';

const site = { file: 'platform.ts', line: 7, column: 3 };
const places = { locate: (stack: string | undefined) => (stack === 'here' ? site : undefined) };
const [yes, x] = [of(true), variable('title')];

function findings(given: Definition) {
  const { definition: normal, findings: found } = normalise(given, places);
  return [...found, ...inspectPrinted(printDefinition(normal), normal, places)];
}

const inBody = (...statements: Statement[]) =>
  definition('class', [], ...statements.map((statement) => withSite(statement, { stack: 'here' })));
const value = (expression: Expression) => inBody(assign('value', expression));
const file = (attribute: string, expression: Expression) =>
  inBody(resource('file', body('/x', { [attribute]: expression })));

const cases: readonly (readonly [code: string, what: string, given: Definition, message: string])[] = [
  [
    'OVP2201',
    'an attribute that is set twice',
    inBody(
      resource('file', { title: of('/x'), attributes: ['mode', 'mode'].map((name) => ({ name, value: of('0644') })) }),
    ),
    "'mode' is set twice in a resource of type 'file'.",
  ],
  [
    'OVP2202',
    'a mode of two digits',
    file('mode', of('44')),
    "The mode '44' is neither four octal digits nor a symbolic mode.",
  ],
  [
    'OVP2202',
    'a mode that is a number',
    file('mode', of(644)),
    "The mode '644' is neither four octal digits nor a symbolic mode.",
  ],
  [
    'OVP2202',
    'a mode with a variable in it',
    file('mode', text('0', x)),
    'The mode with a variable in it is neither four octal digits nor a symbolic mode.',
  ],
  ['OVP2203', 'a file that is present', file('ensure', of('present')), "A file is declared with ensure 'present'."],
  ['OVP2204', 'an anchor', inBody(resource('anchor', body('x', {}))), "A resource of type 'anchor' is declared."],
  [
    'OVP2205',
    'a lookup in a default',
    definition('class', [parameter('String $a', call('lookup', of('x')))]),
    "The default of 'a' calls lookup().",
  ],
  [
    'OVP2206',
    'an empty default',
    definition('class', [parameter('String $a', of(''))]),
    "The default of 'a' is an empty string.",
  ],
  ['OVP2207', 'a legacy fact', value(access(variable('facts'), of('osfamily'))), "'osfamily' is a legacy fact."],
  ['OVP2207', 'a legacy fact at top scope', value(variable('::hostname')), "'hostname' is a legacy fact."],
  ['OVP2208', 'a variable at top scope', value(variable('::site')), "'$::site' is a variable at top scope."],
  ['OVP2209', 'an unknown variable', value(variable('titel')), "'$titel' is set nowhere in the definition."],
  ['OVP2210', 'a variable with capitals', inBody(assign('aB', yes)), "'$aB' is not the name of a variable."],
  [
    'OVP2211',
    'a class with a dash',
    { ...inBody(), name: 'site::a-b' },
    "'site::a-b' is not the name of a class, defined type or function.",
  ],
  [
    'OVP2212',
    'a comparison of versions',
    inBody(assign('my_version', of(1)), when(binary(variable('my_version'), '<', of(3)), [])),
    "'$my_version' is compared as if it were a number.",
  ],
  ['OVP2213', 'a file of no module', file('source', of('puppet:///x/y')), "'puppet:///x/y' names no module."],
  [
    'OVP2214',
    'a type as an option',
    value(select(x, [type('Timestamp'), of(1)], [null, of(2)])),
    "The type 'Timestamp' is an option of its own.",
  ],
  [
    'OVP2215',
    'a word that is too long',
    value(of('x'.repeat(150))),
    `A line of the manifest has 163 columns: '$value = '${'x'.repeat(30)}…'.`,
  ],
  [
    'OVP2216',
    'a control character in a type',
    definition('class', [parameter('Enum["\\u{1}"] $a')]),
    'A type, title or key has a control character.',
  ],
  [
    'OVP2217',
    'a lambda in a default',
    definition('class', [parameter('Array $a', { ...method(list(), 'map'), lambda: lambda(['k'], variable('k')) })]),
    "The default of 'a' has a lambda.",
  ],
  [
    'OVP2218',
    'a pattern that is needed under a condition only',
    inBody(when(binary(x, 'and', binary(x, 'in', regex('a'))), [])),
    'A pattern stands where puppet-lint misreads it, and cannot be evaluated earlier.',
  ],
];

describe.each(cases)('%s: %s', (code, _, given, message) => {
  it('is found, with a message', () => {
    expect(findings(given).map((found) => [found.code, found.message])).toEqual([[code, message]]);
  });
});

it('has a case for each code', () => {
  const codes = Object.values(printDiagnostics).map((row) => row.code);
  expect([...new Set(cases.map(([code]) => code))]).toEqual(codes);
});

describe('places', () => {
  const declared = { file: 'platform.ts', line: 2, column: 5 };
  const whole = { file: 'platform.ts', line: 1, column: 1 };

  it.each<[string, Definition, unknown]>([
    ['a statement is where it was written', value(variable('other')), site],
    ['a parameter is where it is declared', definition('class', [parameter('String $a', of(''))]), declared],
    ['everything else is where the definition is', definition('class', [], assign('a', variable('other'))), whole],
  ])('%s', (_, given, want) => {
    const { findings: found } = normalise(given, { ...places, site: whole, parameterSites: { a: declared } });
    expect(found.map((one) => one.site)).toEqual([want]);
  });

  it('a line that is too long is at the statement that it begins with', () => {
    expect(findings(value(of('x'.repeat(150)))).map((found) => found.site)).toEqual([site]);
  });
});

it('has nothing to say where nothing is wrong', () => {
  expect(
    findings(
      definition(
        'class',
        [parameter('Optional[String[1]] $a', of(null)), parameter('Boolean $b', yes)],
        assign('c', access(variable('facts'), of('os'), of('family'))),
        resource('file', body('/x', { ensure: of('file'), mode: of('0644'), source: of('puppet:///modules/site/x') })),
        when(binary(variable('b'), 'and', variable('a')), [{ kind: 'include', classes: ['stdlib'] }]),
      ),
    ),
  ).toEqual([]);
});
