/** Copies of the node's Puppet certificate, for services that run as users of their own. */
import { file } from '../bindings/core.js';
import { str } from '../model/expressions.js';
import type { Relation } from '../model/metaparameters.js';
import { type Body, comment, eachEntry, local, order, ref, resource } from '../model/statements.js';
import type { Expr, Value } from '../model/value.js';
import { certificates } from './certificates.js';

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
