/** Who may connect to PostgreSQL. */
import {
  postgresqlServerPgHbaRule,
  type PostgresqlServerPgHbaRuleParams,
  postgresqlServerPgIdentRule,
} from '../../bindings/postgresql.js';
import { assertPrivate, empty } from '../../model/builtins.js';
import { of, type Profile, profile } from '../../model/definitions.js';
import { choose, literal, str } from '../../model/expressions.js';
import { own } from '../../model/namespace.js';
import { type Body, each, local, resource, type Statement, when } from '../../model/statements.js';
import type { Expr, Value } from '../../model/value.js';
import { infrastructure as is } from '../platform.js';
import { postgresql, postgresqlClients } from '../profiles/postgresql.js';
import { accessBehaviours } from './access-behaviours.js';
import { database, server } from './component.js';

/** The map that makes the node's certificate OpenVoxDB's role. */
const certificateMap = own;

/**
 * Who may connect to PostgreSQL, and how they prove who they are.
 *
 * On the node itself: the superuser and Foreman through the socket, as the user of that name; OpenVoxDB with the node's
 * certificate. From other nodes only with TLS and a password, OpenVoxDB with a certificate in addition. The first rule
 * that fits decides, and who fits none is refused.
 */
export const postgresqlAccess: Profile = profile('postgresql::access', {
  private: true,
  behaviours: accessBehaviours,
  body: () => {
    const clients = postgresqlClients();
    return [
      assertPrivate(),

      bySocket('superuser', 'Puppet and the backup', 'all', server.user, 1),
      when(clients.foreman_here, [bySocket('Foreman', 'Foreman on this node', database.foreman, database.foreman, 10)]),
      when(clients.openvoxdb_here, [
        rule('OpenVoxDB by certificate', {
          description: 'OpenVoxDB on this node',
          type: 'hostssl',
          database: database.openvoxdb,
          user: database.openvoxdb,
          address: 'samehost',
          auth_method: 'cert',
          auth_option: `map=${certificateMap}`,
          order: 20,
        }),
        resource(postgresqlServerPgIdentRule, 'OpenVoxDB of this node', {
          description: "The certificate of this node may be OpenVoxDB's role",
          map_name: certificateMap,
          system_username: is.certname,
          database_username: database.openvoxdb,
        }),
      ]),
      when(clients.openvoxdb_elsewhere, [
        byPassword('openvoxdb', 'OpenVoxDB', literal<string[]>(['all']), {
          description: 'OpenVoxDB of other nodes, with a password and a certificate of our certificate authority',
          auth_option: 'clientcert=verify-ca',
          order: 30,
        }),
      ]),
      when(clients.foreman_elsewhere, [
        byPassword('foreman', 'Foreman', literal<string[]>([is.foreman_host]), {
          description: 'Foreman on its own node, with a password',
          order: 40,
        }),
      ]),
    ];
  },
});

type Rule = PostgresqlServerPgHbaRuleParams;

const rule = (title: Value<string>, values: Rule): Statement => resource(postgresqlServerPgHbaRule, title, values);

/** Through the socket, as the system's user of that name. */
function bySocket(who: string, description: string, name: string, user: Value<string>, order: number): Statement {
  return rule(`${who} by socket`, { description, type: 'local', database: name, user, auth_method: 'peer', order });
}

/** From the networks of the clients, or else from the given addresses. */
function byPassword(
  client: keyof typeof database,
  who: string,
  otherwise: Expr<string[]>,
  values: Pick<Rule, 'description' | 'auth_option' | 'order'>,
): Body {
  const networks = of(postgresql).client_networks;
  const addresses = local<readonly string[]>(`${client}_addresses`, choose<readonly string[]>(empty(networks), otherwise, networks));
  return [
    addresses,
    each<string>(addresses.value, 'address', (address) => [
      rule(str`${who} from ${address}`, {
        description: values.description,
        type: 'hostssl',
        database: database[client],
        user: database[client],
        address,
        auth_method: 'scram-sha-256',
        auth_option: values.auth_option,
        order: values.order,
      }),
    ]),
  ];
}
