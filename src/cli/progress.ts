/** Tells that something takes longer than a second: one line that moves on a terminal, a plain line elsewhere. */
import type { Context } from './context.js';

const PATIENCE = 1000;
const FRAME = 100;
const REMINDER = 15_000;
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/**
 * Runs a step; says nothing if it takes less than a second.
 *
 * @param label - what is being done: `reading definitions`; a function where that changes
 */
export async function withProgress<T>(
  context: Pick<Context, 'err' | 'interactive' | 'quiet' | 'json'>,
  label: string | (() => string),
  step: () => Promise<T>,
): Promise<T> {
  if (context.quiet || context.json) return step();
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  let ticks = 0;
  const show = () => {
    const text = typeof label === 'string' ? label : label();
    // A text that changes may have been longer.
    const rest = typeof label === 'string' ? '' : '\u001B[K';
    if (context.interactive) context.err(`\r${FRAMES[ticks % FRAMES.length] ?? ''} ${text} (${seconds()} s)${rest}`);
    else context.err(ticks === 0 ? `${text} ...\n` : `${text} ... ${seconds()} s\n`);
    ticks += 1;
  };
  let repeat: NodeJS.Timeout | undefined;
  const first = setTimeout(() => {
    show();
    repeat = setInterval(show, context.interactive ? FRAME : REMINDER);
    repeat.unref();
  }, PATIENCE);
  first.unref();
  try {
    return await step();
  } finally {
    clearTimeout(first);
    clearInterval(repeat);
    // Erases the line, so that what follows starts on an empty one.
    if (context.interactive && ticks > 0) context.err('\r\u001B[2K');
  }
}
