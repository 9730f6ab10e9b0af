/** What is known of the value of an expression without evaluating it. */
import type { Expression } from '../puppet/ast.js';
import { type PuppetValue, sensitiveValue, unknownValue } from '../puppet/types/index.js';

/** The value of literals, arrays and hashes; whatever has to be evaluated is `unknownValue`. */
export function knownValue(expression: Expression): PuppetValue {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'array':
      return expression.items.map(knownValue);
    case 'hash': {
      const entries = new Map<string, PuppetValue>();
      for (const [key, value] of expression.entries) {
        const name = knownValue(key);
        if (typeof name !== 'string') return unknownValue();
        entries.set(name, knownValue(value));
      }
      return Object.fromEntries(entries);
    }
    case 'call': {
      const [inner] = expression.arguments;
      return expression.name === 'Sensitive' && inner ? sensitiveValue(knownValue(inner)) : unknownValue();
    }
    default:
      return unknownValue();
  }
}
