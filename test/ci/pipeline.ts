/** Workflows as their hosts run them: each job on a machine of its own, with nothing but what artifacts bring along. */
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { parse } from 'yaml';
import type { Provider } from '../../src/ci/workflow.js';
import { packageFile } from '../../src/package-root.js';
import { toolchainFolder } from '../../src/toolchain/toolchain.js';
import { folder } from '../validate/modules.js';

interface GithubStep {
  readonly name?: string;
  readonly if?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface GithubJob {
  readonly if?: string;
  readonly needs?: string;
  readonly strategy?: { readonly matrix: { readonly shard: readonly number[] } };
  readonly steps: readonly GithubStep[];
}
export interface GitlabJob {
  readonly stage: string;
  readonly parallel?: number;
  readonly needs?: readonly string[];
  readonly when?: string;
  readonly script: readonly string[];
  readonly artifacts: {
    readonly when: string;
    readonly paths: readonly string[];
    readonly reports?: { readonly junit: string };
  };
}

/** What the host makes of a workflow. */
export interface Pipeline {
  readonly shards: number;
  /** Command lines of one shard, and its environment. */
  readonly shard: (index: number) => {
    readonly commands: readonly string[];
    readonly env: Readonly<Record<string, string>>;
  };
  /** Folder that a shard leaves -> where the verdict finds it. */
  readonly artifact: (index: number) => readonly [from: string, to: string];
  readonly verdict: readonly string[];
}

/** Reads a workflow; installing is left out, as what it installs is there. */
export function pipelineOf(provider: Provider, text: string): Pipeline {
  return provider === 'github' ? github(text) : gitlab(text);
}

function github(text: string): Pipeline {
  const { jobs } = parse(text) as { readonly jobs: { readonly catalogs: GithubJob; readonly verdict: GithubJob } };
  const commands = ({ steps }: GithubJob): readonly string[] =>
    steps.flatMap(({ run }) => (run === undefined || run === 'npm ci' ? [] : [run]));
  const option = (job: GithubJob, action: string, name: string): string =>
    String(job.steps.find(({ uses }) => uses?.startsWith(`actions/${action}@`))?.with?.[name]);
  const fill = (line: string, index: number): string => line.replaceAll('${{ matrix.shard }}', String(index));
  return {
    shards: jobs.catalogs.strategy?.matrix.shard.length ?? 0,
    shard: (index) => ({ commands: commands(jobs.catalogs).map((line) => fill(line, index)), env: {} }),
    artifact: (index) => [
      fill(option(jobs.catalogs, 'upload-artifact', 'path'), index),
      // An artifact is a folder by its name.
      join(
        option(jobs.verdict, 'download-artifact', 'path'),
        fill(option(jobs.catalogs, 'upload-artifact', 'name'), index),
      ),
    ],
    verdict: commands(jobs.verdict),
  };
}

function gitlab(text: string): Pipeline {
  const { catalogs, verdict } = parse(text) as { readonly catalogs: GitlabJob; readonly verdict: GitlabJob };
  const count = catalogs.parallel ?? 1;
  const [kept = ''] = catalogs.artifacts.paths;
  return {
    shards: count,
    shard: (index) => ({
      commands: catalogs.script,
      env: { CI_NODE_INDEX: String(index), CI_NODE_TOTAL: String(count) },
    }),
    // Artifacts come back to where they were.
    artifact: () => [kept, kept],
    verdict: verdict.script,
  };
}

/** What a job has left: its folder, and how it ended. */
export interface Ended {
  readonly root: string;
  readonly exitCode: number;
  readonly output: string;
}

/** Another machine with the same checkout. */
function machine(checkout: string): string {
  const root = folder();
  const names = readdirSync(checkout).filter((name) => name !== 'node_modules' && name !== 'shards');
  for (const name of names) cpSync(join(checkout, name), join(root, name), { recursive: true });
  mkdirSync(join(root, 'node_modules/.bin'), { recursive: true });
  symlinkSync(packageFile('.'), join(root, 'node_modules/ovp-gen'));
  symlinkSync(packageFile('bin/ovp-gen.js'), join(root, 'node_modules/.bin/ovp-gen'));
  return root;
}

async function run(root: string, commands: readonly string[], given: Readonly<Record<string, string>>): Promise<Ended> {
  const env = { ...given, OVP_TOOLCHAIN: toolchainFolder() };
  const said: string[] = [];
  // A job ends as soon as a step fails; what is marked to run all the same does not make it green again.
  for (const command of commands) {
    const { all, exitCode = -1 } = await execa('sh', ['-e', '-c', command], {
      cwd: root,
      env,
      reject: false,
      all: true,
    });
    said.push(all);
    if (exitCode !== 0) return { root, exitCode, output: said.join('\n') };
  }
  return { root, exitCode: 0, output: said.join('\n') };
}

export function runShard(pipeline: Pipeline, checkout: string, index: number): Promise<Ended> {
  const { commands, env } = pipeline.shard(index);
  return run(machine(checkout), commands, env);
}

/** @param shards - of which artifacts are there, by index */
export function runVerdict(pipeline: Pipeline, checkout: string, shards: ReadonlyMap<number, Ended>): Promise<Ended> {
  const root = machine(checkout);
  for (const [index, { root: from }] of shards) {
    const [left, found] = pipeline.artifact(index);
    if (!existsSync(join(from, left))) continue;
    mkdirSync(dirname(join(root, found)), { recursive: true });
    cpSync(join(from, left), join(root, found), { recursive: true });
  }
  return run(root, pipeline.verdict, {});
}
