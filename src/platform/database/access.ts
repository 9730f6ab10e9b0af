/** Who may connect to PostgreSQL. */
import {
  postgresqlServerPgHbaRule,
  type PostgresqlServerPgHbaRuleParams,
  postgresqlServerPgIdentRule,
} from '../../bindings/postgresql.js';
import { assertPrivate } from '../../model/builtins.js';
import { type Profile, profile } from '../../model/definitions.js';
import { str } from '../../model/expressions.js';
import { own } from '../../model/namespace.js';
import { each, resource, type Statement, when } from '../../model/statements.js';
import type { Value } from '../../model/value.js';
import { infrastructure as is } from '../platform.js';
import { postgresqlClients } from '../profiles/postgresql.js';
import { accessBehaviours } from './access-behaviours.js';
import { remoteClients } from './clients.js';
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
      remoteClients().map(({ title, description, database: name, present, addresses, option, order }) =>
        when(present, [
          addresses,
          each<string>(addresses.value, 'address', (address) => [
            rule(str`${title} from ${address}`, {
              description,
              type: 'hostssl',
              database: name,
              user: name,
              address,
              auth_method: 'scram-sha-256',
              auth_option: option,
              order,
            }),
          ]),
        ]),
      ),
    ];
  },
});

type Rule = PostgresqlServerPgHbaRuleParams;

const rule = (title: Value<string>, values: Rule): Statement => resource(postgresqlServerPgHbaRule, title, values);

/** Through the socket, as the system's user of that name. */
function bySocket(who: string, description: string, name: string, user: Value<string>, order: number): Statement {
  return rule(`${who} by socket`, { description, type: 'local', database: name, user, auth_method: 'peer', order });
}
