import type { EmitContext } from '../model/emit.js';
import { componentModules } from '../bind/component-modules.js';
import type { Catalogue } from '../bind/catalogue.js';
import { shippedLock } from '../bind/shipped-lock.js';

/** @param root folder of the project; any folder where there is none */
export async function emitContext(root: string, catalogue: Catalogue): Promise<EmitContext> {
  return {
    lock: componentModules(root, await shippedLock()).map(({ module, slug, version, repository, ref }) => ({
      name: module,
      slug,
      version,
      ...(repository === undefined || ref === undefined
        ? {}
        : { git: { url: `https://github.com/${repository}`, ref } }),
    })),
    aliases: catalogue.aliases(),
    keyTypesOf: (module) => catalogue.keyTypesOf(module),
  };
}
