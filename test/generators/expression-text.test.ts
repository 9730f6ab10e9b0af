import { expect, it } from 'vitest';
import { expressionText } from '../../src/puppet/print/expression-text.js';
import type { Expression } from '../../src/puppet/ast.js';

const text = (value: string | number): Expression => ({ kind: 'literal', value });
const array = (...items: Expression[]): Expression => ({ kind: 'array', items });
const hash = (...entries: [string, Expression][]): Expression => ({
  kind: 'hash',
  entries: entries.map(([key, value]) => [text(key), value]),
});
const long = (count: number) => Array.from({ length: count }, (_, index) => text(`word number ${index}`));

it.each<[string, Expression, string]>([
  ['a short array', array(text(1), text(2)), '[1, 2]'],
  [
    'a long array',
    array(...long(8)),
    `[${long(8)
      .map((_, index) => `'word number ${index}'`)
      .join(', ')}]`,
  ],
  [
    'a hash, keys not aligned',
    hash(['a', text(1)], ['long', text(2)], ['b', text(3)]),
    "{ 'a' => 1, 'long' => 2, 'b' => 3 }",
  ],
  [
    'hashes in an array',
    array(hash(['a', text(1)], ['b', text(2)], ['c', text(3)])),
    "[{ 'a' => 1, 'b' => 2, 'c' => 3 }]",
  ],
  [
    'strings as they are',
    hash(['a  =>', text('[ x\\ ]')], ['b', text("it's, }")], ['c', text(1)]),
    "{ 'a  =>' => '[ x\\ ]', 'b' => \"it's, }\", 'c' => 1 }",
  ],
  [
    'a call',
    { kind: 'call', name: 'max', form: 'prefix', arguments: long(9) },
    `max(${long(9)
      .map((_, index) => `'word number ${index}'`)
      .join(', ')})`,
  ],
])('%s on one line', (_, given, want) => expect(expressionText(given)).toBe(want));
