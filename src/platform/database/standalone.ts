/** One PostgreSQL server. */
import { postgresqlServer, postgresqlServerContrib } from '../../bindings/postgresql.js';
import { assertPrivate, flatten, join, lookup, pick } from '../../model/builtins.js';
import { of, type Profile, profile } from '../../model/definitions.js';
import { assume, choose, literal, or, undef } from '../../model/expressions.js';
import { type Body, comment, contain, declare, local } from '../../model/statements.js';
import type { Expr } from '../../model/value.js';
import { infrastructure as is } from '../platform.js';
import { postgresql, postgresqlClients } from '../profiles/postgresql.js';
import { postgresqlInstallation } from './installation.js';
import { standaloneBehaviours } from './standalone-behaviours.js';

/** One PostgreSQL server: its database cluster and its service. */
export const postgresqlStandalone: Profile = profile('postgresql::standalone', {
  private: true,
  behaviours: standaloneBehaviours,
  body: () => {
    const addresses = listenAddresses();
    return [
      assertPrivate(),
      contain(postgresqlInstallation),

      addresses.statements,
      comment(
        [
          "The addresses are one string: of a list the component's type would write the first element only. The component's",
          'own rules would let every user in from the node by password.',
        ].join('\n'),
      ),
      declare(postgresqlServer, {
        listen_addresses: join(addresses.value, ','),
        pg_hba_conf_defaults: false,
      }),
      contain(postgresqlServer),

      comment("pg_trgm and amcheck; part of the server's package on Debian, where this class is empty."),
      contain(postgresqlServerContrib),
    ];
  },
});

/** What PostgreSQL listens on: what the site says, or what its clients need. */
function listenAddresses(): { readonly statements: Body; readonly value: Expr<string[]> } {
  const clients = postgresqlClients();
  const here = local(
    'local_addresses',
    choose<string[]>(clients.openvoxdb_here, ['localhost', is.certname], ['localhost']),
  );
  const needed = local(
    'needed_addresses',
    choose<string[]>(or(clients.openvoxdb_elsewhere, clients.foreman_elsewhere), ['*'], here.value),
  );
  type Addresses = string | readonly string[];
  const value = local(
    'listen_addresses',
    flatten<string>(
      literal<Addresses[]>([
        pick<Addresses>(
          assume<Addresses | undefined>(of(postgresql).listen_addresses, 'its type'),
          lookup<Addresses | undefined>('postgresql::server::listen_addresses', undef),
          needed.value,
        ),
      ]),
    ),
  );
  return {
    statements: [
      comment('OpenVoxDB connects to the name in the certificate, even on the same node.'),
      here,
      needed,
      value,
    ],
    value: value.value,
  };
}
