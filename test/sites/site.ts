/** The packed package, installed in folders as those who extend the platform have them. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect } from 'vitest';
import { packageFile } from '../../src/package-root.js';

/** What `--json` prints. */
export interface Report {
  readonly ok: boolean;
  readonly upToDate?: boolean;
  readonly changes: readonly { path: string; action: string }[];
  readonly findings: readonly {
    code: string;
    message: string;
    help?: string;
    file?: string;
    line?: number;
    column?: number;
  }[];
}

/** A folder with the package in it. */
export interface Site {
  readonly folder: string;
  readonly run: (
    ...argv: readonly string[]
  ) => Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }>;
  /** Runs with `--json`. */
  readonly report: (...argv: readonly string[]) => Promise<Report>;
  /** The compiler of this checkout, over what the site's tsconfig.json includes. */
  readonly typeCheck: () => Promise<{ readonly exitCode?: number | undefined; readonly stdout: string }>;
}

/** Packs the package into a folder. @returns the tarball */
export async function pack(into: string): Promise<string> {
  await execa('npm', ['pack', '--pack-destination', into], { cwd: packageFile('.') });
  const tarball = readdirSync(into).find((name) => name.endsWith('.tgz'));
  expect(tarball).toBeDefined();
  return join(into, String(tarball));
}

/** Installs a tarball in a folder that exists. */
export async function install(tarball: string, folder: string): Promise<Site> {
  const options = { cwd: folder, reject: false, timeout: 180_000 };
  const installed = await execa('npm', ['install', '--prefer-offline', '--ignore-scripts', tarball], options);
  if (installed.failed)
    throw new Error(`npm could not install the package; is a registry in reach?\n${installed.stderr}`);
  return siteIn(folder);
}

function siteIn(folder: string): Site {
  const run: Site['run'] = async (...argv) => {
    const {
      exitCode = -1,
      stdout,
      stderr,
    } = await execa('node_modules/.bin/ovp-gen', argv, { cwd: folder, reject: false });
    return { exitCode, stdout, stderr };
  };
  return {
    folder,
    run,
    report: async (...argv) => {
      const { stdout, stderr } = await run('--json', ...argv);
      if (stdout === '') throw new Error(stderr);
      return JSON.parse(stdout) as Report;
    },
    typeCheck: () =>
      execa(process.execPath, [packageFile('node_modules/typescript/bin/tsc'), '--noEmit', '-p', '.'], {
        cwd: folder,
        reject: false,
      }),
  };
}
