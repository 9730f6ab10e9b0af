/** Component modules in a modulepath, against the lock. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedLock } from '../bind/shipped-lock.js';
import { type LockedModule } from '../bind/lock.js';
import type { Check, CheckResult } from './check.js';

const USER = 'ovp-gen validate --modulepath';

export const modules: Check = async ({ modulepath }) => {
  const { modules: locked } = await shippedLock();
  if (modulepath.length === 0) {
    return [
      {
        name: 'component modules',
        state: 'wanted',
        found: 'no --modulepath was given',
        for: USER,
        remedy: install(locked),
      },
    ];
  }
  const wrong = locked.flatMap((module) => problem(module, modulepath));
  if (wrong.length > 0) return wrong;
  const found = `all ${locked.length} at the locked versions`;
  return [{ name: 'component modules', state: 'ok', found, for: USER }];
};

function problem({ module, slug, version }: LockedModule, modulepath: readonly string[]): readonly CheckResult[] {
  const folder = modulepath.map((path) => join(path, module)).find((path) => existsSync(join(path, 'metadata.json')));
  const there = folder === undefined ? undefined : versionIn(folder);
  if (there === version) return [];
  return [
    {
      name: slug,
      state: 'missing',
      found: folder === undefined ? 'not in the modulepath' : `${there ?? 'no version'} in ${folder}`,
      for: USER,
      remedy: `Install version ${version}: \`puppet module install ${slug.replace('/', '-')} --version ${version} --ignore-dependencies --target-dir ${modulepath[0] ?? 'DIR'}\`.`,
    },
  ];
}

function versionIn(folder: string): string | undefined {
  try {
    const metadata: unknown = JSON.parse(readFileSync(join(folder, 'metadata.json'), 'utf8'));
    return typeof metadata === 'object' &&
      metadata !== null &&
      'version' in metadata &&
      typeof metadata.version === 'string'
      ? metadata.version
      : undefined;
  } catch {
    return undefined;
  }
}

function install(locked: readonly LockedModule[]): string {
  return (
    `Have r10k install the Puppetfile of one of the module's examples, which names all ${locked.length} of them, and name ` +
    'the folder with --modulepath.'
  );
}
