/** From what was read to an infrastructure, or to what mistakes leave of it. */
import { type Finding } from '../../findings/finding.js';
import type { Data } from '../../model/value.js';
import { judgeDescription } from './judge.js';
import type { HieraParts, Infrastructure, Places } from '../model/infrastructure.js';
import { resolveInfrastructure } from './resolve.js';

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
