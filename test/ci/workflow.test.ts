/** Workflows for CI: as their hosts want them, owned like everything generated, and run as their hosts would. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isOwn, workflow, workflowPath } from '../../src/ci/workflow.js';
import { ci, type CiOptions } from '../../src/cli/handlers/ci.js';
import { surroundings } from '../cli/surroundings.js';
import { configuration, definitions, demoProject } from '../package/demo.js';
import { rubyEnvironment } from '../ruby/environment.js';
import { folder, lay } from '../validate/modules.js';
import { type Ended, type GitlabJob, pipelineOf, runShard, runVerdict } from './pipeline.js';

const { available } = rubyEnvironment();
const MINUTES = 60_000;

describe('the workflow of GitHub', () => {
  it('is one to the parser of GitHub', async () => {
    const { context, value } = parseWorkflow(
      { name: 'ovp-gen.yml', content: workflow('github', 3) },
      new NoOperationTraceWriter(),
    );
    if (value === undefined) throw new Error('no workflow');
    const { jobs } = await convertWorkflowTemplate(context, value);
    expect(context.errors.getErrors().map(({ message }) => message)).toEqual([]);
    expect(jobs.map(({ id }) => id.value)).toEqual(['catalogs', 'verdict']);
  });

  it('would not be one with a mistake in it', () => {
    const content = workflow('github', 3).replace('needs: catalogs', 'need: catalogs');
    const { context } = parseWorkflow({ name: 'ovp-gen.yml', content }, new NoOperationTraceWriter());
    expect(context.errors.getErrors().map(({ message }) => message)).toEqual([expect.stringContaining("'need'")]);
  });
});

describe('the workflow of GitLab', () => {
  it('has its jobs after one another, and a verdict whatever becomes of a shard', () => {
    const { stages, catalogs, verdict } = parse(workflow('gitlab', 3)) as {
      readonly stages: readonly string[];
    } & Readonly<Record<'catalogs' | 'verdict', GitlabJob>>;
    expect(stages).toEqual([catalogs.stage, verdict.stage]);
    expect(catalogs).toMatchObject({ parallel: 3, artifacts: { when: 'always', paths: ['shards'] } });
    expect(verdict).toMatchObject({
      needs: ['catalogs'],
      when: 'always',
      artifacts: { when: 'always', reports: { junit: 'ovp-gen.xml' } },
    });
    expect(verdict.artifacts.paths).toEqual(['ovp-gen.sarif', 'ovp-gen.xml']);
  });
});

describe('the command', () => {
  function project() {
    const cwd = folder();
    lay(cwd, { 'ovp.config.ts': '' });
    const run = (options: Partial<CiOptions>, at = cwd) => {
      const { said, contextOf } = surroundings(at);
      const code = ci(contextOf({}), { provider: 'github', shards: undefined, check: false, ...options });
      return { code, ...said };
    };
    return { cwd, run };
  }

  it.each(['github', 'gitlab'] as const)(
    'writes the workflow of %s, and writes it again only if it changes',
    (provider) => {
      const { cwd, run } = project();
      const file = workflowPath[provider];
      expect(run({ provider, check: true })).toMatchObject({
        code: 1,
        err: expect.stringContaining('OVP3504') as string,
      });
      expect(existsSync(join(cwd, file))).toBe(false);
      expect(run({ provider })).toEqual({ code: 0, out: `written  ${file}\n`, err: '' });
      expect(run({ provider })).toEqual({ code: 0, out: `up to date  ${file}\n`, err: '' });
      expect(run({ provider, check: true }).code).toBe(0);
      expect(run({ provider, shards: '8' })).toEqual({ code: 0, out: `written  ${file}\n`, err: '' });
      const text = readFileSync(join(cwd, file), 'utf8');
      expect(pipelineOf(provider, text).shards).toBe(8);
      expect(isOwn(text.replaceAll('\n', '\r\n'))).toBe(true);
    },
  );

  it('leaves alone what somebody has edited or written', () => {
    const { cwd, run } = project();
    run({});
    const file = join(cwd, workflowPath.github);
    const edited = readFileSync(file, 'utf8').replace('timeout-minutes: 60', 'timeout-minutes: 90');
    for (const text of [edited, 'on: push\n', '']) {
      writeFileSync(file, text);
      expect(run({ shards: '2' })).toMatchObject({
        code: 1,
        err: expect.stringMatching(/OVP3503: '\.github\/workflows\/ovp-gen\.yml'/) as string,
      });
      expect(readFileSync(file, 'utf8')).toBe(text);
    }
  });

  it('refuses what makes no workflow', () => {
    const { cwd, run } = project();
    expect(run({ provider: undefined })).toMatchObject({
      code: 2,
      err: expect.stringContaining('OVP3501: --provider is missing') as string,
    });
    expect(run({ provider: 'gitlb', shards: '0' }).err).toMatch(
      /OVP3501: .*'gitlb'[^]*Did you mean 'gitlab'[^]*OVP3502: --shards is '0'/,
    );
    expect(run({ shards: '201' }).code).toBe(2);
    expect(readdirSync(cwd)).toEqual(['ovp.config.ts']);
  });

  it('refuses a folder in which no code host looks', () => {
    const { cwd, run } = project();
    mkdirSync(join(cwd, '.git'));
    lay(cwd, { 'inner/ovp.config.ts': '' });
    expect(run({}, join(cwd, 'inner'))).toMatchObject({ code: 1, err: expect.stringContaining('OVP3505') as string });
    expect(run({}).code).toBe(0);
  });

  it('tells what keeps it from writing', () => {
    const { cwd, run } = project();
    writeFileSync(join(cwd, '.github'), '');
    expect(() => run({})).toThrow(/OVP3006: not a directory \(ENOTDIR\) while writing '.*\.github/);
  });
});

/** Two profiles, so that there are specs for two shards. */
const two = `${definitions}
interface WelcomeParams {
  /** Text for visitors. */
  text: string;
}

/** Welcomes visitors. */
export const welcome = profile<WelcomeParams>('welcome', {
  body: ({ params }) => [resource(file, '/etc/welcome', { ensure: 'file', content: params.text })],
  behaviours: () => [
    behaviour('welcomes', { data: { [\`\${own}::welcome::text\`]: 'Welcome' } }, contains('File[/etc/welcome]', { content: 'Welcome' })),
  ],
});
${configuration.replace('[greeting]', '[greeting, welcome]')}`;

describe.skipIf(!available).each(['github', 'gitlab'] as const)(
  'what %s runs (needs Ruby and its gems)',
  (provider) => {
    const pipeline = pipelineOf(provider, workflow(provider, 2));
    const shards = new Map<number, Ended>();
    let checkout = '';
    beforeAll(async () => {
      ({ root: checkout } = await demoProject({ 'ovp.config.ts': two }));
      for (const index of [1, 2]) shards.set(index, await runShard(pipeline, checkout, index));
    }, 6 * MINUTES);

    it(
      'comes to one whole verdict, with reports',
      async () => {
        expect([...shards.values()].map(({ exitCode, output }) => (exitCode === 0 ? 0 : output))).toEqual([0, 0]);
        const { root, exitCode, output } = await runVerdict(pipeline, checkout, shards);
        expect(output).toMatch(/catalogs +4 examples passed/);
        expect(exitCode).toBe(0);
        expect(readFileSync(join(root, 'ovp-gen.xml'), 'utf8')).toContain('<testsuite name="catalogs"');
        expect(JSON.parse(readFileSync(join(root, 'ovp-gen.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
      },
      4 * MINUTES,
    );

    it(
      'is not green without one of the shards',
      async () => {
        const [[index, one] = []] = shards;
        const { exitCode, output } = await runVerdict(
          pipeline,
          checkout,
          new Map(index === undefined || one === undefined ? [] : [[index, one]]),
        );
        expect(output).toContain("OVP7220: There is no result in 'shards' of shard 2/2.");
        expect(exitCode).toBe(1);
      },
      4 * MINUTES,
    );
  },
);
