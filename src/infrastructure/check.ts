/** Checks a description of an infrastructure: what it says, and the Hiera data in it. */
import type { Catalogue } from '../bind/catalogue.js';
import { type Finding, warning } from '../findings/finding.js';
import type { ModuleModel } from '../model/module.js';
import { plainOptions } from './hieradata/check.js';
import { hieraDiagnostics } from './hieradata/diagnostics.js';
import { type Entry } from './hieradata/entry.js';
import { judgeEntry } from './hieradata/judge-entry.js';
import { Knowledge } from './hieradata/knowledge.js';
import type { HieraParts, Infrastructure } from './model/infrastructure.js';
import type { ReadInfrastructure } from './description/described.js';
import { infrastructureFindings, restFindings } from './rules/rules.js';

/** Everything that is wrong with an infrastructure that could be read. */
export function checkInfrastructure(all: Infrastructure, model: ModuleModel, catalogue: Catalogue): readonly Finding[] {
  return [...infrastructureFindings(all, model), ...hieraFindings(all, model, catalogue)];
}

/** Everything that is wrong with what was read of a description, whether it could be read or not. */
export function checkRead(
  { infrastructure, findings, rest }: ReadInfrastructure,
  model: ModuleModel,
  catalogue: Catalogue,
): readonly Finding[] {
  if (infrastructure !== undefined) return [...findings, ...checkInfrastructure(infrastructure, model, catalogue)];
  if (rest === undefined) return findings;
  const others = [
    ...(rest.infrastructure ? restFindings(rest.infrastructure, model) : []),
    ...hieraFindings(rest.hiera, model, catalogue),
  ];
  // What is wrong at a place is told once.
  const told = new Set(findings.map(({ site }) => JSON.stringify(site)));
  return [...findings, ...others.filter(({ site }) => !told.has(JSON.stringify(site)))];
}

function hieraFindings(parts: HieraParts, model: ModuleModel, catalogue: Catalogue): readonly Finding[] {
  const knowledge = new Knowledge(model, catalogue, undefined, () => true);
  const entries = hieraEntries(parts);
  return [
    ...entries.flatMap((entry) => judgeEntry(entry, knowledge, () => plainOptions)),
    ...entries
      .filter(({ key }) => knowledge.isDecided(key))
      .map(({ key, keySite }) => warning(hieraDiagnostics.decided, keySite, key, knowledge.platform)),
  ];
}

/** The Hiera data that a description has in its several places. */
function hieraEntries({ hiera, roleHiera, nodes, places }: HieraParts): readonly Entry[] {
  const entriesAt = (data: Infrastructure['hiera'], path: readonly (string | number)[]): readonly Entry[] =>
    Object.entries(data).map(([key, value]) => ({
      key,
      value,
      keySite: places.site([...path, key], 'key'),
      site: (inner) => places.site([...path, key, ...inner]),
    }));
  return [
    ...entriesAt(hiera, ['hiera']),
    ...Object.entries(roleHiera).flatMap(([role, data]) => entriesAt(data, ['role_hiera', role])),
    ...nodes.flatMap((node) => entriesAt(node.hiera, [...node.path, 'hiera'])),
  ];
}
