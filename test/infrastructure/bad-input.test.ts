import { beforeAll, describe, expect, it } from 'vitest';
import type { ModuleModel } from '../../src/model/module.js';
import { shipped } from '../evaluate/shipped.js';
import { badCases, judge } from './bad-input.js';

let model: ModuleModel;
beforeAll(async () => {
  model = await shipped();
}, 120_000);

const cases = badCases();

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
