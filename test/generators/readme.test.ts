import { describe, expect, it } from 'vitest';
import { proseSections } from '../../generators/index.js';
import { componentClasses } from '../../generators/readme/declarations.js';
import { drawing } from '../../src/text/mermaid.js';
import { classification } from '../../generators/readme/tables.js';
import type { DefinitionModel, ModuleModel, RoleModel, TierModel } from '../../src/model/module.js';
import { FindingsError } from '../../src/findings/finding.js';
import type { Statement } from '../../src/puppet/ast.js';
import { file, tree } from './files.js';
import { sampleModel } from './sample-model.js';

const codesOf = (run: () => unknown): string[] => {
  try {
    run();
  } catch (error) {
    if (error instanceof FindingsError)
      return error.findings.map(({ code, message, help }) => `${code} ${message}; ${help ?? ''}`);
    throw error;
  }
  return [];
};

describe('drawing', () => {
  it('puts nodes into nodes, and optional parts into a style of their own', () => {
    expect(drawing(sampleModel.tiers[0] as TierModel)).toBe(
      [
        'graph LR',
        '    Ships@{ shape: processes, label: "Ships" }',
        '    subgraph Tower["The #quot;tower#quot;"]',
        '        Lamp["Lamp"]',
        '        Log[("Log")]',
        '    end',
        '',
        '    Ships -->|"8080"| Tower',
        '    Lamp -.-> Log',
        '',
        '    classDef optional fill:#eef4fb,stroke:#5b7fa6,stroke-dasharray:5 3,color:#333',
        '    class Log optional',
      ].join('\n'),
    );
  });
});

describe('componentClasses', () => {
  const declare = (title: string, ...names: string[]): Statement => ({
    kind: 'resource',
    type: 'class',
    form: 'normal',
    bodies: [
      {
        title: { kind: 'literal', value: title },
        attributes: names.map((name) => ({ name, value: { kind: 'literal', value: 1 } })),
      },
    ],
  });
  const definition = (name: string, ...body: Statement[]): DefinitionModel => ({
    definition: {
      kind: 'class',
      name,
      parameters: [],
      body,
      documentation: { summary: '', parameters: {}, api: 'private' },
    },
    parameterSites: {},
    behaviours: [],
  });
  const one = { kind: 'literal', value: 1 } as const;

  it.each<[string, Statement, [string, string[]][]]>([
    [
      'a declaration, without metaparameters',
      declare('puppet', 'server', 'agent', 'require'),
      [['puppet', ['agent', 'server']]],
    ],
    ['contain', { kind: 'contain', classes: ['foreman', 'm::a'] }, [['foreman', []]]],
    ['a computed name', { kind: 'include', classes: [{ kind: 'variable', name: 'x' }] }, []],
    [
      'if and else',
      { kind: 'if', branches: [{ condition: one, body: [declare('a', 'x')] }], otherwise: [declare('b')] },
      [
        ['a', ['x']],
        ['b', []],
      ],
    ],
    ['unless', { kind: 'unless', condition: one, body: [declare('a')] }, [['a', []]]],
    ['case', { kind: 'case', subject: one, options: [{ matches: [one], body: [declare('a')] }] }, [['a', []]]],
    [
      'a lambda',
      {
        kind: 'call',
        name: 'each',
        arguments: [],
        form: 'prefix',
        lambda: { parameters: [], body: [declare('a', 'x')] },
      },
      [['a', ['x']]],
    ],
    ['a resource that is no class', { ...declare('a'), type: 'file' } as Statement, []],
  ])('%s', (_, statement, want) => {
    expect(componentClasses([definition('m', statement)], 'm').map(({ name, fixed }) => [name, fixed])).toEqual(want);
  });

  it('joins what several classes set', () => {
    const found = componentClasses(
      [definition('m::b', declare('puppet', 'b')), definition('m::a', declare('puppet', 'a'))],
      'm',
    );
    expect(found).toEqual([
      { name: 'puppet', fixed: ['a', 'b'], yielding: [], declaredBy: ['m::a', 'm::b'], open: false },
    ]);
  });

  it('tells what yields to the key of the component', () => {
    const key: Statement = {
      kind: 'assign',
      name: 'b',
      value: { kind: 'call', name: 'lookup', arguments: [{ kind: 'literal', value: 'puppet::b' }], form: 'prefix' },
    };
    const found = componentClasses([definition('m::a', declare('puppet', 'a', 'b')), definition('m::b', key)], 'm');
    expect(found).toMatchObject([{ name: 'puppet', fixed: ['a'], yielding: ['b'] }]);
  });
});

describe('classification', () => {
  const role = (name: string, ...classes: string[]): RoleModel => ({ name, title: name, classes });
  it.each([
    ['the main class has a row', [role('Foreman', 'm::foreman')], ['_All nodes_ `m`', 'Foreman `m::foreman`']],
    [
      'or a role of its own',
      [role('Any', 'm'), role('Foreman', 'm', 'm::foreman')],
      ['Any `m`', 'Foreman `m::foreman`'],
    ],
    ['roles by extension are elsewhere', [{ ...role('Compiler', 'm'), ppRole: 'compiler' }], ['_All nodes_ `m`']],
    [
      'unless they have a profile as well',
      [{ ...role('Database', 'm', 'm::db'), ppRole: 'db' }],
      ['_All nodes_ `m`', 'Database `m::db`'],
    ],
  ])('%s', (_, roles, want) => {
    const rows = classification('m', roles).split('\n').slice(2);
    expect(
      rows.map((row) =>
        row
          .split('|')
          .slice(1, 3)
          .map((text) => text.trim())
          .join(' '),
      ),
    ).toEqual(want);
  });
});

describe('prose', () => {
  const withoutDescription = Object.fromEntries(
    Object.entries(sampleModel.prose).filter(([section]) => section !== 'description'),
  );
  it.each<[string, ModuleModel['prose'], string[]]>([
    ['all of it', sampleModel.prose, []],
    [
      'a section without a text',
      withoutDescription,
      [
        "OVP4001 the README has a section 'description', but the module has no text for it; add 'description' to the module's prose",
      ],
    ],
    [
      'a slip of the pen',
      { ...withoutDescription, descripton: 'x' },
      [
        "OVP4001 the README has a section 'description', but the module has no text for it; add 'description' to the module's prose",
        "OVP4002 the module has a text for the section 'descripton', which the README does not have; did you mean 'description'?",
      ],
    ],
  ])('%s', (_title, prose, want) => expect(codesOf(() => tree({ ...sampleModel, prose }))).toEqual(want));

  it('goes into the README, every section of it', () => {
    const prose = Object.fromEntries(proseSections().map((section) => [section, `Text of ${section}.`]));
    const text = file({ ...sampleModel, prose }, 'README.md');
    for (const section of Object.values(prose)) expect(text).toContain(`\n\n${section}\n\n`);
  });
});

describe('README.md', () => {
  const text = file(sampleModel, 'README.md');
  it('links to sections that are there', () => {
    const headings = new Set(
      [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
        title
          .toLowerCase()
          .replace(/[^\w\s-]/g, '')
          .replace(/\s/g, '-'),
      ),
    );
    const links = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, target]) => target);
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((target) => !headings.has(target ?? ''))).toEqual([]);
  });
  it.each([
    ['what to provision', '- Keepers as required, each with its `pp_role`.\n'],
    ['the role by extension', '| Keeper      | `keeper`  |'],
    ['the role by class', '| Beacon      | `beacon`      | Needs a tower |'],
    ['what the code sets', '| `lighthouse::auth` | `password`, `user`      |'],
    ['a parameter', 'Whoever knows it may switch the lamps \\| lights.<br>Blank: nobody may. |'],
    [
      'a required parameter',
      '| `address`  | `Stdlib::Host`                                                     | _required_ ',
    ],
    ['ports', '| 8080 | Ships | Beacon | Light (at night) |'],
    ['systems with fewer releases', '| Debian           | 12 and 13 | 12             |'],
  ])('has %s', (_, want) => expect(text).toContain(want));
  it('has no private class among the parameters', () => expect(text).not.toContain('`beacon::service`'));
  it('has one empty line between blocks', () => expect(text).not.toMatch(/\n\n\n/));
});
