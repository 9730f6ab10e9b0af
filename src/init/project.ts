/** The files of a new project. */
import { readFileSync } from 'node:fs';
import { render } from '../../generators/template.js';
import { limits } from '../infrastructure/plan/tier.js';
import type { Tier } from '../infrastructure/plan/input.js';
import { packageFile } from '../model/package-root.js';

export interface NewProject {
  /** Name of the module. */
  readonly module: string;
  /** Its owner on the Forge. */
  readonly owner: string;
  readonly tier: Tier;
  /** Certname of the primary server. */
  readonly primary: string;
}

/** What a project is checked with; in the versions that ovp-gen itself is developed with. */
const tools = ['eslint', 'typescript', 'typescript-eslint'] as const;

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
  const { version, devDependencies } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as Manifest;
  const data = {
    ...project,
    packageName: project.module.replaceAll('_', '-'),
    version,
    tools: tools.map((name) => ({ name, range: devDependencies[name] ?? '*' })),
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
