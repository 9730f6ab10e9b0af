import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { shippedLock } from '../../src/bind/shipped-lock.js';
import { main } from '../../src/cli/main.js';
import type { CheckResult } from '../../src/doctor/check.js';
import { surroundings } from '../cli/surroundings.js';
import { lay } from '../write/trees.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ovp-doctor-'));
  mkdirSync(join(folder, 'bin'));
  // Only what a test puts there is on the PATH, and no toolchain is installed.
  vi.stubEnv('PATH', join(folder, 'bin'));
  vi.stubEnv('OVP_TOOLCHAIN', join(folder, 'toolchain'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function program(name: string, script: string): void {
  const path = join(folder, 'bin', name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
}

async function doctor(...argv: readonly string[]): Promise<{ code: number; checks: readonly CheckResult[] }> {
  const { said, contextOf } = surroundings(folder);
  const code = await main(['doctor', '--json', ...argv], undefined, contextOf);
  return { code, checks: (JSON.parse(said.out) as { checks: CheckResult[] }).checks };
}

const stateOf = (checks: readonly CheckResult[], name: string) => checks.find((check) => check.name === name)?.state;

describe('doctor', () => {
  it('finds a bare machine wanting, with a remedy for everything', async () => {
    const { code, checks } = await doctor();
    expect(code).toBe(0);
    expect(stateOf(checks, 'Node.js')).toBe('ok');
    const wanting = checks.filter(({ state }) => state !== 'ok');
    expect(wanting.map(({ name }) => name)).toEqual(['project', 'git', 'Ruby', 'component modules']);
    for (const { name, remedy } of wanting) expect(remedy, name).toMatch(/\w/);
  });

  it('finds a Ruby that is too old', async () => {
    program('ruby', 'printf "/usr/bin/ruby\\n2.7.0\\n2.7.0 x86_64-linux\\n"');
    const { checks } = await doctor();
    expect(checks.find(({ name }) => name === 'Ruby')).toMatchObject({
      state: 'wanted',
      found: expect.stringContaining('version 2.7.0') as string,
    });
  });

  it('asks for what gems are built with only where they are not installed', async () => {
    program('ruby', 'printf "/usr/bin/ruby\\n3.2.1\\n3.2.0 x86_64-linux\\n"');
    program('make', 'echo GNU Make 4');
    program('git', 'echo git version 2.40.0');
    const { checks } = await doctor();
    expect(stateOf(checks, 'Ruby')).toBe('ok');
    expect(stateOf(checks, 'git')).toBe('ok');
    expect(stateOf(checks, 'Ruby gems')).toBe('wanted');
    expect(stateOf(checks, 'make')).toBe('ok');
    expect(stateOf(checks, 'C compiler')).toBe('wanted');
  });

  it('misses the packages of a project', async () => {
    lay(folder, { 'ovp.config.ts': '' });
    const { code, checks } = await doctor();
    expect(code).toBe(1);
    expect(stateOf(checks, 'packages of the project')).toBe('missing');
  });

  it('compares a modulepath with the lock', async () => {
    const { modules } = await shippedLock();
    const metadata = (version: string): string => JSON.stringify({ version });
    const [first, second] = modules;
    lay(
      folder,
      Object.fromEntries(modules.map(({ module, version }) => [`modules/${module}/metadata.json`, metadata(version)])),
    );
    const all = await doctor('--modulepath', 'modules');
    expect(stateOf(all.checks, 'component modules')).toBe('ok');
    lay(folder, { [`modules/${first?.module ?? ''}/metadata.json`]: metadata('0.0.1') });
    rmSync(join(folder, 'modules', second?.module ?? ''), { recursive: true });
    const { code, checks } = await doctor('--modulepath', 'modules');
    expect(code).toBe(1);
    expect(checks.filter(({ state }) => state === 'missing')).toEqual([
      expect.objectContaining({ name: first?.slug, found: expect.stringMatching(/^0\.0\.1 in /) as string }),
      expect.objectContaining({ name: second?.slug, found: 'not in the modulepath' }),
    ]);
  });
});
