/** The README's way to edit the platform, gone in a copy of this checkout. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFile } from '../../src/package-root.js';
import { runSpecs } from '../../src/validate/spec-run.js';
import { createWorkspace } from '../../src/validate/workspace.js';
import { rubyEnvironment, rubyForTests } from '../ruby/environment.js';
import { copyCheckout } from './checkout.js';
import { example } from './readme.js';

const environment = rubyEnvironment();
const why = environment.available ? '' : ` (not run: ${environment.missing})`;
const checkout = mkdtempSync(join(tmpdir(), 'ovp-readme-'));
const output = join(checkout, 'output/openvox_platform');
const profile = example('profile');
const file = join(checkout, /^\/\/ (\S+)\n/.exec(profile)?.[1] ?? '');
const read = (path: string): string => readFileSync(join(output, path), 'utf8');
const run = (...argv: string[]) =>
  execa(process.execPath, ['bin/ovp-gen.js', ...argv], { cwd: checkout, reject: false });

/** Replaces one text of a file, which has to be there. */
function edit(path: string, from: string, to: string): void {
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
}

beforeAll(() => {
  copyCheckout(checkout);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, profile);
  edit(
    join(checkout, 'src/platform/index.ts'),
    '\nconst profiles = [\n',
    "import { motd } from './profiles/motd.js';\n\nconst profiles = [\n  motd,\n",
  );
  edit(join(checkout, 'src/platform/roles.ts'), 'const table = [\n', `const table = [\n  ${example('role')}`);
}, 120_000);
afterAll(() => rmSync(checkout, { recursive: true, force: true }), 60_000);

describe('the profile of the README', { timeout: 180_000 }, () => {
  it('type-checks', async () => {
    writeFileSync(
      join(checkout, 'tsconfig.example.json'),
      JSON.stringify({
        extends: './tsconfig.json',
        compilerOptions: { noEmit: true, allowImportingTsExtensions: false },
        include: ['ovp.config.ts', 'src'],
      }),
    );
    const { stdout } = await execa(
      process.execPath,
      [packageFile('node_modules/typescript/bin/tsc'), '-p', 'tsconfig.example.json'],
      {
        cwd: checkout,
        reject: false,
      },
    );
    expect(stdout).toBe('');
  });

  it('has its role in the schema of descriptions once that is made anew', async () => {
    await execa(process.execPath, ['scripts/description-schema.mjs'], { cwd: checkout });
    const schema = readFileSync(join(checkout, 'src/infrastructure/description/description.schema.json'), 'utf8');
    expect(schema).toContain('"greeter"');
  });

  it('becomes a class with its documentation, and a role', async () => {
    const { exitCode, stdout, stderr } = await run();
    expect({ exitCode, stderr: stderr.replace('generating ...', '').trim() }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('create  manifests/profile/motd.pp');
    const manifest = read('manifests/profile/motd.pp');
    expect(manifest).toMatch(
      /String\[1\] +\$operator,\n +Stdlib::Absolutepath \$path = '\/etc\/motd',\n +Stdlib::Filemode +\$mode = '0644',/,
    );
    expect(manifest).toContain('@summary Tells people who log in whose platform they are on.');
    expect(manifest).toContain('# @param operator\n#   Who runs this platform.');
    for (const path of ['README.md', 'REFERENCE.md']) expect(read(path)).toContain('openvox_platform::profile::motd');
    expect(read('schema/hiera.schema.json')).toContain('"openvox_platform::profile::motd::operator"');
    expect(read('README.md')).toMatch(/\| Node with a greeting +\| `openvox_platform::profile::motd` /);
    expect((await run('--check')).exitCode).toBe(0);
  });

  it.skipIf(!environment.available)(`does what its behaviours say${why}`, async () => {
    const workspace = await createWorkspace({
      root: output,
      name: 'openvox_platform',
      files: readdirSync(output, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(output.length + 1)),
    });
    const env = { MODULEPATH_REAL: '', SPEC_FACTS_OS: 'debian-12-', STRICT_VARIABLES: 'yes' };
    const files = ['spec/classes/profile/motd_spec.rb'];
    const outcomes = await runSpecs(
      { root: workspace.root, files, env, processes: 1 },
      {
        ruby: () => Promise.resolve(rubyForTests()),
      },
    );
    expect(outcomes.flatMap(({ examples }) => examples).map(({ status }) => status)).toEqual(['passed', 'passed']);
    await workspace.dispose();
  });

  it('gets the finding of the README where it is wrong', async () => {
    edit(file, 'mode: params.mode', 'mod: params.mode');
    const { exitCode, stderr } = await run();
    expect(exitCode).toBe(1);
    expect(stderr).toContain(example('finding').trim());
    expect((await run('--quiet')).stdout).toBe('');
  });
});
