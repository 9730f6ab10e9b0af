/** A plan as text. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pc from 'picocolors';
import type { Action } from './plan.js';
import type { WritePlan } from './write.js';

export interface DescribeOptions {
  /** Unified diffs below the lines: of every change, or of conflicts alone. */
  readonly diff: 'all' | 'conflicts' | 'none';
  /** Whether the reader is a terminal. */
  readonly color: boolean;
  /** How many lines to show before `… and 12 more`; all by default. Conflicts are always shown. */
  readonly limit?: number;
}

type Shown = Exclude<Action['kind'], 'unchanged'>;
type Colors = ReturnType<typeof pc.createColors>;

const labels: Record<Shown, { readonly text: string; readonly color: 'green' | 'yellow' | 'red' | 'magenta' | 'dim' }> =
  {
    create: { text: 'create', color: 'green' },
    update: { text: 'update', color: 'yellow' },
    remove: { text: 'remove', color: 'red' },
    conflict: { text: 'keep', color: 'magenta' },
    adopt: { text: 'adopt', color: 'dim' },
    forget: { text: 'forget', color: 'dim' },
  };

/** One line for each path that is not simply up to date, then the diffs; empty if there is nothing to say. */
export async function describePlan(plan: WritePlan, options: DescribeOptions): Promise<string> {
  const { diff, color, limit = Number.POSITIVE_INFINITY } = options;
  const colors = pc.createColors(color);
  const shown = plan.actions.flatMap((action) =>
    action.kind === 'unchanged' ? [] : [{ ...action, label: labels[action.kind] }],
  );
  const lines = shown
    .filter((action, index) => index < limit || action.kind === 'conflict')
    .map((action) => `${colors[action.label.color](action.label.text.padEnd(7))} ${action.path}`);
  if (lines.length < shown.length) lines.push(colors.dim(`… and ${shown.length - lines.length} more`));
  const wanted = plan.actions.filter(({ kind }) => diff === 'all' || (diff === 'conflicts' && kind === 'conflict'));
  const diffs = [];
  for (const action of wanted) diffs.push(await diffOf(plan, action, colors));
  return [...lines, ...diffs.filter((text) => text !== '')].map((line) => `${line}\n`).join('');
}

/** From what is on disk to what is wanted; empty where the content does not change. */
async function diffOf(plan: WritePlan, action: Action, colors: Colors): Promise<string> {
  if (action.before === action.after || action.kind === 'forget' || action.kind === 'adopt') return '';
  // A link or a folder in the way has no content to compare with.
  if (action.kind === 'conflict' && action.before === null) return '';
  const { createTwoFilesPatch } = await import('diff');
  const old = action.before === null ? '' : textOf(readFileSync(join(plan.directory, action.path)));
  const content = plan.desired.get(action.path)?.content ?? '';
  const wanted = typeof content === 'string' ? content : textOf(content);
  const from = action.before === null ? '/dev/null' : `a/${action.path}`;
  const to = action.after === null ? '/dev/null' : `b/${action.path}`;
  if (old === undefined || wanted === undefined) return colors.bold(`Binary files ${from} and ${to} differ`);
  const patch = createTwoFilesPatch(from, to, old, wanted, undefined, undefined, { context: 3 });
  return patch
    .replace(/^=+\n/, '')
    .trimEnd()
    .split('\n')
    .map((line) => colorize(line, colors))
    .join('\n');
}

function colorize(line: string, colors: Colors): string {
  if (line.startsWith('+++') || line.startsWith('---')) return colors.bold(line);
  if (line.startsWith('@@')) return colors.cyan(line);
  if (line.startsWith('+')) return colors.green(line);
  if (line.startsWith('-')) return colors.red(line);
  return line;
}

/** The text of a file, or `undefined` if it is not UTF-8. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
