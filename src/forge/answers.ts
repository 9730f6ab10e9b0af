/** What the Forge answers, in words. */
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

/** `409: The release exists already`, or what else can be told of an answer. */
export function answerText(answer: Answer): string {
  const said = messageOf(answer);
  return said === '' ? `it says ${answer.status}` : `it says ${answer.status}: ${said}`;
}

/** What the body of an answer tells a person; may be empty. Free of control characters, on one line. */
function messageOf(answer: Answer): string {
  const { body, headers, whole } = answer;
  const document = documentOf(answer);
  if (document !== undefined) {
    const { message, error, errors } = document;
    const details = Array.isArray(errors)
      ? errors.map((one: unknown) => (typeof one === 'string' ? one : JSON.stringify(one)))
      : [];
    const texts = [message, error, ...details].filter(
      (text): text is string => typeof text === 'string' && text !== '',
    );
    return clean(texts.join('; '));
  }
  if (body.length === 0) return '';
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

/** What would move the cursor, ring, or hide something on a terminal is left out. */
function clean(text: string): string {
  const shown = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return shown.length > SHOWN ? `${shown.slice(0, SHOWN)} ...` : shown;
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
