import { createHash } from 'node:crypto';

/** SHA-256 of a file's bytes in lower-case hexadecimal, as `sha256sum` prints it; strings count as UTF-8. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Whether a value read from JSON is a hash that {@link sha256} could have made. */
export function isSha256(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}
