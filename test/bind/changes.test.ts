import { describe, expect, it } from 'vitest';
import { changesBetween, describeChange } from '../../src/bind/changes.js';
import type { Interface } from '../../src/bind/interface.js';
import { interfaceOf, parametersOf } from './interfaces.js';

const before: Partial<Interface> = {
  dependencies: { 'puppetlabs/stdlib': '>= 9.0.0 < 10.0.0' },
  classes: { sample: parametersOf({ 'a!': 'String', b: 'Integer' }), 'sample::old': parametersOf({ x: 'Any' }) },
  aliases: { 'Sample::Port': 'Integer' },
  functions: {
    f: { api: 'ruby4x', signatures: [{ parameters: [{ name: 'a', type: 'String' }], returns: 'Any' }] },
  },
};

function changes(after: Partial<Interface>): string[] {
  return changesBetween(interfaceOf(before), interfaceOf({ ...before, ...after, version: '2.0.0' })).map(
    describeChange,
  );
}

describe('changesBetween', () => {
  it.each<[string, Partial<Interface>, string[]]>([
    ['nothing but the version', {}, []],
    [
      'a parameter that lost its default, one that got one, and a new required one',
      { classes: { ...before.classes, sample: parametersOf({ a: 'String', 'b!': 'Integer', 'c!': 'Boolean' }) } },
      [
        '~ parameter a of class sample: has a default now',
        '~ parameter b of class sample: has no default any more (!)',
        '+ parameter c of class sample: Boolean (!)',
      ],
    ],
    [
      'a class that is gone and one that is new, without a line for each parameter',
      {
        classes: {
          sample: before.classes?.['sample'] ?? parametersOf({}),
          'sample::new': parametersOf({ 'y!': 'Any' }),
        },
      },
      ['+ class sample::new', '- class sample::old (!)'],
    ],
    [
      'a type that accepts more, and one that accepts less',
      { classes: { ...before.classes, sample: parametersOf({ 'a!': 'String[1]', b: 'Variant[Integer, String]' }) } },
      [
        '~ parameter a of class sample: String -> String[1] (!)',
        '~ parameter b of class sample: Integer -> Variant[Integer, String]',
      ],
    ],
    ['another alias', { aliases: { 'Sample::Port': 'String' } }, ['~ alias Sample::Port: Integer -> String (!)']],
    [
      'another signature',
      { functions: { f: { api: 'ruby4x', signatures: [{ parameters: [], returns: 'Any' }] } } },
      ['~ function f: (String) >> Any -> () >> Any (!)'],
    ],
    [
      'another range of a dependency',
      { dependencies: { 'puppetlabs/stdlib': '>= 9.0.0 < 11.0.0' } },
      ['~ dependency puppetlabs/stdlib: >= 9.0.0 < 10.0.0 -> >= 9.0.0 < 11.0.0'],
    ],
  ])('%s', (_name, after, want) => expect(changes(after)).toEqual(want));
});
