/** Code that is right, in forms that a check could trip over: no finding. */
import { expect, it } from 'vitest';
import { findingsOf, sampleProject } from '../load/sample-project.js';

const cases: Readonly<Record<string, string>> = {
  'a type with an open bound': "run(call('notice', isA(fact('a'), 'Integer[default, 10]')))",
  'a type with every kind of parameter':
    "run(call('notice', isA(fact('a'), \"Variant[Enum['x', true], Pattern[/y/], Struct[{ 'z' => Optional[String[1]] }], Callable[[], undef]]\")))",
  'variables of every scope': "run(call('notice', variable('clientcert'), variable('servername'), variable('title')))",
  'parameters of a block': "each(['x'], 'item', (item) => [run(call('notice', item))])",
  'a collector in a chain': "order(ref(file, '/x'), collect(file, where('mode', '0644')))",
};

it.each(Object.entries(cases))('%s', async (_, statement) => {
  const sample = sampleProject({
    'ovp.config.ts': `/** A profile. */
export const a = profile<{}>('a', { body: () => [resource(file, '/x', {}), ${statement}] });
export default defineConfig({ module: {}, platform, definitions: [a] });
`,
  });
  expect(await findingsOf(sample.load)).toEqual([]);
});
