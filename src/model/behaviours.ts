/** Builders of behaviours: what the catalog of a node must hold. Specs are generated from them. */
import type { Behaviour, Expectation, ExpectedValue, NodeScenario } from './module.js';
import { withSite } from '../findings/site.js';

type Values = Readonly<Record<string, ExpectedValue>>;

function make(
  title: string,
  node: NodeScenario,
  expect: readonly Expectation[],
  real: boolean,
  caller: typeof behaviour,
): Behaviour {
  const trace: { stack?: string } = {};
  Error.captureStackTrace(trace, caller);
  return withSite({ title, node, expect, real }, trace);
}

/**
 * What holds of the module's own resources; judged against stand-ins of the component modules as well.
 *
 * @param title continues the name of the class: "keeps the agent away from the pool"
 */
export function behaviour(title: string, node: NodeScenario, ...expect: Expectation[]): Behaviour {
  return make(title, node, expect, false, behaviour);
}

/** What holds only with the real component modules: orderings and resources inside of their classes. */
export function realBehaviour(title: string, node: NodeScenario, ...expect: Expectation[]): Behaviour {
  return make(title, node, expect, true, realBehaviour);
}

/** The catalog has this resource (`Package[git]`), with these attributes, and without those. */
export function contains(resource: string, values?: Values, without?: readonly string[]): Expectation {
  return { kind: 'contains', resource, ...(values ? { with: values } : {}), ...(without ? { without } : {}) };
}

/** The catalog does not have this resource. */
export function lacks(resource: string): Expectation {
  return { kind: 'lacks', resource };
}

/** One resource is applied before another, however far apart they are. */
export function isBefore(first: string, then: string, why: string): Expectation {
  return { kind: 'before', first, then, why };
}

/** A change of one resource refreshes another. */
export function notifies(first: string, then: string, why: string): Expectation {
  return { kind: 'notifies', first, then, why };
}

/** Compilation fails; the message matches, in Ruby's regular expression syntax. */
export function failsWith(message: string): Expectation {
  return { kind: 'fails', message };
}

/** Text that matches, in Ruby's regular expression syntax. */
export const matching = (source: string): ExpectedValue => ({ matches: source });

/** A secret with this content. */
export const secret = (value: string): ExpectedValue => ({ sensitive: value });

/** A secret whose content matches, in Ruby's regular expression syntax. */
export const secretMatching = (source: string): ExpectedValue => ({ sensitive: { matches: source } });
