/** Reads the file of an infrastructure, in YAML or in TypeScript. */
import { readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { type Finding, finding } from '../findings/finding.js';
import type { Data } from '../model/value.js';
import { withoutBlanks } from './blanks.js';
import { readDiagnostics as row } from './diagnostics.js';
import { fromHieraForm, isHieraForm } from './hiera-form.js';
import { judgeDescription } from './judge.js';
import type { HieraParts, Infrastructure, Places } from './model.js';
import { yamlPlaces } from './places.js';
import { resolveInfrastructure } from './resolve.js';
import { hieraKeys } from './typescript/plain.js';
import { parseLocated } from './yaml/located.js';

export interface ReadInfrastructure {
  /** Absent where errors leave nothing to work with. */
  readonly infrastructure: Infrastructure | undefined;
  readonly findings: readonly Finding[];
  /** Of a description with mistakes, what can be judged beside them. */
  readonly rest?: RestOfDescription;
}

/** What mistakes leave of a description. */
export interface RestOfDescription {
  readonly hiera: HieraParts;
  /** Absent where nothing can be told of the nodes. */
  readonly infrastructure: Infrastructure | undefined;
}

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

/** The text of a file, or why there is none. */
export function readText(file: string): string | Finding {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') return finding(row.noFile, undefined, file);
    return finding(row.unreadable, undefined, file, error instanceof Error ? error.message : String(error));
  }
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

/** Judges and resolves a description. */
export function described(data: Data, places: Places, before: readonly Finding[]): ReadInfrastructure {
  const judged = judgeDescription(data, places);
  const findings = [...before, ...judged.findings];
  if (judged.description !== undefined)
    return { infrastructure: resolveInfrastructure(judged.description, places), findings };
  const { rest } = judged;
  const infrastructure = rest && resolveInfrastructure(rest.description, rest.places);
  return {
    infrastructure: undefined,
    findings,
    rest: { infrastructure, hiera: infrastructure ?? hieraParts(data, places) },
  };
}

/** The Hiera data in a description of which nothing else is sure. */
function hieraParts(data: Data, places: Places): HieraParts {
  const mapping = (value: unknown): Readonly<Record<string, Data>> =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, Data>) : {};
  const { hiera, role_hiera: roles, nodes } = mapping(data);
  return {
    hiera: mapping(hiera),
    roleHiera: Object.fromEntries(Object.entries(mapping(roles)).map(([role, values]) => [role, mapping(values)])),
    nodes: Object.entries(mapping(nodes)).map(([name, node]) => ({
      hiera: mapping(mapping(node).hiera),
      path: ['nodes', name],
    })),
    places,
  };
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
