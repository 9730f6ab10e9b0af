/** rspec-puppet: the module's catalogs, on every operating system that it supports. */
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Judge, JudgeFailure, type JudgeContext, type ModuleOnDisk, type Problem, type Verdict } from './judge.js';
import { type Matrix, matrixOf, supportedSystems, systemOf } from './matrix.js';
import { specMemory } from './spec-memory.js';
import {
  type CatalogOptions,
  type DeclaredResource,
  declaredResources,
  type Example,
  isWhole,
  runSpecs,
} from './spec-run.js';
import { compareWithLock, createWorkspace } from './workspace.js';

/** What catalogs tell beyond their verdict. */
export interface CatalogVerdict extends Verdict {
  readonly matrix: Matrix;
  /** Number of resources that the module declares in its catalogs. */
  readonly resources: number;
  /** Those that no example is about. */
  readonly uncovered: readonly string[];
}

/** What Puppet appends to a message; where one thing was made by another, the place of each. */
const PLACE = /\(file: ([^,()]+), line: (\d+)(?:, column: (\d+))?\)/g;
/** Where Puppet code of a module is. */
const code = /^(?:manifests|functions|types|templates|plans)\//;
const spec = /^spec\/(?!support\/).*_spec\.rb$/;
/** What catalogs are made of; the layout of a module is Puppet's. */
const parts =
  /^(?:data|facts\.d|files|functions|lib|locales|manifests|plans|spec|tasks|templates|types)\/|^(?:hiera\.yaml|metadata\.json)$/;

/** Files that have a part in what a catalog holds, or in what is expected of it. */
export function catalogInputs({ files }: Pick<ModuleOnDisk, 'files'>): readonly string[] {
  return files.filter((path) => parts.test(path));
}

export interface CatalogsJudge extends Judge {
  readonly run: (module: ModuleOnDisk, inputs: readonly string[], context: JudgeContext) => Promise<CatalogVerdict>;
}

/** rspec-puppet on every system, or on one. */
export function catalogsJudge(options: CatalogOptions): CatalogsJudge {
  return {
    name: 'catalogs',
    unit: 'examples',
    inputs: catalogInputs,
    run: (module, inputs, context) => judgeCatalogs(module, inputs, context, options),
  };
}

async function judgeCatalogs(
  module: ModuleOnDisk,
  inputs: readonly string[],
  context: JudgeContext,
  { os, modulepath, interfaces, shard, processes = availableParallelism() }: CatalogOptions,
): Promise<CatalogVerdict> {
  const files = inputs.filter((path) => spec.test(path));
  if (files.length === 0) throw new JudgeFailure('the module has no specs');
  const mismatches = modulepath === undefined ? [] : await compareWithLock(modulepath);
  const memory =
    context.memory === undefined
      ? undefined
      : await specMemory(context.memory, module, inputs, { modulepath, interfaces, os });
  const recalled = memory === undefined ? [] : await Promise.all(files.map((file) => memory.recall(file)));
  const remembered = recalled.filter((one) => one !== undefined);
  // Which groups are the shard's is known of all specs together only.
  const finished = shard === undefined ? remembered.filter(isWhole) : [];
  const left = files.filter((file) => !finished.some((spec) => spec.file === file));
  const workspace = left.length === 0 ? undefined : await createWorkspace(module, modulepath, interfaces);
  try {
    const env = {
      MODULEPATH_REAL: workspace?.modules ?? '',
      // What Puppet leaves where it is killed goes with the rest.
      TMPDIR: workspace?.temporary ?? '',
      SPEC_FACTS_OS: os === undefined ? '' : `${os}-`,
      STRICT_VARIABLES: 'yes',
    };
    const known = remembered;
    const run = { files: left, known, shard, env, processes, keep: memory?.keep, mayBeIdle: os !== undefined };
    const outcomes = [
      ...finished.flatMap((spec) => spec.outcomes),
      ...(workspace ? await runSpecs({ root: workspace.root, ...run }, context) : []),
    ].sort((a, b) => (a.file < b.file ? -1 : Number(a.file > b.file)));
    const examples = outcomes.flatMap((outcome) => outcome.examples);
    if (examples.length === 0) {
      throw new JudgeFailure(
        `rspec-puppet: it ran no example${shard === undefined ? '' : '; there are fewer than shards'}`,
      );
    }
    const resources = declaredResources(outcomes);
    const systems = os === undefined ? await supportedSystems(module) : [os];
    const matrix = matrixOf(outcomes, systems, modulepath !== undefined);
    const count = (status: Example['status']): number => examples.filter((example) => example.status === status).length;
    // What was left out may be what covers a resource.
    const whole = os === undefined && shard === undefined && count('pending') === 0;
    const uncovered = resources.filter(({ covered }) => !covered);
    const problems = [
      ...mismatches,
      ...(shard === undefined ? untested(matrix, systems) : []),
      ...(whole && modulepath !== undefined ? await unknown(matrix, module) : []),
      ...failures(examples, module, workspace?.root ?? module.root),
      ...(whole ? uncovered.map((resource) => uncoveredProblem(resource, module.name)) : []),
    ];
    return {
      passed: count('passed'),
      failed: count('failed'),
      notRun: count('pending'),
      problems,
      matrix,
      resources: resources.length,
      uncovered: uncovered.map(({ name }) => name),
    };
  } finally {
    await workspace?.dispose();
  }
}

/** A system that nothing was compiled for: a spec that finds no facts would otherwise pass in silence. */
function untested(matrix: Matrix, systems: readonly string[]): Problem[] {
  const rows = Object.values(matrix);
  const missing = systems.filter(
    (system) => !rows.some((row) => row[system] !== undefined && row[system] !== 'not compiled'),
  );
  if (missing.length === 0) return [];
  const message = `No catalog was compiled on ${missing.join(', ')}, which the module claims to support.`;
  return [{ path: 'metadata.json', severity: 'error', check: 'systems', message }];
}

/** Classes for everybody of which nothing is known on a system: neither that they work there, nor that they refuse it. */
async function unknown(matrix: Matrix, { root, name }: Pick<ModuleOnDisk, 'root' | 'name'>): Promise<Problem[]> {
  const problems = Object.entries(matrix).map(async ([definition, row]): Promise<readonly Problem[]> => {
    const systems = Object.keys(row).filter((system) => row[system] === 'not compiled');
    if (systems.length === 0) return [];
    const [, ...rest] = definition.split('::');
    const path = `manifests/${(definition === name ? ['init'] : rest).join('/')}.pp`;
    const text = await readFile(join(root, path), 'utf8').catch(() => '');
    if (/^# @api private$/m.test(text)) return [];
    const message = `No catalog with '${definition}' was compiled on ${systems.join(', ')}.`;
    return [{ path, severity: 'error', check: 'systems', message }];
  });
  return (await Promise.all(problems)).flat();
}

/** The same failure is told once, with the names of the systems. */
function failures(examples: readonly Example[], module: Pick<ModuleOnDisk, 'name'>, root: string): Problem[] {
  const grouped = new Map<
    string,
    { readonly problem: Problem; readonly systems: Set<string>; readonly where: Set<string> }
  >();
  for (const example of examples.filter(({ status }) => status === 'failed')) {
    const { problem, where } = failure(example, module.name, root);
    const key = JSON.stringify([problem.path, problem.line, problem.message]);
    const group = grouped.get(key) ?? { problem, systems: new Set(), where: new Set() };
    const system = systemOf(example);
    if (system !== undefined) group.systems.add(system);
    if (where !== undefined) group.where.add(where);
    grouped.set(key, group);
  }
  return [...grouped.values()].map(({ problem, systems, where }) => {
    const lines = [problem.message];
    if (where.size > 0) lines.push(`in ${[...where].sort().join(', ')}`);
    if (systems.size > 0) lines.push(`on ${[...systems].sort().join(', ')}`);
    return { ...problem, message: lines.join('\n') };
  });
}

/**
 * A failed example. Where the catalog does not compile, every example of it fails with the same message: then it is
 * about a line of a manifest, and `where` tells the behaviour.
 */
function failure(
  example: Example,
  module: string,
  root: string,
): { readonly problem: Problem; readonly where?: string } {
  const [definition = '', ...groups] = example.groups;
  const title = (systemOf(example) === undefined ? groups : groups.slice(1)).join(' ');
  const subject = `'${definition}'${title === '' ? '' : ` ${title}`}`;
  const text = example.message
    .replaceAll(`${root}/`, '')
    .replaceAll(`spec/fixtures/modules/${module}/`, '')
    // Of messages that differ in the name of the node only, each would count as another.
    .replace(/ on node \S+/g, '')
    .trim();
  const behaviour = title === '' ? {} : { behaviour: { definition, title } };
  const common = { severity: 'error', check: 'example', ...behaviour } as const;
  const places = [...text.matchAll(PLACE)];
  const [place = '', path, line, column] = places.find(([, file = '']) => code.test(file)) ?? [];
  // Elsewhere than in a file of the module it is about what the module passes on.
  if (path === undefined) {
    return {
      problem: { ...common, path: example.file, line: example.line, message: `${subject}: ${example.text}\n${text}` },
    };
  }
  const reason = text
    .replace(place, '')
    .replace(/^error during compilation: /, '')
    .trim();
  const at = { path, line: Number(line), ...(column === undefined ? {} : { column: Number(column) }) };
  return { problem: { ...common, ...at, message: reason }, where: subject };
}

function uncoveredProblem({ name, file, line }: DeclaredResource, module: string): Problem {
  const marker = `/${module}/manifests/`;
  const at = file?.lastIndexOf(marker) ?? -1;
  const path = file === undefined || at < 0 ? undefined : `manifests/${file.slice(at + marker.length)}`;
  return {
    ...(path === undefined ? {} : { path }),
    ...(path === undefined || line === undefined ? {} : { line }),
    severity: 'error',
    check: 'coverage',
    message: `No behaviour is about ${name}.`,
  };
}
