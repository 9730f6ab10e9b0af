/** Secrets in plain text. Their values are never part of a finding. */
import { finding, type Finding, warning } from '../../findings/finding.js';
import type { Data } from '../../model/value.js';
import { hieraDiagnostics as row } from './diagnostics.js';
import { type Entry } from './entry.js';
import { takesSensitive } from '../../puppet/types/sensitive.js';
import type { Knowledge } from './knowledge.js';

/** Last words of names whose value is a secret; names of files, users and switches end in other words. */
export const secretName =
  /(?:^|_)(?:password|passwd|passphrase|secret|secret_key|secret_access_key|api_key|apikey|token|auth_token|private_key)$/i;

/** Tokens that can be told by their form. */
const tokens: readonly (readonly [what: string, form: RegExp])[] = [
  ['an access key of AWS', /\bAKIA[0-9A-Z]{16}\b/],
  ['a token of GitHub', /\b(?:ghp|gho|ghu|ghs|ghr)_[A-Za-z0-9]{36}\b|\bgithub_pat_\w{40,}\b/],
  ['a token of GitLab', /\bglpat-[A-Za-z0-9_-]{20,}\b/],
  ['a token of Slack', /\bxox[abposr]-[A-Za-z0-9-]{10,}/],
];

/** What stands for a secret without being one: references, switches, paths, nothing, and what is plainly left to fill in. */
const harmless =
  /^\s*$|%\{|^\s*(?:DEC::)?ENC\[|^(?:true|false|undef|absent|present|none|null|~|!|!!|\*|x|-)$|^\/|^(?:https?|file|ldaps?):\/\/|^<[^>]*>$|^\{\{/i;
/** Hashes of passwords, which are meant to be stored. */
const hash =
  /^\$(?:1|2[abxy]?|5|6|7|y|gy|argon2\w*|pbkdf2[\w-]*)\$|^\{(?:S?SHA\d*|CRYPT|PBKDF2\S*)\}|^SCRAM-SHA-256\$|^md5[0-9a-f]{32}$|^\*[0-9A-F]{40}$/i;

export function secretFindings(entry: Entry, knowledge: Knowledge): readonly Finding[] {
  const findings: Finding[] = [];
  const reader = knowledge.reader(entry.key);
  const isSecretType = reader.kind === 'parameter' && takesSensitive(reader.type, knowledge.aliases);
  const isPlatform = entry.key.startsWith(`${knowledge.platform}::`);
  const visit = (value: Data, path: readonly (string | number)[]): void => {
    if (Array.isArray(value)) {
      (value as readonly Data[]).forEach((item, index) => visit(item, [...path, index]));
      return;
    }
    if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) visit(item, [...path, key]);
      return;
    }
    if (typeof value !== 'string' && typeof value !== 'number') return;
    const text = String(value);
    const name = shown(entry.key, path);
    if (/-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/.test(text)) {
      findings.push(finding(row.privateKey, entry.site(path), name));
      return;
    }
    if (/-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----/.test(text)) {
      findings.push(warning(row.certificate, entry.site(path), name));
      return;
    }
    const token = tokens.find(([, form]) => form.test(text));
    if (token !== undefined) {
      findings.push(finding(row.token, entry.site(path), token[0], name));
      return;
    }
    if (harmless.test(text) || hash.test(text)) return;
    const last = [...path].reverse().find((step) => typeof step === 'string') ?? entry.key.split('::').at(-1) ?? '';
    const named = secretName.test(last) && typeof value === 'string' && !/\s/.test(text.trim());
    if (isSecretType && path.length === 0 && (isPlatform || typeof value === 'string')) {
      findings.push((isPlatform ? finding : warning)(row.plainSecret, entry.site(path), name));
    } else if (named) findings.push(warning(row.plainSecret, entry.site(path), name));
  };
  visit(entry.value, []);
  return findings;
}

function shown(key: string, path: readonly (string | number)[]): string {
  return path.length === 0 ? key : `${key}.${path.join('.')}`;
}
