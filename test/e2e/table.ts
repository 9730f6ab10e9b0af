/** The closing table: what each scenario took and changed. */
import type { Runner } from './runner.js';

export interface Row {
  readonly name: string;
  readonly runner: Runner;
  readonly seconds: number;
  readonly passed: number;
  readonly failed: number;
}

/** Plain text in columns. */
export function table(rows: readonly Row[]): string {
  const head = [
    'scenario',
    'machines',
    'seconds',
    'changes in run 1',
    'in run 2',
    'passed',
    'failed',
    'faults survived',
    'memory MiB',
  ];
  const lines = rows.map(({ name, runner, seconds, passed, failed }) => {
    const results = [...runner.results.values()];
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    return [
      name,
      runner.machines.size,
      Math.round(seconds),
      sum(results.map(({ first }) => first?.changes ?? 0)),
      sum(results.map(({ quiet }) => quiet?.changes ?? 0)),
      passed,
      failed,
      runner.survived,
      sum(results.map(({ memory }) => memory)),
    ].map(String);
  });
  const widths = head.map((title, column) => Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)));
  return [head, ...lines]
    .map((line) =>
      line
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n');
}
