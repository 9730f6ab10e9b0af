/** What other classes need to know of the component's PostgreSQL server. */
import { packageResource } from '../../bindings/core.js';
import { postgresqlServer } from '../../bindings/postgresql.js';
import { empty } from '../../model/builtins.js';
import { scope } from '../../model/definitions.js';
import { and } from '../../model/expressions.js';
import { ref } from '../../model/statements.js';
import type { Expr, ResourceReference } from '../../model/value.js';
import { infrastructure } from '../platform.js';

/** Parameters of the component's server, after its evaluation. */
export const server = scope<{ user: string; group: string; port: number }>(postgresqlServer);

/** The component's package of the server, which brings the user `postgres`; its title is the same everywhere. */
export const serverPackage = (): Expr<ResourceReference> => ref(packageResource, 'postgresql-server');

/** Whether the clients on this node find their database on it, which members of a cluster only do while they lead. */
export const databaseIsLocal = (): Expr<boolean> =>
  and(infrastructure.is_postgresql, empty(infrastructure.patroni_hosts));

/** PostgreSQL's names: of the databases, and of the roles that own them. */
export const database = { openvoxdb: 'puppetdb', foreman: 'foreman' } as const;
