/** Forges that misbehave in ways of their own: whatever they do, publishing ends in a sentence, without the token. */
import { createServer as createHttps } from 'node:https';
import type { ServerResponse } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import forgeCrypto from 'node-forge';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Forge, forgeUrl } from '../../src/forge/client.js';
import { preflight, publish } from '../../src/forge/publish.js';
import { Token } from '../../src/forge/token.js';
import { FindingsError } from '../../src/findings/finding.js';
import { packArchive } from '../../src/package/archive.js';
import { sha256 } from '../../src/write/hash.js';
import { startForge, type TestForge } from './server.js';

/** Has all that a server may write in another way. */
const secret = 'Tok&en<"/+\\=>.$1~';
const slug = 'acme-demo-1.2.0';
const owner = { owner: 'acme' } as Parameters<typeof publish>[1];
const json = { 'content-type': 'application/json' };
const patience = { silence: 30_000, whole: 60_000 };
const impatience = { silence: 400, whole: 1200 };

let server: TestForge;
let subject: Parameters<typeof publish>[2];
const waits: number[] = [];
const wait = (time: number): Promise<void> => (waits.push(time), Promise.resolve());

beforeAll(async () => {
  server = await startForge({ [secret]: ['acme'] });
  const metadata = { name: 'acme-demo', version: '1.2.0', author: 'a', license: 'a', summary: 'a', source: 'a' };
  const content = await packArchive(
    slug,
    new Map([
      ['metadata.json', { content: JSON.stringify({ ...metadata, dependencies: [] }), mode: 0o644 }],
      ['README.md', { content: Array.from({ length: 40_000 }, (_, at) => sha256(`${at}`)).join('\n'), mode: 0o644 }],
    ]),
  );
  subject = { slug, archive: { name: `${slug}.tar.gz`, content, sha256: sha256(content) } };
});
afterEach(() => {
  server.reset();
  waits.length = 0;
});
afterAll(() => server.close());

const client = (url = server.url, token = secret, limits = patience): Forge =>
  new Forge({
    url: forgeUrl(url),
    token: new Token(token, 'a test'),
    userAgent: 'test',
    wait,
    patience: { look: limits, send: limits },
  });

/** What a person is told. */
async function told(work: Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify(await work);
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    const text = error.findings.map(({ code, message, help }) => `${code} ${message} | ${help ?? ''}`).join('\n');
    expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
    expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(text.length).toBeLessThan(2000);
    return text;
  }
}
const sent = (forge = client()): Promise<string> => told(publish(forge, owner, subject, 'json', wait));
const looked = (forge = client()): Promise<string> => told(preflight(forge, owner, subject, 'forge'));
const reply = (
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer = '',
): true => (response.writeHead(status, headers).end(body), true);

describe('an answer to an upload', () => {
  const deep = '['.repeat(200_000) + ']'.repeat(200_000);
  it.each<[string, number, Record<string, string>, string | Buffer, RegExp]>([
    ['of another release', 201, json, '{"slug":"acme-demo-9.9.9"}', /OVP9213 .*: it says that it took another release/],
    ['that is no text', 500, {}, Buffer.from([0xff, 0xfe, 0x00, 0x9b]), /it says 500: 4 bytes that are no text/],
    [
      'that is packed',
      500,
      { ...json, 'content-encoding': 'gzip' },
      gzipSync(Buffer.alloc(1e6)),
      /bytes encoded as gzip/,
    ],
    ['that is nested without an end', 400, json, `{"errors":[${deep}]}`, /OVP9210 .*it says 400/],
    ['that hides the order of letters', 400, json, '{"message":"\u202edesrever\u009b31m"}', /400: desrever 31m\./],
    ['that has the token where it is cut', 400, {}, `${'x'.repeat(495)}${secret}`, /x{495}\[toke? ?\.\.\.|x{495}\[tok/],
    ['with the token in JSON', 400, json, JSON.stringify({ errors: [{ seen: secret }] }), /\[token\]/],
    [
      'with the token in HTML',
      502,
      { 'content-type': 'text/html' },
      html(secret),
      /a web page with the title '\[token/,
    ],
    ['with the token in upper case', 400, {}, secret.toUpperCase(), /400: \[token\]\./],
    ['with the header in Base64', 400, {}, Buffer.from(`Bearer ${secret}`).toString('base64'), /400: \[token\]\./],
    ['with the token in hexadecimal', 400, {}, Buffer.from(secret).toString('hex'), /400: \[token\]\./],
  ])('%s', async (_, status, headers, body, says) => {
    server.intercept(({ method }, response) => method === 'POST' && reply(response, status, headers, body));
    expect(await sent()).toMatch(says);
  });

  it('asks for nothing that is packed', async () => {
    await sent();
    expect(server.received.map(({ headers }) => headers['accept-encoding'])).toEqual(Array(3).fill('identity'));
  });
});

function html(title: string): string {
  return `<html><title>${title.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</title></html>`;
}

describe('what is handed out', () => {
  it('may come later than the release', async () => {
    let looks = 0;
    server.intercept(
      ({ path }, response) => path.startsWith('/v3/files/') && (looks += 1) < 3 && reply(response, 404, {}, 'later'),
    );
    expect(await sent()).toBe('{"how":"published"}');
    expect(waits).toEqual([1000, 2000]);
  });

  it('is no other file where the connection is cut again and again', async () => {
    server.intercept(({ path }, response) => {
      if (!path.startsWith('/v3/files/')) return false;
      response.writeHead(200, { 'content-length': '100000' }).write('half');
      setTimeout(() => response.destroy(), 20);
      return true;
    });
    expect(await sent()).toMatch(/OVP9214 .*the connection was cut after 4 bytes\. \|/);
  });

  it.each([7, 'abc', '\u001b[31m'.repeat(1e5), '0'.repeat(63)])('has a checksum that is one', async (hash) => {
    server.intercept(
      ({ path, method }, response) =>
        method === 'GET' &&
        path.startsWith('/v3/releases/') &&
        reply(response, 200, json, JSON.stringify({ slug, file_uri: `/v3/files/${slug}.tar.gz`, file_sha256: hash })),
    );
    expect(await sent()).toMatch(/OVP9214 .*the 'file_sha256' in its document is no SHA-256/);
  });

  it.each([429, 503])('is asked for again after %i, as often as is polite', async (status) => {
    server.intercept(({ method }, response) => method === 'GET' && reply(response, status, { 'retry-after': '2' }));
    expect(await sent()).toMatch(new RegExp(`OVP9214 .*it says ${status}`));
    expect(waits).toEqual([2000, 2000, 2000]);
  });
});

describe('a look before', () => {
  it('does without the list of namespaces', async () => {
    server.intercept(({ path }, response) => path.startsWith('/v3/users/') && reply(response, 404, {}, '<html>'));
    expect(await looked()).toContain('OVP9207');
    server.intercept(({ path }, response) => path.startsWith('/v3/users/') && reply(response, 500, {}, ''));
    expect(await looked()).toContain('"severity":"warning"');
  });

  it('tells what to do about a token that is not known', async () => {
    server.intercept((_, response) => reply(response, 401, json, '{"message":"no"}'));
    expect(await looked()).toMatch(/OVP9216 .*it says 401: no\. \| Nothing was sent\. .*make a new one/);
  });

  it('follows no redirection to a host with the token in its name in what it says', async () => {
    const bare = 'aBcDeF0123456789';
    server.intercept((_, response) => reply(response, 302, { location: `http://${bare}.invalid/` }));
    expect(await looked(client(server.url, bare))).toMatch(/OVP9209 '\[token\]\.invalid'/);
  });
});

describe('a connection', () => {
  const started: Server[] = [];
  const sockets: Socket[] = [];
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    for (const one of started) one.close();
  });
  const listening = async (one: Server): Promise<number> => {
    started.push(one);
    one.on('connection', (socket) => sockets.push(socket.on('error', () => undefined)));
    await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve));
    return (one.address() as AddressInfo).port;
  };
  const plain = (talk: (socket: Socket) => void): Promise<number> => listening(createServer(talk));

  it('that is refused half-way shows the answer', async () => {
    const port = await plain((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 413 Payload Too Large\r\ncontent-type: text/plain\r\ncontent-length: 3\r\n\r\nbig');
        setTimeout(() => socket.destroy(), 100);
      });
    });
    expect(await sent(client(`http://127.0.0.1:${port}`))).toMatch(/OVP9210 .*it says 413: big.*more than this Forge/);
  });

  it.each<[string, (socket: Socket) => void]>([
    ['is reset while it is sent', (socket) => socket.once('data', () => socket.resetAndDestroy())],
    [
      'brings chunks of garbage',
      (socket) =>
        socket.once('data', () => socket.write('HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nboo')),
    ],
    [
      'brings two lengths',
      (socket) =>
        socket.once('data', () =>
          socket.write('HTTP/1.1 201 Created\r\ncontent-length: 5\r\ncontent-length: 2\r\n\r\n{}'),
        ),
    ],
    [
      'brings headers without an end',
      (socket) => socket.once('data', () => socket.write(`HTTP/1.1 201 Created\r\nx: ${'y'.repeat(100_000)}`)),
    ],
    [
      'says again and again that it goes on',
      (socket) =>
        socket.once('data', () => {
          const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'), 50);
          socket.once('close', () => clearInterval(timer));
        }),
    ],
    ['reads nothing', (socket) => socket.pause()],
  ])('that %s leaves the outcome open', async (_, talk) => {
    const port = await plain(talk);
    // The looks that follow go the same way; what is told is about both.
    expect(await sent(client(`http://127.0.0.1:${port}`, secret, impatience))).toMatch(
      /OVP9213 It is not known what became of the upload/,
    );
  });

  it('that speaks no TLS is told so', async () => {
    const port = await plain((socket) => void socket.once('data', () => socket.end('HTTP/1.1 400 Bad\r\n\r\n')));
    expect(await looked(client(`https://127.0.0.1:${port}`))).toMatch(/OVP9209 .*it does not speak TLS/);
  });

  it('with a certificate of nobody is not used', async () => {
    const { pki } = forgeCrypto;
    const keys = pki.rsa.generateKeyPair(2048);
    const certificate = pki.createCertificate();
    certificate.publicKey = keys.publicKey;
    certificate.validity.notAfter.setFullYear(certificate.validity.notBefore.getFullYear() + 1);
    const name = [{ name: 'commonName', value: '127.0.0.1' }];
    certificate.setSubject(name);
    certificate.setIssuer(name);
    certificate.sign(keys.privateKey, forgeCrypto.md.sha256.create());
    const asked: string[] = [];
    const one = createHttps(
      { key: pki.privateKeyToPem(keys.privateKey), cert: pki.certificateToPem(certificate) },
      (request, response) => (asked.push(request.url ?? ''), response.end()),
    );
    const port = await listening(one);
    expect(await looked(client(`https://127.0.0.1:${port}`))).toMatch(/OVP9209 .*its certificate is signed by itself/);
    expect(await sent(client(`https://127.0.0.1:${port}`))).toMatch(/OVP9209 /);
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    expect(await looked(client(`https://127.0.0.1:${port}`))).toMatch(/OVP9209 .*its certificate is signed by itself/);
    vi.unstubAllEnvs();
    expect(asked).toEqual([]);
  });

  it('to a file that is not encrypted is not made for a Forge that is', async () => {
    const file = `http://127.0.0.1:1/v3/files/${slug}.tar.gz`;
    const forge = client('https://forge.invalid');
    const download = forge.download({ file, sha256: undefined, isDeleted: false }, 10);
    expect(await told(download)).toMatch(/OVP9216 .*it leads to 'http:\/\/127\.0\.0\.1:1', which is not https/);
    expect(waits).toEqual([]);
  });

  it('to a name that nobody has is told so', async () => {
    expect(await looked(client('https://forge.invalid'))).toMatch(/OVP9209 'forge\.invalid' cannot be reached: .*DNS/);
  });
});
