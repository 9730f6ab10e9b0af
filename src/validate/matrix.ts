/** Results of catalogs: which class works on which operating system. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModuleOnDisk } from './judge.js';
import type { Example } from './spec-run.js';

export type CellResult = 'pass' | 'fail' | 'not run' | 'not supported';

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
  return /^on (\S+?)(?:-x86_64)?$/.exec(groups[1] ?? '')?.[1];
}

/**
 * @param systems - columns; a class or defined type without an example on one of them does not support it
 */
export function matrixOf(examples: readonly Example[], systems: readonly string[]): Matrix {
  const cells = new Map<string, Map<string, CellResult>>();
  for (const example of examples) {
    const definition = example.groups[0] ?? example.file;
    const row = cells.get(definition) ?? new Map<string, CellResult>();
    const column = systemOf(example) ?? ANY;
    row.set(column, worse(row.get(column), example.status));
    cells.set(definition, row);
  }
  return Object.fromEntries(
    [...cells].sort(byKey).map(([definition, row]) => {
      const columns = row.has(ANY) ? [...row.keys()] : [...new Set([...systems, ...row.keys()])];
      return [
        definition,
        Object.fromEntries(columns.sort().map((column) => [column, row.get(column) ?? 'not supported'])),
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
