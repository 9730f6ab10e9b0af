import { describe, expect, it } from 'vitest';
import { examples } from '../../generators/specs/expectation.js';
import { conditions, lets, platformsCode } from '../../generators/specs/scenario.js';
import type { Behaviour, DefinitionModel, Expectation, NodeScenario } from '../../src/model/module.js';
import { sampleModel } from './sample-model.js';

const behaviour = (more: Partial<Behaviour>): Behaviour => ({ title: 't', node: {}, expect: [], real: false, ...more });

describe('an expectation becomes', () => {
  it.each<[string, Expectation, string]>([
    ['contains', { kind: 'contains', resource: 'Package[git]' }, "it { is_expected.to contain_package('git') }"],
    [
      'a class',
      { kind: 'contains', resource: 'Class[puppet::server]' },
      "it { is_expected.to contain_class('puppet::server') }",
    ],
    [
      'a defined type whose title has brackets',
      { kind: 'contains', resource: 'Foreman::Cli[a[1] b]', with: { ensure: 'present', nothing: null } },
      "it { is_expected.to contain_foreman__cli('a[1] b').with(ensure: 'present', nothing: nil) }",
    ],
    [
      'a pattern and a secret',
      {
        kind: 'contains',
        resource: 'File[/a]',
        with: { mode: { matches: '^0' }, content: { sensitive: 'x' } },
        without: ['owner'],
      },
      "it { is_expected.to contain_file('/a').with(mode: %r{^0}, content: sensitive('x')).without('owner') }",
    ],
    [
      'a hash that only looks like a pattern',
      { kind: 'contains', resource: 'File[/a]', with: { a: { matches: 'x', other: 'y' } } },
      "it { is_expected.to contain_file('/a').with(a: { 'matches' => 'x', 'other' => 'y' }) }",
    ],
    ['lacks', { kind: 'lacks', resource: 'Service[a]' }, "it { is_expected.not_to contain_service('a') }"],
    [
      'before',
      { kind: 'before', first: 'Class[a]', then: 'Class[b]', why: 'Because.' },
      "# Because.\n        it { is_expected.to contain_class('a').that_comes_before('Class[b]') }",
    ],
    [
      'notifies',
      { kind: 'notifies', first: 'File[/a]', then: 'Service[b]', why: 'Because.' },
      "# Because.\n        it { is_expected.to contain_file('/a').that_notifies('Service[b]') }",
    ],
  ])('%s', (_, expectation, want) => {
    expect(examples(behaviour({ expect: [expectation] }))).toEqual([
      'it { is_expected.to compile.with_all_deps }',
      want,
    ]);
  });

  it('fails: nothing is said about compiling', () => {
    expect(examples(behaviour({ expect: [{ kind: 'fails', message: 'no /x' }] }))).toEqual([
      'it { is_expected.to compile.and_raise_error(%r{no /x}) }',
    ]);
  });

  it('a block where it does not fit on a line', () => {
    const values = Object.fromEntries(['one', 'two', 'three'].map((key) => [key, `${key} is a value of some length`]));
    const [, text] = examples(
      behaviour({ expect: [{ kind: 'contains', resource: 'File[/a]', with: values, without: ['x'] }] }),
    );
    expect(text).toBe(
      [
        'it do',
        "          is_expected.to contain_file('/a').with(",
        "            one: 'one is a value of some length',",
        "            two: 'two is a value of some length',",
        "            three: 'three is a value of some length',",
        "          ).without('x')",
        '        end',
      ].join('\n'),
    );
  });
});

describe('a node becomes', () => {
  const model = sampleModel.definitions[0] as DefinitionModel;
  it.each<[string, NodeScenario, string[]]>([
    ['nothing but facts', {}, ['let(:facts) { os_facts }']],
    [
      'other facts',
      { facts: { 'processors.count': 4 } },
      ["let(:facts) { override_facts(os_facts, 'processors.count' => 4) }"],
    ],
    ['Hiera data', { data: { a: 1 } }, ["let(:facts) { override_facts(os_facts, 'scenario' => 'beacon/t') }"]],
    [
      'a certificate',
      { certname: 'a.example.com', extensions: { pp_role: 'compiler' } },
      [
        'let(:facts) { os_facts }',
        "let(:node) { 'a.example.com' }",
        "let(:trusted_facts) { { 'pp_role' => 'compiler' } }",
      ],
    ],
    [
      'further classes',
      { classes: ['a', 'b'] },
      ['let(:facts) { os_facts }', "let(:pre_condition) { 'include a, b' }"],
    ],
    [
      'a declaration',
      { declare: { title: 'x', parameters: { a: true } } },
      ['let(:facts) { os_facts }', "let(:title) { 'x' }", "let(:params) { { 'a' => true } }"],
    ],
  ])('%s', (_, node, want) => {
    const certname = "let(:node) { 'node.example.com' }";
    const [facts = '', ...others] = want;
    const named = others.some((line) => line.startsWith('let(:node)'));
    expect(lets(model, behaviour({ node }))).toEqual([facts, ...(named ? [] : [certname]), ...others]);
  });
});

describe('conditions', () => {
  it.each<[string, NodeScenario, string]>([
    ['everywhere', {}, ''],
    ['a family', { on: [{ family: 'Debian' }] }, ", if: os_facts['os']['family'] == 'Debian'"],
    [
      'a release or a name',
      { on: [{ name: 'Debian', release: '12' }, { name: 'Ubuntu' }] },
      ", if: (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') || os_facts['os']['name'] == 'Ubuntu'",
    ],
    [
      'both',
      { on: [{ family: 'RedHat' }], notOn: [{ release: '10' }] },
      ", if: os_facts['os']['family'] == 'RedHat', unless: os_facts['os']['release']['major'] == '10'",
    ],
  ])('%s', (_, node, want) => expect(conditions(behaviour({ node }))).toBe(want));
});

it.each([
  ['all', undefined, 'platforms'],
  ['some', [{ name: 'Debian', family: 'Debian', releases: ['12', '13'] }] as const, "platforms('Debian' => %w[12 13])"],
])('platforms: %s', (_, systems, want) => expect(platformsCode(systems)).toBe(want));
