/** The tables of all that can be wrong, wherever they stand. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/findings/finding.js';
import { packageFile } from '../../src/package-root.js';

/** Files that declare a table. */
const files = ['src', 'generators'].flatMap((folder) =>
  readdirSync(packageFile(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('bindings'))
    .map((name) => join(folder, name))
    .filter((path) => /\bdiagnostics\(\{/.test(readFileSync(packageFile(path), 'utf8'))),
);
const modules = await Promise.all(
  files.map(
    (path) =>
      import(packageFile(path)) as Promise<Readonly<Record<string, Readonly<Record<string, Diagnostic<never>>>>>>,
  ),
);
const rows = modules.flatMap((exported, index) =>
  Object.entries(exported)
    .filter(([name]) => name.endsWith('Diagnostics'))
    .flatMap(([, table]) => Object.entries(table).map(([name, row]) => ({ ...row, name, file: files[index] ?? '' }))),
);

it('every file with a table exports it', () => {
  expect(files.filter((path) => !rows.some(({ file }) => file === path))).toEqual([]);
});

it('a code means one thing', () => {
  const codes = rows.map(({ code }) => code);
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
});

describe.each(rows)('$code $name', ({ code, why }) => {
  it('has a code and a reason', () => {
    expect(code).toMatch(/^OVP\d{4}$/);
    expect(why).toMatch(/^\S.*\.$/s);
  });
});
