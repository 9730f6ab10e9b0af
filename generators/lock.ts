/** The component modules that a Puppetfile or a set of fixtures has to name. */
import { FindingsError, finding } from '../src/findings/finding.js';
import type { ModuleModel } from '../src/model/module.js';
import { suggest } from '../src/findings/suggest.js';
import type { EmitContext, LockedModule } from '../src/model/emit.js';
import { emitDiagnostics } from './diagnostics.js';
import { sortedBy } from '../src/text/order.js';

/**
 * The whole lock, by name. It holds what the dependencies themselves depend on, so a Puppetfile made of it is complete.
 * @throws {FindingsError} if a dependency of the module is not in the lock
 */
export function lockedModules({ dependencies }: ModuleModel, { lock }: EmitContext): LockedModule[] {
  const slugs = lock.map(({ slug }) => slug);
  const findings = dependencies
    .filter(({ name }) => !slugs.includes(name.replace('-', '/')))
    .map(({ name }) => {
      const meant = suggest(name, slugs);
      const expected = meant === undefined ? `add '${name}' to the lock` : `did you mean '${meant}'?`;
      return finding(emitDiagnostics.notInLock, undefined, name, expected);
    });
  if (findings.length > 0) throw new FindingsError(findings);
  return sortedBy(lock, ({ name }) => name);
}
