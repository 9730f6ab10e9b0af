/** Expressions have no value while a definition runs: every way to ask for one is refused, at run time or by the lint. */
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { fact } from '../../src/model/expressions.js';
import { packageFile } from '../../src/package-root.js';
import { expression, ExpressionMisuse, isExpr, treeOf } from '../../src/model/value.js';

/** As a person's code sees it, which the compiler has not looked at. */
const loose: unknown = fact('os.family');
const text = loose as string;
const list = loose as string[];
const number = loose as number;

describe('an expression refuses to be used', () => {
  it.each<[string, () => unknown]>([
    ['in a template', () => `a${text}`],
    ['in a sum', () => number + 1],
    ['in a sum of texts', () => 'a' + text],
    ['as a number', () => Number(text)],
    ['in a comparison', () => number < 3],
    ['in a loose equality', () => text == 'Debian'],
    ['as a key', () => (({ a: 1 }) as Record<string, number>)[text]],
    ['as JSON', () => JSON.stringify({ a: loose })],
    ['by spreading', () => [...list]],
    [
      'in a loop',
      () => {
        for (const item of list) return item;
        return undefined;
      },
    ],
    ['by its toString', () => list.toString()],
    ['by its valueOf', () => text.valueOf()],
  ])('%s', (_use, action) => {
    expect(action).toThrow(ExpressionMisuse);
    expect(action).toThrow(/; (use|call) /);
  });

  it('as a promise', async () => {
    await expect(Promise.resolve(loose)).rejects.toThrow(ExpressionMisuse);
  });

  it('and cannot be changed', () => {
    expect(() => Object.assign(fact('a'), { b: 1 })).toThrow(TypeError);
  });
});

it('is known across copies of the package', () => {
  const foreign = { [Symbol.for('ovp-gen.expr')]: { kind: 'literal', value: 1 } };
  expect(isExpr(foreign)).toBe(true);
  expect(isExpr(expression({ kind: 'literal', value: 1 }))).toBe(true);
  expect([isExpr(null), isExpr('x'), isExpr({}), isExpr([])]).toEqual([false, false, false, false]);
  expect(treeOf(expression({ kind: 'variable', name: 'x' }))).toEqual({ kind: 'variable', name: 'x' });
});

describe('the lint finds what cannot be refused', () => {
  const lint = async (body: string): Promise<string[]> => {
    const eslint = new ESLint({ cwd: packageFile('.'), allowInlineConfig: false });
    const text = `import { fact } from '../../src/model/expressions.js';\nconst e = fact<boolean>('a');\nexport const x = ${body};\n`;
    // The name of a file that the project knows; its text is not read.
    const [result] = await eslint.lintText(text, { filePath: packageFile('test/model/misuse.test.ts') });
    return (result?.messages ?? []).map(({ ruleId, line, message }) => ruleId ?? `${line}: ${message}`);
  };

  it.each([
    ["e ? 'a' : 'b'", '@typescript-eslint/no-unnecessary-condition'],
    ['!e', '@typescript-eslint/strict-boolean-expressions'],
    ['e && 1', '@typescript-eslint/no-unnecessary-condition'],
    ["e || 'b'", '@typescript-eslint/no-unnecessary-condition'],
    ['(() => { if (e) return 1; return 2; })()', '@typescript-eslint/no-unnecessary-condition'],
    ['`${e}`', '@typescript-eslint/restrict-template-expressions'],
    ["'a' + e", '@typescript-eslint/restrict-plus-operands'],
  ])('%s', async (body, rule) => {
    expect(await lint(body)).toContain(rule);
  });

  it('and has nothing against what is right', async () => {
    expect(await lint("[e, e === fact('b')].length")).toEqual([]);
  });
});
