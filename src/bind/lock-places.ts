/** The lock of component modules with the place of each, and what is wrong with it. */
import { readFile } from 'node:fs/promises';
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { finding, FindingsError } from '../findings/finding.js';
import type { Site } from '../findings/site.js';
import { bindDiagnostics } from './diagnostics.js';
import { readJson } from './json.js';
import { fields, type Lock, lockFile, type LockedModule } from './lock.js';

/**
 * Reads a lock.
 *
 * @throws FindingsError if it cannot be parsed, if a module lacks a field or if one is listed twice
 */
export async function readLock(file: string = lockFile): Promise<Lock> {
  const lines = new LineCounter();
  readJson(file, bindDiagnostics.lockUnusable, () => undefined);
  // Every JSON document is a YAML one, and this parser knows where things are.
  const document = parseDocument(await readFile(file, 'utf8'), { lineCounter: lines });
  const siteOf = (offset: number): Site => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const list = isMap(document.contents) ? document.contents.get('modules') : undefined;
  if (!isSeq(list)) throw unusable(siteOf(0), file, 'expected { "modules": [...] }');
  const modules = list.items.map((item): LockedModule => {
    const site = siteOf(isNode(item) ? item.range[0] : 0);
    if (!isMap(item)) throw unusable(site, file, 'expected only objects in "modules"');
    return { ...lockedModule(item, site), site };
  });
  const twice = modules.find(({ module }, index) => modules.findIndex((other) => other.module === module) !== index);
  if (twice?.site !== undefined) throw unusable(twice.site, file, `${twice.module} is listed twice`);
  return { modules };
}

function lockedModule(item: YAMLMap, site: Site): LockedModule {
  const [module, slug, version, repository, ref] = fields.map((field) => {
    const node = item.get(field, true);
    if (!isScalar(node) || typeof node.value !== 'string')
      throw unusable(site, site.file, `a module needs a text "${field}"`);
    return node.value;
  }) as [string, string, string, string, string];
  return { module, slug, version, repository, ref };
}

function unusable(site: Site, file: string, reason: string): FindingsError {
  return new FindingsError([finding(bindDiagnostics.lockUnusable, site, file, reason)]);
}
