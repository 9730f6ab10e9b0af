/** Publishing to the strict Forge, and to one that misbehaves. */
import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { execa } from 'execa';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { publishModule, type PublishOptions } from '../../src/cli/handlers/publish.js';
import { uncommitted } from '../../src/forge/changes.js';
import { type Encoding, Forge, forgeUrl } from '../../src/forge/client.js';
import { preflight, publish } from '../../src/forge/publish.js';
import { takeToken, Token } from '../../src/forge/token.js';
import { type Finding, FindingsError } from '../../src/findings/finding.js';
import { buildArtifacts, type Artifacts } from '../../src/package/artifacts.js';
import type { Described } from '../../src/validate/project.js';
import { describeProject } from '../../src/validate/project.js';
import { attestationJudge } from '../../src/validate/attestation.js';
import { surroundings } from '../cli/surroundings.js';
import { commit, configuration, definitions, demoProject, type Demo } from '../package/demo.js';
import { rubyForTests } from '../ruby/environment.js';
import { folder } from '../validate/modules.js';
import { type Received, startForge, type TestForge } from './server.js';

const secret = 'f'.repeat(63) + '0';
const patience = { silence: 30_000, whole: 60_000 };
const impatience = { silence: 300, whole: 900 };
const waits: number[] = [];
const wait = (time: number): Promise<void> => (waits.push(time), Promise.resolve());

let server: TestForge;
let other: TestForge;
let demo: Demo;
let described: Described;
let artifacts: Artifacts;

beforeAll(async () => {
  [server, other] = await Promise.all([startForge({ [secret]: ['acme'], strangers: ['other'] }), startForge({})]);
  demo = await demoProject({
    'ovp.config.ts':
      definitions +
      configuration.replace(
        'platform });',
        "platform, releases: [{ version: '1.2.0', date: '2026-01-31', sections: { 'Fixed bugs': ['One.'] } }] });",
      ),
  });
  await commit(demo.root);
  described = await demo.describe();
  artifacts = await buildArtifacts({ ...described, toolVersion: '0' });
}, 120_000);
beforeEach(() => {
  server.reset();
  other.reset();
  waits.length = 0;
});
afterAll(() => Promise.all([server.close(), other.close()]));

function client(token = secret, url = server.url, send = patience): Forge {
  return new Forge({
    url: forgeUrl(url),
    token: new Token(token, 'a test'),
    userAgent: 'test',
    wait,
    patience: { look: patience, send },
  });
}

async function send(forge = client(), encoding: Encoding = 'json') {
  try {
    return { how: (await publish(forge, described.model.identity, artifacts, encoding, wait)).how };
  } catch (error) {
    if (error instanceof FindingsError) return summary(error.findings);
    throw error;
  }
}

/** Code and text of the only finding; the token is in none of it. */
function summary(findings: readonly Finding[]) {
  expect(JSON.stringify(findings)).not.toContain(secret);
  expect(findings).toHaveLength(1);
  const [{ code, message, help } = { code: '', message: '', help: '' }] = findings;
  return { code, message, help };
}

const posts = (forge = server): readonly Received[] => forge.received.filter(({ method }) => method === 'POST');
const reply = (
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body = '',
): true => {
  response.writeHead(status, headers).end(body);
  return true;
};

describe('an upload', () => {
  it.each(['json', 'multipart'] as const)('as %s is taken, and read back', async (encoding) => {
    expect(await send(client(), encoding)).toEqual({ how: 'published' });
    expect(server.releases.get('acme-demo-1.2.0')?.file.equals(artifacts.archive.content)).toBe(true);
    expect(posts()).toHaveLength(1);
    expect(server.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /v3/releases',
      'GET /v3/releases/acme-demo-1.2.0',
      'GET /v3/files/acme-demo-1.2.0.tar.gz',
    ]);
  });

  it('of what is there already is no failure where the bytes are the same', async () => {
    await send();
    expect(await send()).toEqual({ how: 'published before' });
    const release = server.releases.get('acme-demo-1.2.0');
    if (release === undefined) throw new Error('nothing was published');
    (server.releases as Map<string, typeof release>).set('acme-demo-1.2.0', {
      ...release,
      file: Buffer.from('another'),
    });
    expect(await send()).toMatchObject({
      code: 'OVP9208',
      message: 'acme-demo-1.2.0 is published already, with another content.',
    });
  });

  it('into a namespace of others is refused', async () => {
    expect(await send(client('strangers'))).toEqual({
      code: 'OVP9210',
      message: "The Forge refuses the package: it says 403: You are not allowed to publish in the namespace 'acme'.",
      help: "The token may be revoked, or its owner may not publish in the namespace 'acme'.",
    });
  });

  const json = { 'content-type': 'application/json' };
  const html = { 'content-type': 'text/html' };
  const page = '<!doctype html><title>Gateway \u001b[31mlogin\u0007</title><body>';
  const answers: readonly (readonly [
    string,
    number,
    Record<string, string>,
    string,
    { code: string; says: RegExp; help: RegExp; posts: number },
  ])[] = [
    [
      '400',
      400,
      json,
      '{"message":"Bad","errors":["no license",{"field":"tags"}]}',
      { code: 'OVP9210', says: /it says 400: Bad; no license; \{"field":"tags"\}\./, help: /Mend/, posts: 1 },
    ],
    [
      '401',
      401,
      json,
      '{"message":"Unauthorized"}',
      { code: 'OVP9210', says: /it says 401: Unauthorized/, help: /make a new one/, posts: 1 },
    ],
    ['403', 403, json, '{}', { code: 'OVP9210', says: /it says 403\./, help: /namespace 'acme'/, posts: 1 }],
    [
      '404',
      404,
      html,
      page,
      {
        code: 'OVP9210',
        says: /it says 404: a web page with the title 'Gateway \[31mlogin'/,
        help: /--forge/,
        posts: 1,
      },
    ],
    [
      '409 without a release',
      409,
      json,
      '{"message":"Conflict"}',
      { code: 'OVP9210', says: /it says 409: Conflict/, help: /Mend/, posts: 1 },
    ],
    [
      '413',
      413,
      html,
      page,
      { code: 'OVP9210', says: /it says 413/, help: /\d+ bytes, which is more than this Forge takes/, posts: 1 },
    ],
    [
      '422',
      422,
      { 'content-type': 'text/plain' },
      'no\n\n  way',
      { code: 'OVP9210', says: /it says 422: no way\./, help: /Mend/, posts: 1 },
    ],
    ['429', 429, { 'retry-after': '7' }, '', { code: 'OVP9210', says: /it says 429\./, help: /wait/, posts: 4 }],
    [
      '500',
      500,
      json,
      '{"error":"boom"}',
      {
        code: 'OVP9213',
        says: /it says 500: boom; the Forge does not show acme-demo-1\.2\.0/,
        help: /sends nothing twice/,
        posts: 1,
      },
    ],
    ['502 with a page', 502, html, page, { code: 'OVP9213', says: /it says 502: a web page/, help: /again/, posts: 1 }],
    ['408', 408, {}, '', { code: 'OVP9213', says: /it says 408/, help: /again/, posts: 1 }],
    ['200 with a page', 200, html, page, { code: 'OVP9213', says: /it says 200: a web page/, help: /again/, posts: 1 }],
    ['201 without a body', 201, json, '', { code: 'OVP9213', says: /it says 201;/, help: /again/, posts: 1 }],
    ['201 with null', 201, json, 'null', { code: 'OVP9213', says: /it says 201: null/, help: /again/, posts: 1 }],
    [
      '201 for nothing',
      201,
      json,
      '{}',
      {
        code: 'OVP9214',
        says: /was taken by the Forge, but could not be read back: the Forge does not show acme-demo-1\.2\.0/,
        help: /again/,
        posts: 1,
      },
    ],
    ['304', 304, {}, '', { code: 'OVP9213', says: /it says 304/, help: /again/, posts: 1 }],
    ['a status of its own', 799, {}, '', { code: 'OVP9213', says: /it says 799/, help: /again/, posts: 1 }],
    [
      'the token back',
      400,
      json,
      JSON.stringify({ message: `Bearer ${secret} is bad`, errors: [Buffer.from(secret).toString('base64')] }),
      { code: 'OVP9210', says: /Bearer \[token\] is bad; \[token\]/, help: /Mend/, posts: 1 },
    ],
  ];
  it.each(answers)('answered with %s', async (_, status, headers, body, wanted) => {
    server.intercept(({ method }, response) => method === 'POST' && reply(response, status, headers, body));
    const told = await send();
    expect(told).toMatchObject({
      code: wanted.code,
      message: expect.stringMatching(wanted.says),
      help: expect.stringMatching(wanted.help),
    });
    expect(JSON.stringify(told)).not.toMatch(/[\u0000-\u001f]/);
    expect(posts()).toHaveLength(wanted.posts);
    if (status === 429) expect(waits).toEqual([7000, 7000, 7000]);
  });

  const silent = (): boolean => true;
  const breakages: readonly (readonly [string, (response: ServerResponse) => boolean, RegExp])[] = [
    ['cuts the connection', (response) => (response.destroy(), true), /the connection was cut|socket hang up/],
    [
      'cuts its answer',
      (response) => (
        response.writeHead(201, { 'content-length': '100' }).write('{"slug":'),
        setTimeout(() => response.destroy(), 20),
        true
      ),
      /it says 201/,
    ],
    ['says nothing', silent, /no answer for 0\.3 s/],
    [
      'drips',
      (response) => (response.writeHead(201), setInterval(() => response.write(' '), 50).unref(), true),
      /it says 201/,
    ],
    ['speaks no HTTP', (response) => (response.socket?.end('SSH-2.0-OpenSSH\r\n\r\n'), true), /not HTTP/],
    ['never stops', (response) => (response.writeHead(201, json), pour(response), true), /it says 201/],
  ];
  it.each(breakages)('to a Forge that %s is looked for, and not repeated', async (_, misbehave, says) => {
    server.intercept(({ method }, response) => method === 'POST' && misbehave(response));
    const told = await send(client(secret, server.url, impatience));
    expect(told).toMatchObject({ code: 'OVP9213', message: expect.stringMatching(says) });
    expect(posts()).toHaveLength(1);
  });

  it('that was taken before the connection was cut is found', async () => {
    server.intercept(async (request, response) => {
      if (request.method !== 'POST') return false;
      server.intercept(undefined);
      // The Forge takes it; only its answer is lost.
      await fetch(`${server.url}/v3/releases`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
        body: new Uint8Array(request.body),
      });
      response.destroy();
      return true;
    });
    expect(await send()).toEqual({ how: 'published' });
  });

  it('that is shown later is waited for', async () => {
    let looks = 0;
    server.intercept(
      ({ path }, response) =>
        path === '/v3/releases/acme-demo-1.2.0' && (looks += 1) < 4 && reply(response, 404, json, '{}'),
    );
    expect(await send()).toEqual({ how: 'published' });
    expect(waits).toEqual([1000, 2000, 4000]);
  });

  it('that is handed out with other bytes is told', async () => {
    server.intercept(({ path }, response) => path.startsWith('/v3/files/') && reply(response, 200, {}, 'another'));
    expect(await send()).toMatchObject({ code: 'OVP9215', message: expect.stringContaining(artifacts.archive.sha256) });
    server.reset();
    server.intercept(
      ({ path }, response) => path.startsWith('/v3/files/') && (response.writeHead(200), pour(response), true),
    );
    expect(await send()).toMatchObject({ code: 'OVP9215' });
  });

  it('that is described with another checksum is told', async () => {
    server.intercept(
      ({ path, method }, response) =>
        method === 'GET' &&
        path.startsWith('/v3/releases/') &&
        reply(
          response,
          200,
          json,
          JSON.stringify({
            slug: 'acme-demo-1.2.0',
            file_uri: '/v3/files/acme-demo-1.2.0.tar.gz',
            file_sha256: '0'.repeat(64),
          }),
        ),
    );
    expect(await send()).toMatchObject({ code: 'OVP9215', message: expect.stringContaining('0'.repeat(64)) });
  });
});

describe('redirections', () => {
  it.each([301, 302, 303, 307, 308])('%i of an upload is not followed', async (status) => {
    server.intercept(
      ({ method }, response) =>
        method === 'POST' && reply(response, status, { location: `${other.url}/v3/releases?${secret}` }),
    );
    expect(await send()).toMatchObject({
      code: 'OVP9211',
      message: expect.stringContaining(`wants the upload to go to ${other.url}.`),
    });
    expect(other.received).toEqual([]);
  });

  it('to another host are followed by a look, without the token', async () => {
    server.intercept(
      ({ path }, response) =>
        path.startsWith('/v3/files/') && reply(response, 302, { location: `${other.url}${path}` }),
    );
    other.intercept((_, response) => (response.writeHead(200).end(artifacts.archive.content), true));
    expect(await send()).toEqual({ how: 'published' });
    expect(other.received.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    expect(server.received.every(({ headers }) => headers.authorization === `Bearer ${secret}`)).toBe(true);
  });

  it('without an end come to one', async () => {
    server.intercept(({ path, method }, response) => method === 'GET' && reply(response, 302, { location: path }));
    expect(await send()).toMatchObject({
      code: 'OVP9214',
      message: expect.stringContaining('leads from one address to the next'),
    });
  });

  it.each(['ftp://example.com/x', 'file:///etc/passwd', 'http://[', ''])(
    'to %j are answers without a meaning',
    async (location) => {
      server.intercept(({ method }, response) => method === 'GET' && reply(response, 302, { location }));
      expect(await send()).toMatchObject({ code: 'OVP9214' });
    },
  );
});

describe('the look before', () => {
  const look = async (forge = client()) => {
    try {
      const { isPublished, findings } = await preflight(forge, described.model.identity, artifacts, 'forge');
      return { isPublished, codes: findings.map(({ code, severity }) => `${severity} ${code}`) };
    } catch (error) {
      if (error instanceof FindingsError) return summary(error.findings);
      throw error;
    }
  };
  const json = { 'content-type': 'application/json' };

  it('finds a free version in a namespace', async () => {
    expect(await look()).toEqual({ isPublished: false, codes: [] });
  });

  it('warns of a namespace that nobody has', async () => {
    server.intercept(({ path }, response) => path.startsWith('/v3/users/') && reply(response, 404, json, '{}'));
    expect(await look()).toEqual({ isPublished: false, codes: ['warning OVP9207'] });
  });

  it('finds what is published', async () => {
    await send();
    expect(await look()).toEqual({ isPublished: true, codes: [] });
  });

  it('finds a version that was deleted', async () => {
    server.intercept(
      ({ path }, response) =>
        path.startsWith('/v3/releases/') &&
        reply(response, 200, json, JSON.stringify({ file_uri: '/x', deleted_at: '2026-01-01' })),
    );
    expect(await look()).toEqual({ isPublished: false, codes: ['error OVP9208'] });
  });

  it('is repeated where that is safe and may help', async () => {
    let failures = 0;
    server.intercept(
      (_, response) => (failures += 1) < 4 && reply(response, 503, failures === 1 ? { 'retry-after': '9999' } : {}),
    );
    expect(await look()).toEqual({ isPublished: false, codes: [] });
    expect(waits).toEqual([60_000, 3000, 9000]);
  });

  it.each<[string, number, Record<string, string>, string, string]>([
    ['a page', 200, { 'content-type': 'text/html' }, '<html><title>Log in</title>', 'OVP9212'],
    ['a page for nothing', 404, { 'content-type': 'text/html' }, '<html><title>Not Found</title>', 'OVP9212'],
    ['a list', 200, json, '[]', 'OVP9212'],
    ['a release without a file', 200, json, '{"slug":"acme-demo-1.2.0"}', 'OVP9212'],
    ['another release', 200, json, '{"slug":"acme-demo-9.9.9","file_uri":"/x"}', 'OVP9212'],
    ['a failure that stays', 500, json, '{"message":"boom"}', 'OVP9216'],
    ['a refusal', 403, json, '{"message":"no"}', 'OVP9216'],
  ])('stops at %s', async (_, status, headers, body, code) => {
    server.intercept((request, response) => reply(response, status, headers, body));
    expect(await look()).toMatchObject({ code });
    expect(posts()).toEqual([]);
  });

  it('tells in words that there is nobody', async () => {
    const free = createTcpServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
    const address = free.address();
    const port = typeof address === 'object' ? address?.port : 0;
    await new Promise((resolve) => free.close(resolve));
    expect(await look(client(secret, `http://127.0.0.1:${port}`))).toMatchObject({
      code: 'OVP9209',
      message: `'127.0.0.1:${port}' cannot be reached: nobody listens there (ECONNREFUSED).`,
    });
    expect(waits).toEqual([1000, 3000, 9000]);
  });
});

describe('the address of a Forge', () => {
  it.each([
    ['https://forge.example.com', 'https://forge.example.com/v3/releases'],
    ['https://example.com/forge/', 'https://example.com/forge/v3/releases'],
    ['http://localhost:8080', 'http://localhost:8080/v3/releases'],
  ])('%s', (text, uploads) => expect(client(secret, text).uploads.href).toBe(uploads));

  it.each([
    'http://forge.example.com',
    'ftp://localhost',
    'forge.example.com',
    'https://user:password@example.com',
    'https://example.com/?a=b',
    '',
  ])('refuses %j', (text) => {
    expect(() => forgeUrl(text)).toThrow(/OVP9204/);
    expect(() => forgeUrl(text)).not.toThrow(/password@|a=b/);
  });

  it.each([secret, `https://example.com/?key=${secret}`, `http://${secret}.example.com`, `https://a:b@${secret}.com`])(
    'does not show the token that stands in its place (%#)',
    (text) => {
      expect(() => forgeUrl(text, new Token(secret, 'a test'))).toThrow(/OVP9204/);
      expect(() => forgeUrl(text, new Token(secret, 'a test'))).not.toThrow(secret);
    },
  );
});

describe('the token', () => {
  const file = (content: string, mode = 0o600): string => {
    const path = join(folder(), 'token');
    writeFileSync(path, content);
    chmodSync(path, mode);
    return path;
  };

  const pipe = (): string => {
    const path = join(folder(), 'pipe');
    execFileSync('mkfifo', ['-m', '600', path]);
    return path;
  };

  it('leaves the environment', async () => {
    const env = { OVP_FORGE_TOKEN: secret, HOME: '/' };
    expect((await takeToken(undefined, env))?.header()).toBe(`Bearer ${secret}`);
    expect(env).toEqual({ HOME: '/' });
  });

  it('comes from a file that nobody else can read', async () => {
    expect((await takeToken(file(`${secret}\n`), {}))?.header()).toBe(`Bearer ${secret}`);
    expect((await takeToken(undefined, { OVP_FORGE_TOKEN_FILE: file(secret) }))?.header()).toBe(`Bearer ${secret}`);
    expect(await takeToken(undefined, { OVP_FORGE_TOKEN: '' })).toBeUndefined();
  });

  it.each([
    ['a file that others can read', () => file(secret, 0o640), /OVP9202.*its mode is 0640/],
    ['a file that is not there', () => '/nowhere/token', /OVP9202.*ENOENT/],
    ['a folder', () => folder(), /OVP9202.*not a regular file|EISDIR/],
    ['a pipe that nobody writes to', () => pipe(), /OVP9202.*not a regular/],
    ['a file that has the name of one', () => secret, /OVP9202.*'\.\.\.'.*looks like a token itself/],
    ['a large file', () => file('x'.repeat(5000)), /OVP9202.*too long/],
    ['an empty file', () => file('\n'), /OVP9203.*empty/],
    ['two lines', () => file(`${secret}\nx`), /OVP9203.*white space/],
    ['the whole header', () => file(`Bearer ${secret}`), /OVP9203.*Bearer/],
    ['a letter beyond ASCII', () => file(`${secret}é`), /OVP9203.*characters/],
  ])('is not taken from %s', async (_, path, words) => {
    const refused = takeToken(path(), {});
    await expect(refused).rejects.toThrow(words);
    await expect(refused).rejects.not.toThrow(secret);
  });

  it('does not show itself', () => {
    const token = new Token(secret, 'a test');
    expect(`${JSON.stringify({ token })} ${inspect(token)} ${Object.values(token).join()}`).not.toContain(secret);
  });
});

describe('publish', () => {
  async function run(
    options: Partial<PublishOptions> = {},
    global: { json?: boolean } = {},
    env: NodeJS.ProcessEnv = { OVP_FORGE_TOKEN: secret },
  ) {
    const { said, contextOf } = surroundings(demo.root);
    const tools = {
      judges: (project: string) => [attestationJudge(project)],
      toolchain: () => Promise.resolve(rubyForTests()),
      wait,
      env,
      patience: { look: patience, send: patience },
    };
    const given = { dryRun: false, forge: server.url, tokenFile: undefined, multipart: false, ...options };
    const code = await publishModule(contextOf(global), given, describeProject, tools);
    expect(said.out + said.err).not.toContain(secret);
    return { code, ...said };
  }

  it('sends nothing in a dry run, and shows what it would send', async () => {
    const { code, out, err } = await run({ dryRun: true });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(
      [
        `would send  POST ${server.url}/v3/releases`,
        '            authorization: Bearer (token from OVP_FORGE_TOKEN)',
        '            content-type: application/json',
        `            file: acme-demo-1.2.0.tar.gz, ${artifacts.archive.content.length} bytes, ${artifacts.packed.length} files`,
        `            SHA-256 ${artifacts.archive.sha256}`,
        '',
      ].join('\n'),
    );
    expect(posts()).toEqual([]);
  });

  it('publishes once', async () => {
    expect(await run()).toEqual({
      code: 0,
      out: `acme-demo-1.2.0 is published at ${server.url}, and reads back as it was sent\n`,
      err: '',
    });
    expect(await run()).toEqual({
      code: 0,
      out: `acme-demo-1.2.0 is published at ${server.url} already, with these very bytes\n`,
      err: '',
    });
    expect(posts()).toHaveLength(1);
  });

  it('tells what is not known after an interruption', async () => {
    const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
    const { said, contextOf } = surroundings(demo.root);
    server.intercept(({ method }) => method === 'POST' && process.emit('SIGINT', 'SIGINT'));
    const tools = { judges: () => [], toolchain: () => Promise.resolve(rubyForTests()), wait };
    const given = { dryRun: false, forge: server.url, tokenFile: undefined, multipart: false };
    const env = { OVP_FORGE_TOKEN: secret };
    await expect(publishModule(contextOf({}), given, describeProject, { ...tools, env })).rejects.toThrow('SIGINT');
    expect(said.err).toContain(
      `interrupted: ${new URL(server.url).host} may have taken acme-demo-1.2.0. Run the same command again`,
    );
    expect(kill.mock.calls).toEqual([[process.pid, 'SIGINT']]);
    kill.mockRestore();
  });

  it('tells everything that is missing here at once', async () => {
    const bare = await demoProject();
    await execa('git', ['init', '-q'], { cwd: bare.root });
    const { said, contextOf } = surroundings(bare.root);
    const tools = { judges: () => [], toolchain: () => Promise.resolve(rubyForTests()), wait, env: {} };
    const given = { dryRun: false, forge: server.url, tokenFile: undefined, multipart: true };
    const code = await publishModule(contextOf({ json: true }), given, describeProject, tools);
    expect(code).toBe(1);
    const report = JSON.parse(said.out) as { published: boolean; findings: { code: string }[] };
    expect(report.published).toBe(false);
    expect(report.findings.map((found) => found.code)).toEqual(['OVP9201', 'OVP9205', 'OVP9206']);
    expect(posts()).toEqual([]);
    writeFileSync(join(bare.root, '.git/config'), 'no configuration');
    expect(await uncommitted(bare.root)).toMatchObject([
      { code: 'OVP9218', severity: 'error', message: expect.stringContaining('bad config') as string },
    ]);
    rmSync(join(bare.root, '.git'), { recursive: true });
    expect(await uncommitted(bare.root)).toMatchObject([{ code: 'OVP9217', severity: 'warning' }]);
  });
});

/** An answer without an end, as fast as it is read. */
function pour(response: ServerResponse): void {
  const chunk = Buffer.alloc(256 * 1024, 0x20);
  const more = (): void => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more).on('error', () => undefined);
  more();
}
