/** Definitions whose documentation and signatures do not fit on a line, in every way that the printer knows. */
import type { DefinitionModel } from '../../src/model/module.js';
import type { Definition, Expression } from '../../src/puppet/ast.js';
import { parseType } from '../../src/puppet/types/index.js';

const text = (value: string | number | boolean | null): Expression => ({ kind: 'literal', value });
const long =
  'A text that goes on for longer than a line of a manifest may be, so that the printer has to break it, twice. '.repeat(
    2,
  );

const definitions: readonly Definition[] = [
  {
    kind: 'class',
    name: 'beacon::elaborate',
    parameters: [
      { name: 'nothing', type: parseType('Any') },
      { name: 'pattern', type: parseType('Pattern[/\\A[^,()\\[\\]\\/"\']+,\\z/]'), default: text("it's, (this") },
      {
        name: 'colours',
        type: parseType(
          `Array[Enum[${'blue green violet yellow orange black'
            .split(' ')
            .map((word) => `'very ${word}'`)
            .join(', ')}]]`,
        ),
        default: { kind: 'array', items: [] },
      },
      {
        name: 'settings',
        type: parseType(
          "Hash[String[1], Struct[{ 'port' => Integer[1, 65535], Optional['names'] => Array[String[1], 1] }]]",
        ),
        default: {
          kind: 'hash',
          entries: [
            [
              text('one'),
              {
                kind: 'hash',
                entries: [
                  [text('port'), text(1)],
                  [text('names'), { kind: 'array', items: [text('a'), text('b')] }],
                ],
              },
            ],
            [text('two'), { kind: 'hash', entries: [[text('port'), text(2)]] }],
          ],
        },
      },
      {
        name: 'sum',
        type: parseType('Integer'),
        default: {
          kind: 'binary',
          operator: '/',
          left: {
            kind: 'access',
            target: { kind: 'variable', name: 'facts' },
            keys: [text('processors'), text('count')],
          },
          right: { kind: 'call', name: 'max', form: 'prefix', arguments: [text(1), text(2)] },
        },
      },
      {
        name: 'greeting',
        type: parseType('String'),
        default: { kind: 'interpolation', parts: ['{', { kind: 'variable', name: 'sum' }, '"), (', '\\'] },
      },
    ],
    body: [],
    documentation: {
      summary:
        'A summary that does not fit on one line of a manifest, as it has more than a hundred characters, but fewer than 140.',
      description: `${long}\n\n* an item\n* ${long}\n\n\`\`\`yaml\na: 1\n  b: [x, y]\n\`\`\`\n\nThe end.`,
      parameters: {
        pattern: long,
        colours: `${long}\n\n* one\n* two\n\n\`\`\`yaml\na:\n  - 1\n\`\`\``,
        settings: 'By name.',
        sum: 'A number, `a | b`.',
        greeting: '*What* to say.',
        nothing: 'Any value.',
      },
      examples: [
        {
          title: 'One',
          code: "class { 'beacon::elaborate':\n  settings => {\n    'a' => {\n      'port' => 1,\n    },\n  },\n}",
        },
        { title: 'Two, with an empty line', code: 'include beacon\n\ninclude beacon::elaborate' },
      ],
      api: 'public',
    },
  },
  {
    kind: 'define',
    name: 'beacon::nothing',
    parameters: [],
    body: [],
    documentation: { summary: 'Has no parameters.', parameters: {}, api: 'public' },
  },
  {
    kind: 'function',
    name: 'beacon::far',
    parameters: [
      { name: 'first', type: parseType("Variant[Integer[0], Enum['a rather long word', 'another one']]") },
      { name: 'second', type: parseType('Hash[String[1], Array[Integer[0]]]'), default: { kind: 'hash', entries: [] } },
      { name: 'rest', type: parseType('Any'), captures: true },
    ],
    returns: parseType('Hash[String[1], Variant[Integer, Array[String[1]]]]'),
    body: [text(1)],
    documentation: {
      summary: 'Goes far.',
      parameters: { first: long, second: 'Second.', rest: 'All the rest.' },
      examples: [{ title: 'A call', code: 'beacon::far(1)' }],
      returns: long,
      api: 'public',
    },
  },
  {
    kind: 'function',
    name: 'beacon::hidden',
    parameters: [],
    returns: parseType('Integer'),
    body: [text(1)],
    documentation: { summary: 'Hidden.', parameters: {}, returns: 'one', api: 'private' },
  },
  {
    kind: 'alias',
    name: 'Beacon::Settings',
    type: parseType(
      "Struct[{ 'port' => Integer[1, 65535], Optional['names'] => Array[String[1], 1], Optional['colours'] => Array[Enum['blue', 'green']] }]",
    ),
    documentation: { summary: 'Many settings.', description: long, parameters: {}, api: 'public' },
  },
  {
    kind: 'alias',
    name: 'Beacon::Word',
    type: parseType(
      "Variant[Enum['first', 'second', 'third', 'fourth', 'fifth'], Pattern[/\\A[a-z,]+\\z/, /]/], String[1, 10], Boolean]",
    ),
    documentation: { summary: 'A word.', parameters: {}, api: 'public' },
  },
  {
    kind: 'alias',
    name: 'Beacon::Number',
    type: parseType('Numeric'),
    documentation: { summary: 'A number.', parameters: {}, api: 'private' },
  },
];

export const elaborate: readonly DefinitionModel[] = definitions.map((definition) => ({
  definition,
  parameterSites: {},
  behaviours: [],
}));
