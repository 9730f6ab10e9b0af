import { parseType, type TypeAliases } from '../puppet/types/index.js';
import type { Interface } from './interface.js';

/** The type aliases of several modules, by name. */
export function aliasesOf(interfaces: Iterable<Interface>): TypeAliases {
  return new Map(
    [...interfaces].flatMap(({ aliases }) =>
      Object.entries(aliases).map(([name, text]) => [name, parseType(text)] as const),
    ),
  );
}
