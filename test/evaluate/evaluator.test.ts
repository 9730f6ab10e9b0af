import { beforeAll, describe, expect, it } from 'vitest';
import { Evaluator, type NodeFacts } from '../../src/evaluate/evaluator.js';
import { type Known, NotEvaluable } from '../../src/evaluate/values.js';
import { workedSteps } from '../../src/evaluate/worked.js';
import type { DefinitionModel, ModuleModel, NodeScenario } from '../../src/model/module.js';
import { packageFile } from '../../src/package-root.js';
import { runRuby } from '../../src/toolchain/start.js';
import { rubyEnvironment } from '../ruby/environment.js';
import { shipped } from './shipped.js';
import { fc } from '../property.js';

const ruby = rubyEnvironment();
const module = 'openvox_platform';

let model: ModuleModel;
beforeAll(async () => {
  model = await shipped();
}, 120_000);

/** Functions of the tuning: closed in integers and Booleans. */
function formulas(): readonly DefinitionModel[] {
  return model.definitions.filter(
    ({ definition }) => definition.kind === 'function' && definition.name.startsWith(`${module}::tuning::`),
  );
}

/** A node as a behaviour describes it, as the compiling server sees it. */
function nodeOf({ certname = 'node.example.com', extensions = {}, facts = {}, data = {} }: NodeScenario): NodeFacts {
  const nested: Record<string, Record<string, unknown>> = {};
  for (const [path, value] of Object.entries(facts)) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let target: Record<string, unknown> = nested;
    for (const key of keys) target = (target[key] ??= {}) as Record<string, unknown>;
    target[last] = value;
  }
  return { facts: nested as never, trusted: { certname, extensions }, data };
}

/** Values at the bounds of an integer type, and around those at which the formulas change. */
function argumentsOf(definition: DefinitionModel['definition']): fc.Arbitrary<Known[]> {
  if (definition.kind !== 'function') throw new Error('no function');
  return fc.tuple(
    ...definition.parameters.map(({ name, type }): fc.Arbitrary<Known> => {
      const text = type?.name ?? '';
      if (text === 'Boolean') return fc.boolean();
      if (text === 'Enum') return fc.constantFrom('dedicated', 'monolithic', 'pool');
      const least =
        name === 'available_mb' ? -5000 : /_mb$|nodes$|pool$|workers$/.test(name) && name !== 'memory_mb' ? 0 : 1;
      return fc.oneof(fc.integer({ min: least, max: 300_000 }), fc.integer({ min: least, max: 200 }));
    }),
  );
}

describe('the evaluator', () => {
  it('gives what each formula of the tuning says of itself', () => {
    const evaluator = new Evaluator(model.definitions);
    const cases = formulas().flatMap(({ definition, cases: own = [] }) =>
      own.flatMap(({ arguments: given, result }) =>
        'value' in result ? [{ name: definition.name, given, want: result.value }] : [],
      ),
    );
    expect(cases.length).toBeGreaterThan(30);
    for (const { name, given, want } of cases) {
      expect({ name, given, value: evaluator.call(name, given as Known[]) }).toEqual({ name, given, value: want });
    }
  });

  it('gives what OpenVox gives, on any hardware', { skip: !ruby.available, timeout: 120_000 }, async () => {
    const requests = formulas().flatMap(({ definition }) =>
      fc
        .sample(argumentsOf(definition), { numRuns: 200, seed: 7 })
        .map((values) => ({ name: definition.name, arguments: values })),
    );
    const answers: unknown[] = [];
    const end = await runRuby(
      { command: ['ruby'], env: {} },
      {
        arguments: [packageFile('test/evaluate/call_functions.rb'), packageFile('output')],
        requests: [{ calls: requests }],
        onRecord: (record) => void answers.push(record),
        patience: 60_000,
      },
    );
    expect(end).toMatchObject({ exitCode: 0, garbage: [] });
    const evaluator = new Evaluator(model.definitions);
    expect(answers).toEqual(requests.map(({ name, arguments: values }) => ({ value: evaluator.call(name, values) })));
  });

  it('works each formula out to the same value', () => {
    const evaluator = new Evaluator(model.definitions);
    for (const formula of formulas()) {
      for (const values of fc.sample(argumentsOf(formula.definition), { numRuns: 50, seed: 3 })) {
        const steps = workedSteps(evaluator, formula, values);
        expect(steps.at(-1)?.value).toEqual(evaluator.call(formula.definition.name, values));
        expect(steps.map(({ text }) => text).join()).not.toMatch(/[a-z]_[a-z]/);
      }
    }
  });

  it('finds what catalogs were compiled with', () => {
    const tuning = model.definitions.find(({ definition }) => definition.name === `${module}::tuning`);
    const wanted = (tuning?.behaviours ?? []).flatMap(({ title, node, expect: expectations }) =>
      expectations.flatMap((expectation) =>
        expectation.kind === 'contains' && expectation.resource === `Class[${module}::tuning]`
          ? Object.entries(expectation.with ?? {}).map(([name, want]) => ({ title, node, name, want }))
          : [],
      ),
    );
    expect(wanted.length).toBeGreaterThan(15);
    for (const { title, node, name, want } of wanted) {
      const evaluator = new Evaluator(model.definitions, nodeOf(node));
      expect({ title, name, value: evaluator.variable(`${module}::tuning::${name}`) }).toEqual({
        title,
        name,
        value: want,
      });
    }
  });

  it.each([
    ['a number beyond 2^53', 'tuning::server_heap', [2 ** 53]],
    ['no number', 'tuning::server_heap', ['4']],
    ['an argument too few', 'tuning::jruby_instances', [4]],
    ['a function that is not there', 'tuning::none', []],
    ['a function that fails by design', 'required_secret', ['a', null, 'b']],
  ])('refuses %s', (_, name, values) => {
    expect(() => new Evaluator(model.definitions).call(`${module}::${name}`, values)).toThrow(NotEvaluable);
  });
});
