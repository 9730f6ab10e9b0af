/** Remembers what came of a spec for as long as the files that its catalogs were made of stay the same. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shippedLock } from '../bind/lock.js';
import { shippedRecordings } from '../bind/recordings.js';
import { sha256 } from '../write/hash.js';
import type { CatalogOptions } from './catalogs-judge.js';
import type { ModuleOnDisk } from './judge.js';
import { judgesHash, type Memory, treeHash } from './memory.js';
import type { SpecOutcome } from './spec-run.js';
import { modulesIn } from './workspace.js';

export interface SpecMemory {
  readonly recall: (spec: string) => Promise<SpecOutcome | undefined>;
  /** What has failed is not kept: it is run again until it passes. */
  readonly keep: (outcome: SpecOutcome) => Promise<void>;
}

interface Kept {
  readonly shared: string;
  /** Path in the module -> SHA-256 of what was read. */
  readonly read: Readonly<Record<string, string>>;
  readonly outcome: SpecOutcome;
}

/** Parts of a module that work in all of its catalogs, or whose absence does: no spec is known to be without them. */
const everywhere =
  /^(?:data|facts\.d|files|lib|locales|spec\/support)\/|^(?:hiera\.yaml|metadata\.json|spec\/spec_helper\.rb)$/;
/** What is found by its name: where there is another name, another file may be found. */
const loaded = /^(?:functions|manifests|plans|templates|types)\//;
/** Of a component module, what takes part in catalogs. */
const compiled = /^(?:data|files|functions|lib|manifests|templates|types)\/|^(?:hiera\.yaml|metadata\.json)$/;

/**
 * @param inputs - the files that catalogs and specs are made of
 * @param modulepath - real component modules; without them, stubs
 */
export async function specMemory(
  memory: Memory,
  module: ModuleOnDisk,
  inputs: readonly string[],
  { modulepath, interfaces, os }: Pick<CatalogOptions, 'modulepath' | 'interfaces' | 'os'>,
): Promise<SpecMemory> {
  const hashes = new Map<string, Promise<string>>();
  const hashOf = (path: string): Promise<string> => {
    const known = hashes.get(path) ?? readFile(join(module.root, path)).then(sha256, () => 'none');
    hashes.set(path, known);
    return known;
  };
  const names = inputs.filter((path) => loaded.test(path));
  const common = inputs.filter((path) => everywhere.test(path));
  const shared = sha256(
    [
      await judgesHash(),
      await (modulepath === undefined ? stubsHash(interfaces) : modulesHash(modulepath)),
      ...names,
      ...(await Promise.all(common.map(async (path) => `${path} ${await hashOf(path)}`))),
    ].join('\n'),
  );
  const nameOf = (spec: string): string =>
    ['catalogs', modulepath === undefined ? 'stubs' : 'real', os ?? 'all', spec].join('-');
  return {
    async recall(spec) {
      const kept = (await memory.recall(nameOf(spec))) as Kept | undefined;
      if (kept?.shared !== shared) return undefined;
      const read = Object.entries(kept.read);
      const now = await Promise.all(read.map(([path]) => hashOf(path)));
      return read.every(([, hash], index) => hash === now[index]) ? kept.outcome : undefined;
    },
    async keep(outcome) {
      if (outcome.examples.some(({ status }) => status === 'failed')) return;
      const paths = [...new Set([outcome.file, ...outcome.read])].sort();
      const read = Object.fromEntries(
        await Promise.all(paths.map(async (path) => [path, await hashOf(path)] as const)),
      );
      await memory.keep(nameOf(outcome.file), { shared, read, outcome } satisfies Kept);
    },
  };
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
