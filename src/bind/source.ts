/** Where a component module is read from: a directory, or a package as the Forge serves it. */
import { execa, ExecaError } from 'execa';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { finding, FindingsError } from '../findings/finding.js';
import { bindDiagnostics } from './diagnostics.js';

/** A module on disk; `dispose` removes what was unpacked for it. */
export interface ModuleSource {
  readonly directory: string;
  dispose(): Promise<void>;
}

/**
 * Opens a directory with a metadata.json, or a `.tar.gz` with one such directory at its top.
 *
 * @throws FindingsError if the path is neither.
 */
export async function openSource(path: string): Promise<ModuleSource> {
  const absolute = resolve(path);
  const found = await stat(absolute).catch(() => undefined);
  if (found?.isDirectory()) return { directory: absolute, dispose: async () => {} };
  if (!found?.isFile() || !/\.(tar\.gz|tgz)$/.test(absolute))
    throw unusable(path, 'it is neither a directory nor a .tar.gz');
  const unpacked = await mkdtemp(join(tmpdir(), 'ovp-gen-module-'));
  const dispose = (): Promise<void> => rm(unpacked, { recursive: true, force: true });
  try {
    await execa('tar', ['--extract', '--gzip', '--no-same-owner', '--file', absolute, '--directory', unpacked]);
    const [top, ...others] = await readdir(unpacked);
    if (top === undefined || others.length > 0) throw unusable(path, 'it has not one directory at the top');
    return { directory: join(unpacked, top), dispose };
  } catch (error) {
    await dispose();
    if (error instanceof ExecaError) throw unusable(path, error.shortMessage);
    throw error;
  }
}

function unusable(path: string, reason: string): FindingsError {
  return new FindingsError([finding(bindDiagnostics.notAModule, undefined, path, reason)]);
}
