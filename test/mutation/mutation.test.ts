/** Definitions with mistakes: the specs that are generated from their behaviours find each. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFile, packageRoot } from '../../src/package-root.js';
import { type Example, runSpecs } from '../../src/validate/spec-run.js';
import { createWorkspace } from '../../src/validate/workspace.js';
import { realModules } from '../ruby/catalogs.js';
import { rubyEnvironment, rubyForTests } from '../ruby/environment.js';
import { type Mutant, mutants, realMutants } from './mutants.js';

const ruby = rubyEnvironment();
// Without the real modules it is a sample, and the judge of the catalogs has seen that nothing fails without a mistake.
const all = realModules === undefined ? mutants : [...mutants, ...realMutants];
const why = ruby.available
  ? realModules === undefined
    ? ` (a sample: the others need the real modules in MODULEPATH_REAL)`
    : ''
  : ` (not run: ${ruby.missing})`;

/** A copy of this checkout whose definitions may be edited. */
const checkout = mkdtempSync(join(tmpdir(), 'ovp-mutation-'));
const output = join(checkout, 'output/openvox_platform');

const specOf = ({ spec }: Mutant): string => `spec/${spec}_spec.rb`;

/** What the specs say of the definitions with these mistakes; each spec is about the classes of one of them. */
async function judge(mistakes: readonly Mutant[], files: readonly string[]): Promise<readonly Example[]> {
  const originals = new Map<string, string>();
  for (const { file, from, to } of mistakes) {
    const path = join(checkout, 'src/platform', file);
    const text = readFileSync(path, 'utf8');
    if (!originals.has(path)) originals.set(path, text);
    expect(text, `${file} has what the mutant replaces`).toContain(from);
    writeFileSync(
      path,
      text.replace(from, () => to),
    );
  }
  try {
    const { failed, all: said } = execaSync(process.execPath, ['bin/ovp-gen.js', '--quiet'], {
      cwd: checkout,
      reject: false,
      all: true,
    });
    expect({ failed, said }).toEqual({ failed: false, said: '' });
    const paths = readdirSync(output, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const workspace = await createWorkspace(
      {
        root: output,
        name: 'openvox_platform',
        files: paths.map((entry) => join(entry.parentPath, entry.name).slice(output.length + 1)),
      },
      realModules,
    );
    try {
      const env = { MODULEPATH_REAL: workspace.modules ?? '', SPEC_FACTS_OS: 'debian-12-', STRICT_VARIABLES: 'yes' };
      const outcomes = await runSpecs(
        { root: workspace.root, files: [...new Set(files)], env, processes: 1 },
        { ruby: () => Promise.resolve(rubyForTests()) },
      );
      return outcomes.flatMap(({ examples }) => examples);
    } finally {
      await workspace.dispose();
    }
  } finally {
    for (const [path, text] of originals) writeFileSync(path, text);
  }
}

/** Mistakes that do not hide each other: no two of them have the same spec. */
function rounds(): readonly (readonly Mutant[])[] {
  const made: Mutant[][] = [];
  for (const mutant of all) {
    const round = made.find((others) =>
      others.every((other) => other.spec !== mutant.spec && other.file !== mutant.file),
    );
    if (round === undefined) made.push([mutant]);
    else round.push(mutant);
  }
  return made;
}

describe.skipIf(!ruby.available)(`mistakes in definitions${why}`, () => {
  beforeAll(() => {
    // All but what generating has no part in; hidden are the repository and what is kept between runs.
    for (const part of readdirSync(packageRoot).filter((name) => !/^\.|^(node_modules|test|bench)$/.test(name))) {
      cpSync(join(packageRoot, part), join(checkout, part), { recursive: true });
    }
    mkdirSync(join(checkout, 'node_modules'));
    for (const name of readdirSync(packageFile('node_modules'))) {
      if (!name.startsWith('.')) symlinkSync(packageFile(`node_modules/${name}`), join(checkout, 'node_modules', name));
    }
  }, 120_000);
  afterAll(() => rmSync(checkout, { recursive: true, force: true }));

  it.skipIf(realModules === undefined)(
    'are not what fails without any (needs MODULEPATH_REAL)',
    async () => {
      const examples = await judge([], all.map(specOf));
      expect(examples.filter(({ status }) => status === 'failed')).toEqual([]);
      expect(examples.filter(({ status }) => status === 'passed').length).toBeGreaterThan(30);
    },
    600_000,
  );

  it.each(
    (realModules === undefined ? rounds().slice(0, 1) : rounds()).map((round) => ({
      round,
      titles: round.map(({ mistake }) => mistake).join('; '),
    })),
  )(
    'are found: $titles',
    async ({ round }) => {
      const examples = await judge(round, round.map(specOf));
      const found = round.map((mutant) => {
        const failures = examples.filter(({ status, file }) => status === 'failed' && file === specOf(mutant));
        const texts = failures.map(({ groups, text, message }) => [...groups, text, message].join('\n'));
        return { mistake: mutant.mistake, found: texts.some((text) => mutant.finding.test(text)), texts };
      });
      for (const { mistake, found: isFound, texts } of found) {
        expect(isFound, `${mistake}: ${texts.join('\n---\n') || 'every example passes'}`).toBe(true);
      }
    },
    600_000,
  );
});
