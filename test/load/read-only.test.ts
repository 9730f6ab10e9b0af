/** A project that nothing can be written to is loaded from elsewhere, with the same packages and places. */
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bundle } from '../../src/load/bundle.js';
import { packageFile } from '../../src/package-root.js';
import { folder } from '../validate/modules.js';

/** The kernel makes no folder here for anybody, root included. */
const closed = '/sys/ovp-gen';

describe.skipIf(process.platform !== 'linux')('a bundle that cannot lie in the project', () => {
  it('finds the packages of the project, and the lines of its sources', async () => {
    const around = folder();
    mkdirSync(join(around, 'node_modules'));
    symlinkSync(packageFile('.'), join(around, 'node_modules/ovp-gen'));
    const root = join(around, 'site');
    mkdirSync(root);
    const config = join(root, 'ovp.config.ts');
    writeFileSync(config, "import { own } from 'ovp-gen';\nexport default `${own}`.length;\n");
    const { file } = await bundle(config, root, '1', { folder: closed });
    expect(file.startsWith(join(tmpdir(), 'ovp-gen-config-'))).toBe(true);
    const { default: value } = (await import(/* @vite-ignore */ file)) as { default: unknown };
    expect(value).toBeGreaterThan(0);
    const { sources } = JSON.parse(readFileSync(`${file}.map`, 'utf8')) as { sources: string[] };
    expect(sources.map((source) => fileURLToPath(source))).toEqual([config]);
  });

  it('lies in the project where it can', async () => {
    const root = folder();
    const config = join(root, 'ovp.config.ts');
    writeFileSync(config, 'export default 1;\n');
    const { file } = await bundle(config, root, '1');
    expect(file.startsWith(join(root, 'node_modules/.cache/ovp-gen/config-'))).toBe(true);
  });
});
