import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countText, findingsJson, findingText, printFindings, shortPath } from '../../src/cli/report/findings.js';
import type { Finding } from '../../src/findings/finding.js';

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'ovp-gen-'));
  writeFileSync(join(cwd, 'a.ts'), "first\n\tservr: true,\n  x: ['y'],\n");
});
afterAll(() => {
  rmSync(cwd, { recursive: true });
});

const at = (line: number, column: number, file = 'a.ts') => ({ file: join(cwd, file), line, column });
const error = (message: string, more: Partial<Finding> = {}): Finding => ({
  code: 'OVP1203',
  severity: 'error',
  message,
  ...more,
});

describe('findingText', () => {
  it.each<[string, () => Finding, string]>([
    ['no place', () => error('wrong'), 'error OVP1203: wrong'],
    [
      'place, frame and help',
      () => error('unknown', { site: at(2, 2), help: 'did you mean server?' }),
      'a.ts:2:2 - error OVP1203: unknown\n  2 | \tservr: true,\n    | \t~~~~~~\n  help: did you mean server?',
    ],
    [
      'related place',
      () => error('twice', { site: at(3, 3), related: { message: 'the other one', site: at(1, 2) } }),
      "a.ts:3:3 - error OVP1203: twice\n  3 |   x: ['y'],\n    |   ~~\n" +
        '  a.ts:1:2: the other one\n  1 | first\n    |  ~~~~',
    ],
    ['a whole file has no frame', () => error('edited', { site: at(1, 1) }), 'a.ts:1:1 - error OVP1203: edited'],
    ['a file that is gone', () => error('gone', { site: at(4, 4, 'b.ts') }), 'b.ts:4:4 - error OVP1203: gone'],
    ['a line that is gone', () => error('gone', { site: at(99, 1) }), 'a.ts:99:1 - error OVP1203: gone'],
    [
      'what a terminal would obey',
      () => error('\u001b[31mred\u001b]8;;http://x\u0007\rover\tthere\nnext\u009b', { help: '\u0007ring' }),
      'error OVP1203: red\ufffdover\tthere\nnext\ufffd\n  help: \ufffdring',
    ],
    ['warning', () => error('odd', { severity: 'warning' }), 'warning OVP1203: odd'],
  ])('%s', (_name, given, want) => {
    expect(findingText({ cwd, color: false }, given())).toBe(want);
  });

  it('shows paths below the working directory as people type them, and no others', () => {
    const given = error(`no '${join(cwd, 'b/c')}' beside '${cwd}' and '${cwd}x/a'`, { help: `'${join(cwd, 'd')}'` });
    const message = `no 'b/c' beside '${cwd}' and '${cwd}x/a'`;
    expect(findingText({ cwd, color: false }, given)).toBe(`error OVP1203: ${message}\n  help: 'd'`);
    expect(findingsJson({ cwd }, [given])).toMatchObject([{ message, help: "'d'" }]);
  });

  it('has colours when asked for', () => {
    expect(findingText({ cwd, color: true }, error('wrong'))).toContain('\u001B[31merror');
  });
});

it('printFindings sorts by place and says everything once', () => {
  const lines: string[] = [];
  const context = { cwd, color: false, err: (text: string) => lines.push(text) };
  const findings = [error('no place'), error('z', { site: at(10, 1) }), error('a', { site: at(9, 1) })];
  printFindings(
    { ...context, out: () => undefined, interactive: false, json: false, quiet: false, config: undefined },
    [...findings, ...findings],
  );
  expect(lines.map((line) => line.split('\n', 1)[0])).toEqual([
    'a.ts:9:1 - error OVP1203: a',
    'a.ts:10:1 - error OVP1203: z',
    'error OVP1203: no place',
  ]);
});

it('findingsJson has flat places, relative to the working directory', () => {
  expect(findingsJson({ cwd }, [error('x', { site: at(2, 3), help: 'h' }), error('y')])).toEqual([
    { code: 'OVP1203', severity: 'error', message: 'x', help: 'h', file: 'a.ts', line: 2, column: 3 },
    { code: 'OVP1203', severity: 'error', message: 'y' },
  ]);
});

it.each([
  ['/a/b', '/a/b/c', 'c'],
  ['/a/b', 'c/d', 'c/d'],
  ['/a/b', '/a/b', '.'],
  ['/a/b', '/a/c', '/a/c'],
])('shortPath(%j, %j)', (from, path, want) => {
  expect(shortPath(from, path)).toBe(want);
});

it('countText', () => {
  expect(countText([error('a'), error('b'), error('c', { severity: 'warning' })])).toBe('2 errors, 1 warning');
  expect(countText([])).toBe('');
});
