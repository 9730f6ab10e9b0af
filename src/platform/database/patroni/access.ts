/** Who may connect to the PostgreSQL of a member: the same clients as to a single server, and the other members. */
import { flatten } from '../../../model/builtins.js';
import { choose, concat, literal, map, str } from '../../../model/expressions.js';
import { own } from '../../../model/namespace.js';
import { type Body, comment, local } from '../../../model/statements.js';
import type { Expr } from '../../../model/value.js';
import { infrastructure as is } from '../../platform.js';
import { remoteClients } from '../clients.js';
import { defaults } from '../component.js';

/** Roles with which members connect to each other. They have no passwords: the members' certificates stand for them. */
export const memberRoles = { replication: 'replicator', rewind: 'rewinder' } as const;

/** The map that makes a member's certificate one of those roles. */
const certificateMap = `${own}_members`;

interface ClusterAccess {
  readonly statements: Body;
  /** Lines of pg_hba.conf. */
  readonly hba: Expr<string[]>;
  /** Lines of pg_ident.conf. */
  readonly ident: Expr<string[]>;
}

export function clusterAccess(): ClusterAccess {
  const clients = remoteClients().map(({ title, database, present, addresses, option, order: _ }) => {
    const end = option === undefined ? '' : ` ${option}`;
    const lines = local<string[]>(
      `${title.toLowerCase()}_access`,
      choose<string[]>(
        present,
        map(
          addresses.value,
          'address',
          (address) => str`hostssl ${database} ${database} ${address} scram-sha-256${end}`,
        ),
        [],
      ),
    );
    return { addresses, lines };
  });
  const members = local<string[]>('member_access', [
    str`local all ${defaults.user} peer`,
    `hostssl replication ${memberRoles.replication} all cert map=${certificateMap}`,
    `hostssl postgres ${memberRoles.rewind} all cert map=${certificateMap}`,
  ]);
  const roles = Object.values(memberRoles);
  const ident = local(
    'identities',
    flatten<string>(
      map(is.patroni_hosts, 'host', (host) =>
        literal<string[]>(roles.map((role) => str`${certificateMap} ${host} ${role}`)),
      ),
    ),
  );
  const hba = local(
    'access',
    clients.reduce<Expr<string[]>>((all, { lines }) => concat<string>(all, lines.value), members.value),
  );
  return {
    statements: [
      comment(
        'The superuser, for Puppet, Patroni and the backup; the other members; the clients with their passwords.',
      ),
      members,
      clients.map(({ addresses, lines }) => [addresses, lines]),
      hba,
      ident,
    ],
    hba: hba.value,
    ident: ident.value,
  };
}
