/**
 * Runs a description in a thread of its own, whose end is no end of ours, and sends back what it made: a loop, a
 * call of `process.exit`, a timer or gigabytes of a person's code concern this thread alone.
 */
import { resolve, isAbsolute } from 'node:path';
import { inspect } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import type { Finding } from '../../../findings/finding.js';
import type { Site } from '../../../findings/site.js';
import { importBundle } from '../../../load/bundle.js';
import { Guard } from '../../../load/guard.js';
import { locator } from '../../../load/locate.js';
import { packageRoot } from '../../../package-root.js';
import { isInfrastructure } from '../define.js';
import { plain, type Plain } from './plain.js';

/** What the thread is told. */
export interface Order {
  /** The bundle. */
  readonly bundle: string;
  /** Folder of the project. */
  readonly root: string;
}

/** What it tells. Places are absolute. */
export type Made =
  | { readonly kind: 'threw'; readonly message: string; readonly site: Site | undefined }
  | { readonly kind: 'other'; readonly asked: readonly Finding[] }
  | {
      readonly kind: 'description';
      readonly asked: readonly Finding[];
      /** Where the description is written. */
      readonly call: Site | undefined;
      readonly description: Plain;
    };

async function made({ bundle, root }: Order): Promise<Made> {
  const absolute = (site: Site): Site => ({
    ...site,
    file: isAbsolute(site.file) ? site.file : resolve(root, site.file),
  });
  const find = locator(packageRoot, root);
  const locate = (stack: string | undefined): Site | undefined => {
    const site = find(stack);
    return site && absolute(site);
  };
  const guard = new Guard(root, locate);
  try {
    const value = await guard.watch(() => importBundle({ file: bundle }));
    const asked = guard.findings({ env: [], inputs: [] });
    if (!isInfrastructure(value)) return { kind: 'other', asked };
    return { kind: 'description', asked, call: locate(value.stack), description: plain(value.description) };
  } catch (error) {
    const isError = error instanceof Error;
    const message = isError ? error.message : inspect(error, { depth: 1, breakLength: Infinity }).slice(0, 200);
    return { kind: 'threw', message, site: isError ? locate(error.stack) : undefined };
  }
}

parentPort?.postMessage(await made(workerData as Order));
