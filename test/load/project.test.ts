/** Projects as a whole: what can go wrong while one is loaded, all findings at once, and that order does not matter. */
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emit } from '../../generators/index.js';
import { loadDiagnostics } from '../../src/load/diagnostics.js';
import { packageFile } from '../../src/package-root.js';
import { expected, findingsOf, sampleProject } from './sample-project.js';

const end = (entries = ''): string => `\nexport default defineConfig({ module: {}, platform, ${entries} });\n`;
const definition = (body: string): string => `/** A. */\nconst a = profile<{}>('a', { body: () => [${body}] });`;

/** All but those of assets that no text can stand for, which have a test of their own. */
type Told = Exclude<keyof typeof loadDiagnostics, 'assetNotText' | 'assetLink'>;

const cases: Record<Told, Readonly<Record<string, string>>> = {
  syntax: { 'ovp.config.ts': `const a = /*!*/;${end()}` },
  threw: { 'ovp.config.ts': `/*!*/nowhere();${end()}` },
  noDefault: { 'ovp.config.ts': 'export const config = 1;' },
  assetFails: { 'ovp.config.ts': end("assets: 'assets'"), 'assets/x.md': 'one\n[%= nothing %]\n' },
  noFolder: { 'ovp.config.ts': end("assets: 'nowhere'") },
  configKey: { 'ovp.config.ts': end('/*!*/definitons: []') },
  configValue: { 'ovp.config.ts': end("dependencies: [{ name: 'puppetlabs/stdlib', /*!*/range: 9 as never }]") },
  configName: {
    'ovp.config.ts': "\nexport default defineConfig({ platform, module: { /*!*/name: 'acme-platform' } });",
  },
  importUnknown: {
    'ovp.config.ts': `import { nginx } from /*!*/'@acme/nginx';${end()}console.assert(nginx);`,
  },
  parametersUnknown: {
    'ovp.config.ts': `/** A. */\nconst a = profile</*!*/Partial<X>>('a', { body: () => [] });${end('definitions: [a]')}`,
  },
  typeUnknown: {
    'ovp.config.ts': `interface P {\n  /** P. */\n  p: /*!*/Fqdnn;\n}\n/** A. */\nconst a = profile<P>('a', { body: () => [] });${end('definitions: [a]')}`,
  },
  plainNumber: {
    'ovp.config.ts': `interface P {\n  /** P. */\n  p: /*!*/number;\n}\n/** A. */\nconst a = profile<P>('a', { body: () => [] });${end('definitions: [a]')}`,
  },
  clock: { 'ovp.config.ts': `${definition("local('now', Date./*!*/now())")}${end('definitions: [a]')}` },
  random: { 'ovp.config.ts': `const chance = Math./*!*/random();${end()}console.log(chance > 2);` },
  environment: {
    'ovp.config.ts': `const home = process.env./*!*/HOME_OF_ACME;${end("env: ['OTHER']")}console.assert(home !== 'x');`,
  },
  file: {
    'ovp.config.ts': `import { readFileSync } from 'node:fs';\nconst text = /*!*/readFileSync('/etc/hostname', 'utf8');${end()}console.assert(text !== '');`,
  },
  outside: {
    'ovp.config.ts': `import { hostname } from 'node:os';\nconst name = /*!*/hostname();${end()}console.assert(name !== '');`,
  },
};

describe.each(Object.entries(cases))('%s', (name, files) => {
  it('is found at its place, and nothing else is', async () => {
    const { code } = loadDiagnostics[name as keyof typeof cases];
    const want = expected(files, code)[0];
    const places: Partial<Record<string, string>> = { noDefault: 'ovp.config.ts:1:1' };
    const codes = await sampleProject(files).codes();
    if (name === 'assetFails') expect(codes).toEqual([expect.stringMatching(/^OVP5005 .*assets\/x\.md:2:1$/)]);
    else expect(codes).toEqual([places[name] === undefined ? want : `${code} ${places[name]}`]);
  });
});

describe('an asset', () => {
  it.each<[string, (at: string) => void, string]>([
    ['that is no text', (at) => writeFileSync(at, Buffer.from([0x89, 0x50, 0xff, 0x00])), 'OVP5010'],
    ['that is a link', (at) => symlinkSync('/etc/hostname', at), 'OVP5011'],
    ['that is a link to nowhere', (at) => symlinkSync('/nowhere', at), 'OVP5011'],
    ['that is a link to a folder', (at) => symlinkSync('/etc', at), 'OVP5011'],
  ])('%s is refused', async (_, make, code) => {
    const sample = sampleProject({ 'ovp.config.ts': end("assets: 'assets'"), 'assets/a.md': 'A.\n' });
    make(join(sample.root, 'assets/logo'));
    expect(await sample.codes()).toEqual([expect.stringMatching(new RegExp(`^${code} .*assets/logo:1:1$`))]);
  });
});

it('addresses of the module go with its own source', async () => {
  const source = 'https://git.example.com/acme.git';
  const identity = async (module: string): Promise<object | undefined> =>
    (
      await sampleProject({
        'ovp.config.ts': `export default defineConfig({ module: ${module}, platform });`,
      }).load()
    ).model?.identity;
  expect(await identity(`{ source: '${source}' }`)).toMatchObject({
    source,
    projectPage: 'https://git.example.com/acme',
    issuesUrl: 'https://git.example.com/acme/issues',
  });
  expect(await identity(`{ source: '${source}', issuesUrl: 'https://bugs.example.com' }`)).toMatchObject({
    projectPage: 'https://git.example.com/acme',
    issuesUrl: 'https://bugs.example.com',
  });
  const { issuesUrl } = (await identity('{}')) as { issuesUrl: string };
  expect(issuesUrl).not.toContain('git.example.com');
});

it('a parameter that a definition does not have is found where it is used', async () => {
  const files = {
    'ovp.config.ts': `interface P {\n  /** P. */\n  port: Port;\n}\n/** A. */\nconst a = profile<P>('a', {\n  defaults: { port: 1 },\n  body: ({ params }) => [local('x', params./*!*/prot)],\n});${end('definitions: [a]')}`,
  };
  expect(await sampleProject(files).codes()).toEqual([expected(files, 'OVP1002')[0]]);
  const [found] = await findingsOf(sampleProject(files).load);
  expect(found?.message).toContain("there is no parameter 'prot'; did you mean 'port'?");
});

it.each<[string, string]>([
  ['module: {}', "OVP5008: 'platform' of the configuration is missing, but an object is expected."],
  ['platform, module: 1 as never', "OVP5008: 'module' of the configuration is a number, but an object is expected."],
  ["platform, module: { ownr: 'acme' }", "OVP5007: The configuration has 'module.ownr', which nothing reads."],
  ['platform, module: {}, definitions: [undefined]', "OVP5008: 'definitions.0' of the configuration is missing"],
  ['platform, module: {}, amendments: [file]', "OVP5008: 'amendments.0' of the configuration is an object, but an am"],
  ['platform, module: {}, definitions: {}', "OVP5008: 'definitions' of the configuration is an object, but a list"],
  ['platform, module: {}, releases: [{}]', "OVP5008: 'releases.0.version' of the configuration is missing"],
  ["platform, module: { owner: 'ac-me' }", "OVP5009: 'module.owner' of the configuration is 'ac-me'"],
  ['platform: { ...platform, roles: undefined }, module: {}', "OVP5008: 'platform.roles' of the configuration is"],
])('a configuration is judged before anything is made of it: %s', async (text, want) => {
  const { load } = sampleProject({ 'ovp.config.ts': `\nexport default defineConfig({ ${text} } as never);` });
  const found = await findingsOf(load);
  expect(`${found[0]?.code ?? ''}: ${found[0]?.message ?? ''}`).toContain(want);
  expect(found.every(({ site }) => site?.file === 'ovp.config.ts')).toBe(true);
});

it.each([
  ['ovp-gen/bindings/coree', "Did you mean 'ovp-gen/bindings/core'?"],
  ['ovp-gen/platfrom', "Did you mean 'ovp-gen/platform'?"],
  ['opv-gen', "Did you mean 'ovp-gen'?"],
  ['@acme/nowhere', expect.stringContaining('Install the package.') as string],
])("'%s' is told where it is imported", async (name, help) => {
  const text = `import * as it from "${name}";${end()}console.assert(it);`;
  const { load, root } = sampleProject({ 'ovp.config.ts': text, 'node_modules/.keep': '' });
  symlinkSync(packageFile('.'), join(root, 'node_modules/ovp-gen'));
  expect(await findingsOf(load)).toMatchObject([
    { code: 'OVP5012', message: `There is no '${name}' to import.`, help, site: { file: 'ovp.config.ts', line: 2 } },
  ]);
});

it('a name that is no name says what it would be', async () => {
  const { load } = sampleProject({
    'ovp.config.ts': "\nexport default defineConfig({ platform, module: { name: 'Acme-Platform', owner: 'ac me' } });",
  });
  expect((await findingsOf(load)).map(({ help }) => help)).toEqual([
    "Did you mean 'acme_platform'?",
    "Did you mean 'acme'?",
  ]);
});

it('what is left out may be undefined as well', async () => {
  const { load } = sampleProject({
    'ovp.config.ts':
      '\nexport default defineConfig({ platform, module: { name: undefined }, env: undefined } as never);',
  });
  const { findings, model } = await load();
  expect(findings).toEqual([]);
  expect(model?.identity.name).toBe('sample');
});

describe('what is asked for', () => {
  it.each<[string, string]>([
    ['new Date()', 'OVP5201'],
    ['Date()', 'OVP5201'],
    ['performance.now()', 'OVP5201'],
    ['process.hrtime.bigint()', ''],
    ['crypto.randomUUID()', 'OVP5202'],
    ["'X' in process.env", 'OVP5203'],
    ['({ ...process.env })', 'OVP5203'],
    ["fs.existsSync('/etc')", 'OVP5204'],
    ["await fs.promises.readdir('/etc')", 'OVP5204'],
    ["child.execSync('true')", 'OVP5205'],
    ["new Date(0).getTime() + Date.parse('2020-01-01')", ''],
    ['process.platform', ''],
  ])('%s', async (code, want) => {
    const sample = sampleProject({
      'ovp.config.ts': `import fs from 'node:fs';\nimport child from 'node:child_process';\nexport const asked = ${code};${end()}console.assert(fs !== child);`,
    });
    const found = [...new Set((await findingsOf(sample.load)).map((item) => item.code))];
    expect(found).toEqual(want === '' ? [] : [want]);
  });

  it('may be asked for where it is declared, and is an input then', async () => {
    const sample = sampleProject({
      'names/a.txt': 'a',
      'ovp.config.ts': `import { readFileSync } from 'node:fs';
import { join } from 'node:path';
const text = readFileSync(join(process.env.SAMPLE_ROOT ?? '', 'names/a.txt'), 'utf8');${end("env: ['SAMPLE_ROOT'], inputs: ['names']")}console.assert(text === 'a');`,
    });
    process.env.SAMPLE_ROOT = sample.root;
    const { findings, inputs } = await sample.load();
    expect(findings).toEqual([]);
    expect(inputs.env).toEqual(['SAMPLE_ROOT']);
    expect(inputs.files).toContain(`${sample.root}/names/a.txt`);
    expect(inputs.folders).toContain(`${sample.root}/names`);
  });

  it('leaves everything as it was', async () => {
    const before = [Date, Math.random, process.env];
    await findingsOf(sampleProject({ 'ovp.config.ts': "throw new Error('no');" }).load);
    expect([Date, Math.random, process.env].every((item, index) => item === before[index])).toBe(true);
  });
});

it('all findings of all definitions come in one run', async () => {
  const files = {
    'ovp.config.ts': `interface P {
  /** P. */
  p: /*!*/Fqdnn;
  /** Q. */
  q: Port;
}
/** A. */
const a = profile<P>('a', {
  defaults: { p: 'x', /*!*/q: 70000 },
  body: () => [
    /*!*/include(classBinding('nowhere')),
    when(eq(fact('a'), 'b'), [resource(file, '/x', { /*!*/moed: 1 } as object)]),
  ],
});
/** B. */
const b = profile<{}>('b', { body: () => [local('x', /*!*/String(fact('a')))] });${end('definitions: [a, b]')}`,
  };
  const codes = await sampleProject(files).codes();
  expect(codes.sort()).toEqual(expected(files, 'OVP5102', 'OVP1006', 'OVP1101', 'OVP1103', 'OVP1002').sort());
});

it('a file that is imported for its types alone is an input', async () => {
  const sample = sampleProject({
    'params.ts': 'export interface P {\n  /** P. */\n  p: string;\n}\n',
    'ovp.config.ts': `import type { P } from './params.js';\n/** A. */\nconst a = profile<P>('a', { body: () => [] });${end('definitions: [a]')}`,
  });
  const parameters = async () =>
    (await sample.load()).model?.definitions.map(({ definition: it }) =>
      'parameters' in it ? it.parameters.map(({ name }) => name) : [],
    );
  expect(await parameters()).toEqual([['p']]);
  expect((await sample.load()).inputs.files).toContain(`${sample.root}/params.ts`);
  sample.lay({ 'params.ts': 'export interface P {\n  /** Q. */\n  q: string;\n}\n' });
  expect(await parameters()).toEqual([['q']]);
});

it('the order of definitions, amendments to different profiles and data does not matter', async () => {
  const project = (definitions: string, data: string) =>
    sampleProject({
      'ovp.config.ts': `interface P {
  /** Port. */
  port: Port;
}
/** A. */
const a = profile<P>('a', { body: () => [include(b)] });
/** B. */
const b = profile<P>('profile::b', { defaults: { port: 1 }, body: () => [local('x', 1)] });
/** C. */
const c = define<P>('c', { body: () => [comment('nothing')] });
/** D. */
const d = typeAlias('D', 'Integer[1]', { allow: [1], reject: [0] });
const first = dataLayer('common.yaml', valuesOf(a, { port: 8080 }));
const second = dataLayer('os/Debian.yaml', valuesOf(b, { port: 80 }));
export default defineConfig({ module: {}, platform, definitions: [${definitions}], data: [${data}] });
`,
    });
  const tree = async (definitions: string, data: string) => {
    const { model, context, findings } = await project(definitions, data).load();
    expect(findings).toEqual([]);
    if (model === undefined) throw new Error('there is no model');
    return [...emit(model, context)].map(([path, { content }]) => [path, content]);
  };
  const one = await tree('a, b, c, d', 'first, second');
  expect(one.length).toBeGreaterThan(10);
  for (const [definitions, data] of [
    ['d, c, b, a', 'second, first'],
    ['b, d, a, c', 'first, second'],
  ] as const) {
    expect(await tree(definitions, data)).toEqual(one);
  }
});
