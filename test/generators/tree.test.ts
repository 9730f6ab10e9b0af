import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { emit } from '../../generators/index.js';
import { FindingsError } from '../../src/findings/finding.js';
import type { ModuleModel } from '../../src/model/module.js';
import { file, tree } from './files.js';
import { sampleContext, sampleModel } from './sample-model.js';

const files = [...tree(sampleModel)].map(([path, { content }]) => ({ path, content }));

describe.each(files)('$path', ({ path, content }) => {
  it('is plain text that ends with one line break, without anything that changes by itself', () => {
    expect(content).not.toMatch(/\r/);
    expect(content.endsWith('\n')).toBe(true);
    expect(content).not.toMatch(/[ \t]+$/m);
    expect(path).toMatch(/^[\x21-\x7e]+$/);
  });
});

it('does not depend on the order of definitions, dependencies or locked modules', () => {
  const reversed: ModuleModel = {
    ...sampleModel,
    definitions: [...sampleModel.definitions].reverse(),
    dependencies: [...sampleModel.dependencies].reverse(),
  };
  const other = emit(reversed, { ...sampleContext, lock: [...sampleContext.lock].reverse() });
  expect([...other]).toEqual([...tree(sampleModel)]);
});

it('has all that a module of the Forge has', () => {
  expect([...tree(sampleModel).keys()]).toEqual([
    '.editorconfig',
    '.fixtures.yml',
    '.gitignore',
    '.pmtignore',
    '.puppet-lint.rc',
    '.rspec',
    'CHANGELOG.md',
    'Gemfile',
    'LICENSE',
    'README.md',
    'REFERENCE.md',
    'Rakefile',
    'data/common.yaml',
    'data/os/Debian.yaml',
    'examples/init.pp',
    'examples/small/Puppetfile',
    'examples/small/README.md',
    'examples/small/data/common.yaml',
    'examples/small/hiera.yaml',
    'examples/small/manifests/site.pp',
    'functions/brightness.pp',
    'hiera.yaml',
    'manifests/init.pp',
    'manifests/lamp.pp',
    'manifests/service.pp',
    'metadata.json',
    'schema/hiera.schema.json',
    'spec/classes/beacon_spec.rb',
    'spec/defines/lamp_spec.rb',
    'spec/fixtures/hiera/beacon/asks_for_the_password.yaml',
    'spec/fixtures/hiera/beacon/listens_where_hiera_says.yaml',
    'spec/fixtures/hiera/hiera.yaml',
    'spec/functions/brightness_spec.rb',
    'spec/spec_helper.rb',
    'spec/support/platforms.rb',
    'spec/type_aliases/colour_spec.rb',
    'templates/beacon.conf.epp',
    'types/colour.pp',
  ]);
});

it('remembers which statement each line of a manifest came from', () => {
  const entry = tree(sampleModel).get('manifests/service.pp');
  expect(entry?.sites).toHaveLength((entry?.content.split('\n').length ?? 0) - 1);
});

describe('CHANGELOG.md', () => {
  it('has the releases, and no section without an entry', () => {
    expect(file(sampleModel, 'CHANGELOG.md')).toBe(
      [
        '# Changelog',
        'All notable changes to this module. Versions follow [Semantic Versioning](https://semver.org).',
        '## v1.2.0 (unreleased)',
        '**Implemented enhancements:**',
        '- White lights',
        '## [v1.1.0](https://github.com/example/example-beacon/tree/v1.1.0) (2025-03-04)',
        '**Fixed bugs:**',
        '- Lamps no longer\n  flicker\n',
      ].join('\n\n'),
    );
  });
});

describe('the lock of component modules', () => {
  it('becomes fixtures', () => {
    expect(parse(file(sampleModel, '.fixtures.yml'))).toEqual({
      fixtures: {
        repositories: {
          lighthouse: {
            repo: 'https://github.com/example/example-lighthouse.git',
            ref: '0123456789abcdef0123456789abcdef01234567',
          },
          stdlib: { repo: 'https://github.com/puppetlabs/puppetlabs-stdlib.git', ref: 'v9.7.0' },
        },
        symlinks: { beacon: '#{source_dir}' },
      },
    });
  });
  it('becomes a Puppetfile: what was never released comes from its repository', () => {
    expect(file(sampleModel, 'examples/small/Puppetfile')).toContain(
      [
        "mod 'example/beacon', '1.2.0'",
        '',
        "mod 'lighthouse',",
        "  git: 'https://github.com/example/example-lighthouse.git',",
        "  ref: '0123456789abcdef0123456789abcdef01234567'",
        "mod 'puppetlabs/stdlib', '9.7.0'\n",
      ].join('\n'),
    );
  });
});

describe('a site manifest', () => {
  it('classifies a node that has several roles once', () => {
    const [beacon, keeper] = sampleModel.roles;
    const roles = [
      beacon,
      { ...keeper, namedBy: 'beacon::address', classes: ['beacon::lamps'] },
    ] as ModuleModel['roles'];
    expect(file({ ...sampleModel, roles }, 'examples/small/manifests/site.pp')).toContain(
      "# Beacon, Keeper\nnode 'beacon.example.com' {\n  include beacon\n  include beacon::lamps\n}\n",
    );
  });
});

describe('refuses', () => {
  const codes = (model: Partial<ModuleModel>): string[] => {
    try {
      emit({ ...sampleModel, ...model }, sampleContext);
    } catch (error) {
      if (error instanceof FindingsError) return error.findings.map(({ code, message }) => `${code} ${message}`);
      throw error;
    }
    return [];
  };
  it.each<[string, Partial<ModuleModel>, string[]]>([
    [
      'an asset in the place of a manifest',
      { assets: [{ path: 'manifests/init.pp', content: '' }] },
      ["OVP4003 'manifests/init.pp' would be written twice"],
    ],
    [
      'a way out of the module',
      { assets: [{ path: 'files/../../x', content: '' }] },
      ["OVP4004 'files/../../x' cannot be the path of a file in a module"],
    ],
    [
      'letters that the Forge does not take',
      { assets: [{ path: 'files/größe', content: '' }] },
      ["OVP4004 'files/größe' cannot be the path of a file in a module"],
    ],
    [
      'a dependency that the lock does not have, once',
      { dependencies: [{ name: 'puppetlabs/stdlibs', range: '>= 1.0.0 < 2.0.0' }] },
      ["OVP4005 the module depends on 'puppetlabs/stdlibs', which the lock of component modules does not have"],
    ],
    [
      'all of it together',
      { assets: [{ path: 'LICENSE', content: '' }], prose: { ...sampleModel.prose, setup: ' ' } },
      [
        "OVP4001 the README has a section 'setup', but the module has no text for it",
        "OVP4003 'LICENSE' would be written twice",
      ],
    ],
  ])('%s', (_, model, want) => expect(codes(model)).toEqual(want));
});
