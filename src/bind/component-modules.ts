/** The component modules of a project as every run needs them. */
import { Catalogue } from './catalogue.js';
import type { Lock, LockedModule } from './lock.js';
import { interfaceFolders } from './recordings.js';

/** A component module at the version that a project uses; its repository is known where it comes from the lock. */
export type ComponentModule = Omit<LockedModule, 'repository' | 'ref'> &
  Partial<Pick<LockedModule, 'repository' | 'ref'>>;

/**
 * The modules of a lock with those that a project has recorded by itself, which take the place of locked ones.
 *
 * @param project folder of its configuration
 */
export function componentModules(project: string, lock: Lock): readonly ComponentModule[] {
  const [, ...own] = interfaceFolders(project);
  if (own.length === 0) return lock.modules;
  const catalogue = new Catalogue(own);
  const recorded = catalogue.modules().flatMap((name): ComponentModule[] => {
    const { module, slug, version } = catalogue.module(name) ?? {};
    return module === undefined || slug === undefined || version === undefined ? [] : [{ module, slug, version }];
  });
  const names = new Set(recorded.map(({ module }) => module));
  return [...lock.modules.filter(({ module }) => !names.has(module)), ...recorded];
}
