/** A project with a small module that needs no other, generated and attested: what can be packaged and published. */
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describeProject, type Described, readModule } from '../../src/validate/project.js';
import { subjectsOf, writeAttestation } from '../../src/validate/attestation.js';
import { packageFile } from '../../src/package-root.js';
import { applyPlan, planWrite } from '../../src/write/write.js';
import { folder, lay } from '../validate/modules.js';

/** The definitions of version 1.2.0. */
export const definitions = `import { behaviour, contains, defineConfig, own, profile, resource, str, type Text, type Platform } from 'ovp-gen';
import { file } from 'ovp-gen/bindings/core';

interface Params {
  /** Text that is shown after a login. */
  text: string;
  /** File that holds it. */
  path: Text;
}

/** Greets whoever logs in. */
export const greeting = profile<Params>('greeting', {
  defaults: { path: '/etc/motd' },
  body: ({ params }) => [resource(file, params.path, { ensure: 'file', content: str\`\${params.text}\\n\` })],
  behaviours: () => [
    behaviour('shows the text', { data: { [\`\${own}::greeting::text\`]: 'Hello' } }, contains('File[/etc/motd]', { content: 'Hello\\n' })),
  ],
});
`;

export const configuration = `
const platform: Platform = {
  identity: { name: 'demo', owner: 'acme', version: '1.2.0', summary: 'Greets whoever logs in', author: 'Acme', license: 'Apache-2.0',
    source: 'https://example.com/acme/demo', projectPage: 'https://example.com/acme/demo', issuesUrl: 'https://example.com/acme/demo/issues', tags: ['motd'] },
  definitions: [greeting], operatingSystems: [{ name: 'Debian', family: 'Debian', releases: ['12'] }],
  runtime: { name: 'openvox', range: '>= 8.19.0 < 9.0.0' }, dependencies: [],
  hierarchy: [], data: [], roles: [], tiers: [], ports: [], assets: [], prose: ['${packageFile('templates/prose')}'],
};
export default defineConfig({ module: {}, platform });
`;

export interface Demo {
  readonly root: string;
  readonly config: string;
  /** Where the module is generated. */
  readonly module: string;
  readonly describe: () => Promise<Described>;
  /** Writes the module, and the attestation of a run in which everything passed. */
  readonly generate: () => Promise<void>;
}

/** @param files - of the project, over those above */
export async function demoProject(files: Readonly<Record<string, string>> = {}): Promise<Demo> {
  const root = folder();
  const config = join(root, 'ovp.config.ts');
  mkdirSync(join(root, 'node_modules'));
  symlinkSync(packageFile('.'), join(root, 'node_modules/ovp-gen'));
  lay(root, { 'ovp.config.ts': definitions + configuration, ...files });
  const describe = async (): Promise<Described> => {
    const { described, findings } = await describeProject(config);
    if (described === undefined) throw new Error(findings.map(({ message }) => message).join('\n'));
    return described;
  };
  const generate = async (): Promise<void> => {
    const described = await describe();
    await applyPlan(await planWrite(described.directory, described.files));
    const { module } = await readModule(described, config);
    const results = { 'demo::greeting': { 'debian-12': 'pass' as const } };
    const verdict = { passed: 1, failed: 0, notRun: 0, problems: [], matrix: results, resources: 1, uncovered: [] };
    writeAttestation(root, await subjectsOf(module), verdict);
  };
  await generate();
  return { root, config, module: join(root, 'output/demo'), describe, generate };
}

/** Puts everything that is in a folder into the first commit of a repository. */
export async function commit(cwd: string): Promise<void> {
  const identity = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com'];
  await execa('git', ['init', '--quiet'], { cwd });
  await execa('git', ['add', '--all'], { cwd });
  await execa('git', [...identity, 'commit', '--quiet', '--message', 'All'], { cwd });
}
