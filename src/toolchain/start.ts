/**
 * Starts Ruby, the only place that does: with records on a channel of their own, an end to waiting, and nothing left
 * behind. A process that prints to its standard output cannot be mistaken for one that answers.
 */
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import type { RubyEnvironment } from './environment.js';
import { type Limits, readLines } from './lines.js';

export interface RubyTask {
  /** Arguments of `ruby`. */
  readonly arguments: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Lines for its standard input, which stays open after them: its end tells Ruby that nobody waits any more. */
  readonly requests?: readonly object[];
  /** Called for each line on file descriptor 3 that is a JSON object. */
  readonly onRecord: (record: Readonly<Record<string, unknown>>) => void;
  /** Milliseconds without a record after which the process counts as hanging, whatever it prints meanwhile. */
  readonly patience: number;
  readonly signal?: AbortSignal | undefined;
}

/** How a process ended. */
export interface RubyEnd {
  /** Without an exit code where it was killed. */
  readonly exitCode: number | undefined;
  /** Such as `SIGSEGV`, where it was killed. */
  readonly signal: string | undefined;
  /** It was killed because it said nothing for too long. */
  readonly hung: boolean;
  /** It was killed because it said more than anybody would read. */
  readonly endless: boolean;
  /** Lines on the channel of records that are none; the first of them. */
  readonly garbage: readonly string[];
  /** The end of what it printed on standard output and standard error. */
  readonly output: string;
}

/** Lines of output, and of what is no record, that are kept. */
const KEPT = 200;
const OUTPUT: Limits = { line: 10_000, all: 64 * 1024 ** 2 };
/** Those of the shipped platform, with all of its catalogs, are a few megabytes. */
const RECORDS: Limits = { line: 16 * 1024 ** 2, all: 256 * 1024 ** 2 };
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
  // Before anything else that is done then: what they write into is removed.
  if (groups.size === 0) process.prependListener('exit', endAllGroups);
  if (pid !== undefined) groups.add(pid);

  let heard = 0;
  let over = false;
  let hung = false;
  let endless = false;
  let timer: NodeJS.Timeout | undefined;
  let grace: NodeJS.Timeout | undefined;
  const stop = (): void => {
    if (pid === undefined) return;
    endGroup(pid, 'SIGTERM');
    grace ??= setTimeout(() => endGroup(pid, 'SIGKILL'), GRACE);
  };
  const alive = (): void => {
    clearTimeout(timer);
    if (over) return;
    timer = setTimeout(() => {
      hung = true;
      stop();
    }, patience);
  };
  signal?.addEventListener('abort', stop, { once: true });
  alive();

  const output: string[] = [];
  const garbage: string[] = [];
  const tooMuch = (): void => {
    endless = true;
    stop();
  };
  const read = (stream: NodeJS.ReadableStream, limits: Limits, take: (line: string, whole: boolean) => void) => {
    const heardOf = (line: string, whole: boolean): void => {
      heard += 1;
      take(line, whole);
    };
    return readLines(stream, limits, heardOf, tooMuch);
  };
  const keep = (line: string): void => {
    output.push(line);
    if (output.length > KEPT) output.shift();
  };
  const channels = [
    read(child.stdout, OUTPUT, keep),
    read(child.stderr, OUTPUT, keep),
    read(child.stdio[3], RECORDS, (line, whole) => {
      alive();
      const record = whole ? parseRecord(line) : undefined;
      if (record !== undefined) onRecord(record);
      else if (garbage.length < KEPT) garbage.push(line.slice(0, OUTPUT.line));
      else tooMuch();
    }),
  ];
  const reading = Promise.all(channels.map(({ ended }) => ended));
  child.stdin.on('error', () => {
    // It ended before it read everything: its end tells why.
  });
  for (const request of task.requests ?? []) child.stdin.write(`${JSON.stringify(request)}\n`);
  // It has ended when it has, whoever holds its channels; where it could not be started, nothing exits.
  await Promise.race([child, new Promise((resolve) => child.once('exit', resolve))]);
  over = true;
  clearTimeout(timer);
  clearTimeout(grace);
  signal?.removeEventListener('abort', stop);
  if (pid !== undefined) {
    // Its children may have outlived it.
    endGroup(pid, 'SIGKILL');
    groups.delete(pid);
  }
  // One that has left the group may hold the channels open, and nobody waits for that one. What is still in them is read,
  // however busy this process is: by the time of an immediate, all that has come was handed over.
  for (let before = -1; before !== heard;) {
    before = heard;
    const silence = sleep(GRACE, undefined, { ref: false }).then(() => setImmediate());
    if (await Promise.race([reading.then(() => true), silence.then(() => false)])) break;
  }
  for (const { close } of channels) close();
  await reading;
  const end = await child;
  if (groups.size === 0) process.off('exit', endAllGroups);
  signal?.throwIfAborted();
  if (pid === undefined) keep(end.shortMessage ?? 'it could not be started');
  return { exitCode: end.exitCode, signal: end.signal, hung, endless, garbage, output: output.join('\n') };
}

/** `exit code 3`, or the signal. */
export function endOf({ exitCode, signal }: Pick<RubyEnd, 'exitCode' | 'signal'>): string {
  return exitCode === undefined ? (signal ?? 'a signal') : `exit code ${exitCode}`;
}

function parseRecord(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
