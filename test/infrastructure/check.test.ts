/** `infra check` as it is called: what it looks at, what it says, and how it ends. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { printIndex, printInterface } from '../../src/bind/interface.js';
import { indexOf } from '../../src/bind/recorded.js';
import { main } from '../../src/cli/main.js';
import { interfaceOf, parametersOf } from '../bind/interfaces.js';
import { surroundings } from '../cli/surroundings.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ovp-check-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (path: string, text: string): void => writeFileSync(join(folder, path), text);
const sound = 'tier: standard\nprimary_server: a.example.com\nnodes: { a.example.com: {} }\n';

async function check(...argv: string[]) {
  const { said, contextOf } = surroundings(folder);
  const code = await main(['infra', 'check', ...argv], undefined, contextOf);
  return { code, ...said };
}

describe('infra check', () => {
  it('looks at the description of the folder, where nothing is named', async () => {
    put('infrastructure.yaml', sound);
    const { code, err } = await check();
    expect({ code, err }).toEqual({
      code: 0,
      err: 'infrastructure.yaml: a description of 1 node, nothing to complain about\n',
    });
  });

  it('looks at the Hiera data besides, where there are any', async () => {
    put('infrastructure.yaml', sound);
    mkdirSync(join(folder, 'data'));
    put('data/common.yaml', 'puppet::runintervall: 1800\n');
    const { code, err } = await check();
    expect(code).toBe(1);
    expect(err).toContain('data/common.yaml:1:1 - error OVP8201');
    expect(err).toContain('infrastructure.yaml: a description of 1 node, nothing to complain about\n');
  });

  it('says of a description with mistakes what else is wrong, and writes all of it as SARIF', async () => {
    put('infrastructure.yaml', `${sound}agents: "120"\nhiera: { puppet::runintervall: 1800 }\n`);
    const { code, err } = await check('--sarif', 'report.sarif');
    expect(code).toBe(1);
    expect(err).toContain('infrastructure.yaml: a description of 1 node; 2 errors\n');
    const { runs } = JSON.parse(readFileSync(join(folder, 'report.sarif'), 'utf8')) as {
      runs: { results: { ruleId: string; locations: { physicalLocation: { region: object } }[] }[] }[];
    };
    const told = runs[0]?.results.map(({ ruleId, locations }) => [ruleId, locations[0]?.physicalLocation.region]);
    expect(told).toEqual([
      ['OVP8030', expect.objectContaining({ startLine: 4, startColumn: 9 })],
      ['OVP8201', expect.objectContaining({ startLine: 5, startColumn: 10 })],
    ]);
  });

  it.each([
    ['openvox_platform::profile::code::deploy_interval', "Did you mean 'openvox_platform::code::deploy_interval'?"],
    ['openvox_platform::serverless::noop', 'openvox_platform::serverless has deploy_key, fetch_timeout, '],
    ['openvox_platform::elsewhere::noop', 'help: remove it, or look it up in code of your own'],
  ])('says of %s what there is in its place', async (key, help) => {
    put('keys.yaml', `${key}: 1\n`);
    expect((await check('keys.yaml')).err).toContain(help);
  });

  it('knows the component modules that a project has recorded, in data and in descriptions', async () => {
    const beacon = interfaceOf({
      module: 'beacon',
      slug: 'acme/beacon',
      classes: { beacon: parametersOf({ port: 'Beacon::Port' }) },
      aliases: { 'Beacon::Port': 'Integer[1, 9]' },
    });
    mkdirSync(join(folder, 'bindings'));
    put('bindings/beacon.json', printInterface(beacon));
    put('bindings/index.json', printIndex(indexOf([beacon])));
    put('keys.yaml', 'beacon::prot: 1\nbeacon::port: 10\n');
    const tree = await check('keys.yaml');
    expect(tree.err).toContain("keys.yaml:1:1 - error OVP8201: no class of beacon reads 'beacon::prot'");
    expect(tree.err).toContain('keys.yaml:2:15 - error OVP8203: beacon::port expects Beacon::Port = Integer[1, 9]');
    put('infrastructure.yaml', `${sound}hiera: { beacon::port: 10 }\n`);
    const description = await check('infrastructure.yaml');
    expect(description.err).toContain('infrastructure.yaml:4:24 - error OVP8203: beacon::port expects');
  });

  it('passes over what is generated in the folder, which is asked for by its name', async () => {
    mkdirSync(join(folder, 'output/acme/data'), { recursive: true });
    put('output/acme/data/common.yaml', 'puppet::runintervall: 1800\n');
    put('keys.yaml', 'puppet::runinterval: 1800\n');
    expect((await check()).code).toBe(1);
    put('output/acme/.ovp-gen.json', '{}\n');
    expect(await check()).toMatchObject({
      code: 0,
      err: '.: Hiera data, 1 key in 1 file, nothing to complain about\n',
    });
    expect((await check('output/acme')).code).toBe(1);
  });

  it('judges a file by itself, whatever lies beside it', async () => {
    put('keys.yaml', 'puppet::runintervall: 1800\n');
    put('other.yaml', 'puppet::serverr: true\n');
    const { err } = await check('keys.yaml');
    expect(err).toContain('keys.yaml: Hiera data, 1 key in 1 file; 1 error\n');
    expect(err).not.toContain('other.yaml');
  });
});
