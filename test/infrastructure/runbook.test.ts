import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.js';
import { connections } from '../../src/infrastructure/connections.js';
import type { Infrastructure } from '../../src/infrastructure/model.js';
import { readInfrastructure } from '../../src/infrastructure/read.js';
import { runbookText } from '../../src/infrastructure/runbook/markdown.js';
import { type Phase, runbookOf } from '../../src/infrastructure/runbook/runbook.js';
import { packageFile } from '../../src/model/package-root.js';
import { surroundings } from '../cli/surroundings.js';

const folder = packageFile('fixtures/infrastructures');
const files = readdirSync(folder).filter((name) => /\.(ts|ya?ml)$/.test(name));

async function read(name: string): Promise<Infrastructure> {
  const { infrastructure, findings } = await readInfrastructure(join(folder, name));
  if (infrastructure === undefined) throw new Error(JSON.stringify(findings));
  return infrastructure;
}

/** Beginnings of the numbered list in the module's README. */
const readme = [
  ...readFileSync(packageFile('templates/prose/first_runs.md'), 'utf8').matchAll(/^\d+\. \*\*(.+?)\.?\*\*/gm),
].map(([, title]) => title);

const steps = (phases: readonly Phase[]) => phases.flatMap((phase) => phase.steps);

describe.each(files)('the runbook of %s', (name) => {
  it('goes in the order of the module’s README', async () => {
    expect(readme).toHaveLength(8);
    const { build } = runbookOf(await read(name));
    const titles = build.flatMap(({ firstRun }) => firstRun ?? []);
    expect(readme.filter((title) => titles.includes(title ?? ''))).toEqual(titles);
    expect(titles.slice(0, 1)).toEqual(['Primary or monolithic server']);
  });

  it('brings up every node once: name, role and alternative names before its request, signature before its catalog', async () => {
    const all = await read(name);
    const { build } = runbookOf(all);
    const list = steps(build);
    for (const { certname, ppRole, altNames } of all.nodes) {
      const at = (text: string): number =>
        list.findIndex(({ node, commands }) => node === certname && commands.join('\n').includes(text));
      const named = at(`certname ${certname}`);
      expect(named, certname).toBeGreaterThanOrEqual(0);
      const identity = list[named]?.commands.join('\n') ?? '';
      if (ppRole !== undefined) expect(identity).toContain(`pp_role: "${ppRole}"`);
      if (altNames.length > 0) expect(identity).toContain(`dns_alt_names ${[certname, ...altNames].join(',')}`);
      if (certname === all.primary) continue;
      const request = at('|| [ $? = 1 ]');
      const sign = list.findIndex(({ commands }) => commands.includes(`puppetserver ca sign --certname ${certname}`));
      const catalog = at('|| [ $? = 2 ]');
      expect([named, request, sign, catalog]).toEqual([...[named, request, sign, catalog]].sort((a, b) => a - b));
      expect(
        list.filter(({ commands }) => commands.includes(`puppetserver ca sign --certname ${certname}`)),
      ).toHaveLength(1);
    }
  });

  it('starts what is connected to before what connects, where a catalog needs it', async () => {
    const all = await read(name);
    const { build } = runbookOf(all);
    const order = steps(build)
      .filter(({ commands }) => commands.join().includes('[ $? = 2 ]'))
      .map(({ node }) => node);
    for (const { from, to, port } of connections(all)) {
      if (port !== 5432 || from.name === all.primary || to.name === all.primary || from.name === to.name) continue;
      if (all.postgresql.kind === 'patroni' && all.postgresql.members.includes(from.name)) continue;
      if (from.kind !== 'node' || to.kind !== 'node') continue;
      expect(order.indexOf(to.name), `${from.name} ${to.name}`).toBeLessThan(order.indexOf(from.name));
    }
  });

  it('has commands that a shell reads, and a check after each step', async () => {
    const { build, dayTwo } = runbookOf(await read(name));
    for (const { node, title, commands, check } of [...steps(build), ...steps(dayTwo)]) {
      for (const script of [commands, check.commands]) {
        const { exitCode, stderr } = execaSync('bash', ['-n'], { input: `${script.join('\n')}\n`, reject: false });
        expect({ node, title, exitCode, stderr }).toEqual({ node, title, exitCode: 0, stderr: '' });
      }
      expect(check.expect).toMatch(/\w/);
    }
  }, 120_000);

  it('prints every command', async () => {
    const runbook = runbookOf(await read(name));
    const text = runbookText(runbook);
    for (const { commands } of [...steps(runbook.build), ...steps(runbook.dayTwo)])
      expect(text).toContain(commands.join('\n'));
    expect(text).not.toMatch(/undefined|\[object/);
  });
});

it.each([
  ['standard.yaml', ['Move PostgreSQL out of the primary', 'From Standard to Large']],
  ['large.ts', ['Add a compiler', 'Replace the database node', 'From Large to Extra Large']],
  ['extra-large.yaml', ['Add a compiler', 'Replace a member of the cluster']],
])('day two of %s', async (name, titles) => {
  expect(runbookOf(await read(name)).dayTwo.map(({ title }) => title)).toEqual(titles);
});

it('infra runbook prints it', async () => {
  const { said, contextOf } = surroundings(folder);
  const code = await main(['infra', 'runbook', 'standard.yaml'], undefined, contextOf);
  expect({ code, err: said.err }).toEqual({ code: 0, err: '' });
  expect(said.out).toMatch(/^# Runbook of the OpenVox platform of openvox\.example\.com\n/);
});
