/** Results of catalogs: which class works on which operating system. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModuleOnDisk } from './judge.js';
import type { Example, GroupOutcome } from './spec-run.js';

/**
 * `refused`: the module says that it does not support this system, and does so as expected. `not compiled`: no catalog
 * for this system has it.
 */
export type CellResult = 'pass' | 'fail' | 'not run' | 'refused' | 'not compiled';

/** Name of the definition -> operating system, such as `debian-12` -> result. Sorted by both. */
export type Matrix = Readonly<Record<string, Readonly<Record<string, CellResult>>>>;

/** Column of functions and type aliases, which are the same on every system. */
export const ANY = 'any';

/** Operating systems of metadata.json as the specs name them, `rocky-9`. */
export async function supportedSystems({ root }: Pick<ModuleOnDisk, 'root'>): Promise<readonly string[]> {
  const { operatingsystem_support: support = [] } = JSON.parse(await readFile(join(root, 'metadata.json'), 'utf8')) as {
    readonly operatingsystem_support?: readonly {
      readonly operatingsystem: string;
      readonly operatingsystemrelease?: readonly string[];
    }[];
  };
  return support.flatMap(({ operatingsystem, operatingsystemrelease = [] }) =>
    operatingsystemrelease.map((release) => `${operatingsystem.toLowerCase()}-${release}`),
  );
}

/** The operating system of an example: the group `on rocky-9-x86_64` right below the definition's. */
export function systemOf({ groups }: Pick<Example, 'groups'>): string | undefined {
  return systemIn(groups[1]);
}

/** `on rocky-9-x86_64`, the group that stands for an operating system. */
function systemIn(group: string | undefined): string | undefined {
  return /^on (\S+?)(?:-x86_64)?$/.exec(group ?? '')?.[1];
}

/**
 * What is known of each definition on each operating system: from the examples of its own, and from those of others in
 * whose catalogs it is.
 *
 * @param outcomes - of all groups
 * @param systems - columns
 * @param real - whether catalogs have been compiled against the real component modules: against stubs, a class in a
 *   catalog of others proves nothing about itself
 */
export function matrixOf(outcomes: readonly GroupOutcome[], systems: readonly string[], real: boolean): Matrix {
  const cells = new Map<string, Map<string, CellResult>>();
  const rowOf = (definition: string): Map<string, CellResult> => {
    const row = cells.get(definition) ?? new Map<string, CellResult>();
    cells.set(definition, row);
    return row;
  };
  const compiled = new Set<string>();
  for (const { classes } of outcomes) {
    for (const [group, names] of Object.entries(classes)) {
      for (const name of names) compiled.add(`${name} ${systemIn(group) ?? ANY}`);
    }
  }
  for (const example of outcomes.flatMap(({ examples }) => examples)) {
    const definition = example.groups[0] ?? example.file;
    const row = rowOf(definition);
    const column = systemOf(example) ?? ANY;
    row.set(column, worse(row.get(column), example.status));
  }
  for (const cell of real ? compiled : []) {
    const [name = '', system = ANY] = cell.split(' ');
    const row = rowOf(name);
    if (!row.has(system)) row.set(system, 'pass');
  }
  return Object.fromEntries(
    [...cells].sort(byKey).map(([definition, row]) => {
      const isClass = systems.some((system) => compiled.has(`${definition} ${system}`));
      for (const [system, result] of row) {
        // All that its examples have seen of it there is that it fails.
        if (isClass && result === 'pass' && !compiled.has(`${definition} ${system}`)) row.set(system, 'refused');
      }
      const columns = row.has(ANY) ? [...row.keys()] : [...new Set([...systems, ...row.keys()])];
      return [
        definition,
        Object.fromEntries(columns.sort().map((column) => [column, row.get(column) ?? 'not compiled'])),
      ];
    }),
  );
}

/** A failure outweighs what was not run, and that what has passed. */
function worse(known: CellResult | undefined, status: Example['status']): CellResult {
  if (known === 'fail' || status === 'failed') return 'fail';
  return known === 'not run' || status === 'pending' ? 'not run' : 'pass';
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
