/** Starts the thread that runs a description, and waits for what it makes, as long as anybody would. */
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { packageFile } from '../../../package-root.js';
import { runLimits } from '../../source/limits.js';
import type { Made, Order } from './worker.js';

/** Exit code of Node where nothing is left to do, and something still waits. */
const UNSETTLED = 13;

/** What a description may take. */
export interface RunLimits {
  readonly seconds: number;
  readonly memoryMb: number;
}

/** @returns what was made, or why nothing was; what the code writes goes to standard error */
export async function runDescription(order: Order, limits: RunLimits = runLimits): Promise<Made> {
  const worker = new Worker(pathToFileURL(packageFile('dist/description.js')), {
    workerData: order,
    stdout: true,
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb },
  });
  worker.stdout.pipe(process.stderr, { end: false });
  const failed = (message: string): Made => ({ kind: 'threw', message, site: undefined });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Made>((done) => {
      timer = setTimeout(
        () => done(failed(`it has not come to an end after ${limits.seconds} s`)),
        limits.seconds * 1000,
      );
      worker.once('message', done);
      worker.once('error', (error: NodeJS.ErrnoException) =>
        done(
          failed(
            error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? `it needs more than ${limits.memoryMb} MiB` : error.message,
          ),
        ),
      );
      worker.once('exit', (code) =>
        done(failed(code === UNSETTLED ? 'it waits for what never comes' : `it ends the process (exit code ${code})`)),
      );
    });
  } finally {
    clearTimeout(timer);
    worker.stdout.unpipe(process.stderr);
    await worker.terminate();
  }
}
