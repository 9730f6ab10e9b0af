/** The words of the vocabulary as TypeScript and as Puppet understand them: one is assignable where the other is. */
import ts from 'typescript';
import { expect, it } from 'vitest';
import { Catalogue } from '../../src/bind/catalogue.js';
import { packageFile } from '../../src/package-root.js';
import { puppetTypes } from '../../src/model/vocabulary.js';
import { isAssignable, parseType } from '../../src/puppet/types/index.js';

/** Open data take anything, in TypeScript by other means. */
const words = Object.keys(puppetTypes).filter((word) => word !== 'Data');
const pairs = words.flatMap((from) => words.map((to) => [from, to] as const));

/** Of the pairs, those that TypeScript accepts: `from -> to`. */
function accepted(): string[] {
  const file = packageFile('test/model/pairs.ts');
  const text = [
    "import type { Expr, Value } from '../../src/model/value.js';",
    `import type { ${words.join(', ')} } from '../../src/model/vocabulary.js';`,
    ...pairs.map(([from, to], index) => `export const x${index} = (given: Expr<${from}>): Value<${to}> => given;`),
  ].join('\n');
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts'],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  };
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram([file], options, {
    ...host,
    fileExists: (path) => path === file || host.fileExists(path),
    getSourceFile: (path, language) =>
      path === file ? ts.createSourceFile(path, text, language) : host.getSourceFile(path, language),
  });
  const refused = new Set(
    ts.getPreEmitDiagnostics(program, program.getSourceFile(file)).map(({ file: at, start = 0 }) => {
      const line = at?.getLineAndCharacterOfPosition(start).line ?? 0;
      if (line < 2) throw new Error('the sample itself does not compile');
      return line - 2;
    }),
  );
  return pairs.flatMap(([from, to], index) => (refused.has(index) ? [] : [`${from} -> ${to}`]));
}

it('a word is assignable to another if each of its values is one of the other', () => {
  const aliases = new Catalogue().aliases();
  const type = (word: string) => parseType(puppetTypes[word] ?? '');
  const wanted = pairs.filter(([from, to]) => isAssignable(type(from), type(to), aliases) === true);
  expect(accepted()).toEqual(wanted.map(([from, to]) => `${from} -> ${to}`));
});
