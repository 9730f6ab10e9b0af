import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Catalogue } from '../../src/bind/catalogue.js';
import { indexOf } from '../../src/bind/recorded.js';
import { readInterfaces } from '../../src/bind/command.js';
import { printIndex, printInterface } from '../../src/bind/interface.js';
import { packageFile } from '../../src/package-root.js';
import { describeProblem } from '../../src/puppet/types/index.js';
import { interfaceOf } from './interfaces.js';

describe('Catalogue', () => {
  const catalogue = new Catalogue();
  const puppet = catalogue.findClass('puppet') ?? expect.fail();

  it('finds classes, defined types, native types and functions, and nothing else', () => {
    expect(puppet).toMatchObject({ kind: 'class', module: 'puppet' });
    expect(catalogue.findResource('systemd::timer')).toMatchObject({ kind: 'define', module: 'systemd' });
    expect(catalogue.findResource('ini_setting')).toMatchObject({ kind: 'type', module: 'inifile' });
    expect(catalogue.findResource('file')).toMatchObject({ kind: 'type', module: 'core' });
    expect(catalogue.findFunction('stdlib::to_yaml')?.signatures[0]?.parameters[0]?.name).toBe('data');
    for (const name of ['puppett', 'systemd::timer', 'constructor', '__proto__', '']) {
      expect(catalogue.findClass(name)).toBeUndefined();
    }
    expect(catalogue.findResource('puppet')).toBeUndefined();
    expect(catalogue.findFunction('toString')).toBeUndefined();
  });

  it.each([
    ['class', 'openvoxbd', 'openvoxdb'],
    ['class', 'postgresql::sever', 'postgresql::server'],
    ['resource', 'ini_settings', 'ini_setting'],
    ['resource', 'systemd::timmer', 'systemd::timer'],
    ['function', 'stdlib::to_yml', 'stdlib::to_yaml'],
  ] as const)('%s %s: did you mean %s?', (kind, name, want) => expect(catalogue.suggestName(kind, name)).toBe(want));

  it('knows parameters and metaparameters, and what a misspelt one was meant to be', () => {
    expect(catalogue.parameterType(puppet, 'server_port')).toBe('Stdlib::Port');
    expect(catalogue.parameterType(puppet, 'require')).toBe('Any');
    expect(catalogue.parameterType(puppet, 'server_prot')).toBeUndefined();
    expect(catalogue.parameterType(puppet, 'constructor')).toBeUndefined();
    expect(catalogue.suggestParameter(puppet, 'server_prot')).toBe('server_port');
  });

  it.each([
    ['server_port', 8140, undefined],
    ['server_port', 65536, /Integer\[0, 65535\].*65536/],
    ['server_port', '8140', /server_port expects .*Stdlib::Port/],
    ['dns_alt_names', ['a', 1], /dns_alt_names\[1\] expects/],
    ['server_jvm_min_heap_size', '2x', /2x/],
    ['unknown', 'anything', undefined],
  ] as const)('judges %s => %j', (parameter, value, want) => {
    const messages = catalogue
      .checkParameter(puppet, parameter, value)
      .map((problem) => describeProblem(parameter, problem));
    if (want === undefined) expect(messages).toEqual([]);
    else expect(messages.join('\n')).toMatch(want);
  });

  it.each([
    ['puppet::server_port', { status: 'read', class: 'puppet', parameter: 'server_port', type: 'Stdlib::Port' }],
    ['openvoxdb::server::java_args', { status: 'read', class: 'openvoxdb::server' }],
    ['puppet::server_prot', { status: 'unread', suggestion: 'puppet::server_port' }],
    ['openvoxdb::no_such_thing_at_all', { status: 'unread' }],
    // A defined type reads no Hiera.
    ['systemd::timer::ensure', { status: 'unread' }],
    ['site::role', { status: 'foreign' }],
    ['puppet', { status: 'foreign' }],
  ])('Hiera key %s: %j', (key, want) => expect(catalogue.hieraKey(key)).toMatchObject(want));

  it('resolves aliases of any module', () => {
    const aliases = catalogue.aliases();
    expect(aliases.get('Stdlib::Port')).toMatchObject({ name: 'Integer' });
    expect(aliases.get('Stdlib::Nothing')).toBeUndefined();
    expect(aliases.has('Systemd::Unit')).toBe(true);
    expect([...aliases.keys()]).toHaveLength(aliases.size);
  });
});

describe('the index', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ovp-gen-catalogue-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('saves reading modules that are not asked for', async () => {
    const used = interfaceOf({ module: 'used', classes: { used: { parameters: {}, required: [] } } });
    const other = interfaceOf({ module: 'other', classes: { other: { parameters: {}, required: [] } } });
    await writeFile(join(folder, 'index.json'), printIndex(indexOf([used, other])));
    await writeFile(join(folder, 'used.json'), printInterface(used));
    await writeFile(join(folder, 'other.json'), 'never read');
    const catalogue = new Catalogue([folder]);
    expect(catalogue.findClass('used')).toMatchObject({ module: 'used' });
    expect(catalogue.suggestName('class', 'usedd')).toBe('used');
    expect(catalogue.hieraKey('nobody::x')).toEqual({ status: 'foreign' });
    expect(() => catalogue.findClass('other')).toThrow(/OVP6009: the recording '.*other\.json' cannot be used/);
  });

  it('of this project is that of its interfaces', async () => {
    const interfaces = await readInterfaces(packageFile('fixtures/interfaces'));
    const index = new Catalogue();
    for (const { module } of interfaces.values()) expect(index.module(module)).toEqual(interfaces.get(module));
    await writeFile(join(folder, 'index.json'), printIndex(indexOf([...interfaces.values()])));
    expect(index.modules()).toEqual(new Catalogue([folder]).modules());
    expect(index.modules()).toEqual([...interfaces.keys()].sort());
  });
});
