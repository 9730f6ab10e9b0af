/** What changes between releases, which version follows, and what the changelog says. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { releaseModule } from '../../src/cli/handlers/release.js';
import { pipeline } from '../../src/cli/pipeline.js';
import { parseType } from '../../src/puppet/types/index.js';
import { compareInterfaces } from '../../src/release/compare.js';
import { interfaceOf, type PublicDefinition, type PublicInterface } from '../../src/release/interface.js';
import { planRelease, type ReleaseInput } from '../../src/release/release.js';
import { isEnough, neededLevel, nextVersion } from '../../src/release/version.js';
import { describeProject } from '../../src/validate/project.js';
import { surroundings } from '../cli/surroundings.js';
import { configuration, definitions, demoProject, type Demo } from '../package/demo.js';

const base: PublicInterface = {
  definitions: {
    demo: {
      kind: 'class',
      parameters: [
        { name: 'host', type: 'String[1]' },
        { name: 'port', type: 'Integer[1, 100]', default: '80' },
      ],
    },
    'demo::join': { kind: 'function', parameters: [{ name: 'a', type: 'String' }], returns: 'String' },
    'Demo::Word': { kind: 'alias', type: 'String[1, 10]' },
  },
  operatingSystems: { Debian: ['12', '13'] },
  requirements: { openvox: '>= 8.19.0 < 9.0.0', 'puppetlabs/stdlib': '>= 9.0.0 < 10.0.0' },
};

function withDefinition(name: string, definition: PublicDefinition | undefined): PublicInterface {
  const rest = Object.fromEntries(Object.entries(base.definitions).filter(([key]) => key !== name));
  return { ...base, definitions: definition === undefined ? rest : { ...rest, [name]: definition } };
}
const withClass = (...parameters: Extract<PublicDefinition, { kind: 'class' | 'define' }>['parameters']) =>
  withDefinition('demo', { kind: 'class', parameters });
const [host, port] = [
  { name: 'host', type: 'String[1]' },
  { name: 'port', type: 'Integer[1, 100]', default: '80' },
];
const withFunction = (parameters: Extract<PublicDefinition, { kind: 'function' }>['parameters'], returns = 'String') =>
  withDefinition('demo::join', { kind: 'function', parameters, returns });

describe('a change of the interface', () => {
  const cases: readonly (readonly [string, PublicInterface, string])[] = [
    ['a class that goes', withDefinition('demo', undefined), 'breaking: The class `demo` is gone.'],
    [
      'a class that comes',
      withDefinition('demo::more', { kind: 'class', parameters: [] }),
      'addition: New class `demo::more`.',
    ],
    [
      'a class that becomes a defined type',
      withDefinition('demo', { kind: 'define', parameters: [host, port] }),
      'breaking: `demo` is a defined type now; it was a class.',
    ],
    ['a parameter that goes', withClass(host), 'breaking: The parameter `port` of `demo` is gone.'],
    [
      'an optional parameter that comes',
      withClass(host, port, { name: 'tls', type: 'Boolean', default: 'true' }),
      'addition: New parameter `tls` of `demo` (default: `true`).',
    ],
    [
      'a required parameter that comes',
      withClass(host, { name: 'tls', type: 'Boolean' }, port),
      'breaking: New parameter `tls` of `demo`; it must be given.',
    ],
    ['another order of parameters', withClass(port, host), ''],
    [
      'a wider type',
      withClass(host, { ...port, type: 'Integer[1, 200]' }),
      'addition: The parameter `port` of `demo` takes `Integer[1, 200]`; before: `Integer[1, 100]`.',
    ],
    [
      'a narrower type',
      withClass(host, { ...port, type: 'Integer[2, 100]' }),
      'breaking: The parameter `port` of `demo` takes `Integer[2, 100]`; before: `Integer[1, 100]`.',
    ],
    [
      'a type by another name',
      withClass({ ...host, type: 'Demo::Name' }, port),
      'addition: The parameter `host` of `demo` takes `Demo::Name`; before: `String[1]`.',
    ],
    [
      'a default that goes',
      withClass(host, { name: 'port', type: 'Integer[1, 100]' }),
      'breaking: The parameter `port` of `demo` must be given.',
    ],
    [
      'a default that comes',
      withClass({ ...host, default: "'x'" }, port),
      "addition: The parameter `host` of `demo` need not be given (default: `'x'`).",
    ],
    [
      'another default',
      withClass(host, { ...port, default: '81' }),
      'breaking: The parameter `port` of `demo` has another default: `81`; before: `80`.',
    ],
    [
      'data that say what the default did',
      withClass(host, { name: 'port', type: 'Integer[1, 100]', data: { 'Debian 12': '80', 'Debian 13': '80' } }),
      '',
    ],
    [
      'data that say something else on one system',
      withClass(host, { ...port, data: { 'Debian 13': '81' } }),
      'breaking: The parameter `port` of `demo` has another default on Debian 13: `81`; before: `80`.',
    ],
    [
      'data on one system that take the place of a default on all',
      withClass(host, { name: 'port', type: 'Integer[1, 100]', data: { 'Debian 13': '80' } }),
      'breaking: The parameter `port` of `demo` must be given on Debian 12.',
    ],
    [
      'data on a system that was not supported before',
      {
        ...withClass(host, { ...port, data: { 'Ubuntu 24.04': '81' } }),
        operatingSystems: { ...base.operatingSystems, Ubuntu: ['24.04'] },
      },
      'addition: Ubuntu 24.04 is supported.',
    ],
    [
      'a parameter that comes with data on every system',
      withClass(host, port, { name: 'tls', type: 'Boolean', data: { 'Debian 12': 'true', 'Debian 13': 'true' } }),
      'addition: New parameter `tls` of `demo` (default: `true`).',
    ],
    ['an argument by another name', withFunction([{ name: 'b', type: 'String' }]), ''],
    ['an argument that goes', withFunction([]), 'breaking: The argument 1 of `demo::join` (`a`) is gone.'],
    [
      'an optional argument that comes',
      withFunction([
        { name: 'a', type: 'String' },
        { name: 'b', type: 'String', default: "''" },
      ]),
      'addition: New argument 2 of `demo::join` (`b`).',
    ],
    ['further arguments', withFunction([{ name: 'a', type: 'String', captures: true }]), ''],
    [
      'a wider result',
      withFunction([{ name: 'a', type: 'String' }], 'Optional[String]'),
      'breaking: `demo::join` returns `Optional[String]`; before: `String`.',
    ],
    [
      'a narrower result',
      withFunction([{ name: 'a', type: 'String' }], 'String[1]'),
      'addition: `demo::join` returns `String[1]`; before: `String`.',
    ],
    [
      'a narrower alias',
      withDefinition('Demo::Word', { kind: 'alias', type: 'String[2, 10]' }),
      'breaking: The type `Demo::Word` takes `String[2, 10]`; before: `String[1, 10]`.',
    ],
    [
      'a system that goes',
      { ...base, operatingSystems: { Debian: ['13'] } },
      'breaking: Debian 12 is no longer supported.',
    ],
    [
      'a system that comes',
      { ...base, operatingSystems: { ...base.operatingSystems, Ubuntu: ['24.04'] } },
      'addition: Ubuntu 24.04 is supported.',
    ],
    [
      'a wider range',
      { ...base, requirements: { ...base.requirements, 'puppetlabs/stdlib': '>= 9.0.0 < 11.0.0' } },
      'addition: `puppetlabs/stdlib` may be `>= 9.0.0 < 11.0.0`; before: `>= 9.0.0 < 10.0.0`.',
    ],
    [
      'the same range in other words',
      { ...base, requirements: { ...base.requirements, 'puppetlabs/stdlib': '>=9.0.0 <10.0.0' } },
      '',
    ],
    [
      'another range',
      { ...base, requirements: { ...base.requirements, 'puppetlabs/stdlib': '>= 9.4.0 < 11.0.0' } },
      'breaking: `puppetlabs/stdlib` has to be `>= 9.4.0 < 11.0.0`; before: `>= 9.0.0 < 10.0.0`.',
    ],
    [
      'a dependency that comes',
      { ...base, requirements: { ...base.requirements, 'puppet/redis': '>= 1.0.0' } },
      'breaking: `puppet/redis` is needed (`>= 1.0.0`).',
    ],
    [
      'a dependency that goes',
      { ...base, requirements: { openvox: '>= 8.19.0 < 9.0.0' } },
      'addition: `puppetlabs/stdlib` is no longer needed.',
    ],
  ];
  it.each(cases)('%s', (_, after, wanted) => {
    const aliases = new Map([['Demo::Name', parseType('String[1]')]]);
    const changes = compareInterfaces(base, after, aliases);
    expect(changes.map(({ impact, text }) => `${impact}: ${text}`)).toEqual(wanted === '' ? [] : [wanted]);
  });

  it('is none where nothing has changed', () => expect(compareInterfaces(base, base, new Map())).toEqual([]));
});

describe('the version', () => {
  const breaking = { impact: 'breaking', text: '' } as const;
  const addition = { impact: 'addition', text: '' } as const;
  it.each([
    ['1.4.2', [], '1.4.3'],
    ['1.4.2', [addition], '1.5.0'],
    ['1.4.2', [addition, breaking], '2.0.0'],
    ['0.4.2', [addition], '0.5.0'],
    ['0.4.2', [breaking], '0.5.0'],
  ])('after %s with %j is %s', (last, changes, next) => {
    expect(nextVersion(last, neededLevel(changes, last))).toBe(next);
  });

  it.each([
    ['1.4.3', '1.4.2', 'patch', true],
    ['1.4.3', '1.4.2', 'minor', false],
    ['1.5.0-rc1', '1.4.2', 'minor', true],
    ['1.5.0', '1.4.2', 'major', false],
    ['3.0.0', '1.4.2', 'major', true],
  ] as const)('%s after %s is a step of a %s: %s', (version, last, level, enough) => {
    expect(isEnough(version, last, level)).toBe(enough);
  });
});

describe('the plan of a release', () => {
  const input: ReleaseInput = {
    releases: [],
    changes: [],
    last: '1.4.2',
    stable: '1.4.2',
    current: '1.4.2',
    wanted: undefined,
    notes: [],
    date: '2026-02-01',
  };
  const plan = (given: Partial<ReleaseInput>) => {
    const { version, releases, findings } = planRelease({ ...input, ...given });
    return {
      version,
      sections: releases[0]?.sections,
      count: releases.length,
      codes: findings.map(({ code }) => code),
    };
  };
  const change = { impact: 'breaking', text: 'Gone.' } as const;
  const addition = { impact: 'addition', text: 'New.' } as const;

  it('puts changes and notes into their sections, after those that wait', () => {
    const waiting = { version: '1.5.0', sections: { 'Fixed bugs': ['Waited.'], Thanks: ['All.'] } };
    const done = { version: '1.4.2', date: '2026-01-01', sections: {} };
    expect(
      plan({ releases: [waiting, done], changes: [change], notes: ['Fixed bugs: Mended.', 'Fixed bugs: Mended.'] }),
    ).toEqual({
      version: '2.0.0',
      sections: { 'Breaking changes': ['Gone.'], 'Fixed bugs': ['Waited.', 'Mended.'], Thanks: ['All.'] },
      count: 2,
      codes: [],
    });
  });

  it.each<[string, Partial<ReleaseInput>, string, string[]]>([
    ['a patch that breaks', { wanted: 'patch', changes: [change] }, '1.4.3', ['OVP9303']],
    ['a minor version that breaks', { wanted: '1.5.0', changes: [change] }, '1.5.0', ['OVP9303']],
    ['a major version that breaks', { wanted: 'major', changes: [change] }, '2.0.0', []],
    ['an older version', { wanted: '1.4.1' }, '1.4.1', ['OVP9304']],
    ['the same version', { wanted: '1.4.2' }, '1.4.2', ['OVP9304']],
    ['what is no version', { wanted: 'next' }, 'next', ['OVP9304']],
    ['nothing new', {}, '1.4.3', ['OVP9305']],
    ['nothing new, on purpose', { wanted: 'patch' }, '1.4.3', []],
    ['a note without a section', { notes: ['Mended.'] }, '1.4.3', ['OVP9306', 'OVP9305']],
    ['the first release', { last: undefined, stable: undefined, current: '0.1.0' }, '0.1.0', []],
    ['the first by name', { last: undefined, stable: undefined, current: '0.1.0', wanted: '1.0.0' }, '1.0.0', []],
    ['what follows on a pre-release', { last: '1.5.0-rc1', changes: [addition] }, '1.5.0', []],
    ['what follows on a pre-release, without a change', { last: '1.5.0-rc1' }, '1.5.0', []],
    ['another pre-release', { last: '1.5.0-rc1', wanted: '1.5.0-rc2', changes: [addition] }, '1.5.0-rc2', []],
    ['an older pre-release', { last: '1.5.0-rc2', wanted: '1.5.0-rc1' }, '1.5.0-rc1', ['OVP9304']],
    ['what breaks after a pre-release', { last: '1.5.0-rc1', changes: [change] }, '2.0.0', []],
    ['a patch after a pre-release', { last: '1.5.0-rc1', wanted: 'patch', changes: [addition] }, '1.5.0', []],
    [
      'a pre-release that breaks',
      { last: '1.5.0-rc1', wanted: '1.5.0-rc2', changes: [change] },
      '1.5.0-rc2',
      ['OVP9303'],
    ],
    ['what a first pre-release goes before', { last: '1.0.0-rc1', stable: undefined }, '1.0.0', []],
  ])('for %s', (_, given, version, codes) => expect(plan(given)).toMatchObject({ version, codes }));
});

describe('release', () => {
  let demo: Demo;
  const imports = "import releases from './releases.json' with { type: 'json' };\n";
  const code = (text: string): string =>
    imports +
    text +
    configuration.replace("version: '1.2.0'", "version: '0.0.0'").replace('platform });', 'platform, releases });');
  beforeAll(async () => {
    demo = await demoProject();
  }, 120_000);

  async function release(version?: string, notes: readonly string[] = [], dryRun = false) {
    const { said, contextOf } = surroundings(demo.root);
    const given = { version, notes, dryRun };
    const exit = await releaseModule(contextOf({}), given, describeProject, pipeline, '2026-02-01');
    return { exit, ...said };
  }
  const read = (path: string): string => readFileSync(join(demo.root, path), 'utf8');
  const versionOf = (): unknown => (JSON.parse(read('output/demo/metadata.json')) as { version: unknown }).version;

  it('knows the defaults that are in the data of the module', async () => {
    const { model } = await demo.describe();
    const hierarchy = [{ name: 'System', path: 'os/%{facts.os.name}/%{facts.os.release.major}.yaml' }];
    const entries = (text: string) => ({ 'demo::greeting::text': text });
    const data = [
      { path: 'os/Debian/12.yaml', entries: entries("It's") },
      { path: 'common.yaml', entries: entries('All') },
    ];
    const operatingSystems = [{ name: 'Debian', family: 'Debian', releases: ['12', '13'] }] as const;
    expect(interfaceOf({ ...model, hierarchy, data, operatingSystems }).definitions['demo::greeting']).toMatchObject({
      parameters: [
        { name: 'text', data: { 'Debian 12': '"It\'s"', 'Debian 13': "'All'" } },
        { default: "'/etc/motd'" },
      ],
    });
  });

  it('asks for the file that it writes', async () => {
    const { exit, err } = await release();
    expect(exit).toBe(1);
    expect(err).toContain("OVP9301: The configuration does not take its releases from 'releases.json'.");
    expect(existsSync(join(demo.root, 'fixtures/release.json'))).toBe(false);
  });

  it('takes back what it has written where the configuration does not import it', async () => {
    writeFileSync(join(demo.root, 'releases.json'), '[]\n');
    const { exit, err } = await release('1.0.0');
    expect(exit).toBe(1);
    expect(err).toContain("OVP9301: The configuration does not take its releases from 'releases.json'.");
    expect(read('releases.json')).toBe('[]\n');
    expect(existsSync(join(demo.root, 'fixtures/release.json'))).toBe(false);
    expect(versionOf()).toBe('1.2.0');
  });

  it('takes back what it has written where the configuration names a version itself', async () => {
    writeFileSync(
      join(demo.root, 'ovp.config.ts'),
      code(definitions).replace('module: {}', "module: { version: '0.9.0' }"),
    );
    const { exit, err } = await release('1.0.0');
    expect(exit).toBe(1);
    expect(err).toContain('OVP9309: The module would have version 0.9.0 instead of 1.0.0.');
    expect(read('releases.json')).toBe('[]\n');
    expect(existsSync(join(demo.root, 'fixtures/release.json'))).toBe(false);
  });

  it('goes from the first to the next, and refuses what is too small', async () => {
    writeFileSync(join(demo.root, 'releases.json'), '[]\n');
    writeFileSync(join(demo.root, 'ovp.config.ts'), code(definitions));
    const first = await release('1.0.0', ['Implemented enhancements: Greets.']);
    expect(first).toMatchObject({ exit: 0, err: '' });
    expect(first.out).toMatch(/^version 1\.0\.0, the first one\n\nImplemented enhancements:\n- Greets\.\n/);
    expect(versionOf()).toBe('1.0.0');
    expect(read('output/demo/CHANGELOG.md')).toContain(
      '## [v1.0.0](https://example.com/acme/demo/tree/v1.0.0) (2026-02-01)\n\n**Implemented enhancements:**\n\n- Greets.\n',
    );
    expect((await release()).err).toContain('OVP9305');

    writeFileSync(
      join(demo.root, 'ovp.config.ts'),
      code(
        definitions
          .replace("{ path: '/etc/motd' }", '{}')
          .replace('body: (', 'body: (')
          .replace("greeting::text`]: 'Hello'", "greeting::text`]: 'Hello', [`${own}::greeting::path`]: '/etc/motd'"),
      ),
    );
    const before = read('releases.json');
    const small = await release('patch');
    expect(small).toMatchObject({ exit: 1, out: '' });
    expect(small.err).toContain(
      'OVP9303: Version 1.0.1 is too small a step from 1.0.0:\n- The parameter `path` of `demo::greeting` must be given.',
    );
    expect(read('releases.json')).toBe(before);
    const dry = await release(undefined, [], true);
    expect(dry.out).toBe(
      'version 2.0.0, after 1.0.0\n\nBreaking changes:\n- The parameter `path` of `demo::greeting` must be given.\n',
    );
    expect(read('releases.json')).toBe(before);
    expect(await release()).toMatchObject({ exit: 0 });
    expect(versionOf()).toBe('2.0.0');
    expect(read('output/demo/CHANGELOG.md').match(/^## .*$/gm)).toEqual([
      '## [v2.0.0](https://example.com/acme/demo/tree/v2.0.0) (2026-02-01)',
      '## [v1.0.0](https://example.com/acme/demo/tree/v1.0.0) (2026-02-01)',
    ]);
  }, 120_000);

  it('asks for the record of the last release, and for that of the right one', async () => {
    const [record, releases] = [read('fixtures/release.json'), read('releases.json')];
    rmSync(join(demo.root, 'fixtures/release.json'));
    expect((await release()).err).toContain(
      "OVP9308: There is no 'fixtures/release.json', though version 2.0.0 has been released.",
    );
    expect((await release('patch')).err).toContain('OVP9308');
    expect((await release('2.0.0')).err).toContain('OVP9308');
    expect((await release('2.0.1', [], true)).out).toBe('version 2.0.1, the first one\n');
    writeFileSync(join(demo.root, 'fixtures/release.json'), record.replace('"2.0.0"', '"1.0.0"'));
    expect((await release()).err).toContain(
      "OVP9302: 'fixtures/release.json' cannot be used: it is of version 1.0.0, and releases.json has 2.0.0.",
    );
    writeFileSync(join(demo.root, 'fixtures/release.json'), record);
    expect(read('releases.json')).toBe(releases);
  });

  it('compares with what users have, which a pre-release is not', async () => {
    const withMore = (more: string): void =>
      writeFileSync(
        join(demo.root, 'ovp.config.ts'),
        code(
          definitions
            .replace('path: Text;', `path: Text;${more}`)
            .replace("{ path: '/etc/motd' }", more === '' ? '{}' : "{ more: 'x' }")
            .replace("greeting::text`]: 'Hello'", "greeting::text`]: 'Hello', [`${own}::greeting::path`]: '/etc/motd'"),
        ),
      );
    withMore('\n  /** More. */\n  more: string;');
    const first = await release('2.1.0-rc1');
    expect(first).toMatchObject({ exit: 0, err: '' });
    expect(first.out).toContain('- New parameter `more` of `demo::greeting`');
    const final = await release(undefined, [], true);
    expect(final.out).toBe(first.out.split('\nNext:')[0]?.replace('2.1.0-rc1, after 2.0.0', '2.1.0, after 2.1.0-rc1'));
    withMore('');
    expect((await release(undefined, [], true)).out).toBe('version 2.1.0, after 2.1.0-rc1\n');
  });
});
