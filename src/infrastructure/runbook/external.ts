/** What others have to provide before the platform can use it. */
import { content, database } from '../../platform/database/component.js';
import type { Infrastructure } from '../model/infrastructure.js';
import type { Phase } from './model.js';

/** A PostgreSQL that others run. */
export function externalPostgresql(all: Infrastructure): readonly Phase[] {
  const { postgresql, keys, withOpenvoxdb, withForeman } = all;
  if (postgresql.kind !== 'external') return [];
  const clients = [...(withOpenvoxdb ? (['openvoxdb'] as const) : []), ...(withForeman ? (['foreman'] as const) : [])];
  const secrets = { openvoxdb: 'openvoxdb_password', foreman: 'foreman_db_password' };
  const { postgresql_ca: ca } = keys;
  return [
    {
      title: 'PostgreSQL of others',
      intro:
        `Its administrators do this as the superuser of ${postgresql.address}. It listens with TLS, under a certificate ` +
        `${typeof ca === 'string' ? `that \`${ca}\` on every node that connects vouches for` : 'that the Puppet certificate authority has signed'}, ` +
        'lets these roles in with their passwords from the nodes that `ovp-gen infra draw` lists, and has the connections that `ovp-gen infra plan` counts.',
      steps: clients.map((client) => ({
        node: postgresql.address,
        title: `Make the role and the database ${database[client]}`,
        commands: [
          `createuser --pwprompt ${database[client]}`,
          `createdb --owner ${database[client]} --encoding UTF8 --locale ${content[client].locale} --template template0 ${database[client]}`,
          `psql --command 'CREATE EXTENSION IF NOT EXISTS ${content[client].extension}' ${database[client]}`,
          ...(client === 'openvoxdb'
            ? [
                `psql --command 'REVOKE CREATE ON SCHEMA public FROM PUBLIC' --command 'GRANT CREATE ON SCHEMA public TO ${database[client]}' ${database[client]}`,
              ]
            : []),
        ],
        check: {
          commands: [`psql --command '\\dx' ${database[client]}`],
          expect: `lists ${content[client].extension}`,
        },
        note: `The password is the secret \`${all.module.name}::secrets::${secrets[client]}\`.`,
      })),
    },
  ];
}
