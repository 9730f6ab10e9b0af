/** Whatever is handed over as a description gives findings or an infrastructure, and nothing else. */
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { readYaml } from '../../src/infrastructure/description/read.js';
import { limits } from '../../src/infrastructure/source/limits.js';
import { parseLocated } from '../../src/infrastructure/source/located.js';
import { fc } from '../property.js';

const words = [
  'tier',
  'nodes',
  'primary_server',
  'compilers',
  'postgresql',
  'secrets',
  'hiera',
  '__proto__',
  'openvox_platform::primary_server',
];
const leaf = fc.oneof(
  fc.constantFrom('standard', 'large', 'extra_large', 'a.example.com', '', null),
  fc.integer(),
  fc.boolean(),
  fc.string(),
);
const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...words), fc.string()), tie('any'), { maxKeys: 6 }),
  ),
})).any;

const judge = (text: string): void => {
  const { infrastructure, findings } = readYaml(text, 'x.yaml');
  if (infrastructure === undefined) expect(findings.length).toBeGreaterThan(0);
};

describe('descriptions that nobody meant', () => {
  it('of any shape are judged', () => {
    fc.assert(
      fc.property(value, (data) => judge(stringify(data))),
      { numRuns: 300, seed: 1 },
    );
  });

  it('of any text are judged', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      '- ',
      '\n',
      '  ',
      '&a ',
      '*a',
      '<<: ',
      '"',
      "'",
      '|',
      '>',
      '!!binary ',
      '? ',
      '#',
      'tier',
      'standard',
      '\t',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => judge(parts.join(''))),
      { numRuns: 500, seed: 1 },
    );
  });

  it('are bounded in depth and in what aliases stand for', () => {
    const deep = parseLocated('['.repeat(50_000), 'x.yaml');
    expect(deep.root).toBeUndefined();
    expect(deep.findings.length).toBeGreaterThan(0);
    const bomb = [
      'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
      ...Array.from(
        { length: 9 },
        (_, i) => `a${i + 1}: &a${i + 1} [${Array.from({ length: 10 }, () => `*a${i}`).join(', ')}]`,
      ),
    ];
    expect(parseLocated(bomb.join('\n'), 'x.yaml').findings.map(({ code }) => code)).toEqual(['OVP8004']);
    expect(parseLocated('a'.repeat(limits.bytes + 1), 'x.yaml').findings.map(({ code }) => code)).toEqual(['OVP8002']);
    expect(parseLocated('a: &a [*a]', 'x.yaml').findings.map(({ code }) => code)).toEqual(['OVP8003']);
  });
});
