/**
 * Random definitions, as OpenVox and puppet-lint see them. test/property.ts says how many and which.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Definition } from '../../../src/puppet/ast.js';
import { printDefinition } from '../../../src/puppet/print/index.js';
import { inspectPrinted } from '../../../src/puppet/print/inspect.js';
import { lintTable } from '../../../src/puppet/print/lint-table.js';
import { normalise } from '../../../src/puppet/print/normalise.js';
import { rubyEnvironment } from '../../ruby/environment.js';
import { arbitraryDefinition } from '../arbitrary-definition.js';
import { definitionTree, meaningOf } from '../expected-tree.js';
import { ManifestWorker } from '../worker.js';
import { fc, runs, seed } from '../../property.js';

const RUNS = runs(300);
const PATHS = {
  class: 'site/manifests/thing.pp',
  define: 'site/manifests/thing.pp',
  function: 'site/functions/thing.pp',
  alias: 'site/types/thing.pp',
};

const environment = rubyEnvironment();
const why = environment.available ? '' : ` (skipped, not installed: ${environment.missing})`;

describe.skipIf(!environment.available)(`the judges of OpenVox${why}`, () => {
  let workers: readonly ManifestWorker[];
  beforeAll(() => {
    workers = [new ManifestWorker(), new ManifestWorker()];
  });
  afterAll(() => Promise.all(workers.map((worker) => worker.close())));

  /** Definitions that are wrong as such say so in findings; those that are not must pass every judge. */
  async function judged(given: Definition, worker: ManifestWorker) {
    const { definition, findings } = normalise(given);
    const printed = printDefinition(definition);
    fc.pre(findings.length === 0 && inspectPrinted(printed, definition).length === 0);
    const { tree, error, problems } = await worker.judge(printed.text, PATHS[definition.kind]);
    return { definition, text: printed.text, tree: tree === undefined ? error : meaningOf(tree), problems };
  }

  it(
    `reads ${RUNS} random definitions as they are meant, and puppet-lint has nothing to say`,
    async () => {
      const halves = workers.map((worker, index) =>
        fc.assert(
          fc.asyncProperty(arbitraryDefinition, async (given) => {
            const { definition, text, tree, problems } = await judged(given, worker);
            expect({ tree, problems }, text).toEqual({ tree: definitionTree(definition), problems: [] });
          }),
          { numRuns: Math.ceil(RUNS / workers.length), seed: seed + index },
        ),
      );
      await Promise.all(halves);
    },
    // Only a limit to what may hang: a case takes some 30 ms of processor time.
    RUNS * 1000 + 60_000,
  );

  it('writes every definition in a form that it would not rewrite again', () => {
    fc.assert(
      fc.property(arbitraryDefinition, (given) => {
        const { definition } = normalise(given);
        expect(printDefinition(normalise(definition).definition).text).toBe(printDefinition(definition).text);
      }),
      { numRuns: RUNS },
    );
  });

  it('has a row in the table for every check that is installed, and no other rows', async () => {
    const checks = (await workers[0]?.checks()) ?? [];
    expect(Object.keys(lintTable).sort()).toEqual(checks.map(({ name }) => name).sort());
    const off = (name: string) => lintTable[name]?.by === 'off';
    expect(checks.filter(({ enabled }) => !enabled).map(({ name }) => name)).toEqual(
      checks.map(({ name }) => name).filter(off),
    );
  });
});
