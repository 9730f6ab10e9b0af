/** How statements and definitions look. */
import { describe, expect, it } from 'vitest';
import { withSite } from '../../../src/findings/site.js';
import type { Collector, Statement } from '../../../src/puppet/ast.js';
import { printDefinition, printStatements } from '../../../src/puppet/print/index.js';
import { layOut } from '../../../src/puppet/print/doc.js';
import { typeDoc } from '../../../src/puppet/print/types.js';
import { parseType, printType } from '../../../src/puppet/types/index.js';
import { arbitraryType } from '../arbitrary-type.js';
import {
  assign,
  attributes,
  body,
  call,
  comment,
  hash,
  heredoc,
  include,
  list,
  of,
  parameter,
  reference,
  resource,
  variable,
  when,
} from '../nodes.js';
import { fc } from '../../property.js';

const text = (...statements: Statement[]) => printStatements(statements).text.trimEnd();
const [a, b] = [variable('a'), variable('b')];
const collector = (given: Partial<Collector>): Collector => ({
  kind: 'collector',
  type: 'file',
  exported: false,
  attributes: [],
  ...given,
});

describe('resources', () => {
  it.each<[string, Statement, string]>([
    [
      'arrows are aligned',
      resource('file', body('/x', { ensure: of('file'), content: a })),
      "file { '/x':\n  ensure  => file,\n  content => $a,\n}",
    ],
    ['without attributes', resource('notify', body('x', {})), "notify { 'x': }"],
    ['exported', { ...resource('notify', body('x', {})), form: 'exported' }, "@@notify { 'x': }"],
    [
      'virtual, with a list of titles',
      { ...resource('notify', body(list(of('x'), of('y')), { tag: a })), form: 'virtual' },
      "@notify { ['x', 'y']:\n  tag => $a,\n}",
    ],
    [
      'several bodies',
      resource('notify', body('x', { tag: a }), body('y', {})),
      "notify {\n  'x':\n    tag => $a;\n  'y':;\n}",
    ],
    [
      'with a splat',
      resource('notify', body('x', { message: a }, b)),
      "notify { 'x':\n  message => $a,\n  *       => $b,\n}",
    ],
    [
      'a hash as value is opened up',
      resource('x', body('t', { options: hash({ k: a }) })),
      "x { 't':\n  options => {\n    'k' => $a,\n  },\n}",
    ],
    [
      'a heredoc as value',
      resource('x', body('t', { a: heredoc('m\n'), long: b })),
      "x { 't':\n  a    => @(END),\n    m\n    | END\n  long => $b,\n}",
    ],
    [
      'an override',
      { kind: 'override', reference: reference('file', '/x'), attributes: [{ name: 'tag', operator: '+>', value: a }] },
      "File['/x'] {\n  tag +> $a,\n}",
    ],
    [
      'defaults',
      { kind: 'default', type: 'file', attributes: attributes({ owner: of('root') }) },
      "File {\n  owner => 'root',\n}",
    ],
  ])('%s', (_, given, want) => {
    expect(text(given)).toBe(want);
  });
});

describe('other statements', () => {
  const long = (letter: string) => reference('class', letter.repeat(45));
  it.each<[string, Statement, string]>([
    ['one class a line', include('x', 'y::z'), 'include x\ninclude y::z'],
    ['a computed class', { kind: 'contain', classes: [a] }, 'contain $a'],
    [
      'unless',
      { kind: 'unless', condition: a, body: [include('x')], otherwise: [include('y')] },
      'unless $a {\n  include x\n} else {\n  include y\n}',
    ],
    ['if, on several lines even if it is short', when(a, [include('x')]), 'if $a {\n  include x\n}'],
    [
      'a short chain',
      { kind: 'chain', operands: [reference('class', 'x'), reference('file', '/y')], arrows: ['~>'] },
      "Class['x'] ~> File['/y']",
    ],
    [
      'a long chain, arrows in front',
      { kind: 'chain', operands: [long('a'), long('b')], arrows: ['->'] },
      `Class['${'a'.repeat(45)}']\n-> Class['${'b'.repeat(45)}']`,
    ],
    ['a collector', collector({}), 'File <| |>'],
    [
      'an exported collector with a query and overrides',
      collector({
        exported: true,
        query: { kind: 'compare', attribute: 'tag', operator: '==', value: of('x') },
        attributes: attributes({ mode: a }),
      }),
      "File <<| tag == 'x' |>> {\n  mode => $a,\n}",
    ],
    [
      'parentheses in a query where they are needed',
      collector({
        query: {
          kind: 'and',
          left: {
            kind: 'or',
            left: { kind: 'compare', attribute: 'a', operator: '==', value: of(1) },
            right: { kind: 'compare', attribute: 'b', operator: '!=', value: of(2) },
          },
          right: { kind: 'compare', attribute: 'c', operator: '==', value: of(3) },
        },
      }),
      'File <| (a == 1 or b != 2) and c == 3 |>',
    ],
    ['a comment is wrapped', comment('word '.repeat(25)), `# ${'word '.repeat(17)}word\n# ${'word '.repeat(7).trim()}`],
  ])('%s', (_, given, want) => {
    expect(text(given)).toBe(want);
  });
});

describe('blank lines', () => {
  it.each<[string, Statement[], string]>([
    ['none between one-line statements of a kind', [assign('a', of(1)), assign('b', of(2))], '$a = 1\n$b = 2'],
    ['one between kinds', [assign('a', of(1)), include('x')], '$a = 1\n\ninclude x'],
    [
      'one around what takes several lines',
      [assign('a', of(1)), assign('b', hash({ x: a, y: a, z: a })), assign('c', of(3))],
      "$a = 1\n\n$b = {\n  'x' => $a,\n  'y' => $a,\n  'z' => $a,\n}\n\n$c = 3",
    ],
    [
      'none behind a comment, one before it',
      [assign('a', of(1)), comment('Why.'), assign('b', of(2))],
      '$a = 1\n\n# Why.\n$b = 2',
    ],
    [
      'none between inclusions',
      [include('a'), { kind: 'contain', classes: ['b', 'c'] }],
      'include a\ncontain b\ncontain c',
    ],
    ['none between calls', [call('assert_private'), call('notice', a)], 'assert_private()\nnotice($a)'],
  ])('%s', (_, given, want) => {
    expect(text(...given)).toBe(want);
  });
});

describe('provenance', () => {
  it('knows for each line which node it comes from', () => {
    const inner = withSite<Statement>({ kind: 'include', classes: ['a'] }, { stack: 'inner' });
    const outer = withSite<Statement>(
      { kind: 'if', branches: [{ condition: variable('x'), body: [inner] }] },
      { stack: 'outer' },
    );
    expect(printStatements([assign('a', of(1)), outer]).sites).toEqual([
      undefined,
      undefined,
      'outer',
      'inner',
      'outer',
    ]);
  });
});

describe('types', () => {
  it('reads as printType writes it, where it fits on a line', () => {
    fc.assert(
      fc.property(arbitraryType, (given) => {
        const printed = layOut(typeDoc(given), Number.POSITIVE_INFINITY);
        fc.pre(!printed.includes('\n'));
        expect(printed).toBe(printType(given));
      }),
    );
  });

  it.each<[string, string]>([
    [
      "Struct[{ 'a' => String, Optional['long'] => Integer }]",
      "Struct[{\n  'a'              => String,\n  Optional['long'] => Integer,\n}]",
    ],
    [`Enum['${'a'.repeat(40)}', '${'b'.repeat(40)}']`, `Enum[\n  '${'a'.repeat(40)}',\n  '${'b'.repeat(40)}',\n]`],
  ])('breaks %s', (given, want) => {
    expect(layOut(typeDoc(parseType(given)), 100)).toBe(want);
  });
});

describe('definitions', () => {
  it('documents for puppet-strings and aligns types, names and defaults', () => {
    expect(
      printDefinition({
        kind: 'class',
        name: 'site::thing',
        parameters: [
          parameter('Stdlib::Fqdn $host'),
          parameter('Stdlib::Port $port', of(443)),
          parameter('Hash[String[1], Any] $options', hash({})),
        ],
        body: [],
        documentation: {
          summary: 'A thing',
          description: 'What it does.',
          parameters: { host: 'Where it runs.', port: 'Where it listens.', options: 'More.' },
          examples: [{ title: 'Use it', code: 'include site::thing' }],
          api: 'private',
        },
      }).text,
    ).toBe(`# @summary A thing
#
# What it does.
#
# @example Use it
#   include site::thing
#
# @param host
#   Where it runs.
#
# @param port
#   Where it listens.
#
# @param options
#   More.
#
# @api private
class site::thing (
  Stdlib::Fqdn         $host,
  Stdlib::Port         $port    = 443,
  Hash[String[1], Any] $options = {},
) {}
`);
  });

  const documentation = { summary: 'One', parameters: {}, api: 'public' as const };
  const code = (given: Parameters<typeof printDefinition>[0]) =>
    printDefinition(given)
      .text.split('\n')
      .filter((row) => !row.startsWith('#'))
      .join('\n')
      .trim();

  it.each<[string, Parameters<typeof printDefinition>[0], string]>([
    [
      'a class without parameters',
      { kind: 'class', name: 'x', parameters: [], body: [include('y')], documentation },
      'class x {\n  include y\n}',
    ],
    [
      'a short function',
      {
        kind: 'function',
        name: 'x::f',
        parameters: [parameter('String $a'), parameter('Integer *$rest')],
        returns: parseType('String'),
        body: [a],
        documentation,
      },
      'function x::f(String $a, Integer *$rest) >> String {\n  $a\n}',
    ],
    [
      'a function whose signature does not fit',
      {
        kind: 'function',
        name: 'x::f',
        parameters: [parameter(`String $${'a'.repeat(40)}`), parameter(`Integer $${'b'.repeat(40)}`)],
        returns: parseType('String'),
        body: [],
        documentation,
      },
      `function x::f(\n  String  $${'a'.repeat(40)},\n  Integer $${'b'.repeat(40)},\n) >> String {}`,
    ],
    [
      'a type alias',
      { kind: 'alias', name: 'X::Port', type: parseType('Integer[1, 65535]'), documentation },
      'type X::Port = Integer[1, 65535]',
    ],
  ])('%s', (_, given, want) => {
    expect(code(given)).toBe(want);
  });
});
