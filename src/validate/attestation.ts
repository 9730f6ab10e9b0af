/**
 * The attestation: what came of the catalogs against the real component modules, committed, so that whoever has not got
 * these knows whether the result is that of the very module at hand.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shippedLock } from '../bind/shipped-lock.js';
import { lockHash } from '../bind/lock.js';
import { gemsHash, pinnedToolchain } from '../toolchain/gems.js';
import type { CatalogVerdict } from './catalogs-judge.js';
import { catalogInputs } from './catalogs-judge.js';
import { type Judge, JudgeFailure, type ModuleOnDisk, type Problem } from './judge.js';
import { ANY, type CellResult, type Matrix } from './matrix.js';
import { replaceFile } from '../write/replace.js';

/** In the project's folder. */
export const ATTESTATION = 'fixtures/attestation.json';

/** What a result holds for; SHA-256 each. */
export interface Subjects {
  /** Every file of the module that has a part in its catalogs or specs. */
  readonly module: string;
  /** The lock of component modules. */
  readonly lock: string;
  /** The gems that compiled. */
  readonly toolchain: string;
}

export interface Attestation extends Subjects {
  readonly coverage: { readonly resources: number; readonly uncovered: readonly string[] };
  readonly results: Matrix;
}

const words: Readonly<Record<keyof Subjects, string>> = {
  module: 'the module',
  lock: 'the lock of component modules',
  toolchain: 'the Ruby toolchain',
};
const subjects = ['module', 'lock', 'toolchain'] as const;
const results: readonly CellResult[] = ['pass', 'fail', 'not run', 'refused', 'not compiled'];

export async function subjectsOf(module: ModuleOnDisk): Promise<Subjects> {
  const hash = createHash('sha256');
  for (const path of catalogInputs(module)) {
    const content = await readFile(join(module.root, path));
    hash.update(`${path}\n${content.length}\n`).update(content);
  }
  return {
    module: hash.digest('hex'),
    lock: lockHash(await shippedLock()),
    toolchain: gemsHash(pinnedToolchain()),
  };
}

/** Writes the result of a whole run; the same result gives the same bytes. */
export function writeAttestation(project: string, given: Subjects, verdict: CatalogVerdict): void {
  const attestation: Attestation = {
    module: given.module,
    lock: given.lock,
    toolchain: given.toolchain,
    coverage: { resources: verdict.resources, uncovered: verdict.uncovered },
    results: verdict.matrix,
  };
  replaceFile(join(project, ATTESTATION), `${JSON.stringify(attestation, null, 2)}\n`);
}

/** Whether the committed result is that of the module at hand, and good. */
export function attestationJudge(project: string): Judge {
  return {
    name: 'attestation',
    unit: 'results',
    inputs: catalogInputs,
    async run(module) {
      const attestation = await readAttestation(join(project, ATTESTATION));
      const now = await subjectsOf(module);
      const changed = subjects.filter((subject) => attestation[subject] !== now[subject]);
      const cells = Object.entries(attestation.results).flatMap(([definition, row]) =>
        Object.entries(row).map(([system, result]) => ({ definition, system, result })),
      );
      const problems: Problem[] = [];
      if (changed.length > 0) {
        const what = changed.map((subject) => words[subject]).join(' and ');
        problems.push(
          problem(
            'stale',
            `The attested results are out of date: ${what} ${changed.length > 1 ? 'have' : 'has'} changed since.`,
          ),
        );
      }
      for (const result of ['fail', 'not run'] as const) {
        for (const definition of new Set(
          cells.filter((cell) => cell.result === result).map((cell) => cell.definition),
        )) {
          const systems = cells.flatMap((cell) =>
            cell.result === result && cell.definition === definition ? cell.system : [],
          );
          const where = systems.includes(ANY) ? '' : ` on ${systems.join(', ')}`;
          const said = result === 'fail' ? 'fails' : 'was not run in full';
          problems.push(problem(result, `'${definition}' ${said} against the real component modules${where}.`));
        }
      }
      const { uncovered } = attestation.coverage;
      if (uncovered.length > 0) problems.push(problem('coverage', `No behaviour is about ${uncovered.join(', ')}.`));
      if (cells.length === 0) problems.push(problem('not run', 'The attestation has no results.'));
      const count = (...wanted: CellResult[]): number => cells.filter(({ result }) => wanted.includes(result)).length;
      if (changed.length > 0) return { passed: 0, failed: count('fail'), notRun: count('pass', 'not run'), problems };
      return { passed: count('pass'), failed: count('fail'), notRun: count('not run'), problems };
    },
  };
}

function problem(check: string, message: string): Problem {
  return { severity: 'error', check, message };
}

async function readAttestation(file: string): Promise<Attestation> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    throw new JudgeFailure(
      `there is no ${ATTESTATION}: nobody has compiled this module against the real component modules`,
    );
  }
  try {
    const value: unknown = JSON.parse(text);
    if (isAttestation(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new JudgeFailure(`${ATTESTATION} cannot be understood`, text.slice(0, 500));
}

function isAttestation(value: unknown): value is Attestation {
  if (typeof value !== 'object' || value === null) return false;
  const { coverage, results: rows, ...others } = value as Readonly<Record<string, unknown>>;
  if (!subjects.every((subject) => typeof others[subject] === 'string')) return false;
  if (typeof coverage !== 'object' || coverage === null || !('uncovered' in coverage)) return false;
  if (!Array.isArray(coverage.uncovered) || typeof rows !== 'object' || rows === null) return false;
  return Object.values(rows).every(
    (row: unknown) =>
      typeof row === 'object' &&
      row !== null &&
      Object.values(row).every((cell) => results.includes(cell as CellResult)),
  );
}
