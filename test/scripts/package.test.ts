/** What goes into the npm package, as far as it can be told without a registry. */
import { existsSync, readFileSync } from 'node:fs';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { packageFile, packageRoot } from '../../src/package-root.js';

interface Manifest {
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly license: string;
  readonly publishConfig: object;
  readonly repository: object;
}
const text = (path: string): string => readFileSync(packageFile(path), 'utf8');
const manifest = JSON.parse(text('package.json')) as Manifest;

describe('the npm package', () => {
  it('has its terms, those of the module that it generates, and those of what is bundled', async () => {
    const { stdout } = await execa('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: packageRoot });
    const [{ files } = { files: [] }] = JSON.parse(stdout) as readonly { files: readonly { path: string }[] }[];
    const paths = files.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['LICENSE', 'dist/LICENSES.txt', 'dist/cli.js', 'bin/ovp-gen.js']));
    expect(paths.filter((path) => /^(?:test|bench|output|docs)\/|\.tsbuildinfo$|(?:^|\/)\.env/.test(path))).toEqual([]);
    expect(text('LICENSE')).toBe(text('templates/LICENSE'));
  });

  it('names the licence of each package that is in the bundle, and asks for none of them once more', () => {
    const bundled = [...text('dist/LICENSES.txt').matchAll(/^(\S+) \d+\.\d+\.\d+ \(/gm)].map(([, name = '']) => name);
    expect(bundled).toEqual(expect.arrayContaining(['commander', 'elkjs', 'node-forge', 'yaml']));
    expect(bundled.filter((name) => name in manifest.dependencies)).toEqual([]);
  });

  it('can be published with provenance', () => {
    expect(manifest).toMatchObject({
      license: 'Apache-2.0',
      publishConfig: { access: 'public', provenance: true },
      repository: { type: 'git', url: expect.stringMatching(/^git\+https:\/\/github\.com\//) as string },
    });
  });

  it('exports and starts files that are there', () => {
    const targets = Object.values(manifest.exports).map((target) =>
      typeof target === 'string' ? target : target.default,
    );
    const missing = [...targets, ...Object.values(manifest.bin)].filter(
      (path) => !existsSync(packageFile(path.replace('*', 'core'))),
    );
    expect(missing).toEqual([]);
  });
});
