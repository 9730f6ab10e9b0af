/** Infrastructures that cannot work are refused by one list of rules, in Puppet and in TypeScript alike. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NodeFacts } from '../../src/evaluate/evaluator.js';
import { problemsOf } from '../../src/evaluate/problems.js';
import type { ModuleModel, NodeScenario } from '../../src/model/module.js';
import { shipped } from '../evaluate/shipped.js';
import { Catalogs } from '../ruby/catalogs.js';
import { rubyEnvironment } from '../ruby/environment.js';
import { fc, runs } from '../property.js';
import { reasonOf } from '../../src/text/reason.js';

const ruby = rubyEnvironment();
const why = ruby.available ? '' : ` (not run: ${ruby.missing})`;
const own = 'openvox_platform';

type Keys = Readonly<Record<string, unknown>>;
interface Case {
  readonly keys: Keys;
  readonly certname?: string | undefined;
  readonly role?: string | undefined;
}

const primary = 'openvox.example.com';
const dataOf = (keys: Keys): Keys =>
  Object.fromEntries(Object.entries(keys).map(([key, value]) => [`${own}::${key}`, value]));
/** That one is missing is not what the rules are about. */
const secrets = dataOf({
  'secrets::openvoxdb_password': 'swordfish-swordfish',
  'secrets::patroni_etcd_password': 'mackerel-mackerel',
});
const factsOf = ({ certname = 'node.example.com', extensions = {}, data = {} }: NodeScenario): NodeFacts => ({
  facts: {},
  trusted: { certname, extensions },
  data,
});

let model: ModuleModel;
let catalogs: Catalogs;
beforeAll(async () => {
  model = await shipped();
  if (ruby.available) catalogs = new Catalogs(undefined);
}, 120_000);
afterAll(() => (ruby.available ? catalogs.close() : undefined));

/** What TypeScript says. */
const said = ({ keys, certname = primary, role }: Case): readonly string[] =>
  problemsOf(model.definitions, own, {
    facts: {},
    trusted: { certname, extensions: role === undefined ? {} : { pp_role: role } },
    data: dataOf(keys) as NodeFacts['data'],
  });

/**
 * What Puppet says of the data, before it says that stubs lack resources and variables; empty where it says nothing of them.
 */
async function refused({ keys, certname = primary, role }: Case): Promise<string> {
  try {
    await catalogs.compile({
      certname,
      data: { ...secrets, ...dataOf(keys) },
      classes: [own],
      ...(role === undefined ? {} : { role }),
    });
    return '';
  } catch (error) {
    const text = reasonOf(error);
    return /Could not find resource|Unknown variable: '(?!openvox_platform)/.test(text) ? '' : text;
  }
}

describe('the rules in TypeScript', () => {
  it('say what the behaviours expect of the catalog', () => {
    const guards = model.definitions.find(({ definition }) => definition.name === `${own}::guards`);
    const expected = (guards?.behaviours ?? []).flatMap(({ title, node, expect: expectations }) =>
      expectations.flatMap((item) => (item.kind === 'fails' ? [{ title, node, message: item.message }] : [])),
    );
    expect(expected.length).toBeGreaterThan(30);
    for (const { title, node, message } of expected) {
      const problems = problemsOf(model.definitions, own, factsOf(node));
      expect({ title, problems: problems.join('; ') }).toEqual({
        title,
        problems: expect.stringMatching(message) as string,
      });
    }
  });

  it('name a parameter in each sentence, and a remedy after it', () => {
    const guards = model.definitions.find(({ definition }) => definition.name === `${own}::guards`);
    for (const { node } of guards?.behaviours ?? []) {
      for (const problem of problemsOf(model.definitions, own, factsOf(node))) {
        expect(problem).toMatch(/openvox_platform::[a-z_]+/);
        expect(problem).toMatch(/[:;,] .*\b(set|leave|list|name|request|correct|add|remove)\b/);
      }
    }
  });

  it('say nothing of nodes whose catalogs compile', () => {
    const nodes = model.definitions.flatMap(({ definition, behaviours = [] }) =>
      behaviours
        .filter(({ expect: expectations }) => expectations.every(({ kind }) => kind !== 'fails'))
        .map(({ title, node }) => ({ name: `${definition.name} ${title}`, node })),
    );
    expect(nodes.length).toBeGreaterThan(150);
    for (const { name, node } of nodes) {
      expect({ name, problems: problemsOf(model.definitions, own, factsOf(node)) }).toEqual({ name, problems: [] });
    }
  });
});

/** Values that no parameter takes: Puppet names the parameter and what it wants. */
const malformed: readonly (readonly [title: string, keys: Keys, parameter: string])[] = [
  ['a name with a space', { primary_server: 'open vox.example.com' }, 'primary_server'],
  ['a name of spaces', { primary_server: '  ' }, 'primary_server'],
  ['a name with an underscore', { loadbalancer: 'lb_1.example.com' }, 'loadbalancer'],
  ['a URL in the place of a name', { foreman_server: 'https://foreman.example.com' }, 'foreman_server'],
  ['a port behind a name', { db_loadbalancer: 'db.example.com:8081' }, 'db_loadbalancer'],
  ['a name that ends in a line', { openvoxdb: 'db.example.com\n' }, 'openvoxdb'],
  ['a name that begins with a hyphen', { postgresql: '-pg.example.com' }, 'postgresql'],
  ['a list where there is one', { postgresql: ['pg1.example.com', 'pg2.example.com'] }, 'postgresql'],
  ['a number', { agent_server: 8140 }, 'agent_server'],
  ['one name where there is a list', { compilers: 'c1.example.com' }, 'compilers'],
  ['a malformed name in a list', { compilers: ['c1.example.com', 'c 2'] }, 'compilers'],
  ['a hash where there is a list', { patroni_members: { pg1: 'pg1.example.com' } }, 'patroni_members'],
  ['names in one text', { etcd_members: 'a.example.com,b.example.com' }, 'etcd_members'],
  ['reports that are no list', { reports: 'puppetdb' }, 'reports'],
  ['reports in one text of a list', { reports: ['foreman,puppetdb'] }, 'reports'],
  ['a report that is no name', { reports: ['store', 7] }, 'reports'],
  ['a text where there is a switch', { serverless: 'yes' }, 'serverless'],
  ['a number where there is a switch', { use_openvoxdb: 1 }, 'use_openvoxdb'],
  ['a text where there is a switch, as YAML quotes it', { foreman: 'false' }, 'foreman'],
  ['a repository that is none', { control_repo: 'control repo' }, 'control_repo'],
  ['a relative path', { postgresql_ca: 'ca.pem' }, 'postgresql_ca'],
];

/** Combinations: the parameter that Puppet names, and that TypeScript does. */
const members = ['pg1.example.com', 'pg2.example.com', 'pg3.example.com'];
const combinations: readonly (readonly [title: string, bad: Case, named: string])[] = [
  [
    'only blank texts and a role',
    { keys: { primary_server: '', compilers: [''] }, role: 'compiler' },
    'primary_server',
  ],
  [
    'a primary that is blank beside others',
    { keys: { primary_server: '', postgresql: 'pg.example.com' } },
    'primary_server',
  ],
  [
    'a pool of OpenVoxDB without a balancer',
    { keys: { primary_server: primary }, certname: 'db2.example.com', role: 'openvoxdb' },
    'db_loadbalancer',
  ],
  [
    'a second OpenVoxDB without a balancer',
    { keys: { primary_server: primary, openvoxdb: 'db1.example.com' }, certname: 'db2.example.com', role: 'openvoxdb' },
    'db_loadbalancer',
  ],
  [
    'a pool with neither OpenVoxDB nor compilers',
    { keys: { primary_server: primary, loadbalancer: 'lb.example.com', use_openvoxdb: false } },
    'compilers',
  ],
  [
    'the same with blank compilers',
    { keys: { primary_server: primary, loadbalancer: 'lb.example.com', use_openvoxdb: false, compilers: ['', null] } },
    'compilers',
  ],
  [
    'the balancer on a compiler',
    { keys: { primary_server: primary, loadbalancer: 'C1.example.com', compilers: ['c1.Example.com'] } },
    'loadbalancer',
  ],
  [
    'Patroni with two members',
    { keys: { primary_server: primary, postgresql: members[0], patroni_members: members.slice(0, 2) } },
    'etcd_members',
  ],
  [
    'Patroni with one member',
    { keys: { primary_server: primary, postgresql: members[0], patroni_members: members.slice(0, 1) } },
    'patroni_members',
  ],
  [
    'Patroni with the same member twice',
    {
      keys: {
        primary_server: primary,
        postgresql: members[0],
        patroni_members: [members[0], 'PG1.example.com', members[1]],
      },
    },
    'etcd_members',
  ],
  ['Patroni for nobody', { keys: { primary_server: primary, patroni_members: members } }, 'postgresql'],
  [
    'a role that no one knows',
    { keys: { primary_server: primary, strict_roles: true }, certname: 'x.example.com', role: 'compilers' },
    'strict_roles',
  ],
];

describe.skipIf(!ruby.available)(`what Puppet is told${why}`, () => {
  it.each(malformed)('%s names the parameter and what it takes', async (_, keys, parameter) => {
    const message = await refused({ keys: { primary_server: primary, ...keys } });
    expect(message).toContain(`parameter '${parameter}'`);
    expect(message).toMatch(/expects .*got /s);
  });

  it.each(combinations)('%s is refused in both languages', async (_, bad, named) => {
    const problems = said(bad);
    expect(problems.join('; ')).toContain(`${own}::${named}`);
    expect(await refused(bad)).toContain(`${own}: ${problems.join('; ')}`);
  });

  it('any infrastructure is judged alike in both languages', async () => {
    const name = fc.constantFrom('', primary, 'a.example.com', 'b.example.com', 'c.example.com', 'd.example.com');
    const names = fc.oneof({ weight: 2, arbitrary: fc.constant([] as string[]) }, fc.array(name, { maxLength: 4 }));
    const random = fc.record({
      keys: fc.record({
        primary_server: fc.oneof({ weight: 6, arbitrary: fc.constant(primary) }, fc.constant('')),
        foreman_server: name,
        openvoxdb: name,
        postgresql: name,
        loadbalancer: name,
        agent_server: name,
        db_loadbalancer: name,
        compilers: names,
        patroni_members: names,
        patroni_async_members: names,
        etcd_members: names,
        use_openvoxdb: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
        openvoxview: fc.boolean(),
        serverless: fc.boolean(),
        foreman: fc.constant(false),
      }),
      certname: fc.constantFrom(primary, 'a.example.com', 'b.example.com'),
      role: fc.constantFrom(undefined, 'compiler', 'openvoxdb', 'postgresql', 'website'),
    });
    await fc.assert(
      fc.asyncProperty(random, async (infrastructure) => {
        const problems = said(infrastructure);
        const message = await refused(infrastructure);
        if (problems.length === 0) expect(message).toBe('');
        else expect(message).toContain(`${own}: ${problems.join('; ')}`);
      }),
      { numRuns: runs(25) },
    );
  }, 300_000);
});
