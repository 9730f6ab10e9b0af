import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { connections } from '../../src/infrastructure/model/connections.js';
import { drawingOf } from '../../src/infrastructure/draw/drawing.js';
import { infrastructureFindings } from '../../src/infrastructure/rules/rules.js';
import { moduleModel } from '../../src/load/module-model.js';
import { readInfrastructure, readYaml } from '../../src/infrastructure/description/read.js';
import { packageFile } from '../../src/package-root.js';
import { descriptionSchema, schemaFile } from '../../scripts/description-schema.mjs';

const read = async (name: string) => {
  const { infrastructure, findings } = await readInfrastructure(packageFile(`fixtures/infrastructures/${name}`));
  expect(findings).toEqual([]);
  if (infrastructure === undefined) throw new Error('nothing was read');
  return infrastructure;
};

describe('descriptions', () => {
  it('are judged by the schema of their types', () => {
    expect(readFileSync(schemaFile, 'utf8'), 'npm run schema makes it anew').toBe(descriptionSchema());
  });

  it('give nodes their roles, classes and names', async () => {
    const large = await read('large.ts');
    expect(
      large.nodes.map(({ certname, roles, ppRole, altNames }) => [
        certname,
        roles.slice(1).join(' '),
        ppRole,
        altNames,
      ]),
    ).toEqual([
      ['openvox.example.com', 'primary', undefined, ['balancer.example.com']],
      ['foreman.example.com', 'foreman', undefined, []],
      ['postgresql.example.com', 'postgresql', 'postgresql', []],
      ['balancer.example.com', 'compiler-balancer', undefined, []],
      ['compiler1.example.com', 'compiler', 'compiler', ['balancer.example.com']],
      ['compiler2.example.com', 'compiler', 'compiler', ['balancer.example.com']],
      ['compiler3.example.com', 'compiler', 'compiler', ['balancer.example.com']],
    ]);
    expect(large.nodes.find(({ roles }) => roles.includes('primary'))).toMatchObject({
      classes: ['openvox_platform', 'openvox_platform::profile::primary'],
      memoryMb: 16_384,
    });
    expect(large.places.site(['compilers', 1])).toMatchObject({ line: 10, column: 40 });
    expect(
      large.places.site(
        ['nodes', 'compiler3.example.com', 'hiera', 'openvox_platform::tuning::jruby_instances'],
        'key',
      ),
    ).toMatchObject({ line: 27 });
  });

  it('tell who connects to whom', async () => {
    const all = connections(await read('extra-large.yaml'));
    const to = (port: number) => [
      ...new Set(all.filter((item) => item.port === port).map(({ from, to: target }) => `${from.name} ${target.name}`)),
    ];
    expect(to(5432)).toHaveLength(3 * 4 + 4 * 3);
    expect(to(8081)).toContain('compiler1.example.com dbbalancer.example.com');
    expect(to(2380).some((text) => text.includes('far.'))).toBe(false);
    expect(to(8008)).toHaveLength(4 * 3);
  });
});

describe('Hiera data of the main class', () => {
  const form = (...lines: readonly string[]) => readYaml(['---', ...lines].join('\n'), 'common.yaml');

  it('are completed where they are blank', () => {
    const { infrastructure, findings } = form(
      'openvox_platform::primary_server: one.example.com',
      'openvox_platform::foreman_server: # on the primary',
      "openvox_platform::openvoxdb: ''",
      'openvox_platform::postgresql: db.example.com',
      'openvox_platform::loadbalancer:',
      'openvox_platform::compilers:',
      '  -',
      "  - ''",
      'openvox_platform::reports:',
    );
    expect(findings).toEqual([]);
    expect(infrastructure).toMatchObject({
      tier: 'standard',
      foreman: 'one.example.com',
      openvoxdb: 'one.example.com',
      compilers: [],
    });
    expect(infrastructure?.keys).toEqual({ primary_server: 'one.example.com', postgresql: 'db.example.com' });
    expect(infrastructure?.nodes.map(({ certname }) => certname)).toEqual(['one.example.com', 'db.example.com']);
  });

  it.each([
    ['another node', 'db.example.com', ['db.example.com'], ['monolithic 443', 'monolithic 8140', 'openvoxdb 8081']],
    ['the primary', 'one.example.com', ['one.example.com'], ['monolithic 443', 'monolithic 8140']],
  ])('may name one OpenVoxDB without a balancer: %s', async (_, openvoxdb, openvoxdbNodes, reached) => {
    const { infrastructure, findings } = form(
      'openvox_platform::primary_server: one.example.com',
      `openvox_platform::openvoxdb: ${openvoxdb}`,
    );
    expect(findings).toEqual([]);
    expect(infrastructure).toMatchObject({ tier: 'standard', openvoxdb, openvoxdbNodes });
    if (infrastructure === undefined) throw new Error('nothing was read');
    const edges = drawingOf(infrastructure).edges.filter(({ label }) => label !== '5432');
    expect(edges.map(({ to, label }) => `${to} ${label}`).sort()).toEqual(reached);
    const rules = infrastructureFindings(infrastructure, await moduleModel(undefined));
    expect(rules.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it.each([
    ['RHEL 9', 'RedHat 9'],
    ['rhel9.4', 'RedHat 9'],
    ['Red Hat Enterprise Linux 8', 'RedHat 8'],
    ['Oracle Linux 9', 'OracleLinux 9'],
    ['Rocky Linux 9', 'Rocky 9'],
    ['CentOS Stream 10', 'CentOS 10'],
    ['alma 9', 'AlmaLinux 9'],
    ['Debian 2', 'Debian 12'],
  ])('know the operating system that %s is', (given, meant) => {
    const text = `tier: standard\nprimary_server: a.example.com\nnodes: { a.example.com: { os: '${given}' } }\n`;
    expect(readYaml(text, 'x.yaml').findings.map(({ help }) => help)).toEqual([`did you mean '${meant}'?`]);
  });

  it('say so where the primary is blank, and where a key is misspelt', () => {
    const { infrastructure, findings } = form(
      'openvox_platform::primary_server:',
      'openvox_platform::formean_server: a.example.com',
    );
    expect(infrastructure).toBeUndefined();
    expect(findings.map(({ code, site, help }) => [code, site?.line, site?.column, help])).toEqual([
      ['OVP8027', 3, 1, "did you mean 'foreman_server'?"],
      ['OVP8032', 2, 1, expect.any(String)],
    ]);
  });
});
