/**
 * One HTTP exchange. Whatever the other side does, it comes to an end, takes a bounded amount of memory, and is told in
 * words; redirections are reported, never followed here.
 */
import { request as requestHttp, type IncomingHttpHeaders } from 'node:http';
import { request as requestHttps } from 'node:https';
import { codeOf } from '../write/disk.js';

export interface Exchange {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Bytes after which no more of an answer is read; one that goes on is another one than was expected. */
  readonly limit: number;
  readonly patience: Patience;
  readonly signal?: AbortSignal | undefined;
}

/** Milliseconds. */
export interface Patience {
  /** Without a byte in either direction. */
  readonly silence: number;
  /** For the exchange as a whole. */
  readonly whole: number;
}

export type Outcome =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: IncomingHttpHeaders;
      readonly body: Buffer;
      /** Not cut by the other side. */ readonly whole: boolean;
    }
  /** `sent`: whether the other side may have got the request. */
  | { readonly kind: 'failure'; readonly reason: string; readonly sent: boolean };

/** @throws the reason of `signal` where that was aborted; nothing else */
export async function exchange({ method, url, headers, body, limit, patience, signal }: Exchange): Promise<Outcome> {
  signal?.throwIfAborted();
  const outcome = await new Promise<Outcome>((resolve) => {
    let sent = false;
    let answer: { status: number; headers: IncomingHttpHeaders; chunks: Buffer[]; size: number } | undefined;
    const start = url.protocol === 'https:' ? requestHttps : requestHttp;
    const outgoing = start(url, {
      method,
      // One connection for one exchange: nothing is sent on one that the other side has closed meanwhile.
      agent: false,
      // Said here, no variable of the environment (NODE_TLS_REJECT_UNAUTHORIZED) gives the token to whoever answers.
      rejectUnauthorized: true,
      headers: { ...headers, connection: 'close', ...(body === undefined ? {} : { 'content-length': body.length }) },
    });
    const finish = (result: Outcome): void => {
      clearTimeout(deadline);
      signal?.removeEventListener('abort', abort);
      resolve(result);
      outgoing.destroy();
    };
    const answered = (whole: boolean): boolean => {
      if (answer === undefined) return false;
      const { status, headers: received, chunks } = answer;
      finish({ kind: 'answer', status, headers: received, body: Buffer.concat(chunks), whole });
      return true;
    };
    /** An answer that has begun tells more than the way in which it ended. */
    const fail = (reason: string): void => {
      if (!answered(false)) finish({ kind: 'failure', reason, sent });
    };
    const abort = (): void => fail('it was interrupted');
    const deadline = setTimeout(() => fail(`no end after ${seconds(patience.whole)}`), patience.whole);
    signal?.addEventListener('abort', abort, { once: true });
    outgoing.setTimeout(patience.silence, () => fail(`no answer for ${seconds(patience.silence)}`));
    outgoing.on('socket', (socket) => {
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => (sent = true));
    });
    outgoing.on('error', (error) => fail(wordsOf(error)));
    outgoing.on('response', (incoming) => {
      answer = { status: incoming.statusCode ?? 0, headers: incoming.headers, chunks: [], size: 0 };
      incoming.on('data', (chunk: Buffer) => {
        if (answer === undefined) return;
        answer.size += chunk.length;
        answer.chunks.push(chunk);
        if (answer.size > limit) answered(true);
      });
      incoming.on('end', () => answered(incoming.complete));
      incoming.on('error', () => answered(false));
    });
    outgoing.end(body);
  });
  signal?.throwIfAborted();
  return outcome;
}

const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ENOTFOUND: 'there is no such name in the DNS',
  EAI_AGAIN: 'the DNS gives no answer',
  ENETUNREACH: 'there is no way to that network',
  EHOSTUNREACH: 'there is no way to that machine',
  ETIMEDOUT: 'it does not answer',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by an authority that is not trusted here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is signed by an authority that is not trusted here',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is signed by an authority that is not trusted here',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  EPROTO: 'it does not speak TLS',
};

function wordsOf(error: Error): string {
  const code = codeOf(error);
  if (code === undefined) return error.message;
  const known = words[code] ?? (code.startsWith('HPE_') ? 'its answer is not HTTP' : undefined);
  return known === undefined ? `${error.message} (${code})` : `${known} (${code})`;
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 100) / 10} s`;
}
