/** The files of a new project. */
import { readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { render } from '../text/template.js';
import { limits } from '../infrastructure/plan/tier.js';
import type { Tier } from '../infrastructure/plan/input.js';
import { packageFile, packageRoot } from '../package-root.js';

export interface NewProject {
  /** Name of the module. */
  readonly module: string;
  /** Its owner on the Forge. */
  readonly owner: string;
  readonly tier: Tier;
  /** Certname of the primary server. */
  readonly primary: string;
  /** What its package.json says of ovp-gen. */
  readonly dependency: string;
}

/** What a project is checked with; in the versions that ovp-gen itself is developed with. */
const tools = ['eslint', 'typescript', 'typescript-eslint'] as const;

/** Files that people and other tools begin a folder with: they are kept as they are. */
export const keptPaths: readonly string[] = ['package.json', '.gitignore', '.gitattributes', 'README.md'];

/** The tools with their versions, as npm takes them. */
export function toolSpecs(): readonly string[] {
  return toolRanges().map(({ name, range }) => `${name}@${range}`);
}

/**
 * What a project's package.json says of ovp-gen: the file that this one was installed from, else a range of versions.
 *
 * @param root folder of the project, absolute
 */
export function dependencyOf(root: string): string {
  const range = `^${manifest().version}`;
  const modules = dirname(packageRoot);
  if (basename(modules) !== 'node_modules') return range;
  try {
    const lock = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')) as {
      readonly packages?: Readonly<Record<string, { readonly resolved?: string }>>;
    };
    const [, file] = /^file:(.+)$/.exec(lock.packages?.['node_modules/ovp-gen']?.resolved ?? '') ?? [];
    if (file === undefined) return range;
    return `file:${relative(root, resolve(dirname(modules), file))
      .split(sep)
      .join('/')}`;
  } catch {
    return range;
  }
}

function toolRanges(): readonly { readonly name: string; readonly range: string }[] {
  const { devDependencies } = manifest();
  return tools.map((name) => ({ name, range: devDependencies[name] ?? '*' }));
}

const manifest = (): Manifest => JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as Manifest;

interface Manifest {
  readonly version: string;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** By path of the file, the skeleton below `templates/init`. */
const skeletons: Readonly<Record<string, string>> = {
  'package.json': 'package.json',
  'tsconfig.json': 'tsconfig.json',
  'eslint.config.mjs': 'eslint.config.mjs',
  '.gitignore': 'gitignore',
  '.gitattributes': 'gitattributes',
  'README.md': 'README.md',
  'ovp.config.ts': 'ovp.config.ts',
  'infrastructure.ts': 'infrastructure.ts',
  'profiles/motd.ts': 'profiles/motd.ts',
};

export const projectPaths = Object.keys(skeletons);

/** Path -> text. */
export function projectFiles(project: NewProject): ReadonlyMap<string, string> {
  const data = {
    ...project,
    packageName: project.module.replaceAll('_', '-'),
    tools: toolRanges(),
    os: 'AlmaLinux 9',
    agents: beginning[project.tier],
    host: (name: string) => hostBeside(project.primary, name),
    compilers: compilersOf(project.tier),
    nodes: nodesOf(project),
  };
  return new Map(Object.entries(skeletons).map(([path, skeleton]) => [path, render(`init/${skeleton}`, data)]));
}

/** Numbers of agents to begin with: within what each tier is meant for. */
const beginning: Readonly<Record<Tier, number>> = {
  standard: (limits[0]?.agents ?? 0) / 4,
  large: (limits[1]?.agents ?? 0) / 5,
  extra_large: (limits[1]?.agents ?? 0) + 1000,
};

/** `name` in the domain of another host. */
function hostBeside(other: string, name: string): string {
  const dot = other.indexOf('.');
  return dot < 0 ? name : `${name}${other.slice(dot)}`;
}

function compilersOf(tier: Tier): readonly string[] {
  return tier === 'extra_large' ? ['compiler1', 'compiler2', 'compiler3'] : ['compiler1', 'compiler2'];
}

interface Node {
  readonly name: string;
  readonly cpus: number;
  readonly memory: number;
}

function nodesOf({ tier, primary }: NewProject): readonly Node[] {
  const size = tier === 'extra_large' ? { cpus: 16, memory: 32 } : { cpus: 8, memory: 16 };
  const small = { cpus: 2, memory: 4 };
  const host = (name: string): string => hostBeside(primary, name);
  const named = (names: readonly string[], hardware: Omit<Node, 'name'>): readonly Node[] =>
    names.map((name) => ({ name: host(name), ...hardware }));
  return [
    { name: primary, ...size },
    ...(tier === 'standard' ? [] : [...named(['balancer'], small), ...named(compilersOf(tier), size)]),
    ...(tier === 'large' ? named(['postgresql'], size) : []),
    ...(tier === 'extra_large'
      ? [
          ...named(['dbbalancer'], small),
          ...named(['openvoxdb1', 'openvoxdb2', 'openvoxdb3', 'pg1', 'pg2', 'pg3'], size),
        ]
      : []),
  ];
}
