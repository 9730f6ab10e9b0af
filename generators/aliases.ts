/** All type aliases that a type of the module may name. */
import type { ModuleModel } from '../src/model/module.js';
import type { TypeAliases } from '../src/puppet/types/index.js';

/** Those of the component modules and the module's own. */
export function moduleAliases({ definitions }: ModuleModel, components: TypeAliases): TypeAliases {
  const own = definitions.flatMap(({ definition }) =>
    definition.kind === 'alias' ? [[definition.name, definition.type] as const] : [],
  );
  return new Map([...components, ...own]);
}
