/** Findings about an attribute point at it, wherever it is written; at the call, where it is not written out there. */
import { expect, it } from 'vitest';
import { definitionDiagnostics } from '../../src/model/diagnostics.js';
import { printDiagnostics } from '../../src/puppet/print/diagnostics.js';
import { expected, sampleProject } from '../load/sample-project.js';

const wrongName = definitionDiagnostics.unknownParameter.code;
const cases: readonly (readonly [name: string, statement: string, code: string])[] = [
  ['of a resource', "resource(file, '/x', { ensure: 'file', /*!*/moed: '0644' } as object)", wrongName],
  ['with a quoted name', "resource(file, '/x', { /*!*/'moed': '0644' } as object)", wrongName],
  [
    'on a line of its own',
    "resource(\n  file,\n  '/x',\n  {\n    ensure: 'file',\n    /*!*/moed: '0644',\n  } as object,\n)",
    wrongName,
  ],
  ['of a resource with a name', "named('x', resource(file, '/x', { /*!*/moed: '0644' } as object))", wrongName],
  ['of a resource under a condition', "when(true, [resource(file, '/x', { /*!*/moed: '0644' } as object)])", wrongName],
  ['of an override', "override(file, '/x', { /*!*/moed: '0644' })", wrongName],
  ['that a collector overrides', "collect(file, undefined, { override: { /*!*/moed: '0644' } })", wrongName],
  [
    'that is wrong for puppet-lint',
    "resource(file, '/x', { ensure: 'file', /*!*/mode: '9999' })",
    printDiagnostics.fileMode.code,
  ],
  ['that is spread', "/*!*/resource(file, '/x', { ...{ moed: '0644' } } as object)", wrongName],
];

it.each(cases)('%s', async (_, statement, code) => {
  const files = {
    'ovp.config.ts': `/** A profile. */
export const a = profile<{}>('a', { body: () => [${statement}] });
export default defineConfig({ module: {}, platform, definitions: [a] });
`,
  };
  expect(await sampleProject(files).codes()).toEqual(expected(files, code));
});
