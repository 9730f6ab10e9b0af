/** Copies of the node's Puppet certificate, for services that run as users of their own. */
import { file } from '../bindings/core.js';
import { str } from '../model/expressions.js';
import type { Relation } from '../model/metaparameters.js';
import { type Body, comment, eachEntry, include, local, order, ref, resource } from '../model/statements.js';
import type { Expr, Value } from '../model/value.js';
import { certificate, certificates } from './certificates.js';
import { directory as platformDirectory, directoryPath } from './directory.js';

interface CertificateCopies {
  /** Where the copies are; a local that holds the path. */
  readonly directory: Expr<string>;
  readonly owner: Value<string>;
  readonly group: Value<string>;
  /** Modes of the directory and of the copies. */
  readonly modes: readonly [directory: string, file: string];
  /** Names of the copies, and what they are copies of. */
  readonly copies: Readonly<Record<string, Expr<string>>>;
  /** What has to read them anew, if it does not by itself. */
  readonly notify?: Relation;
  /** What must not start without them, beside what is notified. */
  readonly before?: Relation;
}

/**
 * A directory with copies that follow their originals at each run of the agent. Order what brings the owner before the
 * directory.
 */
export function certificateCopies({ directory, owner, group, modes, copies, notify, before }: CertificateCopies): Body {
  const table = local('copies', copies);
  return [
    resource(file, directory, { ensure: 'directory', owner, group, mode: modes[0] }),
    comment('On the primary the certificate is made in the same run as its copy.'),
    order(ref(certificates), ref(file, directory)),
    table,
    eachEntry(table.value, ['name', 'original'], (name, original) => [
      resource(file, str`${directory}/${name}`, {
        ensure: 'file',
        source: original,
        owner,
        group,
        mode: modes[1],
        links: 'follow',
        show_diff: false,
        backup: false,
        notify,
        before,
      }),
    ]),
  ];
}

/** Where the copy is that tells whether a service has seen the certificate of its node. */
export const followedCertificate = (name: string): string => `${directoryPath}/${name}.crt`;

/**
 * For a service that uses the certificate in its place, and reads it when it starts: a copy of the certificate, without
 * its key, shows when there is another one. Evaluated wherever `include(certificates)` came first.
 *
 * @param name of the service, for the copy
 */
export function followsCertificate(name: string, service: Relation): Body {
  const copy = followedCertificate(name);
  return [
    include(platformDirectory),
    comment('A renewed certificate is read when the service starts. That it is another one is seen by its copy.'),
    resource(file, copy, {
      ensure: 'file',
      source: certificate.cert,
      owner: 'root',
      group: 'root',
      mode: '0644',
      links: 'follow',
      show_diff: false,
      backup: false,
      notify: service,
    }),
    order(ref(certificates), ref(file, copy)),
  ];
}
