/** The clients of PostgreSQL on other nodes: which rules let them in, whoever writes pg_hba.conf. */
import { empty } from '../../model/builtins.js';
import { of } from '../../model/definitions.js';
import { choose, literal } from '../../model/expressions.js';
import { type Local, local } from '../../model/statements.js';
import type { Expr } from '../../model/value.js';
import { postgresql, postgresqlClients } from '../profiles/postgresql.js';
import { database } from './component.js';

/** A client that connects with TLS and the password of its role. */
interface RemoteClient {
  readonly title: string;
  readonly description: string;
  /** Name of its database and of its role. */
  readonly database: string;
  /** Whether there is such a client. */
  readonly present: Expr<boolean>;
  /** From where: the networks of the clients, or everywhere. */
  readonly addresses: Local<readonly string[]>;
  /** What is asked for beside the password. */
  readonly option?: string;
  /** Place among the rules. */
  readonly order: number;
}

export function remoteClients(): readonly RemoteClient[] {
  const clients = postgresqlClients();
  return [
    {
      title: 'OpenVoxDB',
      description: 'OpenVoxDB of other nodes, with a password and a certificate of our certificate authority',
      database: database.openvoxdb,
      present: clients.openvoxdb_elsewhere,
      addresses: addresses('openvoxdb'),
      option: 'clientcert=verify-ca',
      order: 30,
    },
    {
      title: 'Foreman',
      description: 'Foreman on its own node, with a password',
      database: database.foreman,
      present: clients.foreman_elsewhere,
      addresses: addresses('foreman'),
      order: 40,
    },
  ];
}

/** A host name would need a name for its address that leads back to it; a password and TLS need neither. */
function addresses(client: keyof typeof database): Local<readonly string[]> {
  const networks = of(postgresql).client_networks;
  return local<readonly string[]>(
    `${client}_addresses`,
    choose<readonly string[]>(empty(networks), literal<readonly string[]>(['all']), networks),
  );
}
