/** What behaviours name exists; otherwise they could not fail. */
import { expect, it } from 'vitest';
import { codeOf, expected, findingsOf, sampleProject } from '../load/sample-project.js';

const cases: Readonly<Record<string, readonly [behaviour: string, code?: string, help?: string]>> = {
  'that names what exists': [
    "realBehaviour('x', { classes: ['sample::b'], data: { 'sample::a::one': 1, 'puppet::server': true, 'site::x': 1 } }, contains('File[/x]', { mode: '0644' }, ['owner']), contains('Class[puppet]', { server: true }), lacks('Package[y]'), isBefore('Class[sample::b]', 'File[/x]', 'why'))",
  ],
  'of a catalog that lacks a type that nobody has': ["behaviour('x', {}, lacks('Fle[/x]'))", 'OVP1102', "'file'"],
  'about an attribute that is none': ["behaviour('x', {}, contains('File[/x]', { mod: '0644' }))", 'OVP1103', "'mode'"],
  'about an attribute that must be missing and is none': [
    "behaviour('x', {}, contains('File[/x]', {}, ['ownr']))",
    'OVP1103',
    "'owner'",
  ],
  'about a class that nobody has': [
    "behaviour('x', {}, contains('Class[puppet::sever]'))",
    'OVP1101',
    'puppet::server',
  ],
  'about the order of what nobody has': [
    "behaviour('x', {}, isBefore('File[/x]', 'Sevice[y]', 'why'))",
    'OVP1102',
    'service',
  ],
  'of a node with a class that nobody has': ["behaviour('x', { classes: ['sample::c'] })", 'OVP1101'],
  'of a node with a key that nothing reads': [
    "behaviour('x', { data: { 'sample::a::oen': 1 } })",
    'OVP1201',
    'sample::a::one',
  ],
  "of a node with a component's key that nothing reads": [
    "behaviour('x', { data: { 'puppet::sever': true } })",
    'OVP1201',
    'puppet::server',
  ],
};

it.each(Object.entries(cases))('a behaviour %s', async (_, [behaviour, code, help]) => {
  const files = {
    'ovp.config.ts': `interface P {
  /** One. */
  one: Count;
}
/** A profile. */
export const a = profile<P>('a', {
  defaults: { one: 1 },
  body: () => [resource(file, '/x', {})],
  behaviours: () => [/*!*/${behaviour}],
});
/** Another. */
export const b = profile<{}>('b', { body: () => [] });
export default defineConfig({ module: {}, platform, definitions: [a, b] });
`.replace(/^/, "import { behaviour, contains, isBefore, lacks, realBehaviour } from 'ovp-gen';\n"),
  };
  const found = await findingsOf(sampleProject(files).load);
  expect(found.map(codeOf)).toEqual(code === undefined ? [] : expected(files, code));
  if (help !== undefined) expect(found[0]?.help).toContain(help);
});
