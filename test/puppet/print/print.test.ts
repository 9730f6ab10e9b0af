/** The style of printed manifests, case by case. */
import { describe, expect, it } from 'vitest';
import { withSite, type Expression, type Statement } from '../../../src/puppet/ast.js';
import { printDefinition, printStatements } from '../../../src/puppet/print/index.js';
import { normalise } from '../../../src/puppet/print/normalise.js';
import { parseType } from '../../../src/puppet/types/index.js';

const of = (value: string | number | boolean | null): Expression => ({ kind: 'literal', value });
const variable = (name: string): Expression => ({ kind: 'variable', name });
const assign = (name: string, value: Expression): Statement => ({ kind: 'assign', name, value });
const binary = (left: Expression, operator: '+' | '*' | 'and' | 'or' | '-', right: Expression): Expression => ({
  kind: 'binary',
  operator,
  left,
  right,
});
const text = (...statements: Statement[]) => printStatements(statements).text;
const body = (...statements: Statement[]) => {
  const { definition } = normalise({
    kind: 'class',
    name: 'site',
    parameters: [],
    body: statements,
    documentation: { summary: 'A class', parameters: {}, api: 'private' },
  });
  return printDefinition(definition)
    .text.split('\n')
    .slice(4, -2)
    .map((row) => row.slice(2))
    .join('\n');
};

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
  ])('writes %j as %s', (given, want) => {
    expect(text(assign('a', of(given)))).toBe(`$a = ${want}\n`);
  });

  it('escapes only what a heredoc needs', () => {
    const script: Expression = {
      kind: 'heredoc',
      parts: ['echo $HOME \\d\nset ', variable('x'), '\n'],
      chomp: false,
      syntax: 'bash',
    };
    expect(text(assign('a', script))).toBe('$a = @("END":bash/$)\n  echo \\$HOME \\\\d\n  set ${x}\n  | END\n');
  });

  it('takes another tag where a line ends with the usual one', () => {
    expect(text(assign('a', { kind: 'heredoc', parts: ['THE END\n'], chomp: true }))).toBe(
      '$a = @(EOT)\n  THE END\n  |- EOT\n',
    );
  });

  it('continues long text in a heredoc', () => {
    expect(body(assign('a', of('word '.repeat(25).trim())))).toBe(
      `$a = @(END/L)\n  ${'word '.repeat(17)}\\\n  ${'word '.repeat(8).trim()}\n  |- END`,
    );
  });
});

describe('operators', () => {
  const [a, b, c] = [variable('a'), variable('b'), variable('c')];
  it.each([
    [binary(binary(a, '+', b), '*', c), '($a + $b) * $c'],
    [binary(a, '+', binary(b, '*', c)), '$a + $b * $c'],
    [binary(binary(a, '-', b), '-', c), '$a - $b - $c'],
    [binary(a, '-', binary(b, '-', c)), '$a - ($b - $c)'],
    [binary(a, 'and', binary(b, 'or', c)), '$a and ($b or $c)'],
    [{ kind: 'unary', operator: '!', operand: binary(a, 'and', b) } as const, '!($a and $b)'],
    [{ kind: 'call', form: 'method', name: 'abs', arguments: [of(-5)] } as const, '(-5).abs'],
  ])('has parentheses only where they are needed: %#', (given, want) => {
    expect(text(given)).toBe(`${want}\n`);
  });

  it('breaks an operation in parentheses, since only brackets indent', () => {
    const long = variable('a'.repeat(60));
    expect(text(assign('x', binary(long, 'and', long)))).toBe(
      `$x = (\n  $${'a'.repeat(60)}\n  and $${'a'.repeat(60)}\n)\n`,
    );
  });
});

describe('statements', () => {
  it('keeps one-line statements of a kind together', () => {
    expect(
      text(
        assign('a', of(1)),
        assign('b', of(2)),
        { kind: 'comment', text: 'Both are needed.' },
        { kind: 'contain', classes: ['a', 'b::c'] },
        {
          kind: 'chain',
          operands: [
            { kind: 'reference', type: 'class', titles: [of('a')] },
            { kind: 'reference', type: 'class', titles: [of('b::c')] },
          ],
          arrows: ['->'],
        },
      ),
    ).toBe(`$a = 1
$b = 2

# Both are needed.
contain a
contain b::c

Class['a'] -> Class['b::c']
`);
  });

  it('puts ensure first, aligns arrows and takes selectors out of resources', () => {
    expect(
      body({
        kind: 'resource',
        type: 'file',
        form: 'exported',
        bodies: [
          {
            title: of('/etc/x'),
            attributes: [
              {
                name: 'content',
                value: {
                  kind: 'selector',
                  subject: variable('title'),
                  options: [
                    { match: of('a'), value: of(1) },
                    { match: null, value: of(2) },
                  ],
                },
              },
              { name: 'ensure', value: of('file') },
              { name: 'mode', value: of('644') },
            ],
          },
        ],
      }),
    ).toBe(`$content = $title ? {
  'a'     => 1,
  default => 2,
}

@@file { '/etc/x':
  ensure  => file,
  content => $content,
  mode    => '0644',
}`);
  });

  it('adds the default of a case', () => {
    expect(
      body({
        kind: 'case',
        subject: variable('title'),
        options: [{ matches: [of('a'), of('b')], body: [{ kind: 'include', classes: ['::x'] }] }],
      }),
    ).toBe(`case $title {\n  'a', 'b': {\n    include x\n  }\n  default: {}\n}`);
  });

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

describe('definitions', () => {
  it('documents for puppet-strings and aligns types, names and defaults', () => {
    expect(
      printDefinition({
        kind: 'class',
        name: 'site::thing',
        parameters: [
          { name: 'host', type: parseType('Stdlib::Fqdn') },
          { name: 'port', type: parseType('Stdlib::Port'), default: of(443) },
          { name: 'options', type: parseType('Hash[String[1], Any]'), default: { kind: 'hash', entries: [] } },
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
});
