/** Regenerates what a configuration says, for `ovp-gen generate` and whatever has changed the configuration. */
import { dirname, resolve } from 'node:path';
import { isFresh, readStamp, stampFile, writeStamp } from '../write/fresh.js';
import type { Context, ExitCode } from './context.js';
import { EXIT } from './context.js';
import { withProgress } from './progress.js';
import { configFile } from './project-file.js';
import { buildId } from './self.js';

import { deliver, type Generated, type GenerateOptions } from './deliver.js';

/** @param config - absolute path of the configuration */
export type Pipeline = (config: string) => Promise<Generated>;

export async function generate(context: Context, options: GenerateOptions, pipeline: Pipeline): Promise<ExitCode> {
  const began = Date.now();
  const config = configFile(context);
  const build = buildId();
  const stamp = stampFile(dirname(config), config);
  if (!options.check) {
    const last = readStamp(stamp);
    if (last !== undefined && isFresh(last, build)) {
      await reportFresh(context, last.output, last.outputs.length);
      return EXIT.ok;
    }
  }
  const made = await withProgress(context, 'generating', () => pipeline(config));
  const { code, isClean } = await deliver(context, options, made, 'npx ovp-gen');
  // Warnings have to be seen again in the next run, so only a run without findings may be skipped.
  if (isClean && made.files !== undefined) {
    writeStamp(
      stamp,
      { ...made.inputs, output: resolve(made.directory), outputs: [...made.files.keys()] },
      build,
      began,
    );
  }
  return code;
}

async function reportFresh(context: Context, directory: string, count: number): Promise<void> {
  const { printJson, shortPath } = await import('./report/findings.js');
  const where = shortPath(context.cwd, directory);
  if (context.json) printJson(context, { ok: true, directory: where, upToDate: true, changes: [], findings: [] });
  else if (!context.quiet) context.out(`${where}: up to date (${count} files)\n`);
}
