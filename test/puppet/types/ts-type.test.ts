import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { parseType, tsType, type TypeAliases } from '../../../src/puppet/types/index.js';
import { arbitraryType } from '../arbitrary-type.js';
import { fc } from '../../property.js';

const aliases: TypeAliases = new Map(
  Object.entries({
    'Site::Port': 'Integer[1, 65535]',
    'Site::Mode': "Variant[Enum['on', 'off'], Boolean]",
    'Site::Tree': 'Variant[Integer, Array[Site::Tree]]',
  }).map(([name, text]) => [name, parseType(text)]),
);

describe('tsType', () => {
  it.each<[string, string, string[]]>([
    ['String[1]', 'string', []],
    ['Numeric', 'number', []],
    ['Boolean', 'boolean', []],
    ['Boolean[true]', 'true', []],
    ['Variant[Boolean[true], Boolean[false], Undef]', 'boolean | undefined', []],
    ["Enum['a', 'it\\'s']", "'a' | 'it\\'s'", []],
    ["Variant[Enum['a'], String]", 'string', []],
    ["Enum['a', true]", 'string', []],
    ['Pattern[/a/]', 'string', []],
    ['Optional[Site::Port]', 'number | undefined', []],
    ['Variant[Undef, Integer]', 'number | undefined', []],
    ['Array[Site::Mode]', "readonly ('on' | 'off' | boolean)[]", []],
    ['Array[Array[String]]', 'readonly (readonly string[])[]', []],
    ['Tuple[String, Integer]', 'readonly [string, number]', []],
    ['Tuple[String, Integer, 1, default]', 'readonly [string, number?, ...number[]]', []],
    ['Hash[String, Integer]', 'Readonly<Record<string, number>>', []],
    ["Hash[Enum['a', 'b'], Integer]", "Readonly<Partial<Record<'a' | 'b', number>>>", []],
    [
      "Struct[{ 'a' => String, 'b-c' => Optional[Integer], Optional['d'] => Boolean }]",
      "{ readonly a: string; readonly 'b-c'?: number | undefined; readonly d?: boolean }",
      [],
    ],
    ['Sensitive[String]', 'Secret<string>', ['Secret']],
    ['Variant[String, Sensitive[String]]', 'string | Secret<string>', ['Secret']],
    ['Any', 'Data', ['Data']],
    ['Hash', 'Readonly<Record<string, Data>>', ['Data']],
    ["Variant[File['x'], Type[Service], CatalogEntry]", 'Reference', ['Reference']],
    ['Site::Tree', 'number | readonly Data[]', ['Data']],
    ['Array[Unheard::Of]', 'readonly Data[]', ['Data']],
    ['Undef', 'undefined', []],
    ["Struct[{ 'Data' => Enum['Secret'] }]", "{ readonly Data: 'Secret' }", []],
    ['Array[Variant[CatalogEntry, Any]]', 'readonly Data[]', ['Data']],
  ])('%s', (type, text, imports) => {
    const found = tsType(parseType(type), aliases);
    expect({ text: found.text, imports: [...found.imports] }).toEqual({ text, imports });
  });

  it('is TypeScript, without names that it does not say are imported', () => {
    fc.assert(
      fc.property(arbitraryType, (type) => {
        const { text, imports } = tsType(type, aliases);
        const file = ts.createSourceFile('t.ts', `type T = ${text};`, ts.ScriptTarget.ES2022);
        const names = new Set<string>();
        const visit = (node: ts.Node): void => {
          if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) names.add(node.typeName.text);
          ts.forEachChild(node, visit);
        };
        visit(file);
        const builtIn = ['T', 'Readonly', 'Record', 'Partial'];
        expect([...imports].sort()).toEqual([...names].filter((name) => !builtIn.includes(name)).sort());
        const { diagnostics = [] } = ts.transpileModule(file.text, { reportDiagnostics: true });
        expect(diagnostics.map(({ messageText }) => messageText)).toEqual([]);
      }),
    );
  });
});
