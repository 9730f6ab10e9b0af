/** What `npm test` says of tests that this machine could not run. */
import { describe, expect, it } from 'vitest';
import { notRun } from '../../scripts/not-run.mjs';

const test = (status: string, title: string, ...ancestorTitles: string[]) => ({ status, title, ancestorTitles });

describe('tests that were not run', () => {
  it('are named by suite where all of it was left out, else one by one, and are counted', () => {
    const report = {
      testResults: [
        {
          name: '/root/test/b.test.ts',
          assertionResults: [
            test('skipped', 'one', 'HAProxy (not run: no haproxy)', 'inner'),
            test('pending', 'two', 'HAProxy (not run: no haproxy)'),
            test('passed', 'three', 'others'),
            test('skipped', 'four (needs rsync)', 'others'),
            test('failed', 'five', 'others'),
          ],
        },
        { name: '/root/test/a.test.ts', assertionResults: [test('skipped', 'alone'), test('passed', 'with')] },
      ],
    };
    expect(notRun(report, '/root')).toEqual({
      count: 4,
      lines: [
        'not run: test/a.test.ts: alone',
        'not run: test/b.test.ts: HAProxy (not run: no haproxy)',
        'not run: test/b.test.ts: others: four (needs rsync)',
      ],
    });
  });

  it('are none where all were run', () => {
    expect(notRun({ testResults: [{ name: 'a', assertionResults: [test('passed', 'x')] }] }, '')).toEqual({
      count: 0,
      lines: [],
    });
  });
});
