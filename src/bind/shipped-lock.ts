/** The lock that comes with this package. */
import { readFileSync } from 'node:fs';
import { fields, type Lock, lockFile } from './lock.js';

/**
 * The lock that comes with ovp-gen. The parser that knows places takes its time, and is asked only where something is
 * wrong.
 *
 * @throws FindingsError as `readLock` does
 */
export async function shippedLock(file: string = lockFile): Promise<Lock> {
  return quickly(file) ?? (await import('./lock-places.js')).readLock(file);
}

function quickly(file: string): Lock | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isLock(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isLock(value: unknown): value is Lock {
  if (typeof value !== 'object' || value === null || !('modules' in value) || !Array.isArray(value.modules))
    return false;
  const names = new Set<unknown>();
  return value.modules.every((item: unknown) => {
    if (typeof item !== 'object' || item === null) return false;
    const module = item as Readonly<Record<string, unknown>>;
    const isNew = !names.has(module.module);
    names.add(module.module);
    return isNew && fields.every((field) => typeof module[field] === 'string');
  });
}
