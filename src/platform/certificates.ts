/** The Puppet certificate of a node. */
import { assertPrivate } from '../model/builtins.js';
import { profile, scope } from '../model/definitions.js';
import { str } from '../model/expressions.js';
import { include, local } from '../model/statements.js';
import { infrastructure, platform } from './platform.js';

interface CertificatePaths {
  ssldir: string;
  /** The certificate. */
  cert: string;
  /** Its private key. */
  key: string;
  /** The certificate authority's certificates. */
  ca: string;
  /** The certificate authority's list of revocations. */
  crl: string;
}

/**
 * The Puppet certificate of this node: where it is, and the point in time from which it exists.
 *
 * On most nodes the agent has obtained the certificate before it asks for a catalog, and this class is empty. On the
 * primary the certificate authority is set up in the same run that installs everything that needs a certificate. The
 * server's class orders itself before this one, and whatever copies or uses the certificate requires it; neither side
 * has to know whether the other is on the node.
 */
export const certificates = profile('certificates', {
  private: true,
  body: () => {
    const ssldir = local('ssldir', '/etc/puppetlabs/puppet/ssl');
    return [
      assertPrivate(),
      include(platform),
      ssldir,
      local('cert', str`${ssldir.value}/certs/${infrastructure.certname}.pem`),
      local('key', str`${ssldir.value}/private_keys/${infrastructure.certname}.pem`),
      local('ca', str`${ssldir.value}/certs/ca.pem`),
      local('crl', str`${ssldir.value}/crl.pem`),
    ];
  },
});

/** Where the files are; evaluated wherever `include(certificates)` came first. */
export const certificate = scope<CertificatePaths>(certificates);
