/** `%{...}` in the values of Hiera data. */
import { finding, type Finding, warning } from '../../findings/finding.js';
import { suggest } from '../../findings/suggest.js';
import type { Data } from '../../model/value.js';
import { REPLACED as legacyFacts } from '../../puppet/print/legacy-facts.js';
import { hieraDiagnostics as row } from './diagnostics.js';
import type { Entry } from './entry.js';
import { slipOf } from './suggest-key.js';

const functions = ['alias', 'hiera', 'literal', 'lookup', 'scope'] as const;

/** The keys of the data. A key that they lack may come from elsewhere, unless one that they have is close. */
export interface Targets {
  readonly has: (key: string) => boolean;
  readonly keys: readonly string[];
}

export function interpolationFindings(entry: Entry, targets: Targets): readonly Finding[] {
  const findings: Finding[] = [];
  const visit = (value: Data, path: readonly (string | number)[]): void => {
    if (typeof value === 'string') findings.push(...inText(value, () => entry.site(path), targets));
    else if (Array.isArray(value)) (value as readonly Data[]).forEach((item, index) => visit(item, [...path, index]));
    else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) visit(item, [...path, key]);
    }
  };
  visit(entry.value, []);
  return findings;
}

function inText(text: string, site: () => ReturnType<Entry['site']>, targets: Targets): readonly Finding[] {
  if (!text.includes('%{')) return [];
  const findings: Finding[] = [];
  if (/%\{[^}]*$/.test(text)) findings.push(warning(row.unclosed, site()));
  for (const [whole, inside = ''] of text.matchAll(/%\{([^}]*)\}/g)) {
    const called = /^\s*(\w+)\s*\(\s*(?:"([^"]*)"|'([^']*)'|([^)]*))\s*\)\s*$/.exec(inside);
    if (called === null) {
      const fact = /^\s*(?:::)?(\w+)\s*$/.exec(inside)?.[1] ?? '';
      const now = Object.hasOwn(legacyFacts, fact) ? legacyFacts[fact] : undefined;
      if (now !== undefined) findings.push(warning(row.legacyFact, site(), fact, now));
      continue;
    }
    const [, name = '', double, single] = called;
    if (!functions.some((known) => known === name)) {
      findings.push(finding(row.interpolation, site(), name, functions.join(', '), suggest(name, functions)));
      continue;
    }
    if (name === 'alias' && text.trim() !== whole) findings.push(finding(row.aliasInText, site()));
    const target = double ?? single;
    if (target === undefined || target.includes('%') || !['alias', 'hiera', 'lookup'].includes(name)) continue;
    // `key.part` digs into the value of `key`.
    if (targets.has(target) || targets.has(target.split('.')[0] ?? '')) continue;
    const near = slipOf(target, targets.keys);
    if (near !== undefined) findings.push(warning(row.noTarget, site(), target, near));
  }
  return findings;
}
