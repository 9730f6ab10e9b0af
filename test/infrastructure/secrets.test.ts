/** Secrets that are made, and who reads them. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execaSync } from 'execa';
import forge from 'node-forge';
import { afterAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.js';
import { surroundings } from '../cli/surroundings.js';

const root = mkdtempSync(join(tmpdir(), 'ovp-secrets-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Keys as `eyaml createkeys` makes them. */
function makeKeys(): void {
  const keys = forge.pki.rsa.generateKeyPair(2048);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  certificate.serialNumber = '01';
  certificate.validity.notBefore = new Date(2020, 0, 1);
  certificate.validity.notAfter = new Date(2050, 0, 1);
  certificate.sign(keys.privateKey, forge.md.sha256.create());
  writeFileSync(join(root, 'public_key.pkcs7.pem'), forge.pki.certificateToPem(certificate));
  writeFileSync(join(root, 'private_key.pkcs7.pem'), forge.pki.privateKeyToPem(keys.privateKey));
}

async function run(...argv: readonly string[]) {
  const { said, contextOf } = surroundings(root);
  const code = await main(['infra', 'secrets', ...argv], undefined, contextOf);
  return { code, ...said };
}

const file = join(root, 'control-repo/data/secrets.yaml');
const entries = (): Map<string, string> =>
  new Map(
    [...readFileSync(file, 'utf8').matchAll(/^(\S+): >?-?\s*(ENC\[PKCS7,[^\]]+\])/gm)].map(
      ([, key = '', value = '']) => [key, value],
    ),
  );

describe('infra secrets', () => {
  it('makes what is missing, encrypted, and shows none of it', async () => {
    makeKeys();
    writeFileSync(
      join(root, 'infrastructure.yaml'),
      [
        'tier: standard',
        'primary_server: a.example.com',
        'foreman: false',
        'postgresql: p.example.com',
        'secrets: { backend: eyaml, public_key: public_key.pkcs7.pem }',
        'nodes: { a.example.com: {}, p.example.com: {} }',
      ].join('\n'),
    );
    const { code, out } = await run();
    expect(code).toBe(0);
    expect(out).toContain('read by a.example.com, p.example.com');
    expect([...entries().keys()]).toEqual(['openvox_platform::secrets::openvoxdb_password']);
    expect(out).not.toContain('ENC[');
  });

  it('says so where a file is in the way of the folder, and leaves it as it is', async () => {
    writeFileSync(join(root, 'taken'), 'mine');
    expect(await run('--output', 'taken')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^error OVP3006: .* while writing '.*taken/) as string,
    });
    expect(readFileSync(join(root, 'taken'), 'utf8')).toBe('mine');
  });

  it('keeps what is there, and makes anew only what is rotated', async () => {
    const before = readFileSync(file, 'utf8');
    expect((await run()).out).toContain('nothing was missing');
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect((await run('--rotate', 'openvoxdb_password')).out).toContain('1 made');
    expect(readFileSync(file, 'utf8')).not.toBe(before);
  });

  it('says of secrets in a store of the site where each is looked up', async () => {
    const other = join(root, 'store.yaml');
    writeFileSync(
      other,
      `tier: large
primary_server: a.example.com
compilers: [c.example.com]
loadbalancer: b.example.com
postgresql: p.example.com
foreman: false
secrets: { backend: lookup, key: 'acme::vault::{name}' }
nodes: { a.example.com: {}, b.example.com: {}, c.example.com: {}, p.example.com: {} }
`,
    );
    const { said, contextOf } = surroundings(root);
    expect(await main(['infra', 'secrets', other], undefined, contextOf)).toBe(0);
    expect(said.out).toContain('  looked up as acme::vault::openvoxdb_password; `openssl rand -hex 24` makes');
  });

  it('suggests the name of a secret that does not exist', async () => {
    const { code, err } = await run('--rotate', 'openvoxdb_pasword');
    expect(code).toBe(1);
    expect(err).toContain("Did you mean 'openvoxdb_password'?");
    expect(existsSync(`${file}.new`)).toBe(false);
  });
});

const decrypt = "gem 'hiera-eyaml'; require 'hiera/backend/eyaml/subcommands/decrypt'";
const missing = execaSync('ruby', ['-e', decrypt], { reject: false }).failed
  ? ' (not run: this Ruby lacks the gem hiera-eyaml)'
  : '';

describe.skipIf(missing !== '')(`hiera-eyaml${missing}`, () => {
  it('decrypts each secret that was written, to a strong one of its own', () => {
    const program = `
      gem 'hiera-eyaml'
      require 'yaml'
      require 'hiera/backend/eyaml/options'
      require 'hiera/backend/eyaml/parser/parser'
      options = Hiera::Backend::Eyaml::Options
      options[:pkcs7_public_key], options[:pkcs7_private_key] = ARGV[1], ARGV[2]
      parser = Hiera::Backend::Eyaml::Parser::ParserFactory.hiera_backend_parser
      YAML.load_file(ARGV[0]).each_value { |text| puts parser.parse(text).map(&:to_plain_text).join }`;
    const { stdout } = execaSync('ruby', [
      '-W0',
      '-e',
      program,
      file,
      join(root, 'public_key.pkcs7.pem'),
      join(root, 'private_key.pkcs7.pem'),
    ]);
    const secrets = stdout.split('\n');
    expect(secrets).toHaveLength(entries().size);
    expect(new Set(secrets).size).toBe(secrets.length);
    for (const secret of secrets) expect(secret).toMatch(/^[\w-]{24,}$/);
  });
});
