/**
 * Starts Ruby, the only place that does: with records on a channel of their own, an end to waiting, and nothing left
 * behind. A process that prints to its standard output cannot be mistaken for one that answers.
 */
import { createInterface } from 'node:readline';
import { execa } from 'execa';
import type { RubyEnvironment } from './environment.js';

export interface RubyTask {
  /** Arguments of `ruby`. */
  readonly arguments: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Lines for its standard input, which stays open after them: its end tells Ruby that nobody waits any more. */
  readonly requests?: readonly object[];
  /** Called for each line on file descriptor 3 that is a JSON object. */
  readonly onRecord: (record: Readonly<Record<string, unknown>>) => void;
  /** Milliseconds without a record or output after which the process counts as hanging. */
  readonly patience: number;
  readonly signal?: AbortSignal | undefined;
}

/** How a process ended. */
export interface RubyEnd {
  /** Without an exit code where it was killed. */
  readonly exitCode: number | undefined;
  /** It was killed because it said nothing for too long. */
  readonly hung: boolean;
  /** Lines on the channel of records that are none. */
  readonly garbage: readonly string[];
  /** The end of what it printed on standard output and standard error. */
  readonly output: string;
}

/** Lines of output that are kept. */
const KEPT = 200;
/** Between asking a process to end and ending it. */
const GRACE = 2000;

const groups = new Set<number>();

function endGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended by itself.
  }
}

function endAllGroups(): void {
  for (const pid of groups) endGroup(pid, 'SIGKILL');
}

/**
 * Runs Ruby to its end. Never throws for what the process does: the caller has to judge the end and the records.
 *
 * @throws the reason of `signal` where that was aborted
 */
export async function runRuby(ruby: Pick<RubyEnvironment, 'command' | 'env'>, task: RubyTask): Promise<RubyEnd> {
  const { onRecord, patience, signal } = task;
  signal?.throwIfAborted();
  const [command, ...leading] = ruby.command;
  // A group of its own, so that whatever it starts ends with it.
  const child = execa(command, [...leading, '-W0', ...task.arguments], {
    env: { ...ruby.env, ...task.env },
    ...(task.cwd === undefined ? {} : { cwd: task.cwd }),
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    detached: true,
    buffer: false,
    reject: false,
    cleanup: false,
  });
  const { pid } = child;
  if (groups.size === 0) process.on('exit', endAllGroups);
  if (pid !== undefined) groups.add(pid);

  let hung = false;
  let timer: NodeJS.Timeout | undefined;
  let grace: NodeJS.Timeout | undefined;
  const stop = (): void => {
    if (pid === undefined) return;
    endGroup(pid, 'SIGTERM');
    grace = setTimeout(() => endGroup(pid, 'SIGKILL'), GRACE);
  };
  const alive = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      hung = true;
      stop();
    }, patience);
  };
  signal?.addEventListener('abort', stop, { once: true });
  alive();

  const output: string[] = [];
  const garbage: string[] = [];
  const reading: Promise<void>[] = [];
  const read = (stream: NodeJS.ReadableStream, take: (line: string) => void): void => {
    const lines = createInterface({ input: stream });
    lines.on('line', (line) => {
      alive();
      take(line);
    });
    reading.push(new Promise((resolve) => lines.once('close', resolve)));
  };
  const keep = (line: string): void => {
    output.push(line);
    if (output.length > KEPT) output.shift();
  };
  read(child.stdout, keep);
  read(child.stderr, keep);
  read(child.stdio[3], (line) => {
    const record = parseRecord(line);
    if (record === undefined) garbage.push(line);
    else onRecord(record);
  });
  child.stdin.on('error', () => {
    // It ended before it read everything: its end tells why.
  });
  for (const request of task.requests ?? []) child.stdin.write(`${JSON.stringify(request)}\n`);
  const end = await child;
  await Promise.all(reading);
  clearTimeout(timer);
  clearTimeout(grace);
  signal?.removeEventListener('abort', stop);
  if (pid !== undefined) {
    // Its children may have outlived it.
    endGroup(pid, 'SIGKILL');
    groups.delete(pid);
  }
  if (groups.size === 0) process.off('exit', endAllGroups);
  signal?.throwIfAborted();
  if (pid === undefined) keep(end.shortMessage ?? 'it could not be started');
  return { exitCode: end.exitCode, hung, garbage, output: output.join('\n') };
}

function parseRecord(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
