import { execaSync } from 'execa';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readInterfaces } from '../../src/bind/command.js';
import { readFunctionSources, stubFiles, writeStubs } from '../../src/bind/stubs.js';
import { packageFile } from '../../src/package-root.js';
import { rubyEnvironment } from '../ruby/environment.js';
import { interfaceOf, parametersOf } from './interfaces.js';

describe('stubFiles', () => {
  const source = interfaceOf({
    classes: {
      sample: parametersOf({ 'a!': 'Integer', b: 'Sample::Port', c: 'Optional[String]', d: 'Other::Unknown' }),
    },
    defines: { 'sample::server::config': parametersOf({}) },
    aliases: { 'Sample::Ip::Port': "Struct[{ 'a' => Gone::Type }]" },
    types: {
      sample_entry: {
        ...parametersOf({ ensure: "Enum['absent', 'present']", name: 'Any', target: 'Any', provider: 'String' }),
        properties: ['ensure'],
        namevars: ['name', 'target'],
        providers: ['file'],
      },
    },
  });
  const files = stubFiles(source, new Set(['Sample::Port']));

  it('puts each thing where OpenVox looks for it', () => {
    expect([...files.keys()]).toEqual([
      'metadata.json',
      'manifests/init.pp',
      'manifests/server/config.pp',
      'types/ip/port.pp',
      'lib/puppet/type/sample_entry.rb',
    ]);
  });

  it('gives parameters their types, undef for a default, and Any for what nobody defines', () => {
    expect(files.get('manifests/init.pp')).toBe(
      [
        'class sample (',
        '  Integer $a,',
        '  Optional[Sample::Port] $b = undef,',
        '  Optional[String] $c = undef,',
        '  Any $d = undef,',
        ') {',
        '}',
        '',
      ].join('\n'),
    );
    expect(files.get('types/ip/port.pp')).toBe("type Sample::Ip::Port = Struct[{ 'a' => Any }]\n");
  });

  it('makes native types with attributes, name variables and providers', () => {
    expect(files.get('lib/puppet/type/sample_entry.rb')?.split('\n').slice(15)).toEqual([
      "  newproperty(:ensure) { validate(&accepts.call('Enum[\\'absent\\', \\'present\\']')) }",
      '  newparam(:name, namevar: true)',
      '  newparam(:target, namevar: true)',
      '',
      '  def self.title_patterns',
      '    [[/(.*)/m, [[:name]]]]',
      '  end',
      'end',
      'Puppet::Type.type(:sample_entry).provide(:file) { mk_resource_methods }',
      '',
    ]);
  });
});

describe('functions that are written out', async () => {
  const functions = await readFunctionSources();
  const interfaces = await readInterfaces(packageFile('fixtures/interfaces'));
  it.each([...functions.keys()])('%s is a function of a component module', (name) => {
    expect([...interfaces.values()].filter((item) => name in item.functions).map(({ module }) => module)).toHaveLength(
      1,
    );
  });
});

interface Outcome {
  readonly resources?: readonly string[];
  readonly content?: Readonly<Record<string, string>>;
  readonly error?: string;
}

/** Code, and what a compilation against the stubs has to say. */
const accepted: readonly (readonly [code: string, resource: string])[] = [
  ["class { 'puppet': server => true, server_port => 8140 }", 'Class[Puppet]'],
  ["class { 'openvoxdb': manage_dbserver => false }", 'Class[Openvoxdb]'],
  [
    "include postgresql::server\npostgresql::server::role { 'x': password_hash => Sensitive('y') }",
    'Postgresql::Server::Role[x]',
  ],
  ["systemd::timer { 'a.timer': timer_content => 'x' }", 'Systemd::Timer[a.timer]'],
  [
    "ini_setting { 'x': ensure => present, path => '/x', section => 's', setting => 'b', value => 1 }",
    'Ini_setting[x]',
  ],
  ["concat { '/z': }\nconcat::fragment { 'f': target => '/z', content => 'q' }", 'Concat::Fragment[f]'],
  ["yumrepo { 'x': baseurl => 'http://x' }", 'Yumrepo[x]'],
  ["stdlib::ensure_packages(['git'])\nensure_packages(['git', 'vim'])", 'Package[vim]'],
  [
    "ensure_resource('file', '/a', { 'ensure' => 'file' })\nensure_resources('file', { '/a' => {}, '/b' => {} })",
    'File[/b]',
  ],
];

const refused: readonly (readonly [code: string, message: RegExp])[] = [
  ["class { 'puppet': sever => true }", /Class\[Puppet\]: has no parameter named 'sever'/],
  ["class { 'puppet': server_port => 'x' }", /'server_port' expects a Stdlib::Port.*got String/],
  ["postgresql::server::pg_hba_rule { 'x': type => 'local' }", /expects a value for parameter 'auth_method'/],
  ["class { 'puppett': }", /Could not find declared class puppett/],
  ["ini_setting { 'x': pfad => 1 }", /no parameter named 'pfad'/],
  ['notice(stdlib::to_yaml())', /'stdlib::to_yaml' expects between 1 and 2 arguments, got none/],
  ['notice(systemd::escape(1))', /'systemd::escape' parameter 'input' expects a String value, got Integer/],
];

const computed: readonly (readonly [code: string, want: string])[] = [
  ["stdlib::to_yaml({ 'a' => pick(undef, '', 'z'), 'b' => [1] })", '---\na: z\nb:\n- 1\n'],
  ["to_yaml({ 'a' => true })", '---\na: true\n'],
  ["stdlib::to_json(stdlib::merge({ 'a' => 1 }, undef, { 'a' => 2 }))", '{"a":2}'],
  [
    "stdlib::to_json_pretty({ 'a' => undef, 'b' => { 'c' => undef, 'd' => 1 } }, true)",
    '{\n  "b": {\n    "d": 1\n  }\n}\n',
  ],
  ["stdlib::to_json(deep_merge({ 'a' => { 'b' => 1 } }, { 'a' => { 'c' => 2 } }))", '{"a":{"b":1,"c":2}}'],
  ["String(stdlib::to_yaml({ 'a' => Sensitive('x') }) =~ Sensitive[String])", 'true'],
  [
    'stdlib::to_json(concat([1], 2, [3, [4]]) + union([1], [1, 5]) + difference([1, 2], [2]) + intersection([1, 2], [2]))',
    '[1,2,3,[4],1,5,1,2]',
  ],
  [
    "stdlib::to_json([delete(['a', 'b'], 'a'), delete_undef_values([1, undef]), member([1, 2], [2]), any2array({ 'a' => 1 })])",
    '[["b"],[1],true,["a",1]]',
  ],
  ["join(prefix(['a'], 'x') + suffix(['a'], 'y') + join_keys_to_values({ 'k' => [1, 2] }, '='), ' ')", 'xa ay k=1 k=2'],
  [
    "stdlib::to_json([str2bool('yes'), str2bool(''), num2bool(0), bool2str(true, 'on', 'off'), range(1, 7, 3)])",
    '[true,false,false,"on",[1,4,7]]',
  ],
  [
    "join([stdlib::ensure(true, 'service'), stdlib::ensure(false), stdlib::ensure(true, 'package')], ' ')",
    'running absent installed',
  ],
  [
    "join([dirname('/a/b.c'), basename('/a/b.c', '.c'), extlib::path_join('/a/', 'b'), shell_escape('a b')], ' ')",
    '/a b /a/b a\\ b',
  ],
  ["join(extlib::mkdir_p('/a/b/c'), ' ')", '/a /a/b /a/b/c'],
  ["fact('os.family')", 'Debian'],
  ["stdlib::sha256('')", 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
];

const ruby = rubyEnvironment();

describe.skipIf(!ruby.available)('stubs of the locked modules, compiled by OpenVox (needs the gem openvox)', () => {
  const outcomes = new Map<string, Outcome>();
  let folder: string;
  const inFile = (code: string): string => `file { '/x': content => ${code} }`;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ovp-gen-stubs-'));
    await writeStubs([...(await readInterfaces(packageFile('fixtures/interfaces'))).values()], folder);
    const cases = [...accepted, ...refused].map(([code]) => code).concat(computed.map(([code]) => inFile(code)));
    const script = fileURLToPath(new URL('compile.rb', import.meta.url));
    const { stdout } = execaSync('ruby', ['-W0', script], { input: JSON.stringify({ modulepath: folder, cases }) });
    stdout.split('\n').forEach((line, index) => outcomes.set(cases[index] ?? '', JSON.parse(line) as Outcome));
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(accepted)('accept %s', (code, resource) => {
    expect(outcomes.get(code)).toMatchObject({ resources: expect.arrayContaining([resource]) as unknown });
  });
  it.each(refused)('refuse %s', (code, message) => expect(outcomes.get(code)?.error).toMatch(message));
  it.each(computed)('compute %s', (code, want) => {
    expect(outcomes.get(inFile(code))).toMatchObject({ content: { '/x': want } });
  });
});
