import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.js';
import type { InfrastructureDiff, NodeChange } from '../../src/infrastructure/diff/model.js';
import type { FileChange } from '../../src/infrastructure/diff/text.js';
import { packageFile } from '../../src/package-root.js';
import { surroundings } from '../cli/surroundings.js';

const work = mkdtempSync(join(tmpdir(), 'ovp-diff-'));
afterAll(() => rmSync(work, { recursive: true }));
const original = readFileSync(packageFile('fixtures/infrastructures/extra-large.yaml'), 'utf8');

type Report = InfrastructureDiff & { readonly ok: boolean; readonly files: readonly FileChange[] };

/** Replaces texts of the description, each of which has to be there. */
async function diff(...replaced: readonly (readonly [string, string])[]): Promise<Report> {
  writeFileSync(join(work, 'before.yaml'), original);
  const after = replaced.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  }, original);
  writeFileSync(join(work, 'after.yaml'), after);
  const { said, contextOf } = surroundings(work);
  const code = await main(['infra', 'diff', 'before.yaml', 'after.yaml', '--json'], undefined, contextOf);
  expect(code).toBe(0);
  return JSON.parse(said.out) as Report;
}

const of = ({ nodes }: Report, certname: string): NodeChange | undefined =>
  nodes.find((node) => node.certname === certname);
const restarts = (report: Report): string[] =>
  report.nodes.flatMap(({ certname, restarts: causes }) =>
    causes.map(({ service, action }) => `${certname} ${action} ${service}`),
  );

describe('infra diff', () => {
  it('finds nothing where nothing changes', async () => {
    expect(await diff()).toMatchObject({ nodes: [], data: [], files: [], connections: { added: [], removed: [] } });
  });

  it('adds a compiler: the node, its files, the list, the balancer', async () => {
    const report = await diff(
      ['  - compiler3.example.com\n', '  - compiler3.example.com\n  - compiler4.example.com\n'],
      ['  compiler3.example.com: *server\n', '  compiler3.example.com: *server\n  compiler4.example.com: *server\n'],
    );
    expect(of(report, 'compiler4.example.com')).toMatchObject({ kind: 'added', restarts: [] });
    expect(report.data.map(({ name }) => name)).toEqual(['openvox_platform::compilers']);
    expect(report.files).toContainEqual({ path: 'bootstrap/compiler4.example.com/csr_attributes.yaml', kind: 'added' });
    expect(report.connections.added).toContain('balancer.example.com -> compiler4.example.com: 8140');
    expect(report.connections.removed).toEqual([]);
    expect(restarts(report)).toEqual(['balancer.example.com reload haproxy']);
  });

  it('removes an OpenVoxDB node', async () => {
    const report = await diff(['  - openvoxdb3.example.com\n', ''], ['  openvoxdb3.example.com: *database\n', '']);
    expect(of(report, 'openvoxdb3.example.com')).toMatchObject({ kind: 'removed' });
    expect(report.connections.removed).toContain('dbbalancer.example.com -> openvoxdb3.example.com: 8081');
    expect(restarts(report)).toEqual(['dbbalancer.example.com reload haproxy']);
  });

  it('tells the settings that other hardware brings, and what has to be restarted for them', async () => {
    const report = await diff([
      '&server\n    os: AlmaLinux 9\n    cpus: 16',
      '&server\n    os: AlmaLinux 9\n    cpus: 8',
    ]);
    expect(of(report, 'compiler1.example.com')?.settings).toContainEqual({
      name: 'JRuby instances',
      before: '15',
      after: '7',
    });
    const servers = ['openvox', 'compiler1', 'compiler2', 'compiler3'];
    expect(restarts(report)).toEqual(servers.map((name) => `${name}.example.com restart puppetserver`));
    expect(report.files).toEqual([]);
  });

  it('follows PostgreSQL to another place', async () => {
    const report = await diff(['    - pg3.example.com\n    - far', '    - far'], ['  pg3.example.com: *cluster\n', '']);
    const databases = ['openvoxdb1', 'openvoxdb2', 'openvoxdb3'];
    expect(restarts(report)).toEqual(databases.map((name) => `${name}.example.com restart puppetdb`));
  });

  it('knows which certificates have to be made anew', async () => {
    const report = await diff(
      ['loadbalancer: balancer.example.com', 'loadbalancer: front.example.com'],
      ['  balancer.example.com: &small', '  front.example.com: &small'],
    );
    expect(of(report, 'compiler1.example.com')?.certificate).toEqual([
      { name: 'alternative names', before: 'balancer.example.com', after: 'front.example.com' },
    ]);
  });

  it('leaves the cluster’s restart to people', async () => {
    const report = await diff(['    memory: 64 GiB', '    memory: 32 GiB']);
    expect(restarts(report)).toContain('pg1.example.com restart by hand patroni');
  });

  it('prints text, and findings of either description', async () => {
    writeFileSync(join(work, 'before.yaml'), original);
    writeFileSync(join(work, 'after.yaml'), original.replace('tier: extra_large', 'tier: extra_larg'));
    const { said, contextOf } = surroundings(work);
    expect(await main(['infra', 'diff', 'before.yaml', 'before.yaml'], undefined, contextOf)).toBe(0);
    expect(said.out).toBe('nothing changes\n');
    expect(await main(['infra', 'diff', 'before.yaml', 'after.yaml'], undefined, contextOf)).toBe(1);
    expect(said.err).toMatch(/after\.yaml:1:/);
  });
});
