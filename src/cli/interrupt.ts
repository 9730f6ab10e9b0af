/** Interruption by the user: Ctrl-C, or a system that ends. */

/** Lets a step clean up when the user interrupts it; then this process ends as any other that was interrupted. */
export async function interruptible<T>(step: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const received: NodeJS.Signals[] = [];
  const interrupt = (signal: NodeJS.Signals): void => {
    received.push(signal);
    controller.abort(new Error(`interrupted by ${signal}`));
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.once(signal, interrupt);
  try {
    return await step(controller.signal);
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
    const [first] = received;
    if (first !== undefined) process.kill(process.pid, first);
  }
}
