/** What is made of examples: the matrix, the attestation. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ATTESTATION, attestationJudge, subjectsOf, writeAttestation } from '../../src/validate/attestation.js';
import type { CatalogVerdict } from '../../src/validate/catalogs-judge.js';
import { JudgeFailure, type ModuleOnDisk } from '../../src/validate/judge.js';
import { type Matrix, matrixOf, supportedSystems } from '../../src/validate/matrix.js';
import { declaredResources, type Example, type GroupOutcome } from '../../src/validate/spec-run.js';
import { folder, lay, moduleOf } from './modules.js';

const example = (definition: string, system: string | undefined, status: Example['status']): Example => ({
  file: 'spec/classes/init_spec.rb',
  line: 1,
  groups: [definition, ...(system === undefined ? [] : [`on ${system}-x86_64`]), 'shines'],
  text: 'is expected to compile',
  status,
  message: '',
});

const outcome = (examples: readonly Example[], classes: GroupOutcome['classes'] = {}): GroupOutcome => ({
  file: 'spec/classes/init_spec.rb',
  group: '1:1',
  examples,
  read: [],
  resources: [],
  tested: [],
  classes,
});

describe('the matrix', () => {
  it.each<[string, Example['status'][], string]>([
    ['passes where all examples pass', ['passed', 'passed'], 'pass'],
    ['fails where one fails', ['passed', 'failed', 'pending'], 'fail'],
    ['is not complete where one was not run', ['pending', 'passed'], 'not run'],
  ])('%s', (_, statuses, want) => {
    const examples = statuses.map((status) => example('lamp', 'debian-12', status));
    expect(matrixOf([outcome(examples)], ['debian-12'], false)).toEqual({ lamp: { 'debian-12': want } });
  });

  it('knows what was not compiled, and what has no system at all', () => {
    const examples = [
      example('lamp::twice', undefined, 'passed'),
      example('lamp', 'rocky-9', 'passed'),
      example('lamp', 'debian-12', 'passed'),
      example('lamp::tower', 'debian-12', 'failed'),
    ];
    const matrix = matrixOf([outcome(examples)], ['rocky-9', 'debian-12'], false);
    expect(matrix).toEqual({
      lamp: { 'debian-12': 'pass', 'rocky-9': 'pass' },
      'lamp::tower': { 'debian-12': 'fail', 'rocky-9': 'not compiled' },
      'lamp::twice': { any: 'pass' },
    });
    // Whoever commits it sees no difference where there is none.
    expect(JSON.stringify(matrixOf([outcome([...examples].reverse())], ['debian-12', 'rocky-9'], false))).toBe(
      JSON.stringify(matrix),
    );
  });

  describe('of a class', () => {
    const own = [example('lamp', 'debian-12', 'passed'), example('lamp', 'rocky-8', 'passed')];
    const classes = { 'on debian-12-x86_64': ['lamp', 'lamp::oil'] };
    const systems = ['debian-12', 'rocky-8', 'rocky-9'];

    it('says where it is refused, and where it is in the catalogs of others', () => {
      expect(matrixOf([outcome(own, classes)], systems, true)).toEqual({
        lamp: { 'debian-12': 'pass', 'rocky-8': 'refused', 'rocky-9': 'not compiled' },
        'lamp::oil': { 'debian-12': 'pass', 'rocky-8': 'not compiled', 'rocky-9': 'not compiled' },
      });
    });

    it('has nothing from the catalogs of others against stubs', () => {
      const matrix = matrixOf([outcome(own, classes)], systems, false);
      expect(matrix['lamp::oil']).toBeUndefined();
    });

    it('does not hide a failure behind the catalogs of others', () => {
      const failed = [...own, example('lamp::oil', 'debian-12', 'failed')];
      expect(matrixOf([outcome(failed, classes)], systems, true)['lamp::oil']?.['debian-12']).toBe('fail');
    });
  });

  it('has the systems of metadata.json', async () => {
    const support = [
      { operatingsystem: 'Ubuntu', operatingsystemrelease: ['22.04', '24.04'] },
      { operatingsystem: 'Rocky' },
    ];
    const module = moduleOf({ 'metadata.json': JSON.stringify({ operatingsystem_support: support }) });
    expect(await supportedSystems(module)).toEqual(['ubuntu-22.04', 'ubuntu-24.04']);
  });
});

describe('resources', () => {
  const lamp = { name: 'Beacon::Lamp[front]', covered: false };
  const oil = { name: 'Class[Beacon::Oil]', covered: false };

  it.each<[string, Partial<GroupOutcome>[], string[]]>([
    ['are covered by an example of any spec', [{ resources: [lamp] }, { resources: [{ ...lamp, covered: true }] }], []],
    ['are not covered by being declared twice', [{ resources: [lamp] }, { resources: [lamp] }], [lamp.name]],
    ['are covered by a spec of their own', [{ resources: [oil, lamp] }, { tested: [oil.name] }], [lamp.name]],
  ])('%s', (_, parts, want) => {
    const found = declaredResources(parts.map((part) => ({ ...outcome([]), ...part })));
    expect(found.filter(({ covered }) => !covered).map(({ name }) => name)).toEqual(want);
  });
});

describe('the attestation', () => {
  const ruby = () => Promise.reject(new Error('it needs no Ruby'));
  const files = {
    'manifests/init.pp': 'class lamp {\n}\n',
    'README.md': '# lamp\n',
    'spec/classes/init_spec.rb': '# spec\n',
  };
  const good: Matrix = { lamp: { 'debian-12': 'pass', 'rocky-9': 'refused' } };

  /** A module that was attested, and its project. */
  async function attested(matrix: Matrix = good, uncovered: string[] = []) {
    const module = moduleOf(files);
    const project = folder();
    const verdict: CatalogVerdict = { passed: 1, failed: 0, notRun: 0, problems: [], matrix, resources: 3, uncovered };
    writeAttestation(project, await subjectsOf(module), verdict);
    return { module, project };
  }

  async function judged({ module, project }: { module: ModuleOnDisk; project: string }) {
    const { problems, ...tally } = await attestationJudge(project).run(module, [], { ruby });
    return { tally, messages: problems.map(({ message }) => message) };
  }

  it('is good for the very module that was compiled', async () => {
    expect(await judged(await attested())).toEqual({ tally: { passed: 1, failed: 0, notRun: 0 }, messages: [] });
  });

  it('is the same for the same result', async () => {
    const [one, other] = await Promise.all([attested(), attested()]);
    const read = (project: string) => readFileSync(join(project, ATTESTATION), 'utf8');
    expect(read(one.project)).toBe(read(other.project));
  });

  it('says nothing about texts', async () => {
    const { module, project } = await attested();
    lay(module.root, { 'README.md': '# another\n' });
    expect((await judged({ module, project })).messages).toEqual([]);
  });

  it.each([
    ['a manifest', { 'manifests/init.pp': 'class lamp {\n  include tower\n}\n' }],
    ['a spec', { 'spec/classes/init_spec.rb': '# less\n' }],
  ])('is out of date when %s changes', async (_, change) => {
    const { module, project } = await attested();
    lay(module.root, change);
    expect(await judged({ module, project })).toEqual({
      tally: { passed: 0, failed: 0, notRun: 1 },
      messages: ['The attested results are out of date: the module has changed since.'],
    });
  });

  it('is out of date when a file is renamed, or comes or goes', async () => {
    const { module, project } = await attested();
    const added = { ...module, files: [...module.files, 'manifests/other.pp'].sort() };
    lay(module.root, { 'manifests/other.pp': '' });
    expect((await judged({ module: added, project })).messages).toHaveLength(1);
    expect((await judged({ module: { ...module, files: ['manifests/init.pp'] }, project })).messages).toHaveLength(1);
  });

  it('is out of date for another lock or toolchain', async () => {
    const { module, project } = await attested();
    const file = join(project, ATTESTATION);
    const text = readFileSync(file, 'utf8');
    const { lock, toolchain } = JSON.parse(text) as { lock: string; toolchain: string };
    writeFileSync(file, text.replace(lock, '0'.repeat(64)).replace(toolchain, '0'.repeat(64)));
    expect((await judged({ module, project })).messages).toEqual([
      'The attested results are out of date: the lock of component modules and the Ruby toolchain have changed since.',
    ]);
  });

  it.each<[string, Matrix, string[], string]>([
    [
      'what failed',
      { lamp: { 'debian-12': 'fail', 'rocky-9': 'pass' } },
      [],
      "'lamp' fails against the real component modules on debian-12.",
    ],
    [
      'what was not run',
      { lamp: { 'debian-12': 'not run' } },
      [],
      "'lamp' was not run in full against the real component modules on debian-12.",
    ],
    ['what no behaviour is about', good, ['File[/etc/lamp]'], 'No behaviour is about File[/etc/lamp].'],
    ['that there are no results', {}, [], 'The attestation has no results.'],
  ])('tells %s', async (_, matrix, uncovered, message) => {
    expect((await judged(await attested(matrix, uncovered))).messages).toEqual([message]);
  });

  it.each([
    ['there is none', undefined],
    ['it is no JSON', '<<<<<<< HEAD'],
    ['it is something else', '{"results": {"lamp": {"debian-12": "excellent"}}}'],
  ])('comes to no verdict where %s', async (_, text) => {
    const { module, project } = await attested();
    if (text === undefined) rmSync(join(project, ATTESTATION));
    else writeFileSync(join(project, ATTESTATION), text);
    await expect(judged({ module, project })).rejects.toThrow(JudgeFailure);
  });
});
