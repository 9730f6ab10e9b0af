/** Certificates as Puppet's certificate authority makes them. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';

const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** A certificate authority in a folder. */
export class Authority {
  /** Its own, as text. */
  readonly certificate: string;

  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#openssl(
      'req',
      '-x509',
      ...curve,
      '-days',
      '2',
      '-subj',
      '/CN=Puppet CA',
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
    );
    this.certificate = readFileSync(join(folder, 'ca.pem'), 'utf8');
  }

  /** Key and certificate of a name, as texts. */
  issue(name: string): { readonly key: string; readonly cert: string } {
    const file = (kind: string): string => `${name}.${kind}`;
    writeFileSync(
      join(this.folder, file('ext')),
      `subjectAltName=DNS:${name}\nextendedKeyUsage=serverAuth,clientAuth\n`,
    );
    this.#openssl('req', ...curve, '-subj', `/CN=${name}`, '-keyout', file('key'), '-out', file('csr'));
    const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', file('ext')];
    this.#openssl('x509', '-req', '-in', file('csr'), ...signed, '-out', file('pem'));
    const read = (kind: string): string => readFileSync(join(this.folder, file(kind)), 'utf8');
    return { key: read('key'), cert: read('pem') };
  }

  #openssl(...args: readonly string[]): void {
    execaSync('openssl', args, { cwd: this.folder });
  }
}
