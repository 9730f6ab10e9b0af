/** How expressions look. */
import { describe, expect, it } from 'vitest';
import type { Expression } from '../../../src/puppet/ast.js';
import { printStatements } from '../../../src/puppet/print/index.js';
import {
  access,
  assign,
  binary,
  call,
  hash,
  heredoc,
  lambda,
  list,
  method,
  of,
  reference,
  regex,
  select,
  text,
  type,
  unary,
  variable,
  when,
} from '../nodes.js';

const printed = (value: Expression) => printStatements([assign('x', value)]).text.replace(/^\$x = |\n$/g, '');
const [a, b, c] = [variable('a'), variable('b'), variable('c')];
const long = (name: string) => variable(name.repeat(50));

describe('strings', () => {
  it.each([
    ['plain', "'plain'"],
    ["it's", '"it\'s"'],
    ['say "it\'s"', "'say \"it\\'s\"'"],
    ['back\\slash', "'back\\slash'"],
    ['end\\', "'end\\\\'"],
    ['cost $5', "'cost $5'"],
    ['${x}', '"\\${x}"'],
    ['a\nb', '"a\\nb"'],
    ['\u0001', '"\\u{1}"'],
  ])('writes %j as %s', (given, want) => {
    expect(printed(of(given))).toBe(want);
  });
});

describe('interpolations', () => {
  it.each<[Expression, string]>([
    [text('a ', a, '!'), '"a ${a}!"'],
    [text('$', a), '"\\$${a}"'],
    [text(access(a, of('b')), ' c'), '"${a[\'b\']} c"'],
    [text(method(a, 'length'), ' c'), '"${a.length} c"'],
    [text(call('length', a), ' c'), '"${length($a)} c"'],
    [text(binary(a, '+', of(1)), ' c'), '"${$a + 1} c"'],
    [text(of(1), ' c'), '"${(1)} c"'],
    [text(a), '"${($a)}"'],
  ])('%#: %j', (given, want) => {
    expect(printed(given)).toBe(want);
  });
});

describe('heredocs', () => {
  it('stand at the end of their line, indented below it', () => {
    expect(printed(heredoc('[main]\nserver = ', a, '\n'))).toBe('@("END")\n  [main]\n  server = ${a}\n  | END');
  });

  it('escape only what they need', () => {
    const script: Expression = {
      kind: 'heredoc',
      parts: ['echo $HOME \\d\nset ', variable('x'), '\n'],
      chomp: false,
      syntax: 'bash',
    };
    expect(printed(script)).toBe('@("END":bash/$)\n  echo \\$HOME \\\\d\n  set ${x}\n  | END');
  });

  it('leave the line break out where the text has none', () => {
    expect(printed({ kind: 'heredoc', parts: ['text'], chomp: true })).toBe('@(END)\n  text\n  |- END');
  });

  it('take another tag where a line ends with the usual one', () => {
    expect(printed({ kind: 'heredoc', parts: ['THE END\n'], chomp: true })).toBe('@(EOT)\n  THE END\n  |- EOT');
  });
});

describe('numbers, patterns, types, references', () => {
  it.each<[Expression, string]>([
    [of(8140), '8140'],
    [of(-1), '-1'],
    [of(0.5), '0.5'],
    [of(1e-7), '1e-7'],
    [of(1e21), '1000000000000000000000'],
    [of(null), 'undef'],
    [of(true), 'true'],
    [regex('\\A/x\\z'), '/\\A\\/x\\z/'],
    [type('Array[String[1]]'), 'Array[String[1]]'],
    [reference('class', 'puppet::server'), "Class['puppet::server']"],
    [reference('postgresql::server::role', 'a', 'b'), "Postgresql::Server::Role['a', 'b']"],
    [{ kind: 'raw', code: '$facts["os"]\n' }, '$facts["os"]'],
  ])('%#: %j', (given, want) => {
    expect(printed(given)).toBe(want);
  });
});

describe('lists and hashes', () => {
  it.each<[string, Expression, string]>([
    ['empty ones', list(list(), hash({})), '[[], {}]'],
    ['short lists on one line', list(of(1), of(2), of(3)), '[1, 2, 3]'],
    [
      'long lists one item a line',
      list(long('a'), long('b'), c),
      `[\n  $${'a'.repeat(50)},\n  $${'b'.repeat(50)},\n  $c,\n]`,
    ],
    ['two pairs on one line', hash({ a, b }), "{ 'a' => $a, 'b' => $b }"],
    [
      'three pairs one a line, arrows aligned',
      hash({ a, long: b, c }),
      "{\n  'a'    => $a,\n  'long' => $b,\n  'c'    => $c,\n}",
    ],
    ['nested hashes one pair a line', hash({ a: hash({ b }) }), "{\n  'a' => { 'b' => $b },\n}"],
    ['lists of hashes one a line', list(hash({ a }), hash({ b })), "[\n  { 'a' => $a },\n  { 'b' => $b },\n]"],
  ])('has %s', (_, given, want) => {
    expect(printed(given)).toBe(want);
  });
});

describe('access and calls', () => {
  it.each<[string, Expression, string]>([
    ['access', access(variable('facts'), of('os')), "$facts['os']"],
    ['access to a result', access(binary(a, '+', b), of(0)), '($a + $b)[0]'],
    ['a call', call('join', a, of(',')), "join($a, ',')"],
    ['a call without arguments', call('assert_private'), 'assert_private()'],
    ['a method', method(a, 'length'), '$a.length'],
    ['a method of a number', method(of(-5), 'abs'), '(-5).abs'],
    ['a splat', call('max', unary('*', a)), 'max(*$a)'],
    [
      'a hash as last argument, whose braces follow those of the call',
      call('epp', of('a/b.epp'), hash({ a, b, c })),
      "epp('a/b.epp', {\n  'a' => $a,\n  'b' => $b,\n  'c' => $c,\n})",
    ],
    [
      'arguments one a line',
      call('f', long('a'), long('b'), c),
      `f(\n  $${'a'.repeat(50)},\n  $${'b'.repeat(50)},\n  $c,\n)`,
    ],
    ['a heredoc as only argument', call('fail', heredoc('no\n')), 'fail(@(END))\n  no\n  | END'],
    [
      'a lambda of one expression',
      { ...method(a, 'map'), lambda: lambda(['k', 'v'], call('f', variable('k'))) },
      '$a.map |$k, $v| { f($k) }',
    ],
    [
      'a lambda of several statements',
      { ...method(a, 'map'), lambda: lambda(['k'], assign('y', of(1)), variable('y')) },
      '$a.map |$k| {\n  $y = 1\n\n  $y\n}',
    ],
  ])('has %s', (_, given, want) => {
    expect(printed(given)).toBe(want);
  });
});

describe('operators', () => {
  it.each<[Expression, string]>([
    [binary(binary(a, '+', b), '*', c), '($a + $b) * $c'],
    [binary(a, '+', binary(b, '*', c)), '$a + $b * $c'],
    [binary(binary(a, '-', b), '-', c), '$a - $b - $c'],
    [binary(a, '-', binary(b, '-', c)), '$a - ($b - $c)'],
    [binary(a, 'and', binary(b, 'or', c)), '$a and ($b or $c)'],
    [unary('!', binary(a, 'and', b)), '!($a and $b)'],
    [unary('-', unary('-', a)), '-(-$a)'],
    [binary(a, '=~', type('NotUndef')), '$a =~ NotUndef'],
    [binary(of(null), '/', a), '(undef) / $a'],
    [unary('-', access(list(a), of(0))), '-([$a][0])'],
  ])('has parentheses only where they are needed: %#', (given, want) => {
    expect(printed(given)).toBe(want);
  });

  it('breaks an operation in parentheses, since only brackets indent', () => {
    expect(printed(binary(long('a'), 'and', long('b')))).toBe(`(\n  $${'a'.repeat(50)}\n  and $${'b'.repeat(50)}\n)`);
  });
});

describe('choices', () => {
  it.each<[string, Expression, string]>([
    [
      'a selector with aligned arrows',
      select(a, [of('x'), of(1)], [regex('\\Ay'), of(2)], [null, of(3)]),
      "$a ? {\n  'x'     => 1,\n  /\\Ay/   => 2,\n  default => 3,\n}",
    ],
    ['a short condition on one line', when(a, [of(1)], [of(2)]), 'if $a { 1 } else { 2 }'],
    ['lists in a condition on lines of their own', when(a, [list(b)], [list()]), 'if $a {\n  [$b]\n} else {\n  []\n}'],
    [
      'several conditions on several lines',
      {
        kind: 'if',
        branches: [
          { condition: a, body: [of(1)] },
          { condition: b, body: [of(2)] },
        ],
        otherwise: [of(3)],
      },
      'if $a {\n  1\n} elsif $b {\n  2\n} else {\n  3\n}',
    ],
    [
      'a case',
      {
        kind: 'case',
        subject: a,
        options: [
          { matches: [of('x'), of('y')], body: [of(1)] },
          { matches: [], body: [of(2)] },
        ],
      },
      "case $a {\n  'x', 'y': {\n    1\n  }\n  default: {\n    2\n  }\n}",
    ],
    ['a type before a brace in parentheses', when(type('Integer'), [of(1)], [of(2)]), 'if (Integer) { 1 } else { 2 }'],
  ])('has %s', (_, given, want) => {
    expect(printed(given)).toBe(want);
  });
});
