/** What other classes need to know of the component's PostgreSQL server. */
import { packageResource } from '../../bindings/core.js';
import { postgresqlParams, postgresqlServer } from '../../bindings/postgresql.js';
import { empty } from '../../model/builtins.js';
import { scope } from '../../model/definitions.js';
import { and, choose, isIn, not, or } from '../../model/expressions.js';
import { type Local, local, ref } from '../../model/statements.js';
import type { Expr, ResourceReference } from '../../model/value.js';
import { infrastructure } from '../platform.js';

/** What the component's class of the server takes as parameters, and its class of defaults knows without one. */
interface ServerParameters {
  /** Who runs PostgreSQL, and is its superuser. */
  user: string;
  group: string;
  port: number;
}

/** Parameters of the component's server, after its evaluation. */
export const server = scope<ServerParameters>(postgresqlServer);

/** The component's defaults for the operating system and the version, which a cluster of several nodes uses as they are. */
export const defaults = scope<ServerParameters & { bindir: string; datadir: string }>(postgresqlParams);

/** Whether PostgreSQL is several nodes, of which Patroni makes one the leader. */
export const clustered = (): Expr<boolean> => not(empty(infrastructure.patroni_hosts));

/** Whether there is a PostgreSQL on a node with the profile: everywhere but where a node of a cluster has etcd alone. */
export const hasServer = (): Expr<boolean> =>
  or(not(clustered()), isIn(infrastructure.certname, infrastructure.patroni_hosts));

/** A parameter of the server, whether the component or Patroni runs it; a local of the same name. */
export const serverParameter = <Name extends keyof ServerParameters>(name: Name): Local<ServerParameters[Name]> =>
  local<ServerParameters[Name]>(name, choose<ServerParameters[Name]>(clustered(), defaults[name], server[name]));

/** Locale of a new database cluster, by whomever it is made: a minimal system may know no other such locale. */
export const databaseLocale = { locale: 'C.UTF-8', encoding: 'UTF8' } as const;

/** The component's package of the server, which brings the user `postgres`; its title is the same everywhere. */
export const serverPackage = (): Expr<ResourceReference> => ref(packageResource, 'postgresql-server');

/** Whether the clients on this node find their database on it, which members of a cluster only do while they lead. */
export const databaseIsLocal = (): Expr<boolean> =>
  and(infrastructure.is_postgresql, empty(infrastructure.patroni_hosts));

/** PostgreSQL's names: of the databases, and of the roles that own them. */
export const database = { openvoxdb: 'puppetdb', foreman: 'foreman' } as const;

/** What is in the databases before their applications are. */
export const content = {
  openvoxdb: {
    locale: 'C.UTF-8',
    extension: 'pg_trgm',
    why: 'OpenVoxDB uses the extension for its indexes when it is there as the database is migrated.',
  },
  foreman: { locale: 'en_US.utf8', extension: 'amcheck', why: 'Foreman checks its indexes with it.' },
} as const satisfies Record<keyof typeof database, unknown>;
