/** What is read of a definition's source text: types, texts, places. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { inject } from '../../src/load/inject.js';
import { Reflector } from '../../src/load/reflect.js';
import { ReflectionCache } from '../../src/load/reflection-cache.js';
import { ownType } from '../../src/model/namespace.js';
import { puppetTypes } from '../../src/model/vocabulary.js';
import { lay } from '../write/trees.js';

const root = mkdtempSync(join(tmpdir(), 'ovp-reflect-'));
afterAll(() => rmSync(root, { recursive: true }));

function reflect(text: string, others: Readonly<Record<string, string>> = {}) {
  lay(root, others);
  return new Reflector().reflect(join(root, 'a.ts'), text, (path) => path.slice(root.length + 1));
}

const only = (text: string, others?: Readonly<Record<string, string>>) => {
  const { calls } = reflect(text, others);
  expect(calls).toHaveLength(1);
  return calls[0]?.reflection;
};

function typeOf(type: string, declarations = ''): string | undefined {
  const reflection = only(`${declarations}\ninterface P {\n  p: ${type};\n}\nprofile<P>('a', {});`);
  expect(reflection?.findings).toEqual([]);
  return reflection?.parameters[0]?.type;
}

describe('types', () => {
  it.each(Object.entries(puppetTypes))('the word %s', (word, want) => {
    expect(typeOf(word)).toBe(want);
  });

  it.each([
    ['string', 'String[1]'],
    ['boolean', 'Boolean'],
    ['unknown', 'Any'],
    ["'a'", "Enum['a']"],
    ["'a' | 'b'", "Enum['a', 'b']"],
    ["'a' | Port", "Variant[Enum['a'], Stdlib::Port]"],
    ['true | false', 'Boolean'],
    ['true', 'Boolean[true]'],
    ['3', 'Integer[3, 3]'],
    ['string | undefined', 'Optional[String[1]]'],
    ['Port | null', 'Optional[Stdlib::Port]'],
    ['string[]', 'Array[String[1]]'],
    ['readonly Fqdn[]', 'Array[Stdlib::Fqdn]'],
    ['Array<Port>', 'Array[Stdlib::Port]'],
    ['(Port | Fqdn)[]', 'Array[Variant[Stdlib::Port, Stdlib::Fqdn]]'],
    ['[string, Port]', 'Tuple[String[1], Stdlib::Port]'],
    ['NonEmpty<string>', 'Array[String[1], 1]'],
    ['Record<string, Port>', 'Hash[String[1], Stdlib::Port]'],
    ['Blank<Fqdn>', "Optional[Variant[Enum[''], Stdlib::Fqdn]]"],
    ['Secret<string>', 'Sensitive[String[1]]'],
    ['Between<1, 10>', 'Integer[1, 10]'],
    ['Between<null, 10>', 'Integer[default, 10]'],
    ["Matching<'\\\\Aa+\\\\z'>", 'Pattern[/\\Aa+\\z/]'],
    ["OwnType<'Hosts', string>", `${ownType}::Hosts`],
    ["PuppetType<'Stdlib::Yes_no', string>", 'Stdlib::Yes_no'],
    ['{ a: Port; b?: string }', "Struct[{ 'a' => Stdlib::Port, Optional['b'] => String[1] }]"],
  ])('%s', (given, want) => {
    expect(typeOf(given)).toBe(want);
  });

  it('interfaces and aliases of the file, also where they are named like a word', () => {
    expect(typeOf('Pair', 'interface Pair { a: Port }')).toBe("Struct[{ 'a' => Stdlib::Port }]");
    expect(typeOf('Mode', "type Mode = 'on' | 'off';")).toBe("Enum['on', 'off']");
    expect(typeOf('Host', "type Host = 'a' | 'b';")).toBe("Enum['a', 'b']");
  });

  it('unknown words get a candidate, numbers a question, what refers to itself an end', () => {
    const reflection = only(
      'interface Loop { l: Loop }\ninterface P {\n  a: Fqdnn;\n  b: number;\n  c: Loop;\n}\nprofile<P>("a", {});',
    );
    expect(reflection?.findings.map(({ code, site, help }) => [code, site?.line, help?.includes("'Fqdn'")])).toEqual([
      ['OVP5102', 3, true],
      ['OVP5103', 4, false],
      ['OVP5102', 1, false],
    ]);
  });
});

describe('parameters', () => {
  const names = (text: string, others?: Readonly<Record<string, string>>) =>
    only(text, others)?.parameters.map(({ name, optional }) => (optional ? `${name}?` : name));

  it.each<[string, string, string[]]>([
    ['a literal', "profile<{ a: string; b?: Port }>('a', {});", ['a', 'b?']],
    ['nothing', "profile('a', {});", []],
    ['an empty literal', "profile<{}>('a', {});", []],
    [
      'inheritance',
      "interface B { b: string; a: Port }\ninterface P extends B { a: string }\nprofile<P>('a', {});",
      ['b', 'a'],
    ],
    ['an intersection', "interface B { b: string }\nprofile<B & { c: string }>('a', {});", ['b', 'c']],
    ['an import', "import type { P } from './p.js';\nprofile<P>('a', {});", ['p']],
    ['an import under another name', "import { type P as Q } from './p.js';\nprofile<Q>('a', {});", ['p']],
    ['what another file passes on', "import type { P } from './all.js';\nprofile<P>('a', {});", ['p']],
    ['what it renames', "import type { R } from './all.js';\nprofile<R>('a', {});", ['p']],
    ['a package', "import type { P } from 'some-package';\nprofile<P>('a', {});", ['packed']],
  ])('%s', (_label, text, want) => {
    const others = {
      'p.ts': 'export interface P { p: string }',
      'all.ts': "export * from './p.js';\nexport { type P as R } from './p.js';",
      'node_modules/some-package/package.json': '{ "name": "some-package", "types": "./index.d.ts" }',
      'node_modules/some-package/index.d.ts': 'export interface P { packed: string }',
    };
    expect(names(text, others)).toEqual(want);
  });

  it('that only a compiler could know are a finding', () => {
    expect(only("profile<Partial<X>>('a', {});")?.findings).toMatchObject([
      { code: 'OVP5101', site: { file: 'a.ts', line: 1, column: 9 } },
    ]);
  });
});

it('texts: summary, paragraphs, examples, links, parameters, result', () => {
  const reflection = only(`interface P {
  /**
   * The port. See {@link other}.
   *
   * More.
   */
  port: Port;
}
/**
 * First line
 * and second.
 *
 * A paragraph with a {@link thing | label}.
 *
 * Another.
 *
 * @example Use it
 * include a
 *
 *   indented
 * @returns what
 *   comes back
 */
export const a = puppetFunction<P, Port>('a', {});`);
  expect(reflection).toMatchObject({
    summary: 'First line and second.',
    description: 'A paragraph with a `thing`.\n\nAnother.',
    examples: [{ title: 'Use it', code: 'include a\n\n  indented' }],
    returns: 'what comes back',
    returnType: 'Stdlib::Port',
    parameters: [{ name: 'port', text: 'The port. See `other`.\n\nMore.', place: { line: 7, column: 3 } }],
  });
});

it('is put into the text without moving a line', () => {
  const text = "const a = profile<{}>('a', {\n  body: () => [],\n}); const b = profile<{}>('b', {});\n";
  const { calls } = reflect(text);
  const injected = inject(text, calls);
  expect(injected.split('\n')).toHaveLength(text.split('\n').length);
  expect(injected.split('\n')[0]).toBe(text.split('\n')[0]);
  expect(injected.match(/"file":"a\.ts"/g)).toHaveLength(2);
});

describe('the cache', () => {
  const file = join(root, 'cache.json');
  const text = "import type { P } from './p.js';\nprofile<P>('a', {});";
  const path = join(root, 'a.ts');

  it('knows what it was told, until a file changes that was read on the way', () => {
    const reflected = reflect(text, { 'p.ts': 'export interface P { p: string }' });
    const cache = new ReflectionCache(file, '1');
    expect(cache.get(path, text)).toBeUndefined();
    cache.set(path, text, reflected);
    expect(cache.visited()).toEqual([join(root, 'p.ts')]);
    cache.save();

    const again = new ReflectionCache(file, '1');
    expect(again.get(path, text)).toEqual(reflected.calls);
    expect(again.visited()).toEqual([join(root, 'p.ts')]);
    expect(again.get(path, `${text}\n`)).toBeUndefined();
    writeFileSync(join(root, 'p.ts'), 'export interface P { q: string }');
    expect(again.get(path, text)).toBeUndefined();
  });

  it('leaves nothing half written where it cannot be kept', () => {
    const folder = join(root, 'unkept');
    mkdirSync(join(folder, 'cache.json', 'below'), { recursive: true });
    const cache = new ReflectionCache(join(folder, 'cache.json'), '1');
    cache.set(path, text, reflect(text, { 'p.ts': 'export interface P { p: string }' }));
    cache.get(path, text);
    cache.save();
    expect(readdirSync(folder)).toEqual(['cache.json']);
  });

  it.each(['', '{', '{"version":"1"}', '{"version":"2","entries":[]}'])('survives %j', (content) => {
    writeFileSync(file, content);
    expect(new ReflectionCache(file, '1').get(path, text)).toBeUndefined();
  });
});
