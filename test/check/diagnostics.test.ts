/** One small definition for each thing that can be wrong, which triggers exactly that, at its place. */
import { describe, expect, it } from 'vitest';
import { definitionDiagnostics } from '../../src/model/diagnostics.js';
import { expected, findingsOf, sampleProject } from '../load/sample-project.js';

interface Case {
  /** Before the default export; a mark stands before what the finding points at. */
  readonly code: string;
  /** Entries of the configuration beside `module` and `platform`. */
  readonly config: string;
  /** A part of the help. */
  readonly help?: string;
  readonly files?: Readonly<Record<string, string>>;
}

const profileA = (body: string, more = ''): string => `/** A profile. */
export const a = profile<{}>('a', { ${more} body: () => [${body}] });`;

const withParameters = (members: string, defaults: string, call = 'profile'): string => `interface P {
  ${members}
}
/** A profile. */
export const a = ${call}<P>('a', { ${defaults} body: () => [] });`;

const cases: Record<keyof typeof definitionDiagnostics, Case> = {
  notReflected: {
    code: "const make = profile;\nconst a = /*!*/make('a', { body: () => [] });",
    config: 'definitions: [a]',
    help: 'at the top level',
  },
  bodyFailed: {
    code: profileA("include(classBinding('x')), local(/*!*/String(fact('x')), 1)"),
    config: 'definitions: [a]',
  },
  duplicate: {
    code: `${profileA('')}
/** Another. */
export const b = /*!*/profile<{}>('a', { body: () => [] });`,
    config: 'definitions: [a, b]',
  },
  requiredAfterDefault: {
    code: withParameters('/** One. */ one: string;\n  /** Two. */ /*!*/two: string;', "defaults: { one: 'x' },"),
    config: 'definitions: [a]',
  },
  unknownDefault: {
    code: withParameters('/** Port. */ port: Port;', 'defaults: { port: 1, /*!*/prot: 2 } as object,'),
    config: 'definitions: [a]',
    help: "'port'",
  },
  defaultType: {
    code: withParameters('/** Port. */ port: Port;', 'defaults: { /*!*/port: 70000 },'),
    config: 'definitions: [a]',
  },
  badType: {
    code: withParameters("/** Odd. */ /*!*/odd: PuppetType<'Strin g[', string>;", ''),
    config: 'definitions: [a]',
  },
  undocumented: { code: withParameters('/*!*/one: string;', ''), config: 'definitions: [a]', help: 'TSDoc' },
  badName: {
    code: "/** Odd. */\nconst a = /*!*/profile<{}>('Odd-Name', { body: () => [] });",
    config: 'definitions: [a]',
  },
  unknownClass: {
    code: `${profileA('/*!*/include(classBinding(`${own}::profile::bb`))')}
/** B. */
const b = profile<{}>('profile::b', { body: () => [] });`,
    config: 'definitions: [a, b]',
    help: 'sample::profile::b',
  },
  unknownType: {
    code: profileA("/*!*/resource(typeBinding('fil'), '/x', {})"),
    config: 'definitions: [a]',
    help: "'file'",
  },
  unknownParameter: {
    code: profileA("resource(file, '/x', { /*!*/moed: '0644' } as object)"),
    config: 'definitions: [a]',
    help: "'mode'",
  },
  missingParameter: {
    code: `interface B {
  /** Name. */ name_of_it: string;
}
/** B. */
const b = profile<B>('b', { body: () => [] });
${profileA('/*!*/declare(b, {})')}`,
    config: 'definitions: [a, b]',
  },
  valueType: {
    code: `interface B {
  /** Port. */ port: Port;
}
/** B. */
const b = profile<B>('b', { body: () => [] });
${profileA('declare(b, { /*!*/port: 70000 })')}`,
    config: 'definitions: [a, b]',
  },
  unknownFunction: {
    code: profileA("/*!*/run(call('stdlib::ensur', 1))"),
    config: 'definitions: [a]',
    help: 'stdlib::ensure',
  },
  unknownVariable: {
    code: profileA("local('heap', 1), /*!*/run(call('notice', variable('heep')))"),
    config: 'definitions: [a]',
    help: "'heap'",
  },
  unknownTemplate: {
    code: profileA("/*!*/resource(file, '/x', { content: epp('motdd') })"),
    config: "definitions: [a], assets: 'assets'",
    files: { 'assets/templates/motd.epp': 'hi\n' },
    help: 'sample/motd.epp',
  },
  unknownTypeAlias: {
    code: withParameters("/** Odd. */ /*!*/odd: PuppetType<'Stdlib::Fqdnn', string>;", ''),
    config: 'definitions: [a]',
    help: 'Stdlib::Fqdn',
  },
  undeclaredDependency: { code: profileA("/*!*/contain(classBinding('r10k'))"), config: 'definitions: [a]' },
  unknownRoleClass: {
    code: `${profileA('')}
const roles = [{ name: 'greeter', title: 'Greeter', classes: [\`\${own}::a\`, \`\${own}::aa\`] }];`,
    config: 'definitions: [a], platform: { ...platform, roles }',
    help: '::a',
  },
  unreadKey: {
    code: `${profileA('')}
const data = [dataLayer('common.yaml', valuesOf(a, { /*!*/prot: 1 } as object))];`,
    config: 'definitions: [a], data',
  },
  foreignKey: { code: "const data = [{ path: 'common.yaml', entries: { 'r10k::remote': 'x' } }];", config: 'data' },
  keyType: {
    code: `${withParameters('/** Port. */ port: Port;', '')}
const data = [dataLayer('common.yaml', valuesOf(a, { /*!*/port: 70000 }))];`,
    config: 'definitions: [a], data',
  },
  blankDefault: {
    code: `${withParameters('/** Port. */ port: Blank<Port>;', '')}
const data = [dataLayer('common.yaml', valuesOf(a, { /*!*/port: 8080 }))];`,
    config: 'definitions: [a], data',
    help: 'in the definition',
  },
  unknownAmendment: {
    code: `${profileA("resource(file, '/etc/motd', {})")}
const change = /*!*/amend(a, { remove: ['File[/etc/modt]'] });`,
    config: 'definitions: [a], amendments: [change]',
    help: 'File[/etc/motd]',
  },
  ambiguousAmendment: {
    code: `${profileA("when(eq(fact('a'), 'b'), [local('x', 1)], [local('x', 2)])")}
const change = amend(a, { replace: () => ({ $x: /*!*/local('x', 3) }) });`,
    config: 'definitions: [a], amendments: [change]',
    help: 'named()',
  },
  badReference: {
    code: profileA('', "behaviours: () => [/*!*/behaviour('works', {}, lacks('package[git]'))],"),
    config: 'definitions: [a]',
    help: "'Package[git]'",
  },
  amendedNothing: {
    code: `${profileA('')}\nconst change = /*!*/amend(a, { remove: [] });`,
    config: 'amendments: [change]',
  },
  amendedParameter: {
    code: `${withParameters('/** Port. */ port: Port;', '')}
interface More {
  /** Again. */ /*!*/port: Port;
}
const change = amend<More>(a, {});`,
    config: 'definitions: [a], amendments: [change]',
  },
};

describe.each(Object.entries(cases))('%s', (name, { code, config, files = {}, help }) => {
  it('is found at its place, and nothing else is', async () => {
    const { code: number } = definitionDiagnostics[name as keyof typeof cases];
    const all = {
      ...files,
      'ovp.config.ts': `${code}\nexport default defineConfig({ module: {}, platform, ${config} });\n`,
    };
    const sample = sampleProject(all);
    expect(await sample.codes()).toEqual(expected(all, number));
    if (help !== undefined) expect((await findingsOf(sample.load))[0]?.help).toContain(help);
  });
});

it('codes are unique', () => {
  const codes = Object.values(definitionDiagnostics).map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
});
