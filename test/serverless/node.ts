/** A node without a server in a temporary folder: its repositories, its Puppet, and the command as the module renders it. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execaSync } from 'execa';
import { readAssets } from '../../src/load/assets.js';
import { packageFile } from '../../src/package-root.js';
import { identity } from '../../src/platform/identity.js';

/** What of the command's needs this machine lacks. */
export function missingPrograms(): readonly string[] {
  return ['bash', 'git', 'flock', 'setsid', 'sha256sum', 'timeout'].filter(
    (program) => execaSync('sh', ['-c', `command -v ${program}`], { reject: false }).failed,
  );
}

/** How a run ended. */
export interface Run {
  /** -1 where it was killed. */
  readonly status: number;
  readonly output: string;
}

/** Whether the time to kill a run has come, given the milliseconds that it has been running. */
type Moment = (elapsed: number) => boolean;

const gitEnvironment = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'test',
  GIT_AUTHOR_EMAIL: 'test@example.com',
  GIT_COMMITTER_NAME: 'test',
  GIT_COMMITTER_EMAIL: 'test@example.com',
};

/** A repository that others fetch from. */
export class Repository {
  constructor(readonly path: string) {
    mkdirSync(path, { recursive: true });
    this.git('init', '--quiet', '--initial-branch=production');
  }

  git(...args: readonly string[]): string {
    return execaSync('git', args, { cwd: this.path, env: gitEnvironment }).stdout;
  }

  /** Commits files to the branch that is checked out; the name of the commit. */
  commit(files: Readonly<Record<string, string>>): string {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(this.path, path)), { recursive: true });
      writeFileSync(join(this.path, path), content);
    }
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message=test');
    return this.git('rev-parse', 'HEAD');
  }
}

/**
 * Answers as Puppet does, in no time: of the environments of puppet.conf the one in `[agent]`, no manifest with the word
 * `broken`. `apply` records what is in force when it starts, and when it ends.
 */
const standIn = (root: string): string => `#!/bin/bash
root=${root}
case "$1 $2" in
  'config print')
    printf '%s = %s\\n' agent_catalog_run_lockfile "$root/var/agent.lock" agent_disabled_lockfile "$root/var/disabled" \\
      certname node.example.com environment "$(< "$root/environment")" noop false skip_tags '' tags ''
    ;;
  'parser validate') ! grep --quiet --recursive broken "\${@: -1}" ;;
  apply*)
    site=\${@: -1}
    code=$(dirname "$(dirname "$site")")
    data=$root/hieradata/$(basename "$code")
    cat "$site" "$code/part" "$data/common.yaml" > "$root/applied.$$"
    sleep "$(cat "$root/apply-seconds" 2> /dev/null || echo 0)"
    cat "$site" "$code/part" "$data/common.yaml" | cmp - "$root/applied.$$" || exit 4
    mv "$root/applied.$$" "$root/applied"
    ;;
esac
`;

/** One node; rendering takes seconds, so a file of tests makes one and resets it. */
export class Node {
  private readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'ovp-serverless-')));
  /** Everything that runs change. */
  readonly root = join(this.folder, 'node');
  control = this.repository('control');
  hiera = this.repository('hiera');

  path(...parts: readonly string[]): string {
    return join(this.root, ...parts);
  }

  read(...parts: readonly string[]): string {
    return readFileSync(this.path(...parts), 'utf8');
  }

  write(path: string, content: string): void {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), content);
  }

  /** Renders the command with the real EPP, and gives it a Puppet: the real one, or one that answers at once. */
  constructor(puppet: 'real' | 'stand-in') {
    const executable = (name: string, content: string): string => {
      const path = join(this.folder, name);
      writeFileSync(path, content, { mode: 0o755 });
      return path;
    };
    // The command has a PATH of its own, so the one that finds the gems is put where only these programs have it.
    const environment = ['PATH', 'GEM_HOME', 'GEM_PATH'].flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [`export ${name}='${value}'`];
    });
    const directories = Object.entries({ confdir: 'conf', vardir: 'var', codedir: '', rundir: 'run', logdir: 'log' })
      .map(([option, path]) => `--${option}=${this.path(path)}`)
      .join(' ');
    const program = (line: string): string => ['#!/bin/sh', ...environment, `exec ${line}`, ''].join('\n');
    const realPuppet = executable('real-puppet', program(`puppet "$@" ${directories}`));

    const template = readAssets([packageFile('templates/module')], identity).find(
      ({ path }) => path === 'templates/apply.sh.epp',
    );
    if (template === undefined) throw new Error('there is no template of the command');
    const templateFile = executable('apply.sh.epp', template.content);
    const values = {
      environments: this.path('environments'),
      hieradata: this.path('hieradata'),
      state: this.path('state'),
      lock: this.path('lock'),
      control_repo: this.control.path,
      hiera_repo: this.hiera.path,
      puppet: puppet === 'real' ? realPuppet : executable('stand-in', standIn(this.root)),
      r10k: executable('r10k', program('r10k "$@"')),
      r10k_config: this.path('r10k.yaml'),
      key_file: null,
      known_hosts_file: null,
      fetch_timeout: 30,
      modules_timeout: 60,
      keep: 2,
      retries: [0],
      logdest: 'console',
      foreman_facts: null,
    };
    const rendered = execaSync(
      realPuppet,
      // JSON is YAML.
      ['epp', 'render', templateFile, '--values_file', executable('values.yaml', JSON.stringify(values))],
      { stripFinalNewline: false },
    );
    executable('apply', rendered.stdout);
  }

  /** As on the first day. */
  reset(): void {
    rmSync(this.root, { recursive: true, force: true });
    this.control = this.repository('control');
    this.hiera = this.repository('hiera');
  }

  /** Makes a repository. */
  repository(name: string): Repository {
    return new Repository(this.path('git', name));
  }

  /** Starts the command, and kills it at some point, alone or together with all that it has started. */
  run({ kill, group = false }: { kill?: Moment; group?: boolean } = {}): Promise<Run> {
    return new Promise((resolve) => {
      const child = spawn(join(this.folder, 'apply'), { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
      let output = '';
      const take = (chunk: Buffer): void => void (output += chunk.toString());
      child.stdout.on('data', take);
      child.stderr.on('data', take);
      const start = performance.now();
      const timer = setInterval(() => {
        const { pid } = child;
        if (pid === undefined || kill?.(performance.now() - start) !== true) return;
        clearInterval(timer);
        try {
          process.kill(group ? -pid : pid, 'SIGKILL');
        } catch {
          // It has ended by itself.
        }
      }, 1);
      child.on('close', (status) => {
        clearInterval(timer);
        resolve({ status: status ?? -1, output });
      });
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
