import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { bindingNames, camelCase } from '../../src/bind/names.js';
import { interfaceOf, parametersOf } from './interfaces.js';
import { fc } from '../property.js';

const none = parametersOf({});
const native = { ...none, properties: [], namevars: [], providers: [] };
const callable = { api: 'ruby4x', signatures: [] } as const;

describe('camelCase', () => {
  it.each([
    ['puppet', 'puppet'],
    ['puppet::server::config', 'puppetServerConfig'],
    ['foreman_proxy::plugin::dns_nsupdate', 'foremanProxyPluginDnsNsupdate'],
    ['ini_setting', 'iniSetting'],
    ['stdlib::to_yaml', 'stdlibToYaml'],
    ['unix2dos', 'unix2dos'],
    ['nftables::rules::out::node_exporter_9100', 'nftablesRulesOutNodeExporter9100'],
  ])('%s -> %s', (name, constant) => expect(camelCase(name)).toBe(constant));
});

describe('bindingNames', () => {
  it('appends the kind where a word of JavaScript or an earlier name is in the way', () => {
    const source = interfaceOf({
      classes: { archive: none, 'a_b::c': none },
      defines: { 'a::b_c': none },
      types: { archive: native, package: native, file: native },
      functions: { file: callable, new: callable, lookup: callable, include: callable },
    });
    expect(bindingNames(source).map(({ kind, name, constant }) => `${kind} ${name}: ${constant}`)).toEqual([
      'class archive: archive',
      'class a_b::c: aBC',
      'define a::b_c: aBCResource',
      'type archive: archiveResource',
      'type package: packageResource',
      'type file: file',
      'function file: fileFunction',
      'function new: newFunction',
      'function lookup: lookup',
    ]);
  });

  it('gives every name another constant, and each is an identifier', () => {
    const word = fc.stringMatching(/^[a-z]([a-z0-9_]{0,3}[a-z0-9])?$/);
    const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join('::'));
    const names = fc.uniqueArray(fc.oneof(name, fc.constantFrom('new', 'package', 'default', 'class')), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(names, names, names, names, (classes, defines, types, functions) => {
        const all = <T>(keys: string[], value: T): Record<string, T> =>
          Object.fromEntries(keys.map((key) => [key, value]));
        const source = interfaceOf({
          classes: all(classes, none),
          defines: all(defines, none),
          types: all(types, native),
          functions: all(functions, callable),
        });
        const constants = bindingNames(source).map(({ constant }) => constant);
        expect(new Set(constants).size).toBe(constants.length);
        for (const constant of constants)
          expect(() => new Script(`'use strict'; const ${constant} = 1;`)).not.toThrow();
      }),
    );
  });
});
