/** `ovp-gen deps`: the resolver over the lock and the recorded interfaces. */
import { readInterfaces } from '../../bind/command.js';
import { readLock } from '../../bind/lock.js';
import { checkRanges } from '../../bind/ranges.js';
import { packageFile } from '../../model/package-root.js';
import type { Context, ExitCode } from '../context.js';
import { EXIT } from '../context.js';
import { countText, findingsJson, printFindings, printJson } from '../report.js';

export async function deps(context: Context): Promise<ExitCode> {
  const lock = await readLock();
  const interfaces = await readInterfaces(packageFile('fixtures/interfaces'));
  const findings = checkRanges(lock, [...interfaces.values()]);
  const ok = findings.every(({ severity }) => severity !== 'error');
  if (context.json) {
    printJson(context, { ok, modules: lock.modules.length, findings: findingsJson(context, findings) });
  } else {
    printFindings(context, findings);
    if (!ok) context.err(`${countText(findings)}\n`);
    else if (!context.quiet) context.out(`${lock.modules.length} modules: every range holds, none is missing\n`);
  }
  return ok ? EXIT.ok : EXIT.findings;
}
