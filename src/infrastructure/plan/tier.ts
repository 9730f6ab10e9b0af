/** Which tier a number of agents asks for. */
import type { Tier } from './input.js';

interface Limit {
  readonly tier: Tier;
  /** Largest number of agents; absent for the last. */
  readonly agents?: number;
}

/** OpenVox has no figures of its own. Source: supported architectures of Puppet Enterprise 2023.8. */
export const limits: readonly Limit[] = [
  { tier: 'standard', agents: 2000 },
  { tier: 'large', agents: 20_000 },
  { tier: 'extra_large' },
];

export const limitsSource = 'supported architectures of Puppet Enterprise 2023.8; OpenVox has no figures of its own';

export const tiers: readonly Tier[] = limits.map(({ tier }) => tier);

/** The smallest tier that is meant for so many agents. */
export function tierFor(agents: number): Tier {
  return limits.find((limit) => limit.agents === undefined || agents <= limit.agents)?.tier ?? 'extra_large';
}

/** Largest number of agents of a tier, and the next tier; `undefined` for the last. */
export function beyond(tier: Tier): { readonly agents: number; readonly next: Tier } | undefined {
  const index = limits.findIndex((limit) => limit.tier === tier);
  const [limit, next] = [limits[index], limits[index + 1]];
  return limit?.agents === undefined || next === undefined ? undefined : { agents: limit.agents, next: next.tier };
}
