import { describe, expect, it } from 'vitest';
import { definitionPath, slug, specPath } from '../../generators/names.js';
import type { Definition } from '../../src/puppet/ast.js';
import { parseType } from '../../src/puppet/types/index.js';

const documentation = { summary: 'x', parameters: {}, api: 'public' } as const;
const definition = (kind: Definition['kind'], name: string): Definition => {
  if (kind === 'alias') return { kind, name, type: parseType('Any'), documentation };
  if (kind === 'function') return { kind, name, parameters: [], returns: parseType('Any'), body: [], documentation };
  return { kind, name, parameters: [], body: [], documentation };
};

describe('the autoloader and rspec-puppet find', () => {
  it.each([
    ['class', 'm', 'manifests/init.pp', 'spec/classes/m_spec.rb'],
    ['class', 'm::a', 'manifests/a.pp', 'spec/classes/a_spec.rb'],
    [
      'class',
      'm::profile::lb::compiler',
      'manifests/profile/lb/compiler.pp',
      'spec/classes/profile/lb/compiler_spec.rb',
    ],
    ['define', 'm::site', 'manifests/site.pp', 'spec/defines/site_spec.rb'],
    ['function', 'm::tuning::heap', 'functions/tuning/heap.pp', 'spec/functions/tuning/heap_spec.rb'],
    ['alias', 'M::TimeSpan', 'types/timespan.pp', 'spec/type_aliases/timespan_spec.rb'],
    ['alias', 'M::Net::Port', 'types/net/port.pp', 'spec/type_aliases/net/port_spec.rb'],
  ] as const)('%s %s', (kind, name, code, spec) => {
    expect([definitionPath(definition(kind, name)), specPath(definition(kind, name))]).toEqual([code, spec]);
  });
});

it.each([
  ['with a remote Foreman', 'with_a_remote_foreman'],
  ["doesn't -- ever!", 'doesn_t_ever'],
])('slug of %j', (given, want) => expect(slug(given)).toBe(want));
