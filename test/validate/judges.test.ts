/** Several judges side by side: what keeps one from a verdict is told, and is nothing to the others. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.js';
import { type Judge, JudgeFailure, type JudgeName } from '../../src/validate/judge.js';
import { Places } from '../../src/validate/places.js';
import { isGreen, runJudges } from '../../src/validate/validate.js';
import { surroundings } from '../cli/surroundings.js';
import { rubyForTests } from '../ruby/environment.js';
import { folder, moduleOf } from './modules.js';

const module = moduleOf({ 'metadata.json': '{}' });
const places = new Places({
  project: module.root,
  root: module.root,
  files: new Map(),
  differing: new Set(),
  definitions: [],
  locate: () => undefined,
});

const judge = (name: JudgeName, run: () => void): Judge => ({
  name,
  unit: 'files',
  inputs: ({ files }) => files,
  run: () => {
    run();
    return Promise.resolve({ passed: 1, failed: 0, notRun: 0, problems: [] });
  },
});

async function judged(run: () => void) {
  const judges = [judge('lint', run), judge('parser', () => undefined)];
  const results = await runJudges(judges, module, { ruby: () => Promise.resolve(rubyForTests()), places });
  expect(isGreen(results)).toBe(false);
  expect(results.map(({ judged: came }) => came)).toEqual([false, true]);
  return results[0]?.findings[0];
}

const refused = (code: string): never => {
  throw Object.assign(new Error(`${code}: no`), { code, syscall: 'open', path: '/tmp/x' });
};

describe('a judge that the system refuses something', () => {
  it.each([
    ['ENOSPC', "The judge 'lint' came to no verdict: no space left on the device while judging '/tmp/x'."],
    ['EACCES', "The judge 'lint' came to no verdict: permission denied while judging '/tmp/x'."],
  ])('%s', async (code, message) => {
    expect(await judged(() => refused(code))).toMatchObject({
      code: 'OVP7210',
      message,
      help: expect.any(String) as string,
    });
  });

  it('is told from a defect of ours', async () => {
    await expect(judged(() => refused('ENOENT')).then((found) => found?.code)).resolves.toBe('OVP7210');
    await expect(
      judged(() => {
        throw new TypeError('undefined is not a function');
      }),
    ).rejects.toThrow(TypeError);
  });
});

it('what a judge has printed is kept, its beginning and its end', async () => {
  const lines = Array.from({ length: 5000 }, (_, at) => `${at} ${'x'.repeat(1000)}`);
  const found = await judged(() => {
    throw new JudgeFailure('it hung', lines.join('\n'));
  });
  expect(found?.message.length).toBeLessThan(15_000);
  expect(found?.message).toMatch(/it hung\.\n0 x+ \.\.\.\n[^]*\n19 x+ \.\.\.\n\.\.\. \(4960 lines left out\)\n4980 x/);
});

it.each([
  ['ENOSPC', /^error OVP3003: no space left on the device while working on '\/tmp\/x'\n {2}help: free some space/],
  ['EROFS', /^error OVP3004: read-only file system/],
  ['ENOENT', /^ovp-gen has a defect/],
])('a command that meets %s says so', async (code, want) => {
  const root = folder();
  writeFileSync(join(root, 'ovp.config.ts'), '');
  const { said, contextOf } = surroundings(root);
  const spec = { name: 'fill', summary: '', run: () => Promise.resolve().then(() => refused(code)) };
  expect(await main(['fill'], [spec], contextOf)).toBe(1);
  expect(said.err).toMatch(want);
});
