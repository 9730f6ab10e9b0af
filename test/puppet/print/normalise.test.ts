/** What is rewritten before printing, and what must not be. */
import { describe, expect, it } from 'vitest';
import type { Expression, Parameter, Statement } from '../../../src/puppet/ast.js';
import { printDefinition } from '../../../src/puppet/print/index.js';
import { normalise } from '../../../src/puppet/print/normalise.js';
import {
  access,
  assign,
  binary,
  body,
  call,
  comment,
  definition,
  hash,
  heredoc,
  include,
  lambda,
  list,
  method,
  of,
  parameter,
  regex,
  resource,
  select,
  text,
  variable,
  when,
} from '../nodes.js';

/** The body of a class, as it is printed after its rewriting. */
function written(parameters: readonly Parameter[], ...statements: Statement[]): string {
  const { definition: normal, findings } = normalise(definition('class', parameters, ...statements));
  expect(findings).toEqual([]);
  expect(normalise(normal).definition, 'a second time changes nothing').toEqual(normal);
  const rows = printDefinition(normal).text.split('\n');
  const from = rows.findIndex((row) => row.endsWith('{')) + 1;
  return rows
    .slice(from, -2)
    .map((row) => row.slice(2))
    .join('\n');
}

const [a, b] = [variable('a'), variable('b')];
const known = [parameter('Any $a'), parameter('Any $b')];
const choice = select(a, [of('x'), of(1)], [null, of(2)]);
const CHOICE = "$a ? {\n  'x'     => 1,\n  default => 2,\n}";

describe('statements', () => {
  it.each<[string, Statement, string]>([
    [
      'ensure comes first',
      resource('package', body('git', { name: of('git'), ensure: of('installed') })),
      "package { 'git':\n  ensure => installed,\n  name   => 'git',\n}",
    ],
    [
      'a selector is assigned before its resource',
      resource('notify', body('x', { message: choice })),
      `$message = ${CHOICE}\n\nnotify { 'x':\n  message => $message,\n}`,
    ],
    ['modes have four digits', resource('file', body('/x', { mode: of('644') })), "file { '/x':\n  mode => '0644',\n}"],
    [
      'a link says so',
      resource('file', body('/x', { ensure: of('/y') })),
      "file { '/x':\n  ensure => link,\n  target => '/y',\n}",
    ],
    [
      'a case has a default',
      { kind: 'case', subject: a, options: [{ matches: [of('x')], body: [include('x')] }] },
      "case $a {\n  'x': {\n    include x\n  }\n  default: {}\n}",
    ],
    ['names of classes are relative', include('::stdlib'), 'include stdlib'],
    [
      'no statement begins with a bracket',
      { ...method(list(of(1)), 'each'), lambda: lambda(['k'], call('notice', variable('k'))) },
      'each([1]) |$k| { notice($k) }',
    ],
    [
      'a list of titles of classes is assigned',
      resource('class', body(list(of('x'), of('y')), {})),
      "$classes = ['x', 'y']\n\nclass { $classes: }",
    ],
    [
      'between several bodies a heredoc is assigned',
      resource('notify', body('x', { message: heredoc('m\n') }), body('y', {})),
      "$message = @(END)\n  m\n  | END\n\nnotify {\n  'x':\n    message => $message;\n  'y':;\n}",
    ],
  ])('%s', (_, given, want) => {
    expect(written(known, given)).toBe(want);
  });

  it('takes values out above the comment of their statement', () => {
    expect(written(known, comment('Why.'), resource('notify', body('x', { message: choice })))).toBe(
      `$message = ${CHOICE}\n\n# Why.\nnotify { 'x':\n  message => $message,\n}`,
    );
  });

  it('uses a value that was taken out only where it is that of the body', () => {
    const call: Statement = { ...method(access(list(a), of(0)), 'each'), lambda: lambda(['k'], include('x')) };
    const assigned = '$result = [$a][0].each |$k| {\n  include x\n}';
    expect(written(known, include('y'), call)).toBe(`include y\n\n${assigned}`);
    expect(written(known, assign('z', when(a, [include('y'), call])))).toMatch(/\n {2}\$result\n\}$/);
  });

  it('gives names that are free', () => {
    expect(
      written([...known, parameter('Any $message')], resource('notify', body('x', { message: choice }))),
    ).toContain('$notify_message = $a ? {');
  });
});

describe('texts', () => {
  it.each<[string, string, Expression, string]>([
    ['a string is itself', 'String[1] $x', text(variable('x')), '$x'],
    ['an Integer is turned into a string', 'Integer $x', text(variable('x')), 'String($x)'],
    ['a Float would be written in another way', 'Float $x', text(variable('x')), '"${($x)}"'],
    ['so would the items of an Array', 'Array $x', text(variable('x')), '"${($x)}"'],
    ['what may be undef stays a string', 'Optional[String] $x', text(variable('x')), '"${($x)}"'],
    ['text without a variable', 'Any $x', text('a', of('b'), of(1)), "'ab1'"],
    [
      'long text',
      'Any $x',
      of('word '.repeat(25).trim()),
      `@(END/L)\n  ${'word '.repeat(17)}\\\n  ${'word '.repeat(8).trim()}\n  |- END`,
    ],
  ])('%s', (_, declaration, given, want) => {
    expect(written([parameter(declaration)], assign('value', given))).toBe(`$value = ${want}`);
  });

  it('is not misled by a parameter of a lambda that has the same name', () => {
    const inner = { ...method(a, 'map'), lambda: lambda(['x'], text(variable('x'))) };
    expect(written([...known, parameter('String $x')], assign('value', inner))).toContain('{ "${($x)}" }');
  });
});

describe('what is evaluated only under a condition is never evaluated before', () => {
  const selected = 'if (\n  $a\n  and $a ? {';
  it.each<[string, Statement, string]>([
    ['the right side of and', when(binary(a, 'and', choice), [include('x')]), selected],
    [
      'a later condition',
      {
        kind: 'if',
        branches: [
          { condition: a, body: [] },
          { condition: binary(choice, '==', b), body: [] },
        ],
      },
      'if $a {} elsif (\n  ($a ? {',
    ],
    [
      'a heredoc there is a string',
      {
        kind: 'if',
        branches: [
          { condition: a, body: [] },
          { condition: binary(heredoc('x\n'), '==', b), body: [] },
        ],
      },
      '} elsif "x\\n" == $b {',
    ],
    [
      'an option of a selector',
      assign('x', select(a, [b, hash({ k: choice })], [null, of(1)])),
      "$x = $a ? {\n  $b      => {\n    'k' => $a ? {",
    ],
  ])('%s', (_, given, want) => {
    const text = written(known, given);
    expect(text.startsWith('$x = $a') || text.startsWith('if')).toBe(true);
    expect(text).toContain(want);
  });

  it.each<[string, Statement, string]>([
    [
      'the left side of and',
      when(binary(choice, 'and', a), [include('x')]),
      `$condition = ${CHOICE}\n\nif $condition and $a {\n  include x\n}`,
    ],
    [
      'the first condition',
      when(binary(choice, '==', a), [include('x')]),
      `$condition = ${CHOICE}\n\nif $condition == $a {\n  include x\n}`,
    ],
    [
      'what a branch does',
      when(a, [resource('notify', body('x', { message: choice }))]),
      `if $a {\n  $message = ${CHOICE.replaceAll('\n', '\n  ')}\n\n  notify { 'x':\n    message => $message,\n  }\n}`,
    ],
    ['a pattern that is no match', assign('x', binary(a, 'in', regex('b'))), '$pattern = /b/\n$x = $a in $pattern'],
  ])('but this is: %s', (_, given, want) => {
    expect(written(known, given)).toBe(want);
  });
});

describe('parameters', () => {
  const signature = (kind: 'class' | 'define', ...parameters: Parameter[]) => {
    const { definition: normal } = normalise(definition(kind, parameters));
    const { text } = printDefinition(normal);
    return text
      .slice(text.indexOf(' (\n') + 3, text.indexOf('\n)'))
      .split('\n')
      .map((row) => row.trim());
  };

  it.each<[string, 'class' | 'define', Parameter, string]>([
    ['Optional of a class stays', 'class', parameter('Optional[String] $x'), 'Optional[String] $x,'],
    ['Optional with undef stays', 'define', parameter('Optional[String] $x', of(null)), 'Optional[String] $x = undef,'],
    [
      'Optional with another default names undef',
      'class',
      parameter('Optional[String] $x', of('a')),
      "Variant[Undef, String] $x = 'a',",
    ],
    [
      'alternatives stay flat',
      'class',
      parameter('Optional[Variant[Integer, String]] $x', of('a')),
      "Variant[Undef, Integer, String] $x = 'a',",
    ],
    [
      'Optional of a defined type stays required',
      'define',
      parameter('Optional[String] $x'),
      'Variant[Undef, String] $x,',
    ],
  ])('%s', (_, kind, given, want) => {
    expect(signature(kind, given)).toEqual([want]);
  });

  it('puts required ones first', () => {
    expect(signature('class', parameter('Any $a', of(1)), parameter('Any $b'))).toEqual(['Any $b,', 'Any $a = 1,']);
  });
});
