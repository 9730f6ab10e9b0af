/** What the Forge answers, in words. */
import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import type { Outcome } from './transport.js';

export type Answer = Extract<Outcome, { kind: 'answer' }>;

/** Characters of somebody else's text that are shown. */
const SHOWN = 500;

/** The document of an answer, if it is a whole JSON object. */
export function documentOf({ body, whole }: Answer): Readonly<Record<string, unknown>> | undefined {
  if (!whole) return undefined;
  try {
    const value: unknown = JSON.parse(body.toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * `409: The release exists already`, or what else can be told of an answer.
 *
 * @param redact - takes the token out of a text; asked before a text is cut, which may go through the token
 */
export function answerText(answer: Answer, redact: (text: string) => string): string {
  const said = messageOf(answer, redact);
  return said === '' ? `it says ${answer.status}` : `it says ${answer.status}: ${said}`;
}

/** What the body of an answer tells a person; may be empty. Free of control characters, on one line. */
function messageOf(answer: Answer, redact: (text: string) => string): string {
  const { body, headers, whole } = answer;
  const document = documentOf(answer);
  const clean = (text: string): string => shown(redact(text));
  if (document !== undefined) {
    const { message, error, errors } = document;
    const details = Array.isArray(errors)
      ? errors.map((one: unknown) => (typeof one === 'string' ? one : jsonOf(one)))
      : [];
    const texts = [message, error, ...details].filter(
      (text): text is string => typeof text === 'string' && text !== '',
    );
    return clean(texts.join('; '));
  }
  if (body.length === 0) return '';
  const coding = headers['content-encoding'] ?? 'identity';
  if (coding !== 'identity') return `${body.length} bytes encoded as ${clean(coding)}, which nobody asked for`;
  if (whole && !isUtf8(body)) return `${body.length} bytes that are no text`;
  const text = body.toString();
  if (isHtml(headers, text)) {
    const title = clean(/<title[^>]*>([^<]*)/i.exec(text)?.[1] ?? '');
    return title === '' ? 'a web page' : `a web page with the title '${title}'`;
  }
  return whole ? clean(text) : `${clean(text)} (cut off)`;
}

function isHtml(headers: IncomingHttpHeaders, text: string): boolean {
  return /\bhtml\b/.test(headers['content-type'] ?? '') || /^\s*<(?:!doctype|html)/i.test(text);
}

/** Nothing where it is nested deeper than this can follow. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '';
  }
}

/** What would move the cursor, ring, or hide something on a terminal is left out. */
function shown(text: string): string {
  const visible = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return visible.length > SHOWN ? `${visible.slice(0, SHOWN)} ...` : visible;
}

/** What to do about a refusal of an upload. */
export function refusalHelp(status: number, owner: string, size: number): string {
  switch (status) {
    case 401:
      return 'The token is not accepted: make a new one on the website of the Forge.';
    case 403:
      return `The token may be revoked, or its owner may not publish in the namespace '${owner}'.`;
    case 404:
    case 405:
      return 'There is no upload at this address: look at --forge.';
    case 413:
      return `The package has ${size} bytes, which is more than this Forge takes.`;
    case 429:
      return 'There were too many requests: wait, and run the same command again.';
    default:
      return 'Mend what it says, then run the same command again.';
  }
}

/** What to do about a look that shows nothing. */
export function lookHelp(status: number | undefined): string {
  return status === 401 || status === 403
    ? 'This Forge shows itself to nobody without a token that it knows: make a new one on its website.'
    : 'Try again later.';
}

/** Where a redirection leads, whole; `undefined` where there is none. */
export function redirectionOf({ status, headers }: Answer, from: URL): URL | undefined {
  if (status < 300 || status > 399 || headers.location === undefined) return undefined;
  return webAddress(headers.location, from);
}

/** An address that can be asked by HTTP. */
export function webAddress(text: string, base: URL): URL | undefined {
  if (!URL.canParse(text, base.href)) return undefined;
  const url = new URL(text, base);
  return ['http:', 'https:'].includes(url.protocol) ? url : undefined;
}

/** Milliseconds that the other side asks to wait, from `Retry-After` in seconds or as a date. */
export function retryAfter({ headers }: Answer, now: number): number | undefined {
  const text = headers['retry-after'];
  if (text === undefined) return undefined;
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(wait) && wait >= 0 ? wait : undefined;
}
