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
      const entries = expression.entries.map(([key, value]) => [knownValue(key), knownValue(value)] as const);
      if (entries.some(([key]) => typeof key !== 'string')) return unknownValue();
      return Object.fromEntries(entries.map(([key, value]) => [String(key), value]));
    }
    case 'call': {
      const [inner] = expression.arguments;
      return expression.name === 'Sensitive' && inner ? sensitiveValue(knownValue(inner)) : unknownValue();
    }
    default:
      return unknownValue();
  }
}
