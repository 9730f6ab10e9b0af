/** Encrypts as hiera-eyaml does with its keys of PKCS 7: AES-256-CBC, with a key of its own for each value. */
import forge from 'node-forge';
import { readText } from '../source/read-text.js';
import { finding, type Finding } from '../../findings/finding.js';
import { secretsDiagnostics as row } from './diagnostics.js';

/** Makes texts that hiera-eyaml decrypts. */
export type Encrypt = (plain: string) => string;

/** @param file the public key that `eyaml createkeys` makes, a certificate in PEM */
export function eyamlEncryptor(file: string): Encrypt | Finding {
  const text = readText(file);
  if (typeof text !== 'string') return finding(row.noKey, undefined, file);
  let certificate: forge.pki.Certificate;
  try {
    certificate = forge.pki.certificateFromPem(text);
  } catch {
    return finding(row.badKey, undefined, file);
  }
  return (plain) => {
    const envelope = forge.pkcs7.createEnvelopedData();
    envelope.addRecipient(certificate);
    envelope.content = forge.util.createBuffer(plain, 'utf8');
    envelope.encrypt(undefined, forge.pki.oids['aes256-CBC'] ?? '');
    const der = forge.asn1.toDer(envelope.toAsn1()).getBytes();
    return `ENC[PKCS7,${forge.util.encode64(der)}]`;
  };
}
