/** What the file of an infrastructure in TypeScript exports. */
import type { InfrastructureDescription, Nodes } from './description.js';

const brand = Symbol.for('ovp-gen.infrastructure');

/** A description, and where in which file it is written. */
export interface DefinedInfrastructure {
  readonly [brand]: true;
  readonly description: InfrastructureDescription;
  /** Raw stack of the call. */
  readonly stack: string | undefined;
}

/**
 * Describes an infrastructure. The default export of a file that the commands `ovp-gen infra` read.
 *
 * @param description - wherever it names a node, the name is one of those below `nodes`
 */
export function defineInfrastructure<const All extends Nodes>(
  description: InfrastructureDescription<NoInfer<keyof All & string>, All>,
): DefinedInfrastructure {
  const trace: { stack?: string } = {};
  Error.captureStackTrace(trace, defineInfrastructure);
  return { [brand]: true, description, stack: trace.stack };
}

/** Whether a value was made by {@link defineInfrastructure}, of this or of another copy of the package. */
export function isInfrastructure(value: unknown): value is DefinedInfrastructure {
  return typeof value === 'object' && value !== null && brand in value;
}
