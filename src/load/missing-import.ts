/** From Node's word that a package or a part of one is not there to the import that a person wrote. */
import { readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { type Finding, finding } from '../findings/finding.js';
import { suggest } from '../findings/suggest.js';
import { packageFile } from '../package-root.js';
import type { Bundle } from './bundle.js';
import { loadDiagnostics as row } from './diagnostics.js';

/** @returns undefined where the error is another one, or the import is not one of the project's own files */
export function missingImport(error: unknown, { packages }: Bundle, root: string): Finding | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const { code, message } = error;
  if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'ERR_PACKAGE_PATH_NOT_EXPORTED') return undefined;
  const found = packages.find(({ name }) => isMeant(message, name));
  if (found === undefined) return undefined;
  const lines = readFileSync(found.file, 'utf8').split('\n');
  const columns = lines.map((text) => Math.max(text.indexOf(`'${found.name}'`), text.indexOf(`"${found.name}"`)) + 1);
  const line = Math.max(
    columns.findIndex((column) => column > 0),
    0,
  );
  const site = { file: relative(root, found.file), line: line + 1, column: Math.max(columns[line] ?? 1, 1) };
  return finding(row.importUnknown, site, found.name, suggest(found.name, known()));
}

/** Node names the file that is missing, the part that a package does not give, or the package. */
function isMeant(message: string, name: string): boolean {
  const [, owner = name, part] = /^((?:@[^/]+\/)?[^/]+)(?:\/(.+))?$/.exec(name) ?? [];
  return part === undefined
    ? message.includes(`package '${owner}'`)
    : message.includes(`/${part}.js'`) || message.includes(`'./${part}'`);
}

function known(): readonly string[] {
  const bindings = readdirSync(packageFile('fixtures/interfaces')).map((file) => file.replace(/\.json$/, ''));
  return [
    'ovp-gen',
    'ovp-gen/platform',
    'ovp-gen/bindings/core',
    ...bindings.map((name) => `ovp-gen/bindings/${name}`),
  ];
}
