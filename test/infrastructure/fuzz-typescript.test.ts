/** Whatever a TypeScript file makes of a description gives findings or an infrastructure, and leaves nothing behind. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Catalogue } from '../../src/bind/catalogue.js';
import { checkRead } from '../../src/infrastructure/check.js';
import { drawingOf } from '../../src/infrastructure/draw/drawing.js';
import { runbookOf } from '../../src/infrastructure/runbook/runbook.js';
import { readTypeScript } from '../../src/infrastructure/description/typescript/read.js';
import { moduleModel } from '../../src/load/module-model.js';
import { fc, runs } from '../property.js';

const folder = mkdtempSync(join(tmpdir(), 'ovp-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const words = [
  'tier',
  'nodes',
  'primary_server',
  'foreman_server',
  'openvoxdb',
  'openvoxdb_nodes',
  'compilers',
  'loadbalancer',
  'db_loadbalancer',
  'postgresql',
  'patroni_members',
  'external',
  'serverless',
  'control_repo',
  'agents',
  'secrets',
  'hiera',
  'role_hiera',
  'os',
  'cpus',
  'memory',
  '__proto__',
  'toString',
];
/** Expressions that are no data, or seem to be. */
const oddities = [
  'undefined',
  'NaN',
  '-0',
  '1e400',
  '10n',
  'Symbol("x")',
  '() => 1',
  'new Date(0)',
  'new Map([["a", 1]])',
  '/x/',
  'Promise.resolve(1)',
  'new Proxy({}, { ownKeys() { throw new Error("no keys"); } })',
  'new Proxy([], { get() { throw 1; } })',
  '({ get tier() { throw new TypeError("no tier"); } })',
  '((a: any) => { a.a = a; return a; })({})',
  'Object.create(null)',
  'new (class Node { a = 1 })()',
  '[, 1]',
  'Array(3)',
  'JSON.parse(\'{"__proto__": {"tier": "large"}}\')',
  'process.env.HOME',
  '`a${1}.example.com`',
  '"x".repeat(300)',
  '"\\u0000"',
  '(null as any).x',
];
const name = fc.constantFrom('a.example.com', 'b.example.com', 'A.EXAMPLE.COM', 'c', '10.0.0.1', '-', 'ü.example.com');
const leaf = fc.oneof(
  fc.constantFrom('"standard"', '"large"', '"extra_large"', '"AlmaLinux 9"', '"16 GiB"', '8', 'true', 'null', '""'),
  fc.constantFrom(...oddities),
  name.map((text) => JSON.stringify(text)),
  fc.string().map((text) => JSON.stringify(text)),
  fc.integer().map((number) => `(${number})`),
);
const key = fc.oneof(
  fc.constantFrom(...words).map((word) => JSON.stringify(word)),
  name.map((text) => JSON.stringify(text)),
  fc.constantFrom('["ti" + "er"]', '[Symbol.iterator]', '"openvox_platform::primary_server"'),
);
const expression = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('any'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    fc
      .array(fc.tuple(key, tie('any')), { maxLength: 6 })
      .map((entries) => `{ ${entries.map(([word, item]) => `${word}: ${item}`).join(', ')} }`),
  ),
})).any;
/** A sound description in which some keys have another value. */
const sound = {
  tier: '"large"',
  primary_server: '"a.example.com"',
  foreman: 'false',
  compilers: '["b.example.com"]',
  loadbalancer: '"c.example.com"',
  nodes: '{ "a.example.com": { os: "AlmaLinux 9" }, "b.example.com": {}, "c.example.com": {} }',
};
const changed = fc
  .dictionary(fc.constantFrom(...words.filter((word) => word !== '__proto__')), expression, { maxKeys: 3 })
  .map(
    (others) =>
      `{ ${Object.entries({ ...sound, ...others })
        .map(([word, item]) => `${word}: ${item}`)
        .join(', ')} }`,
  );
const wrapped = fc
  .tuple(
    fc.oneof(changed, expression),
    fc.constantFrom(
      (text: string) => `export default defineInfrastructure(${text} as any);`,
      (text: string) => `const it: any = ${text};\nexport default defineInfrastructure({ ...it });`,
      (text: string) => `export default await Promise.resolve(defineInfrastructure(${text} as any));`,
      (text: string) => `export default ${text};`,
      (text: string) => `export const it = defineInfrastructure(${text} as any);`,
      (text: string) => `for (const one of [${text}]) throw one;\nexport default 1;`,
    ),
  )
  .map(([text, around]) => `import { defineInfrastructure } from 'ovp-gen';\n${around(text)}\n`);
const pieces = fc
  .array(
    fc.constantFrom(
      'import { defineInfrastructure } from "ovp-gen";\n',
      'import x from "./missing.js";\n',
      'export default ',
      'defineInfrastructure(',
      '{ tier: "standard" }',
      '{',
      '}',
      ')',
      ';',
      '`${',
      '/*',
      '"',
      '\n',
      'await ',
      'throw ',
      '@x ',
      '#!',
      '\u2028',
      '<T,>',
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('TypeScript that nobody meant', () => {
  it('is judged', { timeout: 3_600_000 }, async () => {
    const model = await moduleModel(undefined);
    const catalogue = new Catalogue();
    const file = join(folder, 'infrastructure.ts');
    const judge = async (text: string): Promise<void> => {
      writeFileSync(file, text);
      const read = await readTypeScript(file, { seconds: 60, memoryMb: 256 });
      const findings = checkRead(read, model, catalogue);
      if (read.infrastructure === undefined) expect(read.findings.length).toBeGreaterThan(0);
      else {
        drawingOf(read.infrastructure);
        runbookOf(read.infrastructure);
      }
      const lines = text.split(/\r\n|[\n\r\u2028\u2029]/).length;
      for (const { site, message } of findings) {
        expect(message).not.toMatch(/\n\s+at |\[object Object\]/);
        if (site === undefined) continue;
        expect(site.file).toBe(file);
        expect(site.line).toBeLessThanOrEqual(lines);
      }
      expect(readdirSync(folder)).toEqual(['infrastructure.ts']);
    };
    await fc.assert(
      fc.asyncProperty(fc.oneof({ weight: 4, arbitrary: wrapped }, { weight: 1, arbitrary: pieces }), judge),
      { numRuns: runs(25) },
    );
  });
});
