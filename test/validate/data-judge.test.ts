import { describe, expect, it } from 'vitest';
import { dataJudge } from '../../src/validate/data-judge.js';
import { JudgeFailure } from '../../src/validate/judge.js';
import { moduleOf } from './modules.js';

const schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  properties: {
    'lamp::colour': { enum: ['red', 'green'] },
    'lamp::watts': { anyOf: [{ type: 'integer', minimum: 1 }, { enum: ['', null] }] },
    'lamp::limits': { type: 'object', properties: { soft: { type: 'integer' } }, additionalProperties: false },
  },
  patternProperties: { '^lamp::(?!(?:colour|limits|watts)$)': false },
};

const ruby = () => Promise.reject(new Error('it needs no Ruby'));

async function judged(files: Readonly<Record<string, string>>, withSchema = true) {
  const module = moduleOf(withSchema ? { 'schema/hiera.schema.json': JSON.stringify(schema), ...files } : files);
  return dataJudge.run(module, dataJudge.inputs(module), { ruby });
}

describe('data', () => {
  it.each([
    ['fit', 'lamp::colour: red\nlamp::watts: 40\nlamp::limits:\n  soft: 1\n'],
    ['are blank', "lamp::watts: ''\n"],
    ['are those of another module', 'stdlib::manage: true\n'],
    ['are only comments', '# nothing yet\n'],
  ])('that %s are in order', async (_, text) => {
    expect(await judged({ 'data/common.yaml': text })).toEqual({ passed: 2, failed: 0, notRun: 0, problems: [] });
  });

  it.each([
    [
      'a value of another type',
      'lamp::colour: blue\n',
      { line: 1, column: 15, message: `'lamp::colour' must be one of "red", "green".` },
    ],
    [
      'a value that no alternative takes',
      '---\nlamp::watts: many\n',
      { line: 2, column: 14, message: `'lamp::watts' must be integer, or must be one of "", null.` },
    ],
    [
      'a misspelt key',
      'lamp::color: red\n',
      { line: 1, column: 1, message: `No parameter of the module reads 'lamp::color'. Did you mean 'lamp::colour'?` },
    ],
    [
      'a wrong value inside',
      'lamp::limits:\n  soft: two\n',
      { line: 2, column: 9, message: `'soft' of 'lamp::limits' must be integer.` },
    ],
    [
      'a key twice',
      'lamp::watts: 1\nlamp::watts: 2\n',
      { line: 2, column: 1, message: expect.stringContaining('unique') as string },
    ],
    ['what is no YAML', 'lamp::watts: [1\n', { message: expect.stringContaining('not sound YAML') as string }],
  ])('with %s are not', async (_, text, want) => {
    const { problems, failed } = await judged({ 'data/os/Debian.yaml': text });
    expect(problems).toEqual([expect.objectContaining({ path: 'data/os/Debian.yaml', severity: 'error', ...want })]);
    expect(failed).toBe(1);
  });

  it('of examples are judged, those of specs are only read', async () => {
    const { problems } = await judged({
      'examples/small/data/common.yaml': 'lamp::colour: blue\n',
      'spec/fixtures/hiera/init/refuses.yaml': 'lamp::colour: blue\n',
    });
    expect(problems.map(({ path }) => path)).toEqual(['examples/small/data/common.yaml']);
  });

  it('are not believed to be right where there is no schema', async () => {
    const { problems } = await judged({ 'data/common.yaml': 'lamp::watts: 1\n' }, false);
    expect(problems).toEqual([expect.objectContaining({ path: 'schema/hiera.schema.json' })]);
  });

  it('cannot be judged by what is no schema', async () => {
    const broken = judged({ 'schema/hiera.schema.json': '{"type": "lamp"}', 'data/common.yaml': '' });
    await expect(broken).rejects.toThrow(JudgeFailure);
  });
});

describe('JSON', () => {
  it('that does not parse is shown where it ends', async () => {
    const { problems } = await judged({ 'tasks/light.json': '{\n  "a": 1,\n  b\n}\n' });
    expect(problems).toEqual([expect.objectContaining({ path: 'tasks/light.json', line: 3, column: 3 })]);
  });
});
