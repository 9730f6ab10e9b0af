import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { sensitiveKeys } from '../../generators/hiera.js';
import { yamlText } from '../../src/text/yaml.js';
import type { DefinitionModel, ModuleModel } from '../../src/model/module.js';
import { parseType } from '../../src/puppet/types/index.js';
import { file } from './files.js';
import { sampleModel } from './sample-model.js';

describe('yamlText', () => {
  it.each([
    ['text', { a: 'b c' }, '---\na: b c\n'],
    ['words that YAML 1.1 takes for Booleans', { a: 'yes', b: 'off' }, "---\na: 'yes'\nb: 'off'\n"],
    ['times and numbers', { a: '12:30', b: '1_000', c: '0755' }, "---\na: '12:30'\nb: '1_000'\nc: '0755'\n"],
    ['blank', { a: null, b: '', c: [] }, "---\na: ~\nb: ''\nc: []\n"],
    ['interpolation', { a: '%{facts.os.name}' }, "---\na: '%{facts.os.name}'\n"],
    ['lines', { a: 'one\ntwo\n' }, '---\na: |\n  one\n  two\n'],
    ['the order of keys', { b: 1, a: { d: 1, c: 2 } }, '---\nb: 1\na:\n  d: 1\n  c: 2\n'],
  ])('%s', (_, given, want) => {
    expect(yamlText(given)).toBe(want);
    expect(parse(want, { version: '1.1' })).toEqual(given);
  });
});

const withParameter = (type: string): DefinitionModel => ({
  definition: {
    kind: 'class',
    name: 'm',
    parameters: [{ name: 'p', type: parseType(type) }],
    body: [],
    documentation: { summary: '', parameters: {}, api: 'public' },
  },
  parameterSites: {},
  behaviours: [],
});

describe('Hiera wraps', () => {
  const aliases = new Map([
    ['M::Secret', parseType('Variant[String, Sensitive[String]]')],
    ['M::Loop', parseType('Variant[Integer, M::Loop]')],
  ]);
  it.each([
    ['Sensitive[String]', true],
    ['Optional[Sensitive[String[1]]]', true],
    ['M::Secret', true],
    ['Optional[M::Secret]', true],
    ['String', false],
    ['M::Loop', false],
    ['Array[Sensitive[String]]', false],
    ["Struct[{ 'a' => Sensitive[String] }]", false],
  ])('%s: %s', (type, want) => expect(sensitiveKeys([withParameter(type)], aliases)).toEqual(want ? ['m::p'] : []));
});

describe('lookup_options', () => {
  const common = (model: ModuleModel) => parse(file(model, 'data/common.yaml')) as unknown;
  it('are made from the types of parameters', () => {
    expect(common(sampleModel)).toEqual({ lookup_options: { 'beacon::password': { convert_to: 'Sensitive' } } });
  });
  it('keep what the data say already', () => {
    const entries = {
      a: 1,
      lookup_options: { 'beacon::password': { merge: 'first' }, 'beacon::lights': { merge: 'unique' } },
    };
    expect(common({ ...sampleModel, data: [{ path: 'common.yaml', entries }] })).toEqual({
      a: 1,
      lookup_options: {
        'beacon::lights': { merge: 'unique' },
        'beacon::password': { merge: 'first', convert_to: 'Sensitive' },
      },
    });
  });
  it('have a level of the hierarchy', () => {
    const { hierarchy } = parse(file(sampleModel, 'hiera.yaml')) as { hierarchy: { path: string }[] };
    expect(hierarchy.map(({ path }) => path)).toEqual(['os/%{facts.os.family}.yaml', 'common.yaml']);
  });
  it('do not make a second level where there is one', () => {
    const hierarchy = [{ name: 'All', path: 'common.yaml' }];
    expect(parse(file({ ...sampleModel, hierarchy }, 'hiera.yaml'))).toMatchObject({ hierarchy });
  });
});
