/** `ovp-gen deps`: the resolver over the lock and the recorded interfaces. */
import { dirname } from 'node:path';
import { catalogueOf } from '../../bind/catalogue.js';
import { componentModules } from '../../bind/component-modules.js';
import { readLock } from '../../bind/lock-places.js';
import { checkRanges } from '../../bind/ranges.js';
import { packageRoot } from '../../package-root.js';
import { type Context, EXIT, type ExitCode } from '../context.js';
import { nearestConfig } from '../project-file.js';
import { countText, findingsJson, printFindings, printJson } from '../report/findings.js';
import { hasErrors } from '../../findings/finding.js';

export async function deps(context: Context): Promise<ExitCode> {
  const config = nearestConfig(context);
  const project = config === undefined ? packageRoot : dirname(config);
  const catalogue = catalogueOf(project);
  const modules = componentModules(project, await readLock());
  const findings = checkRanges(
    modules,
    catalogue.modules().flatMap((name) => catalogue.module(name) ?? []),
  );
  const ok = !hasErrors(findings);
  if (context.json) {
    printJson(context, { ok, modules: modules.length, findings: findingsJson(context, findings) });
  } else {
    printFindings(context, findings);
    if (!ok) context.err(`${countText(findings)}\n`);
    else if (!context.quiet) context.out(`${modules.length} modules: every range holds, none is missing\n`);
  }
  return ok ? EXIT.ok : EXIT.findings;
}
