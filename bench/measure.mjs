// One measured run of a command, and statistics over several.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const wrapper = fileURLToPath(new URL('measure.py', import.meta.url));
const log = join(tmpdir(), `ovp-gen-bench-${process.pid}.log`);
process.on('exit', () => rmSync(log, { force: true }));

/**
 * @typedef {object} Sample
 * @property {number} cpu user and system seconds, of the command and all that it started
 * @property {number} wall seconds until the command ended
 * @property {number} rss peak of the largest process, MiB
 */

/** What is needed beside Node, as a sentence for those who do not have it; `undefined` where all is there. */
export function missing() {
  const { status } = spawnSync('python3', ['-c', 'import resource'], { stdio: 'ignore' });
  return status === 0
    ? undefined
    : 'the benchmark needs python3 on Linux or macOS: Node cannot tell what a process has cost';
}

/**
 * @param {readonly string[]} command program and arguments; no shell
 * @param {string} cwd
 * @param {Readonly<Record<string, string>>} env in addition to this process's
 * @returns {Sample}
 * @throws Error with what the command said, if it failed: a failed run's time means nothing
 */
export function run(command, cwd, env = {}) {
  const text = execFileSync('python3', [wrapper, log, ...command], {
    cwd,
    env: { ...process.env, NO_COLOR: '1', NO_UPDATE_NOTIFIER: '1', ...env },
    encoding: 'utf8',
  });
  const { status, cpu, wall, rss } = JSON.parse(text);
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}:\n${readFileSync(log, 'utf8')}`);
  return { cpu, wall, rss: rss / 1024 };
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Median of each figure, and its spread: half the distance between the quartiles, as a part of the median.
 * @param {readonly Sample[]} samples
 */
export function summary(samples) {
  const cpu = samples.map((sample) => sample.cpu).sort((a, b) => a - b);
  const quartile = (part) => cpu[Math.round((cpu.length - 1) * part)];
  return {
    cpu: median(cpu),
    wall: median(samples.map((sample) => sample.wall)),
    rss: median(samples.map((sample) => sample.rss)),
    spread: (quartile(0.75) - quartile(0.25)) / 2 / median(cpu),
  };
}
