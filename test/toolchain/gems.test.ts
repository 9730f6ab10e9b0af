import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import semver from 'semver';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../../src/package-root.js';
import { gemsHash, pinnedToolchain, toolchainKey } from '../../src/toolchain/gems.js';
import { toolchainFolder } from '../../src/toolchain/toolchain.js';

const { gems, ruby } = pinnedToolchain();

describe('the pinned gems', () => {
  it('are sorted, each once, each with an exact version and a checksum', () => {
    const names = gems.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)].sort());
    expect(
      gems.filter(({ version, sha256 }) => !/^\d+(\.\d+)*$/.test(version) || !/^[0-9a-f]{64}$/.test(sha256)),
    ).toEqual([]);
  });

  it('contain what was asked for, at the version that was asked for', () => {
    const { roots } = JSON.parse(readFileSync(packageFile('src/toolchain/gems.json'), 'utf8')) as {
      readonly roots: readonly { readonly name: string; readonly version: string }[];
    };
    const resolved = new Map(gems.map(({ name, version }) => [name, version]));
    expect(roots.map(({ name }) => [name, resolved.get(name)])).toEqual(
      roots.map(({ name, version }) => [name, version]),
    );
  });

  it('go with a range of Ruby', () => {
    expect(semver.validRange(ruby)).not.toBeNull();
  });
});

describe('the key of an installation', () => {
  const one = { ruby: '>= 3.1.0', gems: [{ name: 'a', version: '1.0', sha256: '0'.repeat(64) }] };

  it.each([
    ['another version', { ...one, gems: [{ name: 'a', version: '1.1', sha256: '0'.repeat(64) }] }, 'abi'],
    [
      'another package of the same version',
      { ...one, gems: [{ name: 'a', version: '1.0', sha256: '1'.repeat(64) }] },
      'abi',
    ],
    ['one gem less', { ...one, gems: [] }, 'abi'],
    ['another Ruby', one, 'other'],
  ])('differs with %s', (_, other, abi) => {
    expect(toolchainKey(other, abi)).not.toBe(toolchainKey(one, 'abi'));
  });

  it('is the same for the same gems, whatever range of Ruby they are offered to', () => {
    expect(toolchainKey({ ...one, ruby: '>= 3.2.0' }, 'abi')).toBe(toolchainKey(one, 'abi'));
    expect(gemsHash({ ...one, ruby: '>= 3.2.0' })).toBe(gemsHash(one));
  });
});

describe('the folder of toolchains', () => {
  it.each([
    ['OVP_TOOLCHAIN', { OVP_TOOLCHAIN: '/own', XDG_CACHE_HOME: '/cache' }, '/own'],
    ['XDG_CACHE_HOME', { XDG_CACHE_HOME: '/cache' }, '/cache/ovp-gen/toolchain'],
    ['an empty OVP_TOOLCHAIN', { OVP_TOOLCHAIN: '', XDG_CACHE_HOME: '/cache' }, '/cache/ovp-gen/toolchain'],
  ])('is taken from %s', (_, env, want) => {
    expect(toolchainFolder(env)).toBe(want);
  });

  it('is a cache of the user, also where XDG_CACHE_HOME is relative', () => {
    const home = toolchainFolder({});
    expect(home.endsWith(join('.cache', 'ovp-gen', 'toolchain'))).toBe(true);
    expect(toolchainFolder({ XDG_CACHE_HOME: 'cache' })).toBe(home);
  });
});
