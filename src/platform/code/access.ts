/** What opens the repositories of code and data to a node. */
import { file, type FileParams } from '../../bindings/core.js';
import { systemdTimer } from '../../bindings/systemd.js';
import { empty, join } from '../../model/builtins.js';
import { assume, call, concat, isA, sensitive, str, unwrap } from '../../model/expressions.js';
import { type Body, comment, order, ref, resource, unless, when } from '../../model/statements.js';
import type { Expr } from '../../model/value.js';
import type { Secret } from '../../model/vocabulary.js';
import { codePaths } from './paths.js';

/** What a class that fetches code has to know; `undefined` and an empty list stand for what root and the system have. */
export interface RepositoryAccess {
  readonly deploy_key: Expr<Secret<string> | undefined>;
  readonly known_hosts: Expr<string[]>;
}

const rootFile = { ensure: 'file', owner: 'root', group: 'root' } as const satisfies FileParams;

/**
 * A key, and the servers' host keys, in files.
 *
 * @param timer - what starts the first fetch, and waits for them
 */
export function repositoryAccess({ deploy_key, known_hosts }: RepositoryAccess, timer: string): Body {
  const key = unwrap(assume<Secret<string>>(deploy_key, 'the condition around it'));
  return [
    when(isA(deploy_key, 'NotUndef'), [
      comment('OpenSSH refuses a key without a newline at its end.'),
      resource(file, codePaths.deployKey, {
        ...rootFile,
        mode: '0400',
        show_diff: false,
        content: sensitive(str`${call<string>('strip', key)}\n`),
      }),
      comment('The first fetch needs the key.'),
      order(ref(file, codePaths.deployKey), ref(systemdTimer, timer)),
    ]),
    unless(empty(known_hosts), [
      resource(file, codePaths.knownHosts, {
        ...rootFile,
        mode: '0644',
        content: join(concat(known_hosts, ['']), '\n'),
      }),
      comment('Without its host key the first fetch fails, as nobody is there to answer.'),
      order(ref(file, codePaths.knownHosts), ref(systemdTimer, timer)),
    ]),
  ];
}
