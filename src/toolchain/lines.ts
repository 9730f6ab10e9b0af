/** Lines of a stream that nobody trusts: it may never end one, or never end. */
import { StringDecoder } from 'node:string_decoder';

export interface Limits {
  /** Characters of a line; what goes on after them is left out. */
  readonly line: number;
  /** Bytes in all. */
  readonly all: number;
}

export interface LineReader {
  /** When the stream has ended, or was given up. */
  readonly ended: Promise<void>;
  /** Takes no more of it. */
  readonly close: () => void;
}

/**
 * @param take - gets each line, and whether it is whole
 * @param exceeded - told once, when there is more than all that is taken; the rest is thrown away
 */
export function readLines(
  stream: NodeJS.ReadableStream & { readonly destroy?: () => unknown },
  { line: longest, all }: Limits,
  take: (line: string, whole: boolean) => void,
  exceeded: () => void,
): LineReader {
  const decoder = new StringDecoder('utf8');
  let pending = '';
  let whole = true;
  let bytes = 0;
  const add = (piece: string): void => {
    const room = longest - pending.length;
    if (piece.length > room) whole = false;
    pending += piece.slice(0, room);
  };
  const flush = (): void => {
    take(pending.endsWith('\r') ? pending.slice(0, -1) : pending, whole);
    pending = '';
    whole = true;
  };
  const ended = new Promise<void>((resolve) => {
    stream.on('data', (chunk: Buffer) => {
      if (bytes > all) return;
      bytes += chunk.length;
      const [first = '', ...others] = decoder.write(chunk).split('\n');
      add(first);
      for (const piece of others) {
        flush();
        add(piece);
      }
      if (bytes > all) exceeded();
    });
    for (const event of ['end', 'error', 'close']) stream.once(event, resolve);
  });
  return {
    ended: ended.then(() => {
      if (pending !== '') flush();
    }),
    close: () => void stream.destroy?.(),
  };
}
