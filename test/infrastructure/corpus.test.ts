import { beforeAll, describe, expect, it } from 'vitest';
import type { ModuleModel } from '../../src/model/module.js';
import { shipped } from '../evaluate/shipped.js';
import { inputCases, judge } from './corpus.js';

let model: ModuleModel;
beforeAll(async () => {
  model = await shipped();
}, 120_000);

const cases = inputCases('bad-input');
const sound = inputCases('good-input');

describe('broken input', () => {
  it('comes in many forms', () => {
    expect(cases.length).toBeGreaterThanOrEqual(150);
    expect(new Set(cases.map(({ title }) => title)).size).toBe(cases.length);
  });

  it.each(cases.map((item) => [item.title, item] as const))('%s', async (_title, item) => {
    expect(item.want).not.toEqual([]);
    expect((await judge(item, model)).join('\n')).toBe(item.want.join('\n'));
  });
});

describe('sound input', () => {
  it.each(sound.map((item) => [item.title, item] as const))('%s', async (_title, item) => {
    expect(item.want).toEqual([]);
    expect((await judge(item, model)).join('\n')).toBe('');
  });
});
