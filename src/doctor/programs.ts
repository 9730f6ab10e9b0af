/** Node, git and Ruby with what its gems need. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import semver from 'semver';
import { FindingsError } from '../findings/finding.js';
import { packageFile } from '../package-root.js';
import { buildPackages } from '../toolchain/diagnostics.js';
import { pinnedToolchain } from '../toolchain/gems.js';
import { findRuby } from '../toolchain/ruby.js';
import { installedToolchain } from '../toolchain/toolchain.js';
import type { Check, CheckResult } from './check.js';

const JUDGES = 'ovp-gen validate, bind';

interface Manifest {
  readonly version: string;
  readonly engines: { readonly node: string };
}

const manifest = (): Manifest => JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as Manifest;

/** First line that a program prints; absent where it cannot be started. */
async function said(command: string, ...argv: readonly string[]): Promise<string | undefined> {
  const { failed, stdout } = await execa(command, argv, { reject: false, timeout: 20_000 });
  return failed ? undefined : stdout.trim().split('\n')[0];
}

export const node: Check = () => {
  const { version, engines } = manifest();
  const fits = semver.satisfies(process.versions.node, engines.node);
  return Promise.resolve([
    { name: 'ovp-gen', state: 'ok', found: `${version} in ${packageFile('.')}`, for: 'everything' },
    {
      name: 'Node.js',
      state: fits ? 'ok' : 'missing',
      found: process.versions.node,
      for: 'everything',
      ...(fits
        ? {}
        : { remedy: `Install Node.js ${engines.node}: https://nodejs.org, or your distribution's package.` }),
    },
  ]);
};

export const git: Check = async () => {
  const version = await said('git', '--version');
  return [
    version === undefined
      ? {
          name: 'git',
          state: 'wanted',
          found: 'there is none on the PATH',
          for: 'control repositories',
          remedy: 'Install the package git.',
        }
      : { name: 'git', state: 'ok', found: version.replace(/^git version /, ''), for: 'control repositories' },
  ];
};

export const ruby: Check = async () => {
  const toolchain = pinnedToolchain();
  const results: CheckResult[] = [];
  try {
    const { path, version } = await findRuby(toolchain.ruby);
    results.push({ name: 'Ruby', state: 'ok', found: `${version} in ${path}`, for: JUDGES });
    const installed = await installedToolchain(toolchain);
    if (installed === undefined) return [...results, gems(toolchain.gems.length), ...(await buildTools())];
    const found = `${toolchain.gems.length} in ${installed.env.GEM_HOME ?? ''}`;
    return [...results, { name: 'Ruby gems', state: 'ok', found, for: JUDGES }];
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    const [problem] = error.findings;
    const name = results.length === 0 ? 'Ruby' : 'Ruby gems';
    const remedy = problem?.help === undefined ? {} : { remedy: problem.help };
    return [...results, { name, state: 'wanted', found: problem?.message ?? 'does not work', for: JUDGES, ...remedy }];
  }
};

function gems(count: number): CheckResult {
  return {
    name: 'Ruby gems',
    state: 'wanted',
    found: `the ${count} pinned gems are not installed yet`,
    for: JUDGES,
    remedy: 'Run `npx ovp-gen validate` once with a connection to a gem source; it installs them.',
  };
}

const packages =
  `\`apt install ${buildPackages['apt install']}\` (Debian, Ubuntu), ` +
  `\`dnf install ${buildPackages['dnf install']}\` (Enterprise Linux, Fedora).`;

/** Some gems have parts in C, which are built when they are installed. */
async function buildTools(): Promise<readonly CheckResult[]> {
  const header = await said('ruby', '-e', 'puts File.join(RbConfig::CONFIG["rubyhdrdir"], "ruby.h")');
  const parts = [
    { name: 'C compiler', there: (await said('cc', '--version')) !== undefined },
    { name: 'make', there: (await said('make', '--version')) !== undefined },
    { name: 'headers of Ruby', there: header !== undefined && existsSync(header) },
  ];
  return parts.map(({ name, there }) => ({
    name,
    state: there ? 'ok' : 'wanted',
    found: there ? 'there' : 'missing',
    for: 'installation of the gems',
    ...(there ? {} : { remedy: `Install it: ${packages}` }),
  }));
}

/** The project: its packages, and the compiler that checks its definitions in editors. */
export const project: Check = ({ config, cwd }) => {
  if (config === undefined) {
    return Promise.resolve([
      {
        name: 'project',
        state: 'wanted',
        found: `no ovp.config.ts in ${cwd} or above`,
        for: 'ovp-gen generate, validate',
        remedy: 'Change into the project, or start one with `npx ovp-gen init`.',
      },
    ]);
  }
  const root = join(config, '..');
  const isInstalled = existsSync(join(root, 'node_modules'));
  const hasTypes = existsSync(join(root, 'node_modules', 'typescript', 'package.json'));
  return Promise.resolve([
    { name: 'project', state: 'ok', found: config, for: 'ovp-gen generate, validate' },
    {
      name: 'packages of the project',
      state: isInstalled ? 'ok' : 'missing',
      found: isInstalled ? join(root, 'node_modules') : 'not installed',
      for: 'everything in this project',
      ...(isInstalled ? {} : { remedy: `Run \`npm install\` in ${root}.` }),
    },
    {
      name: 'TypeScript',
      state: hasTypes ? 'ok' : 'wanted',
      found: hasTypes ? 'there' : 'not among the packages of the project',
      for: '`npx tsc` and editors',
      ...(hasTypes ? {} : { remedy: 'Run `npm install --save-dev typescript`.' }),
    },
  ]);
};
