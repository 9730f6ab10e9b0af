/** All type aliases that a type of the module may name. */
import { LazyMap } from '../puppet/types/lazy-map.js';
import type { TypeAliases } from '../puppet/types/index.js';
import type { ModuleModel } from './module.js';

/** Those of the component modules, which are read when they are asked for, and the module's own. */
export function moduleAliases({ definitions }: Pick<ModuleModel, 'definitions'>, components: TypeAliases): TypeAliases {
  const own = new Map(
    definitions.flatMap(({ definition }) =>
      definition.kind === 'alias' ? [[definition.name, definition.type] as const] : [],
    ),
  );
  return new LazyMap([...components.keys(), ...own.keys()], (name) => own.get(name) ?? components.get(name));
}
