/** Small interfaces for tests. */
import type { Interface } from '../../src/bind/interface.js';

/** An interface with nothing in it but what is given. */
export function interfaceOf(parts: Partial<Interface> = {}): Interface {
  return {
    module: 'sample',
    slug: 'author/sample',
    version: '1.0.0',
    dependencies: {},
    requirements: {},
    operatingSystems: {},
    classes: {},
    defines: {},
    types: {},
    functions: {},
    aliases: {},
    ...parts,
  };
}

/** Parameters from `name: type`, those whose name ends in `!` without a default. */
export function parametersOf(types: Readonly<Record<string, string>>): {
  readonly parameters: Record<string, string>;
  readonly required: string[];
} {
  const entries = Object.entries(types).map(([name, type]) => [name.replace('!', ''), type] as const);
  const required = Object.keys(types).flatMap((name) => (name.endsWith('!') ? [name.slice(0, -1)] : []));
  return { parameters: Object.fromEntries(entries), required };
}
