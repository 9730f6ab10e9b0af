import { describe, expect, it } from 'vitest';
import { Catalogue } from '../../src/bind/catalogue.js';
import type { Interface } from '../../src/bind/interface.js';
import type { ComponentModule } from '../../src/bind/component-modules.js';
import { readLock } from '../../src/bind/lock-places.js';
import { checkRanges } from '../../src/bind/ranges.js';

const nothing = { operatingSystems: {}, classes: {}, defines: {}, types: {}, functions: {}, aliases: {} };

function module(
  slug: string,
  version: string,
  dependencies: Record<string, string> = {},
  requirements: Record<string, string> = {},
): Interface {
  return { ...nothing, module: slug.split('/')[1] ?? slug, slug, version, dependencies, requirements };
}

function lockOf(...interfaces: Interface[]): readonly ComponentModule[] {
  return interfaces.map(({ module: name, slug = '', version }) => ({
    module: name,
    slug,
    version,
    repository: slug,
    ref: version,
    site: { file: 'modules.lock.json', line: 3, column: 5 },
  }));
}

const core: Interface = { ...nothing, module: 'core', version: '8.31.2', dependencies: {}, requirements: {} };

describe('checkRanges', () => {
  it.each([
    ['>= 1.0.0 < 2.0.0', '1.9.9'],
    ['1.x', '1.2.3'],
    ['>= 0.0.0', '12.0.0'],
    ['1.2.3', '1.2.3'],
    ['>= 1.0.0 < 2.0.0 || >= 3.0.0 < 4.0.0', '3.1.0'],
  ])('accepts %s for %s', (range, version) => {
    const set = [
      module('a/one', '1.0.0', { 'a/two': range }, { openvox: '>= 8.0.0 < 9.0.0' }),
      module('a/two', version),
    ];
    expect(checkRanges(lockOf(...set), [...set, core])).toEqual([]);
  });

  const two = module('a/two', '2.0.0');
  it.each([
    ['a version at the open end', [module('a/one', '1.0.0', { 'a/two': '>= 1.0.0 < 2.0.0' }), two], 'OVP6002'],
    ['a version below', [module('a/one', '1.0.0', { 'a/two': '>= 2.0.1' }), two], 'OVP6002'],
    ['a dependency that is not locked', [module('a/one', '1.0.0', { 'b/two': '>= 1.0.0' }), two], 'OVP6001'],
    ['a range that is none', [module('a/one', '1.0.0', { 'a/two': 'newest' }), two], 'OVP6004'],
    ['another OpenVox', [module('a/one', '1.0.0', {}, { puppet: '>= 7.0.0 < 8.0.0' }), two], 'OVP6003'],
    ['a requirement that is no range', [module('a/one', '1.0.0', {}, { puppet: 'eight' }), two], 'OVP6004'],
  ])('finds %s', (_name, set, code) => {
    const findings = checkRanges(lockOf(...set), [...set, core]);
    expect(findings).toMatchObject([{ code, severity: 'error', site: { line: 3 } }]);
  });

  it('finds every violation of a set, not the first one', () => {
    const one = module('a/one', '1.0.0', { 'a/two': '< 1.0.0', 'a/three': '>= 1.0.0' }, { puppet: '< 8.0.0' });
    const codes = checkRanges(lockOf(one, two), [one, two, core]).map(({ code }) => code);
    expect(codes.sort()).toEqual(['OVP6001', 'OVP6002', 'OVP6003']);
  });

  it('ties lock and recordings together', () => {
    const one = module('a/one', '1.0.0');
    expect(checkRanges(lockOf(one), [])).toMatchObject([{ code: 'OVP6005' }]);
    expect(checkRanges(lockOf(one), [module('a/one', '1.0.1')])).toMatchObject([{ code: 'OVP6006' }]);
    expect(checkRanges(lockOf(), [one])).toMatchObject([{ code: 'OVP6007' }]);
  });
});

describe('the lock of this project', async () => {
  const { modules } = await readLock();
  const catalogue = new Catalogue();
  const interfaces = catalogue.modules().flatMap((name) => catalogue.module(name) ?? []);

  it('is satisfied by itself', () => {
    expect(checkRanges(modules, interfaces)).toEqual([]);
  });

  it.each(modules.map(({ slug }) => [slug]))('needs %s, if another module depends on it', (slug) => {
    const without = modules.filter((entry) => entry.slug !== slug);
    const dependants = interfaces.filter(({ dependencies }) => slug in dependencies);
    const missing = checkRanges(without, interfaces).filter(({ code }) => code === 'OVP6001');
    expect(missing).toHaveLength(dependants.filter((item) => item.slug !== slug).length);
  });
});
