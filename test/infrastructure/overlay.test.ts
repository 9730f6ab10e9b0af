/** What `infra hiera` writes beside the data: who may have a certificate, what a node starts with, which modules there are. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execaSync } from 'execa';
import forge from 'node-forge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { shippedLock } from '../../src/bind/shipped-lock.js';
import { main } from '../../src/cli/main.js';
import { surroundings } from '../cli/surroundings.js';

const root = mkdtempSync(join(tmpdir(), 'ovp-overlay-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const description = [
  'tier: large',
  'primary_server: a.example.com',
  'compilers: [c.example.com]',
  'loadbalancer: b.example.com',
  'foreman: false',
  'autosign: policy',
  'secrets: { backend: lookup, key: "acme::vault::{name}" }',
  'nodes:',
  '  a.example.com: { os: AlmaLinux 9, alt_names: [puppet.example.com] }',
  '  b.example.com: {}',
  '  c.example.com: { os: Debian 12, extensions: { pp_datacenter: north } }',
  '',
].join('\n');

/** Runs `infra hiera` on a description, in a folder of its own. */
async function overlay(name: string, text: string, ...flags: readonly string[]) {
  const folder = join(root, name);
  const file = `${folder}.yaml`;
  writeFileSync(file, text);
  const { said, contextOf } = surroundings(root);
  const code = await main(['infra', 'hiera', file, '--output', folder, ...flags], undefined, contextOf);
  return { code, ...said, read: (path: string) => readFileSync(join(folder, path), 'utf8'), folder };
}

type Overlay = Awaited<ReturnType<typeof overlay>>;
let made: Overlay;
beforeAll(async () => {
  made = await overlay('policy', description);
  expect(made.err).not.toContain('error');
}, 120_000);

const hasRuby = !execaSync('ruby', ['-ropenssl', '-e', ''], { reject: false }).failed;

describe.skipIf(!hasRuby)(`the policy for certificate requests${hasRuby ? '' : ' (not run: no Ruby)'}`, () => {
  const password = 'correct-horse-battery';
  const keys = forge.pki.rsa.generateKeyPair(1024);

  interface Wanted {
    readonly name?: string;
    readonly role?: string;
    readonly password?: string;
    readonly names?: readonly string[];
    /** Signed with another key than the one in it. */
    readonly forged?: boolean;
  }

  const altName = (name: string) => (/^[\d.]+$/.test(name) ? { type: 7, ip: name } : { type: 2, value: name });

  /** A request as an agent makes it: the password as an attribute, `pp_role` as an extension. */
  function request({
    name = 'c.example.com',
    role = 'compiler',
    password: given = password,
    names = [],
    forged = false,
  }: Wanted): string {
    const csr = forge.pki.createCertificationRequest();
    csr.publicKey = keys.publicKey;
    csr.setSubject([{ name: 'commonName', value: name }]);
    const { asn1 } = forge;
    const text = asn1
      .toDer(asn1.create(asn1.Class.UNIVERSAL, asn1.Type.UTF8, false, forge.util.encodeUtf8(role)))
      .getBytes();
    const extensions = [
      ...(role === '' ? [] : [{ id: '1.3.6.1.4.1.34380.1.1.13', value: text }]),
      ...(names.length === 0 ? [] : [{ name: 'subjectAltName', altNames: names.map(altName) }]),
    ];
    csr.setAttributes([
      ...(given === '' ? [] : [{ name: 'challengePassword', value: given }]),
      ...(extensions.length === 0 ? [] : [{ name: 'extensionRequest', extensions }]),
    ]);
    csr.sign(forged ? forge.pki.rsa.generateKeyPair(1024).privateKey : keys.privateKey, forge.md.sha256.create());
    return forge.pki.certificationRequestToPem(csr);
  }

  function decide(certname: string, input: string, challenge = `${password}\n`) {
    const file = join(root, 'challenge');
    writeFileSync(file, challenge);
    const policy = join(made.folder, 'bootstrap/a.example.com/autosign-policy.rb');
    return execaSync('ruby', [policy, certname], { input, reject: false, env: { AUTOSIGN_CHALLENGE_FILE: file } });
  }

  it.each<[string, string, Wanted]>([
    ['a compiler with its role and the password', 'c.example.com', {}],
    ['a node without a role', 'b.example.com', { name: 'b.example.com', role: '' }],
    ['an agent that is no part of the platform', 'web.example.com', { name: 'web.example.com', role: '' }],
    ['a name in capitals', 'C.example.com', { name: 'c.example.com' }],
    ['the names of its pool', 'c.example.com', { names: ['c.example.com', 'b.example.com'] }],
    ['a name that was described', 'a.example.com', { name: 'a.example.com', role: '', names: ['PUPPET.example.com'] }],
  ])('signs %s', (_, certname, wanted) => {
    expect(decide(certname, request(wanted))).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it.each<[string, string, Wanted, RegExp]>([
    ['a wrong password', 'c.example.com', { password: 'wrong-horse-battery!' }, /password is wrong/],
    ['no password', 'c.example.com', { password: '' }, /password is wrong/],
    [
      'a stranger that claims a role',
      'web.example.com',
      { name: 'web.example.com' },
      /pp_role is 'compiler', and should be ''/,
    ],
    ['another role than the described one', 'c.example.com', { role: 'openvoxdb' }, /should be 'compiler'/],
    ['a compiler without its role', 'c.example.com', { role: '' }, /should be 'compiler'/],
    ['a request for another name', 'c.example.com', { name: 'a.example.com' }, /for another name/],
    [
      'the name of a pool for an agent',
      'web.example.com',
      { name: 'web.example.com', role: '', names: ['b.example.com'] },
      /alternative name b/,
    ],
    [
      'a name that nobody has described',
      'c.example.com',
      { names: ['c.example.com', 'x.example.com'] },
      /alternative name x/,
    ],
    ['an address', 'c.example.com', { names: ['192.0.2.1'] }, /of another kind/],
    ['a request that its key did not sign', 'c.example.com', { forged: true }, /own key/],
  ])('refuses %s', (_, certname, wanted, reason) => {
    const { exitCode, stderr } = decide(certname, request(wanted));
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(reason);
    expect(stderr).not.toContain(password);
  });

  it.each([
    ['what is no request', 'garbage', `${password}\n`, /not a certificate request/],
    [
      'everything while the password is too short to be one',
      request({ password: 'short' }),
      'short\n',
      /no password of 16/,
    ],
    ['everything while there is no password', request({ password: '' }), '', /no password of 16/],
  ])('refuses %s', (_, input, challenge, reason) => {
    const { exitCode, stderr } = decide('c.example.com', input, challenge);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(reason);
    expect(stderr).not.toMatch(/\.rb:\d+:in/);
  });

  it('can be executed', () => {
    expect(statSync(join(made.folder, 'bootstrap/a.example.com/autosign-policy.rb')).mode & 0o111).toBe(0o111);
  });
});

describe('signing', () => {
  const signing = (text: string): string | undefined => /^autosign = (.*)$/m.exec(text)?.[1];

  it.each([
    ['nothing by default', '', 'false', undefined],
    [
      'by a policy',
      'autosign: policy\n',
      '/etc/puppetlabs/puppet/autosign-policy.rb',
      { 'puppet::autosign': '/etc/puppetlabs/puppet/autosign-policy.rb', 'puppet::autosign_mode': '0750' },
    ],
    ['everything in a lab', 'autosign: all\nlab: true\n', 'true', { 'puppet::autosign': true }],
    [
      'as the site says itself',
      'autosign: policy\nhiera: { puppet::autosign: false }\n',
      '/etc/puppetlabs/puppet/autosign-policy.rb',
      undefined,
    ],
  ])(
    '%s, before the first run and after it',
    async (name, more, want, data) => {
      const { code, read } = await overlay(
        name.replaceAll(' ', '-'),
        `tier: standard\nprimary_server: a.example.com\nnodes: { a.example.com: {}, b.example.com: {} }\n${more}`,
      );
      expect(code).toBe(0);
      expect(signing(read('bootstrap/a.example.com/puppet.conf'))).toBe(want);
      expect(signing(read('bootstrap/b.example.com/puppet.conf'))).toBeUndefined();
      const ofPrimary = join(root, name.replaceAll(' ', '-'), 'data/nodes/a.example.com.yaml');
      expect(existsSync(ofPrimary) ? parse(readFileSync(ofPrimary, 'utf8')) : undefined).toEqual(data);
    },
    60_000,
  );

  it('never everything outside of a lab', async () => {
    const { code, err } = await overlay(
      'all',
      'tier: standard\nprimary_server: a.example.com\nautosign: all\nnodes: { a.example.com: {} }\n',
    );
    expect(code).toBe(1);
    expect(err).toMatch(/all\.yaml:3:\d+ - error OVP8\d+/);
    expect(() => statSync(join(root, 'all'))).toThrow();
  }, 60_000);
});

describe('a Foreman that does not answer', () => {
  const timeout = 'puppetserver_foreman::reports_timeout';
  it.each([
    ['on a node of its own, for ten seconds', 'foreman_server: f.example.com\n', 10],
    ['for as long as the site says', `foreman_server: f.example.com\nhiera: { ${timeout}: 20 }\n`, 20],
    ['on the primary, for as long as the primary itself', '', undefined],
  ])(
    'holds a server: %s',
    async (name, more, want) => {
      const text = `tier: standard\nprimary_server: a.example.com\n${more}secrets: { backend: lookup, key: 'x::{name}' }\nnodes: { a.example.com: {}, f.example.com: {} }\n`;
      const { read } = await overlay(name.replaceAll(/\W/g, '-'), text);
      const data = parse(read('data/common.yaml')) as Readonly<Record<string, unknown>>;
      expect(data[timeout]).toBe(want);
    },
    60_000,
  );
});

describe('the hierarchy', () => {
  it('asks a Hiera repository after each level of its own', async () => {
    const text =
      'tier: standard\nprimary_server: a.example.com\nforeman: false\ncontrol_repo: https://git.example.com/c.git\n' +
      'hiera_repo: https://git.example.com/h.git\nnodes: { a.example.com: {} }\n';
    const { read } = await overlay('repositories', text);
    const { hierarchy } = parse(read('hiera.yaml')) as { hierarchy: readonly { path: string; datadir?: string }[] };
    expect(hierarchy.map(({ path, datadir = 'data' }) => `${datadir}/${path}`)).toEqual(
      ['nodes/%{trusted.certname}.yaml', 'roles/%{trusted.extensions.pp_role}.yaml', 'common.yaml'].flatMap((path) => [
        `data/${path}`,
        `/etc/puppetlabs/code/hieradata/%{environment}/${path}`,
      ]),
    );
  }, 60_000);
});

describe('what a node starts with', () => {
  it.each([
    ['a.example.com', {}],
    ['b.example.com', {}],
    ['c.example.com', { extension_requests: { pp_role: 'compiler', pp_datacenter: 'north' } }],
  ])('%s asks for its extensions', (certname, want) => {
    expect(parse(made.read(`bootstrap/${certname}/csr_attributes.yaml`))).toEqual(want);
  });

  it.each([
    [
      'a.example.com',
      [
        'server = a.example.com',
        'ca_server = a.example.com',
        'dns_alt_names = a.example.com, b.example.com, puppet.example.com',
        '[server]',
      ],
    ],
    ['b.example.com', ['server = a.example.com', 'ca_server = a.example.com']],
    [
      'c.example.com',
      ['server = a.example.com', 'ca_server = a.example.com', 'dns_alt_names = c.example.com, b.example.com'],
    ],
  ])('%s knows its servers and names', (certname, want) => {
    const lines = made.read(`bootstrap/${certname}/puppet.conf`).split('\n');
    expect(lines).toEqual(expect.arrayContaining([`certname = ${certname}`, ...want]));
    expect(lines.some((line) => line.startsWith('dns_alt_names'))).toBe(
      want.some((line) => line.startsWith('dns_alt_names')),
    );
  });
});

describe('the Puppetfile', () => {
  it('has each locked module that the platform needs, at exactly its version', async () => {
    const text = made.read('Puppetfile');
    const listed = new Map(
      [...text.matchAll(/^mod '([^']+)', '([^']+)'$/gm)].map(([, slug = '', version = '']) => [slug, version]),
    );
    const { modules } = await shippedLock();
    const locked = new Map(modules.map(({ slug, version }) => [slug, version]));
    expect(listed.size).toBeGreaterThan(20);
    for (const [slug, version] of listed) {
      expect(version, slug).toMatch(/^\d+\.\d+\.\d+/);
      if (locked.has(slug)) expect(`${slug} ${version}`).toBe(`${slug} ${locked.get(slug) ?? ''}`);
    }
    // What is not from the Forge is at a commit or a tag.
    const blocks = [...text.matchAll(/^mod '[^']+',\n(?:.+\n?)+/gm)].map(([block]) => block);
    expect(blocks.filter((block) => !/(?:ref|tag|commit): '[^']+'/.test(block))).toEqual([]);
  });
});

describe('an edit by hand', () => {
  it('stays, and the run tells; with --force it goes', async () => {
    cpSync(made.folder, join(root, 'edited'), { recursive: true });
    const path = join(root, 'edited/data/common.yaml');
    const before = readFileSync(path, 'utf8');
    writeFileSync(path, `${before}acme::mine: 1\n`);
    const kept = await overlay('edited', description);
    expect(kept.code).toBe(1);
    expect(kept.out + kept.err).toContain('common.yaml');
    expect(readFileSync(path, 'utf8')).toContain('acme::mine');
    expect((await overlay('edited', description, '--force')).code).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe(before);
  }, 60_000);

  it("of a file that is not ours is nobody's business", async () => {
    writeFileSync(join(made.folder, 'data/site.yaml'), 'acme::own: 1\n');
    expect((await overlay('policy', description)).code).toBe(0);
    expect(readFileSync(join(made.folder, 'data/site.yaml'), 'utf8')).toBe('acme::own: 1\n');
  }, 60_000);
});
