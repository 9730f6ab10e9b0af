/**
 * A Forge for tests, as strict as its documentation (version 3 of the API): who uploads needs a token that owns the
 * namespace, in one of the two encodings, a package in the right layout, of a version that is not there yet. Packages
 * are read by the system's `tar`, so that nothing of ours judges what we have made.
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { execa } from 'execa';
import semver from 'semver';

interface Release {
  readonly owner: string;
  readonly name: string;
  readonly version: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly file: Buffer;
}

/** What a client has sent; bodies as they came. */
export interface Received {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** Takes a request away from the Forge; `true` where it has dealt with it. */
export type Interceptor = (request: Received, response: ServerResponse) => boolean | Promise<boolean>;

export interface TestForge {
  readonly url: string;
  readonly received: readonly Received[];
  /** By slug. */
  readonly releases: ReadonlyMap<string, Release>;
  /** Puts something between the clients and the Forge; replaces what was there. */
  intercept: (interceptor: Interceptor | undefined) => void;
  /** Forgets releases and requests. */
  reset: () => void;
  close: () => Promise<void>;
}

class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly errors: readonly string[] = [],
  ) {
    super(message);
  }
}

/** @param tokens - the namespaces that each token may publish in */
export async function startForge(tokens: Readonly<Record<string, readonly string[]>>): Promise<TestForge> {
  const releases = new Map<string, Release>();
  const received: Received[] = [];
  let interceptor: Interceptor | undefined;
  const owners = [...new Set(Object.values(tokens).flat())];

  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { method = '', url: path = '', headers } = request;
      const one: Received = { method, path, headers, body: Buffer.concat(chunks) };
      received.push(one);
      if (await interceptor?.(one, response)) return;
      try {
        await answer(one, response);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        send(response, error.status, { message: error.message, errors: error.errors });
      }
    })();
  });

  async function answer(request: Received, response: ServerResponse): Promise<void> {
    if ((request.headers['user-agent'] ?? '') === '') throw new Refusal(403, 'User-Agent header is required');
    const { pathname, searchParams } = new URL(request.path, 'http://forge');
    const [, first, second, slug, ...rest] = pathname.split('/');
    if (first !== 'v3' || rest.length > 0) throw new Refusal(404, 'The requested resource could not be found');
    if (request.method === 'POST' && second === 'releases' && slug === undefined) {
      const release = await accept(request);
      return send(response, 201, {
        uri: `/v3/releases/${slugOf(release)}`,
        file_uri: fileUri(release),
        slug: slugOf(release),
      });
    }
    if (request.method !== 'GET') throw new Refusal(405, 'Method not allowed');
    if (second === 'releases' && slug === undefined) return send(response, 200, list(searchParams));
    const found = second === 'files' ? releases.get(slug?.replace(/\.tar\.gz$/, '') ?? '') : releases.get(slug ?? '');
    if (second === 'releases' && found) return send(response, 200, described(found));
    if (second === 'files' && found && slug?.endsWith('.tar.gz') === true) {
      response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': found.file.length });
      response.end(found.file);
      return;
    }
    const ofModule = sorted([...releases.values()].filter((release) => `${release.owner}-${release.name}` === slug));
    if (second === 'modules' && ofModule[0] !== undefined) return send(response, 200, describedModule(ofModule));
    if (second === 'users' && owners.includes(slug ?? ''))
      return send(response, 200, { uri: `/v3/users/${slug}`, slug, username: slug });
    throw new Refusal(404, 'The requested resource could not be found', [`'${pathname}' is not there`]);
  }

  async function accept(request: Received): Promise<Release> {
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw new Refusal(401, 'This endpoint requires a valid Authorization header');
    const allowed = tokens[token];
    if (allowed === undefined) throw new Refusal(403, 'The provided API key is invalid or has been revoked');
    const file = await fileOf(request);
    const release = await readPackage(file);
    if (!allowed.includes(release.owner)) {
      throw new Refusal(403, `You are not allowed to publish in the namespace '${release.owner}'`);
    }
    if (releases.has(slugOf(release))) throw new Refusal(409, `The release ${slugOf(release)} exists already`);
    releases.set(slugOf(release), release);
    return release;
  }

  function list(query: URLSearchParams): object {
    const [sort, module] = [query.get('sort_by'), query.get('module')];
    if (sort !== null && !['version', 'release_date', 'downloads', 'module'].includes(sort)) {
      throw new Refusal(400, `'${sort}' is not a way to sort`);
    }
    const hidden = (query.get('exclude_fields') ?? '').split(/[, ]/);
    const all = sorted(
      [...releases.values()].filter((release) => module === null || `${release.owner}-${release.name}` === module),
    );
    const results = all.map((release) =>
      Object.fromEntries(Object.entries(described(release)).filter(([key]) => !hidden.includes(key))),
    );
    return { pagination: { limit: 20, offset: 0, total: all.length, next: null, previous: null }, results };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    releases,
    intercept: (given) => void (interceptor = given),
    reset: () => {
      releases.clear();
      received.length = 0;
      interceptor = undefined;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The file of an upload: a multipart field, or Base64 in JSON, whose lines may be broken. */
async function fileOf({ headers, body }: Received): Promise<Buffer> {
  const type = headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) {
    return fieldOf(body, /boundary="?([^";]+)/.exec(type)?.[1] ?? '');
  }
  if (!/^application\/json\b/.test(type)) throw new Refusal(400, `'${type}' is not an encoding of an upload`);
  const value: unknown = await new Response(new Uint8Array(body)).json().catch(() => undefined);
  const text: unknown = typeof value === 'object' && value !== null && 'file' in value ? value.file : undefined;
  if (typeof text !== 'string') throw new Refusal(400, "The document has no member 'file'");
  const packed = text.replace(/\r?\n/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(packed))
    throw new Refusal(400, "'file' is not Base64");
  return Buffer.from(packed, 'base64');
}

/** The content of the field `file`, as RFC 7578 has it. */
function fieldOf(body: Buffer, boundary: string): Buffer {
  const text = body.toString('latin1');
  const end = `\r\n--${boundary}`;
  for (const part of `\r\n${text}`.split(end).slice(1, -1)) {
    const [head = '', ...content] = part.split('\r\n\r\n');
    if (/^content-disposition: form-data;.*\bname="?file"?(?:;|$)/im.test(head))
      return Buffer.from(content.join('\r\n\r\n'), 'latin1');
  }
  throw new Refusal(400, "The form has no field 'file'");
}

async function readPackage(file: Buffer): Promise<Release> {
  const invalid = (...errors: string[]): Refusal => new Refusal(400, 'The package is not valid', errors);
  const listing = await execa('tar', ['--numeric-owner', '-tvzf', '-'], { input: file, reject: false });
  if (listing.failed) throw invalid('it is no gzipped tar archive');
  const entries = listing.stdout
    .split('\n')
    .map((line) => ({ kind: line.charAt(0), path: line.split(/\s+/).slice(5).join(' ') }));
  const odd = entries.filter(({ kind }) => kind !== '-' && kind !== 'd');
  if (odd.length > 0) throw invalid(...odd.map(({ path }) => `'${path}' is neither a file nor a folder`));
  const tops = new Set(entries.map(({ path }) => path.split('/')[0] ?? ''));
  const [top = ''] = tops;
  if (tops.size !== 1) throw invalid('there is more than one folder at its top');
  const has = (name: string): boolean => entries.some(({ kind, path }) => kind === '-' && path === `${top}/${name}`);
  const missing = ['metadata.json', 'README.md'].filter((name) => !has(name));
  if (missing.length > 0) throw invalid(...missing.map((name) => `it has no ${name}`));
  const { stdout } = await execa('tar', ['-xzOf', '-', `${top}/metadata.json`], { input: file });
  let metadata: Readonly<Record<string, unknown>>;
  try {
    metadata = JSON.parse(stdout) as Readonly<Record<string, unknown>>;
  } catch {
    throw invalid('metadata.json is no JSON');
  }
  const { name, version, author, license, summary, source, dependencies } = metadata;
  const [, owner = '', module = ''] = /^([a-zA-Z0-9]+)[-/]([a-z][a-z0-9_]*)$/.exec(String(name)) ?? [];
  if (module === '') throw invalid(`'${String(name)}' is not the name of a module`);
  if (typeof version !== 'string' || semver.valid(version) !== version)
    throw invalid(`'${String(version)}' is not a version`);
  const texts = Object.entries({ author, license, summary, source }).filter(
    ([, value]) => typeof value !== 'string' || value === '',
  );
  if (texts.length > 0) throw invalid(...texts.map(([key]) => `metadata.json has no ${key}`));
  if (!Array.isArray(dependencies)) throw invalid('metadata.json has no dependencies');
  if (top !== `${owner}-${module}-${version}`) throw invalid(`its folder is called '${top}'`);
  return { owner, name: module, version, metadata, file };
}

const slugOf = ({ owner, name, version }: Release): string => `${owner}-${name}-${version}`;
const fileUri = (release: Release): string => `/v3/files/${slugOf(release)}.tar.gz`;
const sorted = (releases: readonly Release[]): Release[] =>
  [...releases].sort((a, b) => semver.rcompare(a.version, b.version));

function described(release: Release): Record<string, unknown> {
  const { owner, name, version, metadata, file } = release;
  const digest = (kind: string): string => createHash(kind).update(file).digest('hex');
  return {
    uri: `/v3/releases/${slugOf(release)}`,
    slug: slugOf(release),
    module: {
      uri: `/v3/modules/${owner}-${name}`,
      slug: `${owner}-${name}`,
      name,
      deprecated_at: null,
      owner: { slug: owner, username: owner },
    },
    version,
    metadata,
    tags: metadata.tags ?? [],
    file_uri: fileUri(release),
    file_size: file.length,
    file_md5: digest('md5'),
    file_sha256: digest('sha256'),
    deleted_at: null,
  };
}

function describedModule(releases: readonly Release[]): object {
  const [newest] = releases;
  if (newest === undefined) throw new Error('a module without a release');
  const { owner, name } = newest;
  const short = releases.map((release) => ({
    uri: `/v3/releases/${slugOf(release)}`,
    slug: slugOf(release),
    version: release.version,
    deleted_at: null,
  }));
  return {
    uri: `/v3/modules/${owner}-${name}`,
    slug: `${owner}-${name}`,
    name,
    deprecated_at: null,
    owner: { uri: `/v3/users/${owner}`, slug: owner, username: owner },
    current_release: described(newest),
    releases: short,
  };
}

function send(response: ServerResponse, status: number, document: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(document));
}
