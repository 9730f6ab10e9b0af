/** A real HAProxy reads the configuration of each balancer, and does with it what a balancer is for. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createSocket, type Socket } from 'node:dgram';
import { createServer, request, type Server } from 'node:https';
import { type AddressInfo, createServer as createPort } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { execaSync } from 'execa';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Catalog, Catalogs, realModules } from '../ruby/catalogs.js';
import { rubyEnvironment } from '../ruby/environment.js';
import { Authority } from './certificates.js';
import { configuration, directives, haproxyVersion, laidOut, rendered } from './haproxy.js';

const ruby = rubyEnvironment();
const openssl = !execaSync('openssl', ['version'], { reject: false }).failed;
const missing = [
  ...(haproxyVersion === undefined ? ['haproxy'] : []),
  ...(openssl ? [] : ['openssl']),
  ...(ruby.available ? [] : [ruby.missing]),
];
const why = missing.length === 0 ? '' : ` (not run: this machine lacks ${missing.join(', ')})`;
const source =
  realModules === undefined ? 'laid out from what the component is told' : 'rendered by the real component';

const folder = mkdtempSync(join(tmpdir(), 'ovp-haproxy-'));
const checkFiles = '/etc/openvox_platform/lb';
const names = { compilers: 'balancer.example.com', databases: 'dbbalancer.example.com' };
const keys = {
  'openvox_platform::primary_server': 'openvox.example.com',
  'openvox_platform::foreman': false,
  'openvox_platform::postgresql': 'postgresql.example.com',
  'openvox_platform::secrets::openvoxdb_password': 'swordfish-swordfish',
};
const large = { ...keys, 'openvox_platform::loadbalancer': names.compilers };
const extraLarge = {
  ...large,
  'openvox_platform::openvoxdb': 'openvoxdb1.example.com',
  'openvox_platform::db_loadbalancer': names.databases,
};
const both = { ...extraLarge, 'openvox_platform::db_loadbalancer': names.compilers };
const withoutDatabase = {
  ...large,
  'openvox_platform::use_openvoxdb': false,
  'openvox_platform::compilers': ['compiler1.example.com', 'compiler2.example.com'],
};
const profiles = {
  compilers: 'openvox_platform::profile::lb::compiler',
  databases: 'openvox_platform::profile::lb::openvoxdb',
};

/** Configurations below the folder: `haproxy -c` reads the files that they name. */
const local = (text: string): string => text.replaceAll(checkFiles, folder);

/** HAProxy says of each name that it does not resolve here, and starts all the same. */
const unknownName = /could not resolve address/;

function checked(text: string): { readonly accepted: boolean; readonly output: string } {
  const file = join(folder, 'haproxy.cfg');
  writeFileSync(file, local(text));
  const { failed, all } = execaSync('haproxy', ['-c', '-f', file], { reject: false, all: true });
  return { accepted: !failed, output: all };
}

describe.skipIf(missing.length > 0)(`the configuration of a balancer, ${source}${why}`, () => {
  let catalogs: Catalogs;
  let authority: Authority;
  const balancer = (
    certname: string,
    data: Readonly<Record<string, unknown>>,
    classes: readonly string[],
    exported: Catalog[] = [],
  ) =>
    catalogs.compile({
      certname,
      data,
      classes: ['openvox_platform', ...classes],
      code: realModules === undefined ? "service { 'haproxy': }" : '',
      exported: exported.flatMap((catalog) => [...catalog.values()].filter((resource) => resource.exported)),
    });
  /** Catalogs of nodes that announce themselves; stubs collect nothing. */
  const members = (names: readonly string[], role: string, data: Readonly<Record<string, unknown>>) =>
    Promise.all(
      (realModules === undefined ? [] : names).map((certname) =>
        catalogs.compile({ certname, role, data, classes: ['openvox_platform'] }),
      ),
    );

  beforeAll(() => {
    catalogs = new Catalogs();
    authority = new Authority(join(folder, 'ca'));
    const { key, cert } = authority.issue(names.compilers);
    writeFileSync(join(folder, 'check.pem'), cert + key);
    writeFileSync(join(folder, 'ca.pem'), authority.certificate);
  });
  afterAll(async () => {
    await catalogs.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const servers = (text: string): readonly string[] =>
    directives(text).flatMap((line) => /^server (\S+)/.exec(line)?.[1] ?? []);

  it(`is accepted on the balancer of the compilers by HAProxy ${haproxyVersion ?? ''}`, async () => {
    const exporting = realModules === undefined ? [] : ['compiler1.example.com', 'compiler2.example.com'];
    const compilers = await members(exporting, 'compiler', large);
    const text = configuration(await balancer(names.compilers, large, [profiles.compilers], compilers));
    const { accepted, output } = checked(text);
    expect({
      accepted,
      warnings: output.split('\n').filter((line) => /WARN|ALERT/.test(line) && !unknownName.test(line)),
    }).toEqual({
      accepted: true,
      warnings: [],
    });
    expect(directives(text)).toContain('bind *:8140');
    expect(servers(text).toSorted()).toEqual([...exporting, 'openvox.example.com']);
  });

  it('is accepted where the compilers are listed, and has each once', async () => {
    const text = configuration(await balancer(names.compilers, withoutDatabase, [profiles.compilers]));
    expect(checked(text)).toMatchObject({ accepted: true });
    expect(servers(text).toSorted()).toEqual(['compiler1.example.com', 'compiler2.example.com', 'openvox.example.com']);
  });

  it('is accepted on the balancer of OpenVoxDB', async () => {
    // The first announces itself as well, and is a member once.
    const exporting = realModules === undefined ? [] : ['openvoxdb2.example.com'];
    const databases = await members(['openvoxdb1.example.com', ...exporting], 'openvoxdb', extraLarge);
    const text = configuration(await balancer(names.databases, extraLarge, [profiles.databases], databases));
    expect(checked(text)).toMatchObject({ accepted: true });
    expect(directives(text)).toContain('bind *:8081');
    expect(servers(text).toSorted()).toEqual(['openvoxdb1.example.com', ...exporting]);
  });

  it('is accepted where one node balances both', async () => {
    const text = configuration(await balancer(names.compilers, both, [profiles.compilers, profiles.databases]));
    expect(checked(text)).toMatchObject({ accepted: true });
    expect(directives(text).filter((line) => line.startsWith('bind '))).toEqual(['bind *:8140', 'bind *:8081']);
    expect(servers(text)).toEqual(['openvox.example.com', 'openvoxdb1.example.com']);
  });

  it('is refused where a line is none that HAProxy knows: the check can fail', async () => {
    const text = configuration(await balancer(names.compilers, large, [profiles.compilers]));
    expect(checked(text.replace('leastconn', 'mostconn')).output).toContain("balance only supports 'roundrobin'");
    expect(checked(text.replace('verify required', 'verify sometimes'))).toMatchObject({ accepted: false });
  });

  it.skipIf(realModules === undefined)(
    `is what these tests lay out without the component${realModules === undefined ? ' (not run: MODULEPATH_REAL names no real modules)' : ''}`,
    async () => {
      for (const [certname, data, classes] of [
        [names.compilers, both, [profiles.compilers, profiles.databases]],
        [names.compilers, withoutDatabase, [profiles.compilers]],
      ] as const) {
        const catalog = await balancer(certname, data, classes);
        expect(directives(rendered(catalog)).toSorted()).toEqual(directives(laidOut(catalog)).toSorted());
      }
    },
  );

  describe('in a HAProxy that runs', () => {
    const running: (ChildProcess | Server | Socket)[] = [];
    let port: number;
    const seen: string[] = [];
    const servers = ['openvox.example.com', 'compiler1.example.com', 'compiler2.example.com'] as const;

    /** A server of the pool: who asks has to have a certificate, as with puppetserver. */
    async function serve(certificateOf: string, answer: string, status: number): Promise<number> {
      const options = { ...authority.issue(certificateOf), ca: authority.certificate };
      const server = createServer({ ...options, requestCert: true, rejectUnauthorized: true }, (asked, response) => {
        const client = asked.socket instanceof TLSSocket ? asked.socket.getPeerCertificate().subject.CN : 'nobody';
        if (asked.url === '/status/v1/simple') {
          seen.push(`${answer} checked by ${String(client)}`);
          response.writeHead(status).end(status === 200 ? 'running' : 'error');
        } else response.end(`${answer} for ${String(client)}`);
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      running.push(server);
      return (server.address() as AddressInfo).port;
    }

    async function ask(at = port): Promise<string> {
      const certificate = authority.issue('web.example.com');
      const ca = authority.certificate;
      return new Promise((resolve, reject) => {
        const options = { host: '127.0.0.1', port: at, path: '/puppet/v3/catalog', agent: false, ca, ...certificate };
        request({ ...options, checkServerIdentity: () => undefined }, (response) => {
          let text = '';
          response.on('data', (part: Buffer) => (text += part.toString()));
          response.on('end', () => resolve(text));
        })
          .on('error', reject)
          .end();
      });
    }

    async function freePort(): Promise<number> {
      const free = createPort();
      await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
      const { port: found } = free.address() as AddressInfo;
      await new Promise((resolve) => free.close(resolve));
      return found;
    }

    /** A name server that knows some names, all at this machine's own address. */
    async function nameServer(known: ReadonlySet<string>): Promise<number> {
      const socket = createSocket('udp4');
      socket.on('message', (asked, { port: from, address }) => {
        const labels: string[] = [];
        let at = 12;
        for (let length = asked[at] ?? 0; length > 0; length = asked[at] ?? 0) {
          labels.push(asked.toString('latin1', at + 1, at + 1 + length));
          at += length + 1;
        }
        const question = asked.subarray(12, at + 5);
        const exists = known.has(labels.join('.'));
        const found = exists && asked.readUInt16BE(at + 1) === 1;
        const counts = [0x8180 + (exists ? 0 : 3), 1, found ? 1 : 0, 0, 0];
        const head = Buffer.from(counts.flatMap((count) => [count >> 8, count & 255]));
        const answer = Buffer.from(found ? [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, 127, 0, 0, 1] : []);
        socket.send(Buffer.concat([asked.subarray(0, 2), head, question, answer]), from, address);
      });
      await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
      running.push(socket);
      return socket.address().port;
    }

    /** Without what needs root; the limits of whoever runs the tests are not those of the service. */
    const unprivileged = (text: string): string => text.replace(/^ *(chroot|user|group|daemon|stats|log)\b.*$/gm, '');

    beforeAll(async () => {
      port = await freePort();

      const data = { ...withoutDatabase, 'openvox_platform::lb::maxconn': 100 };
      const catalog = await balancer(names.compilers, data, [profiles.compilers]);
      const well = await serve(servers[0], 'well', 200);
      const unwell = await serve(servers[1], 'unwell', 503);
      const impostor = await serve('another.example.com', 'impostor', 200);
      // Addresses and what needs root are this machine's; the rest is as it would be on the node.
      const text = unprivileged(local(configuration(catalog)))
        .replace('*:8140', `127.0.0.1:${port}`)
        .replaceAll(new RegExp(`(server (\\S+)) \\S+:8140`, 'g'), (_, start: string, name: string) => {
          const at = { [servers[0]]: well, [servers[1]]: unwell, [servers[2]]: impostor }[name];
          return `${start} 127.0.0.1:${at}`;
        });
      const file = join(folder, 'running.cfg');
      writeFileSync(file, text);
      running.push(spawn('haproxy', ['-db', '-f', file], { stdio: 'ignore' }));
    });
    afterAll(() => {
      for (const item of running) {
        if ('kill' in item) item.kill('SIGKILL');
        else item.close();
      }
    });

    it('finds a member whose name is resolved only later, where the site names its name servers', async () => {
      const known = new Set<string>();
      const data = {
        ...withoutDatabase,
        'openvox_platform::lb::maxconn': 100,
        'openvox_platform::lb::resolvers': ['127.0.0.1'],
      };
      const [name = ''] = data['openvox_platform::compilers'];
      const member = await serve(name, 'found', 200);
      const at = await freePort();
      const text = unprivileged(local(configuration(await balancer(names.compilers, data, [profiles.compilers]))))
        .replace('*:8140', `127.0.0.1:${at}`)
        .replace('127.0.0.1:53', `127.0.0.1:${await nameServer(known)}`)
        .replaceAll(':8140', `:${member}`);
      const file = join(folder, 'resolving.cfg');
      writeFileSync(file, text);
      running.push(spawn('haproxy', ['-db', '-f', file], { stdio: 'ignore' }));
      await vi.waitFor(() => expect(ask(at)).rejects.toThrow(/socket|ECONNRESET/), { timeout: 10_000, interval: 100 });
      known.add(name);
      await vi.waitFor(async () => expect(await ask(at)).toBe('found for web.example.com'), {
        timeout: 30_000,
        interval: 200,
      });
    }, 60_000);

    it('leads agents, with their certificates, to servers that are well and who they claim to be', async () => {
      await vi.waitFor(ask, { timeout: 10_000, interval: 50 });
      const checks = (who: string): number =>
        seen.filter((text) => text === `${who} checked by ${names.compilers}`).length;
      // Each is believed to be well until it has failed three checks.
      await vi.waitUntil(() => checks('unwell') >= 3, { timeout: 30_000, interval: 100 });
      await vi.waitFor(
        async () => {
          const answers = await Promise.all(Array.from({ length: 9 }, ask));
          expect(new Set(answers)).toEqual(new Set(['well for web.example.com']));
        },
        { timeout: 20_000, interval: 500 },
      );
      expect(checks('well')).toBeGreaterThan(0);
      // Its certificate has another name, so it is not even asked.
      expect(checks('impostor')).toBe(0);
    }, 60_000);
  });
});
