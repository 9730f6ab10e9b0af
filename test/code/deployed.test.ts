/** What follows a deployment of code: the Hiera data of each environment. */
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rubyEnvironment } from '../ruby/environment.js';
import { renderTemplate } from '../ruby/epp.js';

const ruby = rubyEnvironment();
const why = ruby.available ? '' : ` (not run: this machine lacks ${ruby.missing})`;

describe.skipIf(!ruby.available)(`after a deployment of code${why}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'ovp-deployed-'));
  const root = join(folder, 'code');
  const path = (...parts: readonly string[]) => join(root, ...parts);
  const script = join(folder, 'openvox-code-deployed');

  beforeAll(() => {
    const values = {
      certname: 'openvox.example.com',
      environments: path('environments'),
      branches: path('branches'),
      hieradata: path('hieradata'),
    };
    writeFileSync(script, renderTemplate('templates/code-deployed.sh.epp', values), { mode: 0o755 });
    // No server runs here, and nothing is written to the system's log.
    mkdirSync(join(folder, 'bin'));
    for (const [name, status] of [
      ['systemctl', 3],
      ['logger', 0],
    ] as const) {
      writeFileSync(join(folder, 'bin', name), `#!/bin/sh\nexit ${status}\n`);
      chmodSync(join(folder, 'bin', name), 0o755);
    }
  }, 60_000);
  beforeEach(() => {
    rmSync(root, { recursive: true, force: true });
    for (const part of ['environments/production', 'branches/production', 'hieradata']) {
      mkdirSync(path(part), { recursive: true });
    }
    writeFileSync(path('branches/production/common.yaml'), 'deployed');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = () =>
    execaSync(script, {
      reject: false,
      all: true,
      env: { PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}` },
    });

  it('links the data of an environment', () => {
    expect(run().exitCode).toBe(0);
    expect(readlinkSync(path('hieradata/production'))).toBe(path('branches/production'));
  });

  it('replaces data that were put in place by hand, and keeps them', () => {
    mkdirSync(path('hieradata/production'));
    writeFileSync(path('hieradata/production/common.yaml'), 'by hand');
    const { exitCode, all } = run();
    expect(exitCode).toBe(0);
    expect(all).toContain('those from before are in');
    expect(readFileSync(path('hieradata/production/common.yaml'), 'utf8')).toBe('deployed');
    const [kept] = readdirSync(path('hieradata')).filter((name) => name.startsWith('.production.'));
    expect(readFileSync(path('hieradata', kept ?? '', 'common.yaml'), 'utf8')).toBe('by hand');
    expect(run().all).toBe('');
  });

  it('gives an environment without data of its own those of production, and forgets those that are gone', () => {
    mkdirSync(path('environments/dev'));
    expect(run().all).toContain('environment dev uses those of production');
    expect(readlinkSync(path('hieradata/dev'))).toBe(path('branches/production'));
    rmSync(path('environments/dev'), { recursive: true });
    run();
    expect(readdirSync(path('hieradata'))).toEqual(['production']);
  });
});
