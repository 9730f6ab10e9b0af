import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa, execaSync } from 'execa';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { packageFile } from '../../src/package-root.js';
import { runRuby, type RubyTask } from '../../src/toolchain/start.js';

const hasRuby = execaSync('ruby', ['-v'], { reject: false }).exitCode === 0;
const root = mkdtempSync(join(tmpdir(), 'ovp-gen-start-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const LIFELINE = packageFile('src/toolchain/ruby/lifeline.rb');
const environment = { command: ['ruby'] as const, env: {} };

/** Runs a script; `records` is an IO in it. */
async function run(script: string, task: Partial<RubyTask> = {}) {
  const records: unknown[] = [];
  const code = `require 'json'; records = IO.for_fd(3, 'w'); records.sync = true; $stdout.sync = true; ${script}`;
  const end = await runRuby(environment, {
    arguments: ['-e', code],
    onRecord: (record) => void records.push(record),
    patience: 20_000,
    ...task,
  });
  return { records, ...end };
}

/** Whether there is such a process, other than one that only waits to be reaped. */
function isAlive(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

describe.skipIf(!hasRuby)('Ruby (needs it on the PATH)', () => {
  it('is asked on its standard input, and answers on a channel of its own', async () => {
    const script =
      'request = JSON.parse($stdin.gets); puts "{}"; warn "noise"; records.puts JSON.generate({ n: request["n"] + 1 })';
    expect(await run(script, { requests: [{ n: 1 }] })).toEqual({
      records: [{ n: 2 }],
      exitCode: 0,
      signal: undefined,
      hung: false,
      endless: false,
      garbage: [],
      output: expect.stringContaining('{}') as string,
    });
  });

  it('that answers what is no record is not believed', async () => {
    expect((await run('records.puts "all is well", "[]", "{}"')).garbage).toEqual(['all is well', '[]']);
  });

  it('that crashes leaves its last words', async () => {
    const { exitCode, output } = await run('raise "the lamp is broken"');
    expect(exitCode).toBe(1);
    expect(output).toContain('the lamp is broken');
  });

  it('that cannot be started has an end too', async () => {
    const end = await runRuby(
      { command: [join(root, 'nothing')], env: {} },
      { arguments: [], onRecord: () => undefined, patience: 1000 },
    );
    expect(end).toMatchObject({
      exitCode: undefined,
      hung: false,
      output: expect.stringContaining('ENOENT') as string,
    });
  });

  it('that hangs is ended, with everything that it has started', async () => {
    const { records, hung } = await run(
      "trap('TERM', 'IGNORE'); pid = spawn('sleep 600'); records.puts JSON.generate({ pid: pid }); sleep",
      {
        patience: 1500,
      },
    );
    expect(hung).toBe(true);
    const [{ pid } = { pid: 0 }] = records as { pid: number }[];
    expect(pid).toBeGreaterThan(0);
    await vi.waitUntil(() => !isAlive(pid), { timeout: 5000 });
  });

  it.each([
    ['prints a line without an end', '$stdout.write("x" * 65536) while true', '', 0],
    ['prints lines without an end', 'loop { $stderr.puts "y" * 8000 }', 'y'.repeat(8000), 0],
    ['answers nonsense without an end', 'loop { records.puts "y" }', '', 200],
  ])('that %s is ended', async (_, script, lastWords, kept) => {
    const { endless, hung, exitCode, garbage, output } = await run(script);
    expect({ endless, hung, exitCode, garbage: garbage.length }).toEqual({
      endless: true,
      hung: false,
      exitCode: undefined,
      garbage: kept,
    });
    expect(output).toContain(lastWords);
    expect(output.length).toBeLessThan(3e6);
  });

  it('ends when it ends, also where something that it has let go holds its channels', async () => {
    const script =
      "pid = fork { Process.setsid; sleep 600 }; records.puts JSON.generate({ pid: pid }); records.puts '{}'";
    const { records, exitCode, hung } = await run(script, { patience: 60_000 });
    expect({ records, exitCode, hung }).toEqual({
      records: [{ pid: expect.any(Number) as number }, {}],
      exitCode: 0,
      hung: false,
    });
    const [{ pid } = { pid: 0 }] = records as { pid: number }[];
    process.kill(pid, 'SIGKILL');
  }, 30_000);

  it('that only prints that it is still there is ended', async () => {
    const { hung, output } = await run('loop { puts "working"; sleep 0.1 }', { patience: 1500 });
    expect({ hung, said: output.includes('working\nworking') }).toEqual({ hung: true, said: true });
  });

  it('that keeps talking is not ended', async () => {
    const { hung, records } = await run('4.times { sleep 0.5; records.puts "{}" }', { patience: 1800 });
    expect({ hung, count: records.length }).toEqual({ hung: false, count: 4 });
  });

  it('is ended when nobody wants the answer any more', async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const running = run("records.puts JSON.generate({ pid: spawn('sleep 600') }); sleep", {
      signal: controller.signal,
      onRecord({ pid }) {
        seen.push(Number(pid));
        controller.abort(new Error('enough'));
      },
    });
    await expect(running).rejects.toThrow('enough');
    expect(seen).toHaveLength(1);
    await vi.waitUntil(() => !isAlive(seen[0] ?? 0), { timeout: 5000 });
  });

  it('ends with whoever has started it, also where that one is killed', async () => {
    const script = `require '${LIFELINE}'; Lifeline.hold; puts spawn('sleep 600'); $stdout.flush; sleep`;
    const child = execa('ruby', ['-e', script], { detached: true, buffer: false, reject: false, stdin: 'pipe' });
    const started = await new Promise<number>((resolve) =>
      child.stdout.once('data', (data: Buffer) => resolve(Number(String(data)))),
    );
    expect([isAlive(child.pid ?? 0), isAlive(started)]).toEqual([true, true]);
    // What the system does to the pipe of a process that was killed.
    child.stdin.destroy();
    await child;
    await vi.waitUntil(() => !isAlive(started), { timeout: 5000 });
  });

  it('comes to its own end undisturbed while its lifeline holds', async () => {
    const script = `require '${LIFELINE}'; Lifeline.hold; records.puts '{}'`;
    expect(await run(script)).toMatchObject({ exitCode: 0, records: [{}] });
  });
});
