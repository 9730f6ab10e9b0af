/** Small projects in temporary folders, loaded as the command line loads them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { loadProject, type Project } from '../../src/load/project.js';
import { type Finding, FindingsError } from '../../src/findings/finding.js';
import { packageFile } from '../../src/package-root.js';
import { lay } from '../write/trees.js';

/** Everything that a definition may need, and a platform without definitions. */
const header = [
  "import { add, amend, assertPrivate, behaviour, call, choose, classBinding, collect, comment, contain, dataLayer, declare, define, defineConfig, each, eq, epp, fact, fail, include, isA, lacks, local, named, order, override, own, profile, puppetFunction, ref, resource, run, str, typeAlias, typeBinding, undef, value, valuesOf, variable, when, where } from 'ovp-gen';",
  "import type { AbsolutePath, Between, Blank, Count, Data, Fqdn, Host, HttpUrl, Integer, Matching, NonEmpty, OwnType, Port, PositiveInteger, PuppetType, Secret, Text } from 'ovp-gen';",
  "import { file, service } from 'ovp-gen/bindings/core'; import { platform } from './platform.js';",
].join(' ');

const platform = `import type { Platform } from 'ovp-gen';
export const platform: Platform = {
  identity: { name: 'sample', owner: 'acme', version: '1.2.3', summary: 'A sample', author: 'Acme', license: 'Apache-2.0',
    source: 'https://example.com/sample', projectPage: 'https://example.com', issuesUrl: 'https://example.com', tags: [] },
  definitions: [], operatingSystems: [{ name: 'Debian', family: 'Debian', releases: ['12'] }],
  runtime: { name: 'openvox', range: '>= 8.0.0 < 9.0.0' },
  dependencies: [{ name: 'puppetlabs/stdlib', range: '>= 9.0.0 < 10.0.0' }],
  hierarchy: [], data: [], roles: [], tiers: [], ports: [], assets: [], prose: ['${packageFile('templates/prose')}'],
};
`;

/** Stands, in the text of a sample, before what a finding is expected to point at. */
const mark = '/*!*/';

export interface Sample {
  readonly root: string;
  /** Lays further files or other versions of those that are there. */
  readonly lay: (files: Readonly<Record<string, string>>) => void;
  readonly load: () => Promise<Project>;
  /** `OVP1101 ovp.config.ts:3:14` of each finding, in their order. */
  readonly codes: () => Promise<string[]>;
}

const roots: string[] = [];
afterAll(() => roots.forEach((root) => rmSync(root, { recursive: true })));

/** @param files by path; the header with the imports is put before the first line of `ovp.config.ts` */
export function sampleProject(files: Readonly<Record<string, string>>): Sample {
  const root = mkdtempSync(join(tmpdir(), 'ovp-sample-'));
  roots.push(root);
  const layAll = (given: Readonly<Record<string, string>>): void => {
    lay(root, Object.fromEntries(Object.entries(given).map(([path, text]) => [path, resolved(complete(path, text))])));
  };
  layAll({ 'platform.ts': platform, ...files });
  const load = () => loadProject({ config: join(root, 'ovp.config.ts') });
  return { root, lay: layAll, load, codes: async () => (await findingsOf(load)).map(codeOf) };
}

/** All findings, whether they stop the run at once or not. */
export async function findingsOf(load: () => Promise<Project>): Promise<readonly Finding[]> {
  try {
    return (await load()).findings;
  } catch (error) {
    if (error instanceof FindingsError) return error.findings;
    throw error;
  }
}

/** Places of the marks in a file, as {@link codeOf} shows them, after the codes in their order. */
export function expected(files: Readonly<Record<string, string>>, ...codes: readonly string[]): string[] {
  const places = Object.entries(files).flatMap(([path, text]) =>
    complete(path, text)
      .split('\n')
      .flatMap((line, index) =>
        [...line.matchAll(/\/\*!\*\//g)].map((found) => `${path}:${index + 1}:${found.index + mark.length + 1}`),
      ),
  );
  return codes.map((code, index) => `${code} ${places[index] ?? 'nowhere'}`);
}

export function codeOf({ code, site }: Finding): string {
  return `${code} ${site ? `${site.file}:${site.line}:${site.column}` : 'nowhere'}`;
}

function complete(path: string, text: string): string {
  return path === 'ovp.config.ts' ? `${header}\n${text}` : text;
}

/** Samples import the sources of this package by its name, as a site does. */
function resolved(text: string): string {
  return text
    .replaceAll("'ovp-gen'", `'${packageFile('src/index.ts')}'`)
    .replaceAll(/'ovp-gen\/bindings\/(\w+)'/g, (_, name: string) => `'${packageFile(`src/bindings/${name}.ts`)}'`);
}
