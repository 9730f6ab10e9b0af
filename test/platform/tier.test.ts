/** What a platform is does not depend on which of its nodes is asked. */
import { beforeAll, expect, it } from 'vitest';
import { Evaluator } from '../../src/evaluate/evaluator.js';
import { problemsOf } from '../../src/evaluate/problems.js';
import type { ModuleModel } from '../../src/model/module.js';
import { shipped } from '../evaluate/shipped.js';
import { fc } from '../property.js';

const own = 'openvox_platform';
const primary = 'openvox.example.com';

let model: ModuleModel;
beforeAll(async () => {
  model = await shipped();
}, 120_000);

const facts = (keys: Readonly<Record<string, string | readonly string[]>>, certname: string, role?: string) => ({
  facts: {},
  trusted: { certname, extensions: role === undefined ? {} : { pp_role: role } },
  data: Object.fromEntries(Object.entries(keys).map(([key, value]) => [`${own}::${key}`, value])),
});
const tier = (node: ReturnType<typeof facts>) => new Evaluator(model.definitions, node).variable(`${own}::tier`);

const name = fc.constantFrom('', primary, 'a.example.com', 'b.example.com', 'c.example.com');
const names = fc.record({
  primary_server: fc.constant(primary),
  agent_server: name,
  loadbalancer: name,
  db_loadbalancer: name,
  postgresql: name,
  openvoxdb: name,
  compilers: fc.oneof(fc.constant([]), fc.array(name, { maxLength: 2 })),
});

it('every node of a platform that is not refused finds out the same tier', () => {
  fc.assert(
    fc.property(names, (keys) => {
      const nodes = [
        facts(keys, primary),
        facts(keys, 'node.example.com'),
        facts(keys, 'compiler.example.com', 'compiler'),
        facts(keys, 'postgresql.example.com', 'postgresql'),
        facts(keys, 'openvoxdb.example.com', 'openvoxdb'),
      ].filter((node) => problemsOf(model.definitions, own, node).length === 0);
      expect([...new Set(nodes.map(tier))].length).toBeLessThanOrEqual(1);
      for (const { trusted } of nodes) {
        const single = nodes.some((node) => tier(node) === 'standard');
        if (trusted.extensions.pp_role === 'compiler') expect(single).toBe(false);
      }
    }),
  );
});

it.each([
  ['a virtual address', { agent_server: 'vip.example.com' }, 'large'],
  ['the address of the primary', { agent_server: 'OpenVox.example.com' }, 'standard'],
  ['a balancer', { loadbalancer: 'balancer.example.com' }, 'large'],
  ['a list of compilers', { compilers: ['compiler.example.com'] }, 'large'],
])('with %s', (_, keys, wanted) => {
  const all = { primary_server: primary, postgresql: 'postgresql.example.com', ...keys };
  for (const certname of [primary, 'postgresql.example.com', 'compiler.example.com'])
    expect({ certname, tier: tier(facts(all, certname)) }).toEqual({ certname, tier: wanted });
});
