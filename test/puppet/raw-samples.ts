/** Raw code for tests, and the trees that say the same: what raw code means cannot be told from its node. */
import type { Expression } from '../../src/puppet/ast.js';
import { access, binary, call, list, of, variable } from './nodes.js';

export const rawSamples: ReadonlyMap<string, Expression> = new Map<string, Expression>([
  ["$facts['os']['family']", access(access(variable('facts'), of('os')), of('family'))],
  ['1 + 2', binary(of(1), '+', of(2))],
  ['join([1, 2])', call('join', list(of(1), of(2)))],
]);
