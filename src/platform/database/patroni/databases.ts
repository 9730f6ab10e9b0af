/** The databases in a cluster. */
import { exec, file } from '../../../bindings/core.js';
import { postgresqlPostgresqlPassword } from '../../../bindings/postgresql.js';
import { assertPrivate } from '../../../model/builtins.js';
import { type Profile, profile } from '../../../model/definitions.js';
import { choose, epp, literal, merge, sensitive, str, undef, unwrap } from '../../../model/expressions.js';
import { type Body, comment, include, local, ref, resource } from '../../../model/statements.js';
import type { Expr, Secret, Value } from '../../../model/value.js';
import { infrastructure as is } from '../../platform.js';
import { foremanDatabasePassword, openvoxdbPassword, secrets } from '../../secrets.js';
import { content, database, databaseLocale, defaults } from '../component.js';
import { databasesBehaviours } from './databases-behaviours.js';
import { patroniPaths as paths, patroniService } from './names.js';

/** Something in a database that may be missing. */
interface Step {
  readonly database: string;
  /** SQL expression that is true if it is there. */
  readonly wanted: Value<string>;
  /** What makes it so. */
  readonly statement: Value<string>;
}

/** In their order, by what they are about. */
type Steps = Readonly<Record<string, Step>>;

/**
 * The roles and databases of OpenVoxDB and of Foreman in a cluster.
 *
 * Patroni makes them together with the cluster; what changes later, a password for example, the leader's agent brings up to
 * date. Replicas get everything from the leader.
 */
export const patroniDatabases: Profile = profile('postgresql::patroni::databases', {
  private: true,
  behaviours: databasesBehaviours,
  body: () => {
    const openvoxdb = steps(
      'openvoxdb',
      is.with_openvoxdb,
      openvoxdbPassword(),
      onlyTheOwnerCreates(database.openvoxdb),
    );
    const foreman = steps('foreman', is.with_foreman, foremanDatabasePassword(), {});
    const script = paths.databases;
    return [
      assertPrivate(),
      include(secrets),

      openvoxdb.statements,
      foreman.statements,
      resource(file, script, {
        ensure: 'file',
        owner: defaults.user,
        group: defaults.group,
        mode: '0700',
        show_diff: false,
        content: sensitive(
          epp('patroni-databases.sh', { bindir: defaults.bindir, steps: merge(openvoxdb.value, foreman.value) }),
        ),
        before: patroniService(),
      }),

      comment('On a node without a leader, or on a replica, there is nothing to do.'),
      resource(exec, 'databases of the cluster', {
        command: [script, 'apply'],
        onlyif: [[script, 'leading']],
        unless: [[script, 'check']],
        user: defaults.user,
        cwd: '/',
        require: [ref(file, script), patroniService()],
      }),
    ];
  },
});

function steps(
  client: keyof typeof database,
  present: Expr<boolean>,
  password: Expr<Secret<string>>,
  more: Steps,
): { readonly statements: Body; readonly value: Expr<Steps> } {
  const name = database[client];
  const { locale, extension } = content[client];
  const hash = local(
    `${client}_hash`,
    choose(
      present,
      unwrap<string>(postgresqlPostgresqlPassword(name, password, true, 'scram-sha-256') as Expr<Secret<string>>),
      undef,
    ),
  );
  const postgres = 'postgres';
  const all: Steps = {
    [`${name}: role`]: {
      database: postgres,
      wanted: `EXISTS (SELECT FROM pg_roles WHERE rolname = '${name}')`,
      statement: `CREATE ROLE ${name} LOGIN`,
    },
    [`${name}: password`]: {
      database: postgres,
      wanted: str`EXISTS (SELECT FROM pg_authid WHERE rolname = '${name}' AND rolpassword = '${hash.value}')`,
      statement: str`ALTER ROLE ${name} PASSWORD '${hash.value}'`,
    },
    [`${name}: database`]: {
      database: postgres,
      wanted: `EXISTS (SELECT FROM pg_database WHERE datname = '${name}')`,
      statement: `CREATE DATABASE ${name} OWNER ${name} TEMPLATE template0 ENCODING '${databaseLocale.encoding}' LC_COLLATE '${locale}' LC_CTYPE '${locale}'`,
    },
    [`${name}: extension ${extension}`]: {
      database: name,
      wanted: `EXISTS (SELECT FROM pg_extension WHERE extname = '${extension}')`,
      statement: `CREATE EXTENSION ${extension}`,
    },
    ...more,
  };
  const made = local<Steps>(`${client}_steps`, choose<Steps>(present, all, literal<Steps>({})));
  return { statements: [hash, made], value: made.value };
}

/** Up to PostgreSQL 14 everyone may create tables in a new database. */
function onlyTheOwnerCreates(name: string): Steps {
  return {
    [`${name}: nobody creates tables`]: {
      database: name,
      wanted: "NOT has_schema_privilege('public', 'public', 'CREATE')",
      statement: 'REVOKE CREATE ON SCHEMA public FROM PUBLIC',
    },
    [`${name}: its owner does`]: {
      database: name,
      wanted: `has_schema_privilege('${name}', 'public', 'CREATE')`,
      statement: `GRANT CREATE ON SCHEMA public TO ${name}`,
    },
  };
}
