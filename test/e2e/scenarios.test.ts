import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { folder, readScenario, scenarioNames, selected } from './scenario.js';
import { fqdn } from './site.js';

const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../output/openvox_platform/schema/hiera.schema.json'), 'utf8'),
) as { properties: Record<string, unknown> };
const own = (key: string) => key.startsWith('openvox_platform::');

describe.each(scenarioNames())('%s', (name) => {
  const scenario = readScenario(name);

  test('sets keys that the module has', () => {
    const later = scenario.steps.flatMap((step) => ('hiera' in step ? Object.keys(step.hiera) : []));
    const keys = [...Object.keys(scenario.hiera), ...later].filter(own);
    expect(keys.filter((key) => !(key in schema.properties))).toEqual([]);
  });

  test('names machines that it has', () => {
    const values = Object.values(scenario.hiera).flatMap((value): readonly unknown[] =>
      Array.isArray(value) ? value : [value],
    );
    const hosts = values.filter((value) => typeof value === 'string' && /^[a-z0-9]+\.lab\.test$/.test(value));
    const machines = Object.keys(scenario.machines).map(fqdn);
    expect(hosts.filter((host) => !machines.includes(String(host)))).toEqual([]);
  });

  test('has every machine quiet at the end of its first runs', () => {
    const quiet = scenario.steps.flatMap((step) => ('quiet' in step ? selected(scenario, step.quiet) : []));
    const agents = selected(scenario, 'all').filter((node) => scenario.machines[node]?.later !== true);
    const alone = scenario.steps.flatMap((step) => ('by_hand' in step ? selected(scenario, step.by_hand) : []));
    expect(agents.filter((node) => ![...quiet, ...alone].includes(node))).toEqual([]);
  });
});

test('what all scenarios have are keys of the module', () => {
  const common = parse(readFileSync(join(folder, '_common.yaml'), 'utf8')) as Record<string, unknown>;
  expect(Object.keys(common).filter((key) => own(key) && !(key in schema.properties))).toEqual([]);
});

test.each([
  ['all', ['a', 'b']],
  [['all', '!a'], ['b']],
  [
    ['c', 'a'],
    ['c', 'a'],
  ],
])('machines of %j', (names, want) => {
  const machines = { a: {}, b: {}, c: { agent: false } };
  expect(selected({ title: '', machines, hiera: {}, steps: [] }, names)).toEqual(want);
});
