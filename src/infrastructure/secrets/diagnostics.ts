/** What keeps secrets from being made. */
import { diagnostic, diagnostics, didYouMean } from '../../findings/finding.js';

export const secretsDiagnostics = diagnostics({
  noBackend: diagnostic('OVP8301', 'Secrets never stand in a repository in plain text.', () => ({
    message: 'the description does not say where secrets come from',
    help: 'add secrets: { backend: eyaml, public_key: FILE } or { backend: lookup, key: acme::vault::{name} }',
  })),
  noKey: diagnostic('OVP8302', 'Secrets are encrypted with the public key of hiera-eyaml.', (file: string) => ({
    message: `the public key '${file}' cannot be read`,
    help: 'make the keys with `eyaml createkeys`; the private one goes to the servers alone',
  })),
  badKey: diagnostic('OVP8303', 'Secrets are encrypted with the public key of hiera-eyaml.', (file: string) => ({
    message: `'${file}' is not a public key of hiera-eyaml`,
    help: 'name public_key.pkcs7.pem, which `eyaml createkeys` makes',
  })),
  unknownSecret: diagnostic(
    'OVP8304',
    'Only a secret that the infrastructure has can be rotated.',
    (name: string, known: readonly string[], suggestion: string | undefined) => ({
      message: `the infrastructure has no secret '${name}'`,
      ...didYouMean(suggestion, known.length === 0 ? 'it needs none' : `it has ${known.join(', ')}`),
    }),
  ),
});
