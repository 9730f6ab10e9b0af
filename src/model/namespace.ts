/**
 * The module's own namespace in definitions. A site may generate the platform under a name of its own, so a definition
 * never spells the name out: it writes these placeholders, and `applyNamespace` puts the name in when the model is built.
 */

/** Stands for the module's name, as in `` raw(`$${own}::primary`) ``. */
export const own = '\uE000';

/** Stands for the module's name as a type, `` `${ownType}::Repository` ``. */
export const ownType = '\uE001';

/** Full name of something of the module: of the main class for `''`. */
export function qualify(name: string): string {
  return name === '' ? own : `${own}::${name}`;
}

/** The module's name as the first segment of its types: `openvox_platform` -> `Openvox_platform`. */
function typeNamespace(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Puts the module's name in place of the placeholders, in one text. */
export function nameIn(text: string, module: string): string {
  if (!text.includes(own) && !text.includes(ownType)) return text;
  return text.replaceAll(own, module).replaceAll(ownType, typeNamespace(module));
}

/**
 * Puts the module's name in place of the placeholders everywhere in plain data. Keeps what it does not have to change,
 * and calls `copied` for each object that it had to copy.
 */
export function applyNamespace<T>(value: T, module: string, copied: (from: object, to: object) => void): T {
  if (typeof value === 'string') return nameIn(value, module) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => applyNamespace(item, module, copied));
    return (items.every((item, index) => item === value[index]) ? value : items) as T;
  }
  const before: [string, unknown][] = Object.entries(value);
  const entries = before.map(([key, item]) => [nameIn(key, module), applyNamespace(item, module, copied)] as const);
  if (entries.every(([key, item], index) => key === before[index]?.[0] && item === before[index][1])) return value;
  const copy = Object.fromEntries(entries);
  copied(value, copy);
  return copy as T;
}
