/** Checks the module's own Hiera data: every key is read by a parameter, and its value fits. */
import { definitionDiagnostics as row } from '../model/diagnostics.js';
import { aboutEntry, type Finding, finding } from '../findings/finding.js';
import type { ModuleModel } from '../model/module.js';
import { suggest } from '../findings/suggest.js';
import type { Data } from '../model/value.js';
import { type Locate, type Site, siteOf } from '../findings/site.js';
import { acceptsUndef, describeProblem } from '../puppet/types/index.js';
import type { TypeNode } from '../puppet/type-node.js';
import type { Symbols } from './symbols.js';

/** Hiera's own key: how the keys that it names, or matches, are looked up. */
const LOOKUP_OPTIONS = 'lookup_options';

export function checkData(model: ModuleModel, symbols: Symbols, locate: Locate): readonly Finding[] {
  const keys = new Map<string, TypeNode>(
    model.definitions.flatMap(({ definition }) =>
      definition.kind === 'class'
        ? definition.parameters.flatMap(({ name, type }) =>
            type ? [[`${definition.name}::${name}`, type] as const] : [],
          )
        : [],
    ),
  );
  const problemsOf = (key: string, value: Data, site: Site | undefined): readonly Finding[] => {
    const type = keys.get(key);
    if (!type) return [finding(row.unreadKey, site, key, suggest(key, keys.keys()))];
    if (acceptsUndef(type, symbols.aliases) === true) return [finding(row.blankDefault, site, key)];
    return symbols.check(type, value).map((problem) => finding(row.keyType, site, key, describeProblem(key, problem)));
  };
  const module = model.identity.name;
  return model.data.flatMap(({ entries, places }) =>
    Object.entries(entries).flatMap(([key, value]): readonly Finding[] => {
      const place = places?.[key];
      const site = place && locate(siteOf(place));
      if (key === LOOKUP_OPTIONS) {
        const unread = Object.keys(value ?? {}).filter((option) => !option.startsWith('^') && !keys.has(option));
        return unread.map((option) => finding(row.unreadKey, site, option, suggest(option, keys.keys())));
      }
      if (!key.startsWith(`${module}::`)) return [finding(row.foreignKey, site, key, module)];
      const parameter = key.slice(key.lastIndexOf('::') + '::'.length);
      return problemsOf(key, value, site).map((found) => aboutEntry(found, parameter));
    }),
  );
}
