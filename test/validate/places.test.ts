/** Where a person has written what a judge speaks of. */
import { expect, it } from 'vitest';
import { behaviour, contains } from '../../src/model/behaviours.js';
import type { DefinitionModel, GeneratedFile } from '../../src/model/module.js';
import type { Problem } from '../../src/validate/judge.js';
import { judgeDiagnostics } from '../../src/validate/diagnostics.js';
import { Places } from '../../src/validate/places.js';

const site = (line: number) => ({ file: '/project/a.ts', line, column: 3 });
const definition = {
  definition: { kind: 'class', name: 'beacon', parameters: [], body: [], documentation: { summary: '' } },
  site: site(13),
  parameterSites: {},
  behaviours: [behaviour('shines', {}, contains('Package[lamp]'))],
} as unknown as DefinitionModel;

const places = new Places({
  project: '/project',
  root: '/project/output/beacon',
  files: new Map<string, GeneratedFile>([
    [
      'manifests/init.pp',
      { content: 'class beacon {\n  fail()\n}\n', mode: 0o644, sites: [undefined, 'the statement'] },
    ],
    ['spec/classes/beacon_spec.rb', { content: '', mode: 0o644 }],
  ]),
  differing: new Set(),
  definitions: [definition],
  locate: (stack) => (stack === undefined ? undefined : site(stack === 'the statement' ? 17 : 25)),
});

it.each<[string, Pick<Problem, 'path' | 'line'>, string, number]>([
  ['its behaviour, if an example of it fails', { path: 'spec/classes/beacon_spec.rb', line: 9 }, 'shines', 25],
  ['its statement, if the catalog does not compile', { path: 'manifests/init.pp', line: 2 }, 'shines', 17],
  ['its definition, if nothing else is known', { path: 'spec/classes/beacon_spec.rb', line: 9 }, 'is lit', 13],
])('a problem is shown at %s', (_what, place, title, line) => {
  const behaved = { definition: 'beacon', title };
  const problem = { ...place, severity: 'error', message: 'no', behaviour: behaved } as const;
  expect(places.findingOf(judgeDiagnostics.catalogs, problem)).toMatchObject({
    site: site(line),
    related: { site: { file: `/project/output/beacon/${place.path}`, line: place.line } },
  });
});
