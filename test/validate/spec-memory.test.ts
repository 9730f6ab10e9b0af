/** What is remembered of catalogs is what a run from nothing finds, whatever was edited: nothing passes unseen. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../../src/package-root.js';
import { catalogsJudge } from '../../src/validate/catalogs-judge.js';
import type { CatalogOptions } from '../../src/validate/spec-run.js';
import { type Memory, memoryIn } from '../../src/validate/memory.js';
import { tree } from '../generators/files.js';
import { sampleModel } from '../generators/sample-model.js';
import { fc, runs, seed } from '../property.js';
import { rubyEnvironment, rubyForTests } from '../ruby/environment.js';
import { folder, lay, moduleOf } from './modules.js';

const environment = rubyEnvironment();
const why = environment.available ? '' : ` (not run: ${environment.missing})`;
const output = packageFile('output/openvox_platform');

type Files = Readonly<Record<string, string>>;

/** Judges files, and tells how many examples it took. */
async function judge(files: Files, name: string, options: CatalogOptions, memory?: Memory) {
  const module = moduleOf(files, name);
  const seen: string[] = [];
  const judge = catalogsJudge(options);
  const verdict = await judge.run(module, judge.inputs(module), {
    ruby: () => Promise.resolve(rubyForTests()),
    memory,
    progress: (text) => void seen.push(text),
  });
  return { verdict, examples: seen.length };
}

/** What makes every catalog fail that has this file in it. */
function broken(path: string, text: string): string | undefined {
  const failure = "fail('edited')";
  if (path.endsWith('.epp')) return `${text}<% ${failure} %>\n`;
  if (path.startsWith('types/')) return text.replace(/^type (\S+) = [^]*$/m, 'type $1 = Enum["edited"]\n');
  if (path.startsWith('data/')) return `${text}\n: edited\n`;
  // The first brace at the end of a line that is not one of a parameter's opens the body.
  return /^(?:class|define|function)\b/m.test(text) ? text.replace(/^(\)?.*)\{$/m, `$1{\n  ${failure}`) : undefined;
}

describe.skipIf(!environment.available)(`what is remembered of catalogs${why}`, { timeout: 600_000 }, () => {
  it('finds what a run from nothing finds after any single edit of the shipped module', async () => {
    const files = Object.fromEntries(
      readdirSync(output, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((path) => [path.slice(output.length + 1), readFileSync(path, 'utf8')]),
    );
    const edits = Object.keys(files)
      .filter((path) => /^(?:data|functions|manifests|templates|types)\//.test(path))
      .flatMap((path) => {
        const text = broken(path, files[path] ?? '');
        return text === undefined || text === files[path] ? [] : [{ path, text }];
      });
    const options = { os: 'rocky-9', modulepath: process.env.MODULEPATH_REAL };
    const memory = memoryIn(folder());
    const first = await judge(files, 'openvox_platform', options, memory);
    expect(first.verdict).toMatchObject({ failed: 0 });
    const sample = fc.sample(fc.shuffledSubarray(edits, { minLength: runs(4), maxLength: runs(4) }), {
      numRuns: 1,
      seed,
    });
    let failed = 0;
    for (const { path, text } of sample.flat()) {
      const edited = { ...files, [path]: text };
      const remembered = await judge(edited, 'openvox_platform', options, memory);
      const fresh = await judge(edited, 'openvox_platform', options);
      expect({ path, verdict: remembered.verdict }).toEqual({ path, verdict: fresh.verdict });
      expect(remembered.examples).toBeLessThan(fresh.examples);
      failed += fresh.verdict.failed;
    }
    expect(failed).toBeGreaterThan(0);
  });

  const sample: Files = Object.fromEntries([...tree(sampleModel)].map(([path, { content }]) => [path, content]));

  it('counts a catalog for every behaviour that has it, whichever had it made', async () => {
    // rspec-puppet keeps a catalog for the next one that asks for the same.
    const context = (title: string) =>
      `  context '${title}' do\n    let(:title) { 'front' }\n    it { is_expected.to compile }\n  end\n`;
    const spec = `require 'spec_helper'\ndescribe 'beacon::lamp' do\n  let(:params) { { 'colour' => 'red' } }\n${context('one')}${context('other')}end\n`;
    const files: Files = { ...sample, 'spec/defines/lamp_spec.rb': spec };
    const memory = memoryIn(folder());
    expect((await judge(files, 'beacon', { processes: 1 }, memory)).verdict).toMatchObject({ failed: 0 });
    const edited = {
      ...files,
      'manifests/lamp.pp': broken('manifests/lamp.pp', files['manifests/lamp.pp'] ?? '') ?? '',
    };
    const { verdict } = await judge(edited, 'beacon', { processes: 1 }, memory);
    expect(verdict.problems).toContainEqual(
      expect.objectContaining({
        path: 'manifests/lamp.pp',
        message: expect.stringMatching(/\nin 'beacon::lamp' one, 'beacon::lamp' other$/) as string,
      }),
    );
  });

  it('is that of what was judged, whatever is written meanwhile', async () => {
    const memory = memoryIn(folder());
    const module = moduleOf(sample, 'beacon');
    const judge = catalogsJudge({ processes: 1 });
    const run = () => {
      let examples = 0;
      return judge
        .run(module, judge.inputs(module), {
          ruby: () => Promise.resolve(rubyForTests()),
          memory,
          progress() {
            examples += 1;
            if (examples > 1) return;
            const lamp = 'manifests/lamp.pp';
            lay(module.root, { [lamp]: broken(lamp, sample[lamp] ?? '') ?? '' });
          },
        })
        .then(({ failed }) => failed);
    };
    expect(await run()).toBe(0);
    expect(await run()).toBeGreaterThan(0);
  });
});
