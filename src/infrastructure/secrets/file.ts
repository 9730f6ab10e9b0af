/** The file of encrypted secrets: those that are there stay, those that are missing are made. */
import { randomBytes } from 'node:crypto';
import { yamlText } from '../../text/yaml.js';
import type { Located } from '../source/located.js';
import type { Encrypt } from './eyaml.js';
import type { NeededSecret } from './needed.js';
import { sortedBy } from '../../text/order.js';

/** Bytes of a secret; 192 bits, in 48 hexadecimal digits, which no shell, URL or database has to quote. */
const BYTES = 24;

export interface SecretsFile {
  readonly text: string;
  /** Names of the secrets that were made. */
  readonly made: readonly string[];
}

/**
 * @param present the file as it is
 * @param rotate names of secrets that are made anew
 */
export function secretsFile(
  present: Located | undefined,
  needed: readonly NeededSecret[],
  rotate: readonly string[],
  encrypt: Encrypt,
): SecretsFile {
  const values = new Map<string, unknown>([...(present?.entries ?? [])].map(([key, { value }]) => [key, value]));
  const made: string[] = [];
  for (const { name, key } of needed) {
    const given = values.get(key);
    if (given !== undefined && given !== null && given !== '' && !rotate.includes(name)) continue;
    values.set(key, encrypt(randomBytes(BYTES).toString('hex')));
    made.push(name);
  }
  const sorted = sortedBy(values, ([key]) => key);
  const comment = 'Encrypted with hiera-eyaml. `ovp-gen infra secrets` adds what is missing, and says who reads what.';
  return { text: yamlText(Object.fromEntries(sorted), { comment }), made };
}
