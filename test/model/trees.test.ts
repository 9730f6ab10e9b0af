/** What each builder makes: given -> the tree of Puppet code. */
import { describe, expect, it } from 'vitest';
import * as core from '../../src/bindings/core.js';
import { classBinding, defineBinding, typeBinding } from '../../src/model/binding.js';
import * as e from '../../src/model/expressions.js';
import * as s from '../../src/model/statements.js';
import { statementId } from '../../src/model/statement-id.js';
import { DefinitionError, toTree } from '../../src/model/tree.js';
import { treeOf, type Expr } from '../../src/model/value.js';
import { siteOf } from '../../src/findings/site.js';
import type { Expression, Statement } from '../../src/puppet/ast.js';

const lit = (value: string | number | boolean | null): Expression => ({ kind: 'literal', value });
const name = (variable: string): Expression => ({ kind: 'variable', name: variable });
const x = e.variable<number>('x');
const flag = e.variable<boolean>('flag');
const list = e.variable<string[]>('list');

describe('expressions', () => {
  it.each<[string, Expr<unknown>, Expression]>([
    ['variable', e.variable('a::b'), name('a::b')],
    [
      'fact',
      e.fact('os.family'),
      { kind: 'access', target: { kind: 'access', target: name('facts'), keys: [lit('os')] }, keys: [lit('family')] },
    ],
    ['trusted', e.trusted('certname'), { kind: 'access', target: name('trusted'), keys: [lit('certname')] }],
    [
      'literal',
      e.literal({ a: [1, x] }),
      { kind: 'hash', entries: [[lit('a'), { kind: 'array', items: [lit(1), name('x')] }]] },
    ],
    ['undef', e.undef, lit(null)],
    ['str', e.str`a${x}b${1}`, { kind: 'interpolation', parts: ['a', name('x'), 'b', '1'] }],
    ['str in str', e.str`a${e.str`b${x}`}`, { kind: 'interpolation', parts: ['a', 'b', name('x')] }],
    ['lines', e.lines`a\n${x}\n`, { kind: 'heredoc', parts: ['a\n', name('x'), '\n'], chomp: false }],
    ['get', e.get(list, 0), { kind: 'access', target: name('list'), keys: [lit(0)] }],
    ...(
      [
        ['eq', e.eq(x, 1), '=='],
        ['ne', e.ne(x, 1), '!='],
        ['lt', e.lt(x, 1), '<'],
        ['le', e.le(x, 1), '<='],
        ['gt', e.gt(x, 1), '>'],
        ['ge', e.ge(x, 1), '>='],
        ['add', e.add(x, 1), '+'],
        ['sub', e.sub(x, 1), '-'],
        ['mul', e.mul(x, 1), '*'],
        ['div', e.div(x, 1), '/'],
      ] as const
    ).map(([label, tree, operator]): [string, Expr<unknown>, Expression] => [
      label,
      tree,
      { kind: 'binary', operator, left: name('x'), right: lit(1) },
    ]),
    [
      'concat',
      e.concat(list, ['a']),
      { kind: 'binary', operator: '+', left: name('list'), right: { kind: 'array', items: [lit('a')] } },
    ],
    [
      'merge',
      e.merge({ a: 1 }, {}),
      {
        kind: 'binary',
        operator: '+',
        left: { kind: 'hash', entries: [[lit('a'), lit(1)]] },
        right: { kind: 'hash', entries: [] },
      },
    ],
    ['isIn', e.isIn('a', list), { kind: 'binary', operator: 'in', left: lit('a'), right: name('list') }],
    [
      'matches',
      e.matches('a', '\\Ab'),
      { kind: 'binary', operator: '=~', left: lit('a'), right: { kind: 'regex', source: '\\Ab' } },
    ],
    [
      'isA',
      e.isA(x, 'Integer'),
      {
        kind: 'binary',
        operator: '=~',
        left: name('x'),
        right: { kind: 'type', type: { name: 'Integer', parameters: [] } },
      },
    ],
    [
      'and',
      e.and(flag, true, false),
      {
        kind: 'binary',
        operator: 'and',
        left: { kind: 'binary', operator: 'and', left: name('flag'), right: lit(true) },
        right: lit(false),
      },
    ],
    ['or', e.or(flag), name('flag')],
    ['not', e.not(flag), { kind: 'unary', operator: '!', operand: name('flag') }],
    ['not not', e.not(e.not(flag)), name('flag')],
    ['not equal', e.not(e.eq(x, 1)), { kind: 'binary', operator: '!=', left: name('x'), right: lit(1) }],
    [
      'not of a type',
      e.not(e.isA(x, 'Integer')),
      {
        kind: 'binary',
        operator: '!~',
        left: name('x'),
        right: { kind: 'type', type: { name: 'Integer', parameters: [] } },
      },
    ],
    [
      'not filled',
      e.not(e.isA(x, 'NotUndef')),
      {
        kind: 'binary',
        operator: '=~',
        left: name('x'),
        right: { kind: 'type', type: { name: 'Undef', parameters: [] } },
      },
    ],
    [
      'not in',
      e.not(e.isIn('a', list)),
      {
        kind: 'unary',
        operator: '!',
        operand: { kind: 'binary', operator: 'in', left: lit('a'), right: name('list') },
      },
    ],
    [
      'choose',
      e.choose(flag, 1, 2),
      { kind: 'if', branches: [{ condition: name('flag'), body: [lit(1)] }], otherwise: [lit(2)] },
    ],
    [
      'choose in choose is an elsif',
      e.choose(flag, 1, e.choose(true, 2, 3)),
      {
        kind: 'if',
        branches: [
          { condition: name('flag'), body: [lit(1)] },
          { condition: lit(true), body: [lit(2)] },
        ],
        otherwise: [lit(3)],
      },
    ],
    [
      'select',
      e.select(x, [[1, 'a']], 'b'),
      {
        kind: 'selector',
        subject: name('x'),
        options: [
          { match: lit(1), value: lit('a') },
          { match: null, value: lit('b') },
        ],
      },
    ],
    ['call', e.call('f', x, undefined), { kind: 'call', name: 'f', arguments: [name('x')], form: 'prefix' }],
    [
      'call with a gap',
      e.call('f', undefined, x),
      { kind: 'call', name: 'f', arguments: [lit(null), name('x')], form: 'prefix' },
    ],
    ...(
      [
        ['map', e.map(list, 'i', (i) => i)],
        ['filter', e.filter(list, 'i', () => flag)],
        ['any', e.any(list, 'i', () => flag)],
      ] as const
    ).map(([label, tree]): [string, Expr<unknown>, Expression] => [
      label,
      tree,
      {
        kind: 'call',
        name: label,
        arguments: [name('list')],
        form: 'method',
        lambda: { parameters: [{ name: 'i' }], body: [label === 'map' ? name('i') : name('flag')] },
      },
    ]),
    ['sensitive', e.sensitive('a'), { kind: 'call', name: 'Sensitive', arguments: [lit('a')], form: 'prefix' }],
    [
      'unwrap',
      e.unwrap(e.sensitive('a')),
      {
        kind: 'call',
        name: 'unwrap',
        arguments: [{ kind: 'call', name: 'Sensitive', arguments: [lit('a')], form: 'prefix' }],
        form: 'method',
      },
    ],
    ['epp', e.epp('a'), { kind: 'call', name: 'epp', arguments: [lit('\uE000/a.epp')], form: 'prefix' }],
    [
      'epp with values',
      e.epp('a', { x }),
      {
        kind: 'call',
        name: 'epp',
        arguments: [lit('\uE000/a.epp'), { kind: 'hash', entries: [[lit('x'), name('x')]] }],
        form: 'prefix',
      },
    ],
    ['raw', e.raw('$x'), { kind: 'raw', code: '$x' }],
    ['assume', e.assume(x, 'it is'), name('x')],
  ])('%s', (_label, given, want) => {
    expect(treeOf(given)).toEqual(want);
  });
});

const klass = classBinding<object>('a::b');
const thing = defineBinding<object>('a::thing');
const one = s.local('one', 1);

describe('statements', () => {
  const resource = (
    type: string,
    title: Expression,
    attributes: unknown[] = [],
    form = 'normal',
    more = {},
  ): Statement => ({ kind: 'resource', type, form, bodies: [{ title, attributes, ...more }] }) as Statement;
  const assigned: Statement = { kind: 'assign', name: 'one', value: lit(1) };

  it.each<[string, s.Statement, Statement, string?]>([
    [
      'declare',
      s.declare(klass, { p: x, q: undefined }),
      resource('class', lit('a::b'), [{ name: 'p', value: name('x') }]),
      'Class[a::b]',
    ],
    [
      'resource',
      s.resource(thing, 't', { p: 1 }),
      resource('a::thing', lit('t'), [{ name: 'p', value: lit(1) }]),
      'A::Thing[t]',
    ],
    [
      'resources with several titles',
      s.resource(thing, ['t', 'u'], {}),
      resource('a::thing', { kind: 'array', items: [lit('t'), lit('u')] }),
      'A::Thing[t, u]',
    ],
    [
      'exported resource',
      s.resource(thing, e.str`t-${x}`, {}, { form: 'exported' }),
      resource('a::thing', { kind: 'interpolation', parts: ['t-', name('x')] }, [], 'exported'),
      'A::Thing[t-${x}]',
    ],
    [
      'splat',
      s.resource(thing, 't', {}, { splat: e.variable<object>('h') }),
      resource('a::thing', lit('t'), [], 'normal', { splat: name('h') }),
      'A::Thing[t]',
    ],
    ['include', s.include(klass), { kind: 'include', classes: ['a::b'] }, 'include a::b'],
    ['contain', s.contain(klass, classBinding('c')), { kind: 'contain', classes: ['a::b', 'c'] }, 'contain a::b, c'],
    ['requireClass', s.requireClass(klass), { kind: 'require', classes: ['a::b'] }, 'require a::b'],
    ['when', s.when(flag, [one]), { kind: 'if', branches: [{ condition: name('flag'), body: [assigned] }] }],
    [
      'when in otherwise is an elsif',
      s.when(flag, [one], [s.when(true, [one], [one])]),
      {
        kind: 'if',
        branches: [
          { condition: name('flag'), body: [assigned] },
          { condition: lit(true), body: [assigned] },
        ],
        otherwise: [assigned],
      },
    ],
    [
      'unless not',
      s.unless(e.not(flag), [one]),
      { kind: 'if', branches: [{ condition: name('flag'), body: [assigned] }] },
    ],
    ['unless', s.unless(flag, [one]), { kind: 'unless', condition: name('flag'), body: [assigned] }],
    [
      'match',
      s.match(x, [[[1, 2], [one]]], []),
      {
        kind: 'case',
        subject: name('x'),
        options: [
          { matches: [lit(1), lit(2)], body: [assigned] },
          { matches: [], body: [] },
        ],
      },
    ],
    ['local', one, assigned, '$one'],
    [
      'each',
      s.each(list, 'i', (i) => [s.run(e.call('f', i))]),
      {
        kind: 'call',
        name: 'each',
        arguments: [name('list')],
        form: 'method',
        lambda: {
          parameters: [{ name: 'i' }],
          body: [{ kind: 'call', name: 'f', arguments: [name('i')], form: 'prefix' }],
        },
      },
    ],
    [
      'eachEntry',
      s.eachEntry({ a: 1 }, ['k', 'v'], () => []),
      {
        kind: 'call',
        name: 'each',
        arguments: [{ kind: 'hash', entries: [[lit('a'), lit(1)]] }],
        form: 'method',
        lambda: { parameters: [{ name: 'k' }, { name: 'v' }], body: [] },
      },
    ],
    [
      'order',
      s.order(s.ref(klass), s.ref(core.file, '/a')),
      {
        kind: 'chain',
        operands: [
          { kind: 'reference', type: 'class', titles: [lit('a::b')] },
          { kind: 'reference', type: 'file', titles: [lit('/a')] },
        ],
        arrows: ['->'],
      },
    ],
    [
      'refresh',
      s.refresh(s.ref(klass), s.collect(thing, undefined)),
      {
        kind: 'chain',
        operands: [
          { kind: 'reference', type: 'class', titles: [lit('a::b')] },
          { kind: 'collector', type: 'a::thing', exported: false, attributes: [] },
        ],
        arrows: ['~>'],
      },
    ],
    [
      'collect',
      s.collect(thing, s.where('tag', 'a'), { exported: true, override: { p: 1 } }),
      {
        kind: 'collector',
        type: 'a::thing',
        exported: true,
        attributes: [{ name: 'p', value: lit(1) }],
        query: { kind: 'compare', attribute: 'tag', operator: '==', value: lit('a') },
      },
    ],
    [
      'override',
      s.override(core.file, '/a', { mode: '0644' }),
      {
        kind: 'override',
        reference: { kind: 'reference', type: 'file', titles: [lit('/a')] },
        attributes: [{ name: 'mode', value: lit('0644') }],
      },
    ],
    ['fail', s.fail('no'), { kind: 'call', name: 'fail', arguments: [lit('no')], form: 'prefix' }],
    ['warning', s.warning('no'), { kind: 'call', name: 'warning', arguments: [lit('no')], form: 'prefix' }],
    ['comment', s.comment('why'), { kind: 'comment', text: 'why' }],
    ['value', s.value(x), name('x')],
    ['rawStatement', s.rawStatement('noop()'), { kind: 'raw', code: 'noop()' }],
    ['named', s.named('mine', s.comment('why')), { kind: 'comment', text: 'why' }, 'mine'],
  ])('%s', (_label, given, want, id) => {
    expect(given.tree).toEqual(want);
    expect(statementId(given.tree)).toBe(id);
    expect(siteOf(given.tree)).toMatch(/trees\.test\.ts/);
  });

  it('a body is flattened, without what is left out', () => {
    expect(s.treesOf([one, [false, [one], undefined]])).toEqual([assigned, assigned]);
  });

  it('an expression that two statements share has the place of each', () => {
    const lineOf = (given: s.Statement) => /trees\.test\.ts:(\d+)/.exec(siteOf(given.tree) ?? '')?.[1];
    const first = s.run(x);
    const second = s.value(x);
    expect(lineOf(first)).not.toBe(lineOf(second));
    expect(siteOf(treeOf(x))).toBeUndefined();
  });

  it('refuses a name that is no variable', () => {
    expect(() => s.local('A-b', 1)).toThrow(DefinitionError);
  });

  it('native types are told apart by name', () => {
    expect(s.ref(typeBinding('a::b'), 't')).toSatisfy(
      (ref: Expr<unknown>) => (treeOf(ref) as { type: string }).type === 'a::b',
    );
  });
});

describe('toTree refuses what has no counterpart', () => {
  it.each<[string, unknown]>([
    ['functions', () => 1],
    ['symbols', Symbol('a')],
    ['dates', new Date(0)],
    ['maps', new Map()],
    ['big integers', 1n],
    ['NaN', Number.NaN],
    ['integers that are not exact', 2 ** 53],
    ['deep inside', { a: [() => 1] }],
  ])('%s', (_label, given) => {
    expect(() => toTree(given)).toThrow(DefinitionError);
  });
});
