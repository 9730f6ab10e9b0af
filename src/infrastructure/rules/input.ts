/** What rules look at, and what several of them ask. */
import { type Known, NotEvaluable } from '../../evaluate/values.js';
import type { ModuleModel } from '../../model/module.js';
import { type Infrastructure, type InfrastructureNode } from '../model/infrastructure.js';

/** What a rule looks at. */
export interface RuleInput {
  readonly all: Infrastructure;
  readonly model: ModuleModel;
}

/** Whether Hiera makes something else of a text. */
export const isInterpolated = (text: string): boolean => text.includes('%{');

/** Values of an expression of the platform, as far as they can be known. */
export function known<T extends Known>(evaluate: () => Known, fits: (value: Known) => value is T): T | undefined {
  try {
    const value = evaluate();
    return fits(value) ? value : undefined;
  } catch (error) {
    if (error instanceof NotEvaluable || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Where a key of data that are not the node's own is written. */
export function siteInRoles(all: Infrastructure, node: InfrastructureNode, key: string, inner: readonly string[] = []) {
  const role = [...node.roles].reverse().find((name) => key in (all.roleHiera[name] ?? {}));
  return role === undefined
    ? all.places.site(['hiera', key, ...inner])
    : all.places.site(['role_hiera', role, key, ...inner]);
}
