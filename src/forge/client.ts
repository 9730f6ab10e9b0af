/** A client of the Forge's API, version 3: looks as often as needed, sends once. */
import { finding, FindingsError, type Finding } from '../findings/finding.js';
import {
  type Answer,
  answerText,
  documentOf,
  lookHelp,
  redirectionOf,
  refusalHelp,
  retryAfter,
  webAddress,
} from './answers.js';
import { forgeDiagnostics as row } from './diagnostics.js';
import type { Token } from './token.js';
import { exchange, type Outcome, type Patience } from './transport.js';

/** How a package is put into a request; both are the API's own. */
export type Encoding = 'json' | 'multipart';

export interface ForgeOptions {
  /** Root of the API, as {@link forgeUrl} makes it. */
  readonly url: URL;
  readonly token: Token | undefined;
  readonly userAgent: string;
  readonly signal?: AbortSignal | undefined;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Replaced by tests. */
  readonly patience?: { readonly look: Patience; readonly send: Patience };
}

/** What the Forge says of a release. */
export interface ReleaseOnForge {
  /** Root-relative or whole. */
  readonly file: string;
  readonly sha256: string | undefined;
  readonly isDeleted: boolean;
}

/** What became of an upload. `unknown`: nobody can tell without looking. */
export type Upload =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly conflict: boolean; readonly found: Finding }
  | { readonly kind: 'unknown'; readonly reason: string };

const PATIENCE = { look: { silence: 30_000, whole: 120_000 }, send: { silence: 300_000, whole: 900_000 } };
/** Milliseconds before a look is repeated; one look more than there are pauses. */
const PAUSES = [1000, 3000, 9000];
/** The longest wait that a server can ask for. */
const LONGEST_WAIT = 60_000;
const REDIRECTIONS = 5;
/** Bytes of a document. */
const DOCUMENT = 4 * 1024 * 1024;

/**
 * The root of a Forge.
 *
 * @param token - not shown where it was given in the place of the address
 * @throws FindingsError where a token must not be sent to it
 */
export function forgeUrl(text: string, token?: Token): URL {
  const hide = (shown: string): string => token?.redact(shown) ?? shown;
  // What follows an address may be a secret as well.
  const refuse = (reason: string): FindingsError =>
    new FindingsError([finding(row.badUrl, undefined, hide(text).replace(/[?#].*$/s, '?...'), reason)]);
  if (!URL.canParse(text)) throw refuse('it is not an address');
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    throw new FindingsError([finding(row.badUrl, undefined, hide(url.host), 'there is a user or a password in it')]);
  }
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal)) throw refuse('it is not https');
  if (url.search !== '' || url.hash !== '') throw refuse('it is more than the root of a Forge');
  url.pathname = url.pathname.replace(/\/*$/, '/');
  return url;
}

export class Forge {
  private readonly patience: { readonly look: Patience; readonly send: Patience };

  constructor(private readonly options: ForgeOptions) {
    this.patience = options.patience ?? PATIENCE;
  }

  /** Where packages are sent to. */
  get uploads(): URL {
    return this.at('v3/releases');
  }

  /** Whether it shows such a namespace; a Forge that shows none to anybody has none either. */
  async hasNamespace(owner: string): Promise<boolean> {
    const shown = this.document(this.at(`v3/users/${owner}`)).catch((error: unknown) => {
      if (error instanceof FindingsError) return undefined;
      throw error;
    });
    return (await shown) !== undefined;
  }

  /**
   * @returns `undefined` where there is no such release
   * @throws FindingsError where that cannot be told
   */
  async release(slug: string): Promise<ReleaseOnForge | undefined> {
    const url = this.at(`v3/releases/${slug}`);
    const document = await this.document(url);
    if (document === undefined) return undefined;
    const { slug: told, file_uri: file, file_sha256: hash, deleted_at: deleted } = document;
    const unusable = (reason: string) => new FindingsError([finding(row.notAForge, undefined, url.href, reason)]);
    if (typeof file !== 'string' || (told !== undefined && told !== slug))
      throw unusable('its document is not that of a release');
    const isDeleted = deleted !== undefined && deleted !== null;
    if (hash === undefined || hash === null || hash === '') return { file, sha256: undefined, isDeleted };
    if (typeof hash !== 'string' || !/^[0-9a-f]{64}$/i.test(hash))
      throw unusable("the 'file_sha256' in its document is no SHA-256");
    return { file, sha256: hash.toLowerCase(), isDeleted };
  }

  /**
   * The file of a release.
   *
   * @param limit - bytes; more are never read
   * @returns `undefined` where there is none, or none yet
   * @throws FindingsError where that cannot be told
   */
  async download({ file }: ReleaseOnForge, limit: number): Promise<Uint8Array | undefined> {
    // What begins with a slash is meant below the root of the Forge, which need not be that of its host.
    const url = webAddress(file.replace(/^\/(?!\/)/, ''), this.options.url);
    if (url === undefined) throw this.failing(this.options.url, 'the file of the release has no address');
    const answer = await this.look(url, '*/*', limit);
    if (answer.status === 404) return undefined;
    if (answer.status !== 200) throw this.failing(url, this.textOf(answer), answer.status);
    if (!answer.whole) throw this.failing(url, `the connection was cut after ${answer.body.length} bytes`);
    return answer.body;
  }

  /** Sends the package of a release; once, but for connections that did not come about. */
  async upload(slug: string, content: Uint8Array, owner: string, encoding: Encoding): Promise<Upload> {
    const { body, type } = await encode(`${slug}.tar.gz`, content, encoding);
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await this.once(
        'POST',
        this.uploads,
        { accept: 'application/json', 'content-type': type },
        DOCUMENT,
        body,
      );
      if (outcome.kind === 'failure' && outcome.sent) return { kind: 'unknown', reason: this.hide(outcome.reason) };
      const pause = outcome.kind === 'failure' ? PAUSES[attempt] : tooMany(outcome, attempt);
      if (pause !== undefined) {
        await this.options.wait(pause);
        continue;
      }
      if (outcome.kind === 'failure') throw this.unreachable(this.uploads, outcome.reason);
      return this.judged(outcome, slug, owner, body.length);
    }
  }

  private judged(answer: Answer, slug: string, owner: string, size: number): Upload {
    const { status } = answer;
    const to = redirectionOf(answer, this.uploads);
    if (to !== undefined) {
      const found = finding(row.redirected, undefined, this.uploads.host, this.hide(to.origin));
      return { kind: 'refused', conflict: false, found };
    }
    const text = this.textOf(answer);
    if (status >= 200 && status < 300) {
      const document = documentOf(answer);
      if (document === undefined) return { kind: 'unknown', reason: text };
      const { slug: taken = slug } = document;
      return taken === slug ? { kind: 'taken' } : { kind: 'unknown', reason: 'it says that it took another release' };
    }
    // 408: the server gave up waiting. Of everything else below 500 it has said what it thinks.
    if (status >= 400 && status < 500 && status !== 408) {
      const help =
        status === 401 && this.options.token === undefined ? 'There is no token.' : refusalHelp(status, owner, size);
      const found = finding(row.refused, undefined, `The Forge refuses the package: ${text}.`, help);
      return { kind: 'refused', conflict: status === 409, found };
    }
    return { kind: 'unknown', reason: text };
  }

  private async document(url: URL): Promise<Readonly<Record<string, unknown>> | undefined> {
    const answer = await this.look(url, 'application/json', DOCUMENT);
    const document = documentOf(answer);
    if (answer.status === 404 && (document !== undefined || answer.body.length === 0)) return undefined;
    if (answer.status === 200 && document !== undefined) return document;
    const text = this.textOf(answer);
    if (answer.status === 200 || answer.status === 404)
      throw new FindingsError([finding(row.notAForge, undefined, url.href, text)]);
    throw this.failing(url, text, answer.status);
  }

  /** Looks until there is an answer that looking again would not change. */
  private async look(start: URL, accept: string, limit: number): Promise<Answer> {
    let url = start;
    if (this.options.url.protocol === 'https:' && url.protocol !== 'https:')
      throw this.failing(this.options.url, `it leads to '${url.origin}', which is not https`);
    let redirections = 0;
    for (let attempt = 0; ;) {
      const outcome = await this.once('GET', url, { accept }, limit);
      const to = outcome.kind === 'answer' ? redirectionOf(outcome, url) : undefined;
      if (to !== undefined) {
        redirections += 1;
        if (redirections > REDIRECTIONS) throw this.failing(start, 'it leads from one address to the next');
        if (url.protocol === 'https:' && to.protocol !== 'https:')
          throw this.failing(start, `it leads to '${to.origin}', which is not https`);
        url = to;
        continue;
      }
      const pause =
        outcome.kind === 'failure' || outcome.status >= 500 || !outcome.whole
          ? PAUSES[attempt]
          : tooMany(outcome, attempt);
      if (pause === undefined) {
        if (outcome.kind === 'answer') return outcome;
        throw outcome.sent ? this.failing(url, outcome.reason) : this.unreachable(url, outcome.reason);
      }
      attempt += 1;
      await this.options.wait(
        outcome.kind === 'answer' ? Math.min(retryAfter(outcome, Date.now()) ?? pause, LONGEST_WAIT) : pause,
      );
    }
  }

  private once(
    method: 'GET' | 'POST',
    url: URL,
    headers: Readonly<Record<string, string>>,
    limit: number,
    body?: Uint8Array,
  ): Promise<Outcome> {
    const { userAgent, token, signal } = this.options;
    // To the Forge itself alone: where a redirection or a document leads elsewhere, the token stays here.
    const authorization =
      token !== undefined && url.origin === this.options.url.origin ? { authorization: token.header() } : {};
    const patience = method === 'POST' ? this.patience.send : this.patience.look;
    return exchange({
      method,
      url,
      headers: { 'user-agent': userAgent, 'accept-encoding': 'identity', ...headers, ...authorization },
      limit,
      patience,
      signal,
      ...(body === undefined ? {} : { body }),
    });
  }

  private at(path: string): URL {
    return new URL(path, this.options.url);
  }

  private hide(text: string): string {
    return this.options.token?.redact(text) ?? text;
  }

  private textOf(answer: Answer): string {
    return answerText(answer, (text) => this.hide(text));
  }

  private failing(url: URL, reason: string, status?: number): FindingsError {
    const where = this.hide(`${url.origin}${url.pathname}`);
    return new FindingsError([finding(row.failing, undefined, where, this.hide(reason), lookHelp(status))]);
  }

  private unreachable(url: URL, reason: string): FindingsError {
    return new FindingsError([finding(row.unreachable, undefined, this.hide(url.host), this.hide(reason))]);
  }
}

/** A request that was not looked at may be made again, as often and after as long as the server wants. */
function tooMany(answer: Answer, attempt: number): number | undefined {
  const pause = PAUSES[attempt];
  if (answer.status !== 429 || pause === undefined) return undefined;
  return Math.min(retryAfter(answer, Date.now()) ?? pause, LONGEST_WAIT);
}

async function encode(
  name: string,
  content: Uint8Array,
  encoding: Encoding,
): Promise<{ body: Uint8Array; type: string }> {
  if (encoding === 'json') {
    return {
      body: Buffer.from(JSON.stringify({ file: Buffer.from(content).toString('base64') })),
      type: 'application/json',
    };
  }
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(content)], { type: 'application/gzip' }), name);
  const response = new Response(form);
  return { body: new Uint8Array(await response.arrayBuffer()), type: response.headers.get('content-type') ?? '' };
}
