/** What an operator writes: the control repository of a scenario, with the generated module and its dependencies in it. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { parse, stringify } from 'yaml';
import type { Scenario } from './schema.js';

export const domain = 'lab.test';
const MODULE = 'openvox_platform';

/** Name of a machine for others. */
export const fqdn = (machine: string): string => `${machine}.${domain}`;

const identity = {
  GIT_AUTHOR_NAME: 'lab',
  GIT_AUTHOR_EMAIL: 'lab@lab.test',
  GIT_COMMITTER_NAME: 'lab',
  GIT_COMMITTER_EMAIL: 'lab@lab.test',
};
const environment = { ...identity, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };

/** Folders with the control repository, and the repository that machines fetch from. */
export class Site {
  private data: Record<string, unknown>;

  constructor(
    readonly folder: string,
    private readonly scenario: Scenario,
  ) {
    this.data = { ...this.common(), ...scenario.hiera };
  }

  /** The environment as a folder: what an operator puts in place by hand. */
  get environment(): string {
    return join(this.folder, 'control');
  }

  /** Folder with the repositories, as the machine that serves them has it. */
  get repositories(): string {
    return join(this.folder, 'repositories');
  }

  /**
   * Writes the environment, and the repositories where the scenario has a machine for them.
   *
   * @param module - the generated module
   * @param components - folder with its dependencies
   */
  async write(module: string, components: string): Promise<void> {
    rmSync(this.folder, { recursive: true, force: true });
    const modules = join(this.environment, 'modules');
    mkdirSync(modules, { recursive: true });
    // Specs and their fixtures are of no use on a server, and whoever releases modules leaves most of them out.
    const isUsed = (path: string) => !/\/(spec|\.git|acceptance|\.github)$/.test(path);
    for (const name of readdirSync(components)) {
      cpSync(join(components, name), join(modules, name), { recursive: true, filter: isUsed, dereference: true });
    }
    rmSync(join(modules, MODULE), { recursive: true, force: true });
    cpSync(module, join(modules, MODULE), { recursive: true, filter: isUsed });
    this.put('manifests/site.pp', this.manifest());
    const example = readFileSync(join(module, 'examples/standard/hiera.yaml'), 'utf8');
    const separate = this.hasRepositories
      ? { datadir: '/etc/puppetlabs/code/hieradata/%{environment}' }
      : { datadir: 'data' };
    const hiera = parse(example) as { defaults: object };
    this.put('hiera.yaml', stringify({ ...hiera, defaults: { ...hiera.defaults, ...separate } }));
    this.putData();
    if (!this.hasRepositories) return;
    for (const name of ['control', 'hiera'] as const) {
      if (name === 'hiera') mkdirSync(join(this.folder, 'hiera'), { recursive: true });
      await this.git(name, 'init', '--quiet', '--initial-branch=production');
      const bare = join(this.repositories, `${name}.git`);
      await execa('git', ['init', '--quiet', '--bare', '--initial-branch=production', bare], { env: environment });
      await this.git(name, 'remote', 'add', 'origin', bare);
      await this.commit(name, 'Beginning');
    }
  }

  /** Changes Hiera data; a null removes a key. */
  async setData(changes: Readonly<Record<string, unknown>>): Promise<void> {
    const merged = { ...this.data, ...changes };
    this.data = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
    this.putData();
    if (this.hasRepositories) await this.commit('hiera', 'Data');
  }

  /** Commits files to one of the repositories. */
  async push(repository: 'control' | 'hiera', files: Readonly<Record<string, string>>): Promise<void> {
    for (const [path, content] of Object.entries(files)) this.write1(join(this.folder, repository, path), content);
    await this.commit(repository, 'Change');
  }

  private get hasRepositories(): boolean {
    return Object.values(this.scenario.machines).some((machine) => machine.git);
  }

  /** Data that every scenario has: what is different here from any platform. */
  private common(): Record<string, unknown> {
    return parse(readFileSync(join(import.meta.dirname, 'scenarios/_common.yaml'), 'utf8')) as Record<string, unknown>;
  }

  private manifest(): string {
    const nodes = Object.entries(this.scenario.machines).flatMap(([name, { classes }]) => {
      const all = ['', ...(classes ?? []).map((one) => `::${one}`)].map((one) => `  include ${MODULE}${one}`);
      return classes === undefined ? [] : [`node '${fqdn(name)}' {\n${all.join('\n')}\n}\n`];
    });
    return [...nodes, `node default {\n  include ${MODULE}\n}\n`].join('\n');
  }

  private putData(): void {
    const text = stringify(this.data);
    this.put('data/common.yaml', text);
    if (this.hasRepositories) this.write1(join(this.folder, 'hiera', 'common.yaml'), text);
  }

  private put(path: string, content: string): void {
    this.write1(join(this.environment, path), content);
  }

  private write1(path: string, content: string): void {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }

  private async commit(repository: string, message: string): Promise<void> {
    await this.git(repository, 'add', '--all');
    await this.git(repository, 'commit', '--quiet', '--allow-empty', `--message=${message}`);
    await this.git(repository, 'push', '--quiet', 'origin', 'production');
  }

  private async git(repository: string, ...args: readonly string[]): Promise<void> {
    await execa('git', args, { cwd: join(this.folder, repository), env: environment });
  }
}

/** Folder with the component modules at the locked versions; those that are missing are fetched from their repositories. */
export async function findComponents(given: string | undefined, state: string, lockFile: string): Promise<string> {
  const { modules } = JSON.parse(readFileSync(lockFile, 'utf8')) as {
    modules: { module: string; repository: string; ref: string; version: string }[];
  };
  const target = given ?? join(state, 'modules');
  const versionOf = (name: string) => {
    const metadata = join(target, name, 'metadata.json');
    return existsSync(metadata)
      ? (JSON.parse(readFileSync(metadata, 'utf8')) as { version: string }).version
      : undefined;
  };
  for (const { module, repository, ref, version } of modules) {
    if (versionOf(module) === version) continue;
    if (given !== undefined)
      throw new Error(`${given}: ${module} has the version ${versionOf(module) ?? 'none'}, the lock says ${version}`);
    rmSync(join(target, module), { recursive: true, force: true });
    const source = `https://github.com/${repository}`;
    // A reference is a tag or a commit, and only this takes either.
    const fetch = `git init --quiet . && git fetch --quiet --depth 1 "$0" "$1" && git checkout --quiet FETCH_HEAD`;
    mkdirSync(join(target, module), { recursive: true });
    const { failed } = await execa('sh', ['-c', fetch, source, ref], {
      cwd: join(target, module),
      reject: false,
      env: { ...environment, GIT_TERMINAL_PROMPT: '0' },
    });
    if (!failed) continue;
    throw new Error(
      `${module} ${version} cannot be fetched from ${source}: give --modules a folder with the modules of ${lockFile}`,
    );
  }
  return target;
}
