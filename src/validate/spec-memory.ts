/**
 * Remembers what came of each example group of a spec for as long as the spec and the files that its catalogs were made
 * of stay the same. Which files these are has been recorded while it was compiled: see `ruby/traces.rb`.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shippedLock } from '../bind/shipped-lock.js';
import { shippedRecordings } from '../bind/recordings.js';
import { sha256 } from '../write/hash.js';
import type { ModuleOnDisk } from './judge.js';
import { judgesHash, type Memory, treeHash } from './memory.js';
import type { CatalogOptions, DeclaredResource, GroupOutcome, SpecOutcome } from './spec-run.js';
import { modulesIn } from './workspace.js';

export interface SpecMemory {
  /** What still holds of what is known of a spec; `undefined` where nothing is. */
  readonly recall: (spec: string) => Promise<SpecOutcome | undefined>;
  /** What has failed is not kept: it is run again until it passes. */
  readonly keep: (spec: SpecOutcome) => Promise<void>;
}

interface Kept {
  readonly shared: string;
  /** SHA-256 of the spec itself. */
  readonly spec: string;
  readonly groups: readonly string[];
  /** Paths in the module that were read, each with the SHA-256 of what was there. */
  readonly files: readonly (readonly [string, string])[];
  readonly resources: readonly DeclaredResource[];
  /** Files and resources are those of all groups, by their index. */
  readonly outcomes: readonly (Omit<GroupOutcome, 'file' | 'read' | 'resources'> & {
    readonly read: readonly number[];
    readonly resources: readonly number[];
  })[];
}

/** In the place of a hash, of a file that there is not. */
const NONE = 'none';

/** Parts of a module that Ruby loads as programs, once for all catalogs, or that decide what is looked for. */
const everywhere = /^(?:facts\.d|lib|locales|spec\/support)\/|^(?:hiera\.yaml|metadata\.json|spec\/spec_helper\.rb)$/;
/** What is found by its name: where there is another name, another file may be found. */
const loaded = /^(?:data|files|functions|manifests|plans|spec\/fixtures|templates|types)\//;
/** Of a component module, what takes part in catalogs. */
const compiled = /^(?:data|files|functions|lib|manifests|templates|types)\/|^(?:hiera\.yaml|metadata\.json)$/;

/**
 * @param module - as it is now: what is kept later is kept for these files
 * @param inputs - the files that catalogs and specs are made of
 * @param modulepath - real component modules; without them, stubs
 */
export async function specMemory(
  memory: Memory,
  module: ModuleOnDisk,
  inputs: readonly string[],
  { modulepath, interfaces, os }: Pick<CatalogOptions, 'modulepath' | 'interfaces' | 'os'>,
): Promise<SpecMemory> {
  const hashes = new Map(
    await Promise.all(
      module.files.map(
        async (path) => [path, await readFile(join(module.root, path)).then(sha256, () => NONE)] as const,
      ),
    ),
  );
  const hashOf = (path: string): string => hashes.get(path) ?? NONE;
  const names = inputs.filter((path) => loaded.test(path));
  const common = inputs.filter((path) => everywhere.test(path));
  const shared = sha256(
    [
      await judgesHash(),
      await (modulepath === undefined ? stubsHash(interfaces) : modulesHash(modulepath)),
      ...names,
      ...common.map((path) => `${path} ${hashOf(path)}`),
    ].join('\n'),
  );
  const nameOf = (spec: string): string =>
    ['catalogs', modulepath === undefined ? 'stubs' : 'real', os ?? 'all', spec].join('-');
  return {
    async recall(file) {
      const found = (await memory.recallAll(nameOf(file))) as readonly (Kept | undefined)[];
      const valid = found.flatMap((kept) => (kept?.shared === shared && kept.spec === hashOf(file) ? [kept] : []));
      // Each of several machines knows its own groups; where two know one, they know the same.
      const outcomes = new Map(
        valid.flatMap((kept) => outcomesOf(kept, file, hashOf).map((outcome) => [outcome.group, outcome])),
      );
      const { groups } = valid[0] ?? {};
      return groups && { file, groups, outcomes: groups.flatMap((group) => outcomes.get(group) ?? []) };
    },
    async keep({ file, groups, outcomes }) {
      const files = new Index<readonly [string, string]>();
      const resources = new Index<DeclaredResource>();
      const passed = outcomes.filter(({ examples }) => examples.every(({ status }) => status !== 'failed'));
      const kept: Kept = {
        shared,
        spec: hashOf(file),
        groups,
        outcomes: passed.map(({ group, examples, read, resources: declared, tested, classes }) => ({
          group,
          examples,
          read: read.map((path) => files.of([path, hashOf(path)])),
          resources: declared.map((resource) => resources.of(resource)),
          tested,
          classes,
        })),
        files: files.values,
        resources: resources.values,
      };
      await memory.keep(nameOf(file), kept);
    },
  };
}

/** Those that were made of files as they are now. */
function outcomesOf(
  { files, resources, outcomes }: Kept,
  file: string,
  hashOf: (path: string) => string,
): readonly GroupOutcome[] {
  const same = files.map(([path, hash]) => hash === hashOf(path));
  return outcomes
    .filter(({ read }) => read.every((at) => same[at]))
    .map((outcome) => ({
      ...outcome,
      file,
      read: outcome.read.flatMap((at) => files[at]?.[0] ?? []),
      resources: outcome.resources.flatMap((at) => resources[at] ?? []),
    }));
}

/** Values that many have in common, once each. */
class Index<T> {
  readonly values: T[] = [];
  readonly #places = new Map<string, number>();

  of(value: T): number {
    const key = JSON.stringify(value);
    const place = this.#places.get(key) ?? this.values.push(value) - 1;
    this.#places.set(key, place);
    return place;
  }
}

async function stubsHash(folders: readonly string[] = [shippedRecordings.interfaces]): Promise<string> {
  const { modules } = await shippedLock();
  const recorded = await Promise.all(folders.map((folder) => treeHash(folder, () => true)));
  return sha256(JSON.stringify([modules.map(({ module, version }) => [module, version]), recorded]));
}

async function modulesHash(modulepath: string): Promise<string> {
  const found = [...(await modulesIn(modulepath))].sort(([a], [b]) => (a < b ? -1 : 1));
  const rows = await Promise.all(
    found.map(async ([name, path]) => `${name} ${await treeHash(path, (file) => compiled.test(file))}`),
  );
  return sha256(rows.join('\n'));
}
