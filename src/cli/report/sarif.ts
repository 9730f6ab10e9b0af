/** Findings as SARIF 2.1.0, which code hosts and editors show at their lines. https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
import { pathToFileURL } from 'node:url';
import type { Finding } from '../../findings/finding.js';
import type { Site } from '../../findings/site.js';
import { findingsJson, shortPath } from './findings.js';

interface SarifLocation {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string };
    readonly region: { readonly startLine: number; readonly startColumn: number };
  };
  readonly message?: { readonly text: string };
}

/**
 * @param where - paths below `cwd` are relative to it, as code hosts expect
 * @param version - of this program
 */
export function sarif(where: { readonly cwd: string }, findings: readonly Finding[], version: string): object {
  const location = ({ file, line, column }: Site): SarifLocation => {
    const short = shortPath(where.cwd, file);
    const uri = short.startsWith('/') ? pathToFileURL(short).href : short.split('/').map(encodeURIComponent).join('/');
    return { physicalLocation: { artifactLocation: { uri }, region: { startLine: line, startColumn: column } } };
  };
  const site = ({ file, line, column }: Partial<Site>): SarifLocation[] =>
    file === undefined ? [] : [location({ file, line: line ?? 1, column: column ?? 1 })];
  // Their order and form is that of `--json`.
  const rows = findingsJson(where, findings);
  const rules = [...new Set(rows.map(({ code }) => code))].sort().map((id) => ({ id }));
  const results = rows.map(({ code, severity, message, help, related, ...at }) => ({
    ruleId: code,
    level: severity,
    message: { text: help === undefined ? message : `${message}\n${help}` },
    locations: site(at),
    ...(related && { relatedLocations: site(related).map((one) => ({ ...one, message: { text: related.message } })) }),
  }));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'ovp-gen', version, rules } }, results }],
  };
}
