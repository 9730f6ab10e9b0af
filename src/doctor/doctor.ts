/** Looks at everything that the commands need of a machine. */
import type { Check, CheckResult, Surroundings } from './check.js';
import { modules } from './modules.js';
import { git, node, project, ruby } from './programs.js';

const checks: readonly Check[] = [node, project, git, ruby, modules];

export async function examine(where: Surroundings): Promise<readonly CheckResult[]> {
  return (await Promise.all(checks.map((check) => check(where)))).flat();
}
