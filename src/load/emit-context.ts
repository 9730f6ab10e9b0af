/** What emitters need besides the model, of a project. */
import type { EmitContext } from '../../generators/context.js';
import { componentModules } from '../bind/component-modules.js';
import type { Catalogue } from '../bind/catalogue.js';

/** @param root folder of the project; any folder where there is none */
export function emitContext(root: string, catalogue: Catalogue): EmitContext {
  return {
    lock: componentModules(root).map(({ module, slug, version, repository, ref }) => ({
      name: module,
      slug,
      version,
      ...(repository === undefined || ref === undefined
        ? {}
        : { git: { url: `https://github.com/${repository}`, ref } }),
    })),
    aliases: catalogue.aliases(),
  };
}
