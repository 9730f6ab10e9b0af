/** How the command of a node without a server updates its code, with a Puppet that answers at once. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readlinkSync, renameSync } from 'node:fs';
import { execaSync } from 'execa';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { rubyEnvironment } from '../ruby/environment.js';
import { missingPrograms, Node } from './node.js';

const ruby = rubyEnvironment();
const missing = [...missingPrograms(), ...(ruby.available ? [] : [ruby.missing])];
const why = missing.length === 0 ? '' : ` (not run: this machine lacks ${missing.join(', ')})`;
const r10k = !execaSync('r10k', ['version'], { reject: false }).failed;

const FILES = 40;

/** A commit to each repository; every file holds the name of the version. */
function commit(node: Node, version: string): void {
  const files = Array.from({ length: FILES }, (_, index) => [`site/files/${index}`, `${version}\n`]);
  node.control.commit({ 'manifests/site.pp': `# ${version}\n`, part: `${version}\n`, ...Object.fromEntries(files) });
  node.hiera.commit({ 'common.yaml': `# ${version}\n` });
}

/** The version that is in force; fails if it is not whole. */
function inForce(node: Node, environment = 'production'): string {
  const code = ['environments', environment];
  const versions = [
    node.read(...code, 'manifests/site.pp').slice(2),
    node.read(...code, 'part'),
    node.read('hieradata', environment, 'common.yaml').slice(2),
    ...Array.from({ length: FILES }, (_, index) => node.read(...code, 'site/files', String(index))),
  ].map((text) => text.trim());
  expect(new Set(versions).size, versions.join(' ')).toBe(1);
  return versions[0] ?? '';
}

const applied = (version: string): string => `# ${version}\n${version}\n# ${version}\n`;

describe.skipIf(missing.length > 0)(`an update${why}`, () => {
  let node: Node;

  beforeAll(() => {
    node = new Node('stand-in');
  }, 60_000);
  beforeEach(() => {
    node.reset();
    node.write('environment', 'production');
    commit(node, 'one');
  });
  afterAll(() => node.remove());

  it('tries again while there is no code, and keeps the last good code while the server is down', async () => {
    renameSync(node.path('git'), node.path('away'));
    const first = await node.run();
    expect(first.status).toBe(75);
    expect(first.output).toContain('there is no code for environment production yet: another attempt in 0 seconds');

    renameSync(node.path('away'), node.path('git'));
    expect(await node.run()).toMatchObject({ status: 0 });
    expect(node.read('applied')).toBe(applied('one'));

    commit(node, 'two');
    renameSync(node.path('git/hiera'), node.path('git/away'));
    const third = await node.run();
    expect(third.status).toBe(0);
    expect(third.output).toContain('the hiera repository could not be fetched');
    expect(third.output).toContain('environment production is not up to date: the last good code stays in force');
    expect(node.read('applied')).toBe(applied('one'));
  });

  it('does not start while another one runs', async () => {
    node.write('apply-seconds', '1');
    const runs = await Promise.all([node.run(), node.run()]);
    expect(runs.map(({ status }) => status)).toEqual([0, 0]);
    expect(runs.filter(({ output }) => output.includes('another run is in progress'))).toHaveLength(1);
    expect(node.read('applied')).toBe(applied('one'));
  });

  it('does not start while what a killed one has started still runs', async () => {
    node.write('apply-seconds', '2');
    const applies = (): boolean => readdirSync(node.root).some((name) => name.startsWith('applied.'));
    const killed = node.run({ kill: applies });
    await vi.waitUntil(applies, { timeout: 20_000, interval: 10 });
    expect((await node.run()).output).toContain('another run is in progress');
    expect(await killed).toMatchObject({ status: -1 });
    expect(node.read('applied')).toBe(applied('one'));
  });

  it('respects an agent that runs, one that is disabled, and clears the lock of one that is gone', async () => {
    const agent = spawn('bash', ['-c', 'exec -a "puppet agent: applying configuration" sleep 60']);
    try {
      node.write('var/agent.lock', String(agent.pid));
      const run = await node.run();
      expect(run.output).toContain('the agent is running: nothing is applied');
      expect(existsSync(node.path('applied'))).toBe(false);
      expect(node.read('var/agent.lock')).toBe(String(agent.pid));
    } finally {
      const gone = new Promise((resolve) => agent.once('exit', resolve));
      agent.kill('SIGKILL');
      await gone;
    }
    node.write('var/disabled', '{"disabled_message":"maintenance"}');
    expect((await node.run()).output).toContain(
      'the agent is disabled, nothing is done: {"disabled_message":"maintenance"}',
    );
    expect(existsSync(node.path('applied'))).toBe(false);

    renameSync(node.path('var/disabled'), node.path('var/enabled'));
    expect(await node.run()).toMatchObject({ status: 0 });
    expect(node.read('applied')).toBe(applied('one'));
    expect(existsSync(node.path('var/agent.lock'))).toBe(false);
  });

  it('keeps a directory that was put in place by hand, and removes old versions and environments', async () => {
    node.write('environments/production/manifests/site.pp', '# by hand\n');
    mkdirSync(node.path('hieradata/production'), { recursive: true });
    node.control.git('branch', 'feature/a-b');
    expect(await node.run()).toMatchObject({ status: 0 });
    expect(inForce(node)).toBe('one');
    const aside = readdirSync(node.path('environments')).find((name) => name.startsWith('production.replaced-'));
    expect(node.read('environments', aside ?? 'missing', 'manifests/site.pp')).toBe('# by hand\n');

    node.write('environment', 'feature_a_b');
    const other = await node.run();
    expect(other.output).toContain('environment feature_a_b is now at branch feature/a-b');
    expect(inForce(node, 'feature_a_b')).toBe('one');

    node.write('environment', 'production');
    node.control.git('branch', '--delete', 'feature/a-b');
    for (const version of ['two', 'three', 'four']) {
      commit(node, version);
      expect(await node.run()).toMatchObject({ status: 0 });
      expect(inForce(node)).toBe(version);
    }
    expect(readdirSync(node.path('state/versions/production'))).toHaveLength(2);
    for (const folder of ['environments', 'hieradata', 'state/current', 'state/versions']) {
      expect(readdirSync(node.path(folder))).not.toContain('feature_a_b');
    }
  });

  it('refuses a branch without site.pp, and an environment without a branch', async () => {
    expect(await node.run()).toMatchObject({ status: 0 });
    node.control.git('rm', '--quiet', 'manifests/site.pp');
    node.control.git('commit', '--quiet', '--message=test');
    const run = await node.run();
    expect(run.output).toContain('branch production of the control repository has no manifests/site.pp');
    expect(inForce(node)).toBe('one');

    node.write('environment', 'nowhere');
    const nowhere = await node.run();
    expect(nowhere.status).toBe(75);
    expect(nowhere.output).toContain('the control repository has no branch for environment nowhere');
    node.write('environment', '../etc');
    expect(await node.run()).toMatchObject({ status: 1 });
  });

  it('is whole whenever it is killed', async () => {
    expect(await node.run()).toMatchObject({ status: 0 });
    commit(node, 'measured');
    const start = performance.now();
    expect(await node.run()).toMatchObject({ status: 0 });
    const duration = performance.now() - start;

    const known = new Set(['measured']);
    const deadline = performance.now() + 15_000;
    let attempts = 0;
    let midway = 0;
    for (; attempts < 24 && performance.now() < deadline; attempts += 1) {
      const version = `v${attempts}`;
      known.add(version);
      commit(node, version);
      // Multiples of the golden ratio are spread evenly, however many there are.
      const moment = (Math.random() / 24 + attempts * 0.618) % 1;
      const group = attempts % 2 === 0;
      const { status } = await node.run({ kill: (elapsed) => elapsed > moment * duration, group });
      if (existsSync(node.path('state/updating'))) midway += 1;
      const where = `killed at ${moment.toFixed(3)} of a run, ${group ? 'with' : 'without'} its children, status ${status}`;
      expect(existsSync(node.path('environments/production/manifests/site.pp')), where).toBe(true);
      expect(known, where).toContain(inForce(node));
    }
    // The kills did hit updates, not only what is before and after them.
    expect(midway).toBeGreaterThan(attempts / 4);

    const last = await node.run();
    expect(last).toMatchObject({ status: 0 });
    expect(inForce(node)).toBe(`v${attempts - 1}`);
    expect(node.read('applied')).toBe(applied(`v${attempts - 1}`));
    expect(readlinkSync(node.path('environments/production'))).toBe(node.path('state/current/production/code'));
  });

  it('does not take up again what a killed one has begun', async () => {
    expect(await node.run()).toMatchObject({ status: 0 });
    for (const version of ['two', 'three', 'four', 'five']) {
      const versions = node.path('state/versions/production');
      const before = readdirSync(versions).length;
      commit(node, version);
      const killed = await node.run({ kill: () => readdirSync(versions).length > before, group: true });
      expect(killed.status).toBe(-1);
      expect(inForce(node)).not.toBe(version);

      const next = await node.run();
      expect(next.output).toContain('the last update was killed: the next one starts with empty caches');
      expect(inForce(node)).toBe(version);
      expect(node.read('applied')).toBe(applied(version));
    }
  });

  it.skipIf(!r10k)(
    `installs the modules of a Puppetfile${r10k ? '' : ' (not run: this machine lacks r10k)'}`,
    async () => {
      node.write(
        'r10k.yaml',
        [
          `cachedir: ${node.path('state/r10k')}`,
          'sources:',
          '  control:',
          `    remote: ${node.path('state/control.git')}`,
          `    basedir: ${node.path('state/staging')}`,
          '',
        ].join('\n'),
      );
      const puppetfile = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
      const module = node.repository('sample');
      module.commit({ 'metadata.json': '{}', 'manifests/init.pp': '# first\n' });
      node.control.commit({
        Puppetfile: puppetfile([`mod 'sample', git: '${module.path}', branch: 'production'`]),
      });
      expect(await node.run()).toMatchObject({ status: 0 });
      const installed = ['environments/production/modules/sample/manifests/init.pp'] as const;
      expect(node.read(...installed)).toBe('# first\n');
      expect(existsSync(node.path('environments/production/modules/sample/.git'))).toBe(false);

      const before = readlinkSync(node.path('state/current/production'));
      expect(await node.run()).toMatchObject({ status: 0 });
      expect(readlinkSync(node.path('state/current/production'))).toBe(before);

      module.commit({ 'manifests/init.pp': '# second\n' });
      expect(await node.run()).toMatchObject({ status: 0 });
      expect(node.read(...installed)).toBe('# second\n');

      node.control.commit({ Puppetfile: puppetfile([`mod 'sample', git: '${node.path('nowhere')}'`]) });
      const broken = await node.run();
      expect(broken.output).toContain('r10k could not install the modules of the Puppetfile');
      expect(node.read(...installed)).toBe('# second\n');
    },
  );
});
