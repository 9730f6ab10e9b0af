/** Printed definitions: the manifests and the reference are made of the same text. */
import type { Definition } from '../ast.js';
import { printDefinition, type Printed } from './index.js';

const known = new WeakMap<Definition, Printed>();

/** Documentation and code of a definition, printed once. */
export function printed(definition: Definition): Printed {
  const result = known.get(definition) ?? printDefinition(definition);
  known.set(definition, result);
  return result;
}
