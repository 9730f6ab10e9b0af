import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withProgress } from '../../src/cli/progress.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function said(milliseconds: number, context: { interactive?: boolean; quiet?: boolean; json?: boolean }) {
  let text = '';
  const surroundings = {
    interactive: false,
    quiet: false,
    json: false,
    ...context,
    err: (more: string) => void (text += more),
  };
  const step = () => new Promise<string>((resolve) => setTimeout(() => resolve('done'), milliseconds));
  const run = withProgress(surroundings, 'reading', step);
  await vi.advanceTimersByTimeAsync(milliseconds);
  expect(await run).toBe('done');
  // Nothing goes on after the end.
  const end = text;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(text).toBe(end);
  return text;
}

describe('withProgress', () => {
  it.each([
    ['less than a second', 900, {}, ''],
    ['plain lines', 1500, {}, 'reading ...\n'],
    ['a reminder', 20_000, {}, 'reading ...\nreading ... 16 s\n'],
    ['quiet', 20_000, { quiet: true }, ''],
    ['json', 20_000, { json: true }, ''],
    ['a terminal', 1150, { interactive: true }, '\r⠋ reading (1 s)\r⠙ reading (1 s)\r\u001B[2K'],
    ['a terminal, less than a second', 900, { interactive: true }, ''],
  ])('%s', async (_name, milliseconds, context, want) => {
    expect(await said(milliseconds, context)).toBe(want);
  });

  it('erases its line also after a failure', async () => {
    let text = '';
    const context = { interactive: true, quiet: false, json: false, err: (more: string) => void (text += more) };
    const run = withProgress(context, 'reading', async () => {
      await vi.advanceTimersByTimeAsync(1010);
      throw new Error('broken');
    });
    await expect(run).rejects.toThrow('broken');
    expect(text).toMatch(/\u001B\[2K$/);
  });
});
