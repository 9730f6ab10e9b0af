/** The summary of `validate`: a line for each judge, and which class works on which operating system. */
import type { CellResult, Matrix } from '../../validate/matrix.js';
import type { JudgeResult } from '../../validate/validate.js';
import type { Context } from '../context.js';

export function reportResults(context: Pick<Context, 'out'>, results: readonly JudgeResult[]): void {
  const names = Math.max(...results.map(({ name }) => name.length));
  const rows = results.map((result) => ({ ...result, text: tallyText(result) }));
  const texts = Math.max(...rows.map(({ text }) => text.length));
  for (const { name, text, seconds } of rows) {
    context.out(`${name.padEnd(names)}  ${text.padEnd(texts)}  ${seconds.toFixed(1)} s\n`);
  }
  const matrix = results.find(({ catalogs }) => catalogs !== undefined)?.catalogs?.matrix;
  if (matrix !== undefined) context.out(`\n${matrixText(matrix)}`);
}

/** `12 files passed, 1 failed`. */
function tallyText({ judged, unit, passed, failed, notRun }: JudgeResult): string {
  if (!judged) return 'no verdict';
  const things = passed === 1 ? unit.replace(/s$/, '') : unit;
  const counts = [`${passed} ${things} passed`, failed > 0 && `${failed} failed`, notRun > 0 && `${notRun} not run`];
  return counts.filter((text) => text !== false).join(', ');
}

/** Functions and type aliases are left out where they pass: there is one result of each. */
export function matrixText(matrix: Matrix): string {
  const lines = Object.entries(matrix).flatMap(([definition, row]) => {
    const byResult = new Map<CellResult, string[]>();
    for (const [system, result] of Object.entries(row)) byResult.set(result, [...(byResult.get(result) ?? []), system]);
    const [[only] = [], ...others] = [...byResult];
    if ('any' in row) return only === 'pass' ? [] : [`${definition}: ${String(only)}\n`];
    const count = Object.keys(row).length;
    if (only !== undefined && others.length === 0 && count > 1)
      return [`${definition}: ${only} on all ${count} systems\n`];
    return [
      `${definition}: ${[...byResult].map(([result, systems]) => `${result} on ${systems.join(', ')}`).join('; ')}\n`,
    ];
  });
  return lines.join('');
}
