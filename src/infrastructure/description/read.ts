/** Reads the file of an infrastructure, in YAML or in TypeScript. */
import { statSync } from 'node:fs';
import { extname } from 'node:path';
import { finding } from '../../findings/finding.js';
import { withoutBlanks } from '../source/blanks.js';
import { readDiagnostics as row } from './diagnostics.js';
import { fromHieraForm, isHieraForm } from './hiera-form.js';
import { yamlPlaces } from '../source/places.js';
import { hieraKeys } from './typescript/plain.js';
import { parseLocated } from '../source/located.js';
import { readText } from '../source/read-text.js';
import { type ReadInfrastructure, described } from './described.js';

/**
 * @param file absolute
 */
export async function readInfrastructure(file: string): Promise<ReadInfrastructure> {
  const kind = extname(file);
  if (['.yaml', '.yml'].includes(kind)) {
    const text = readText(file);
    return typeof text === 'string' ? readYaml(text, file) : { infrastructure: undefined, findings: [text] };
  }
  if (['.ts', '.mts', '.js', '.mjs'].includes(kind)) {
    const { readTypeScript } = await import('./typescript/read.js');
    return readTypeScript(file);
  }
  return { infrastructure: undefined, findings: [finding(row.kind, undefined, file)] };
}

/** @param file as findings show it */
export function readYaml(text: string, file: string): ReadInfrastructure {
  const { root, findings } = parseLocated(text, file);
  if (root === undefined) return { infrastructure: undefined, findings };
  const filled = withoutBlanks(root, (key) => hieraKeys.includes(key));
  if (filled === undefined) {
    return { infrastructure: undefined, findings: [...findings, finding(row.shape, root.site, 'nothing')] };
  }
  if (!isHieraForm(filled)) return described(filled.value, yamlPlaces(file, filled), findings);
  const form = fromHieraForm(filled, [...(root.entries?.keys() ?? [])]);
  const places = yamlPlaces(file, filled, form.translate);
  if (form.findings.length > 0) return { infrastructure: undefined, findings: [...findings, ...form.findings] };
  return described(form.data, places, findings);
}

/**
 * Tells a file with a description from Hiera data, which every folder and every other YAML is.
 *
 * @param path absolute; exists
 */
export function isDescription(path: string): boolean {
  if (!statSync(path).isFile()) return false;
  if (!['.yaml', '.yml', '.eyaml'].includes(extname(path))) return true;
  const text = readText(path);
  if (typeof text !== 'string') return true;
  const entries = parseLocated(text, path).root?.entries;
  if (entries === undefined)
    return (
      /^(?:tier|nodes|primary_server|compilers|agents)[ \t]*:/m.test(text) ||
      (!/^[ \t]*[a-z]\w*::\w/m.test(text) && !/(?:^|\/)(?:hiera)?data\//.test(path) && !path.endsWith('hiera.yaml'))
    );
  const words = ['tier', 'nodes', 'primary_server', 'compilers', 'agents'];
  return words.some((word) => entries.has(word));
}
