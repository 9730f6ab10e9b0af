import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { file } from './files.js';
import { sampleModel } from './sample-model.js';

const schema = JSON.parse(file(sampleModel, 'schema/hiera.schema.json')) as {
  properties: Record<string, { description: string; default?: unknown }>;
};
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
const accepts = ajv.compile(schema);

it('is valid under draft 2020-12, strictly', () => expect(ajv.validateSchema(schema)).toBe(true));

describe('Hiera data', () => {
  it.each<[string, unknown, boolean]>([
    ['nothing', {}, true],
    ['right values', { 'beacon::port': 80, 'beacon::lights': ['red', 'green'] }, true],
    ['keys of other modules', { 'foreman::version': 1, 'beacons::port': 'x', lookup_options: {} }, true],
    ['a private class', { 'beacon::service::ensure': 'stopped' }, true],
    ['interpolation', { 'beacon::port': "%{lookup('port')}" }, true],
    ['an encrypted secret', { 'beacon::password': 'ENC[PKCS7,Mii]' }, true],
    ['blank, where undef is allowed', { 'beacon::password': null }, true],
    ['blank, where it is not', { 'beacon::port': null }, false],
    ['a value out of range', { 'beacon::port': 70000 }, false],
    ['a number as text', { 'beacon::port': '80' }, false],
    ['not a colour', { 'beacon::lights': ['blue'] }, false],
    ['a misspelt key', { 'beacon::prot': 80 }, false],
    ['a key below a parameter', { 'beacon::port::x': 80 }, false],
    ['a key whose beginning is a parameter', { 'beacon::ports': 80 }, false],
    ['the parameter of a defined type', { 'beacon::lamp::colour': 'red' }, false],
  ])('%s', (_, data, want) => expect(accepts(data)).toBe(want));
});

it('has the texts and plain defaults', () => {
  expect(schema.properties['beacon::port']).toMatchObject({
    description: 'Port on which it listens; below 1024 it needs root.',
    default: 8080,
  });
  expect(schema.properties['beacon::address']).not.toHaveProperty('default');
  expect(schema.properties['beacon::password']).toHaveProperty('default', null);
  expect(schema.properties['beacon::limits']).toHaveProperty('default', { soft: 1024 });
});
