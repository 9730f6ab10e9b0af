/** Random definitions, as OpenVox and puppet-lint see them. `OVP_RUNS` sets how many. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Definition } from '../../../src/puppet/ast.js';
import { printDefinition } from '../../../src/puppet/print/index.js';
import { inspectPrinted } from '../../../src/puppet/print/inspect.js';
import { normalise } from '../../../src/puppet/print/normalise.js';
import { arbitraryDefinition } from '../arbitrary-definition.js';
import { definitionTree, meaningOf } from '../expected-tree.js';
import { lintTable } from '../../../src/puppet/print/lint-table.js';
import { ManifestWorker } from '../worker.js';
import { rubyEnvironment } from '../../ruby/environment.js';

const RUNS = Number(process.env['OVP_RUNS'] ?? 300);
const PATHS = {
  class: 'site/manifests/thing.pp',
  define: 'site/manifests/thing.pp',
  function: 'site/functions/thing.pp',
  alias: 'site/types/thing.pp',
};

const environment = rubyEnvironment();
const why = environment.available ? '' : ` (skipped, not installed: ${environment.missing})`;

describe.skipIf(!environment.available)(`the judges of OpenVox${why}`, () => {
  let worker: ManifestWorker;
  beforeAll(() => {
    worker = new ManifestWorker();
  });
  afterAll(() => worker.close());

  /** Definitions that are wrong as such say so in findings; those that are not must pass every judge. */
  async function judged(given: Definition) {
    const { definition, findings } = normalise(given);
    const printed = printDefinition(definition);
    fc.pre(findings.length === 0 && inspectPrinted(printed, definition).length === 0);
    const { tree, error, problems } = await worker.judge(printed.text, PATHS[definition.kind]);
    return { definition, text: printed.text, tree: tree === undefined ? error : meaningOf(tree), problems };
  }

  it(
    `reads ${RUNS} random definitions as they are meant, and puppet-lint has nothing to say`,
    async () => {
      await fc.assert(
        fc.asyncProperty(arbitraryDefinition, async (given) => {
          const { definition, text, tree, problems } = await judged(given);
          expect({ tree, problems }, text).toEqual({ tree: definitionTree(definition), problems: [] });
        }),
        { numRuns: RUNS },
      );
    },
    RUNS * 100 + 20_000,
  );

  it('has a row in the table for every check that is installed, and no other rows', async () => {
    const checks = await worker.checks();
    expect(Object.keys(lintTable).sort()).toEqual(checks.map(({ name }) => name).sort());
    const off = (name: string) => lintTable[name]?.by === 'off';
    expect(checks.filter(({ enabled }) => !enabled).map(({ name }) => name)).toEqual(
      checks.map(({ name }) => name).filter(off),
    );
  });
});
