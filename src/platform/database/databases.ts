/** The databases themselves. */
import {
  postgresqlPostgresqlPassword,
  postgresqlPsql,
  postgresqlServerContrib,
  postgresqlServerDatabase,
  postgresqlServerExtension,
  postgresqlServerRole,
} from '../../bindings/postgresql.js';
import { assertPrivate } from '../../model/builtins.js';
import { type Profile, profile } from '../../model/definitions.js';
import { choose } from '../../model/expressions.js';
import { type Body, comment, include, local, order, ref, resource, when } from '../../model/statements.js';
import type { Expr, Secret, Value } from '../../model/value.js';
import { infrastructure as is } from '../platform.js';
import { postgresqlClients } from '../profiles/postgresql.js';
import { foremanDatabasePassword, openvoxdbPassword, secrets } from '../secrets.js';
import { content, database } from './component.js';
import { databasesBehaviours } from './databases-behaviours.js';

/** The databases of OpenVoxDB and of Foreman, with their owners and extensions. */
export const postgresqlDatabases: Profile = profile('postgresql::databases', {
  private: true,
  behaviours: databasesBehaviours,
  body: () => {
    const clients = postgresqlClients();
    return [
      assertPrivate(),
      include(secrets),

      when(is.with_openvoxdb, [
        roleAndDatabase('openvoxdb', clients.openvoxdb_elsewhere, openvoxdbPassword()),
        ownSchema(database.openvoxdb),
      ]),

      when(is.with_foreman, [roleAndDatabase('foreman', clients.foreman_elsewhere, foremanDatabasePassword())]),
    ];
  },
});

/**
 * A role, its database, and an extension in it. A role without a password can only be used with a certificate or through
 * the socket, which is enough for a client on the same node.
 */
function roleAndDatabase(
  client: keyof typeof database,
  elsewhere: Expr<boolean>,
  password: Expr<Secret<string>>,
): Body {
  const name = database[client];
  const { locale, extension, why } = content[client];
  const hash = local<string | Secret<string> | boolean>(
    `${client}_hash`,
    choose<string | Secret<string>, boolean>(
      elsewhere,
      postgresqlPostgresqlPassword(name, password, true, 'scram-sha-256'),
      false,
    ),
  );
  return [
    comment('A role without a password can only be used with a certificate or through the socket.'),
    hash,
    resource(postgresqlServerRole, name, { password_hash: hash.value }),
    resource(postgresqlServerDatabase, name, {
      owner: name,
      encoding: 'UTF8',
      locale,
      require: ref(postgresqlServerRole, name),
    }),
    comment(`${why} On EL it is in a package of its own.`),
    resource(postgresqlServerExtension, `${extension} for ${name}`, {
      database: name,
      extension,
      require: ref(postgresqlServerContrib),
    }),
  ];
}

/** Only the owner creates tables. */
function ownSchema(name: string): Body {
  const revoke = `${name}: revoke CREATE on schema public from everyone`;
  const grant = `${name}: grant CREATE on schema public to the owner`;
  const allowed = (role: string): Value<string> => `SELECT 1 WHERE has_schema_privilege('${role}', 'public', 'CREATE')`;
  return [
    comment('Up to PostgreSQL 14 everyone may create tables in a new database.'),
    resource(postgresqlPsql, revoke, {
      db: name,
      command: 'REVOKE CREATE ON SCHEMA public FROM PUBLIC',
      onlyif: allowed('public'),
    }),
    resource(postgresqlPsql, grant, {
      db: name,
      command: `GRANT CREATE ON SCHEMA public TO ${name}`,
      unless: allowed(name),
    }),
    comment('The schema exists with its database; the grant follows the revocation, which would take it away again.'),
    order(ref(postgresqlServerDatabase, name), ref(postgresqlPsql, revoke), ref(postgresqlPsql, grant)),
  ];
}
