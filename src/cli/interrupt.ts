/** Interruption by the user: Ctrl-C, or a system that ends. */
import { constants } from 'node:os';

/** Lets a step clean up when the user interrupts it; then this process ends as any other that was interrupted. */
export async function interruptible<T>(step: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const received: NodeJS.Signals[] = [];
  const interrupt = (signal: NodeJS.Signals): void => {
    // Whoever says it again does not want to wait; what ends with this process is told by `exit`.
    if (received.length > 0) process.exit(128 + constants.signals[signal]);
    received.push(signal);
    controller.abort(new Error(`interrupted by ${signal}`));
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, interrupt);
  try {
    return await step(controller.signal);
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
    const [first] = received;
    if (first !== undefined) process.kill(process.pid, first);
  }
}
