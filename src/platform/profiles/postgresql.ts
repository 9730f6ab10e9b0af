/** The PostgreSQL server of the platform. */
import { type Profile, profile, scope } from '../../model/definitions.js';
import { and, eq, not } from '../../model/expressions.js';
import { comment, contain, include, local, when } from '../../model/statements.js';
import type { Matching, NonEmpty, PositiveInteger, PuppetType } from '../../model/vocabulary.js';
import { postgresqlAccess } from '../database/access.js';
import { postgresqlBackup } from '../database/backup.js';
import { postgresqlDatabases } from '../database/databases.js';
import { postgresqlSettings } from '../database/settings.js';
import { postgresqlStandalone } from '../database/standalone.js';
import { postgresqlTls } from '../database/tls.js';
import { infrastructure as is, platform } from '../platform.js';
import { postgresqlBehaviours } from './postgresql-behaviours.js';

type Network = PuppetType<'Stdlib::IP::Address::V4::CIDR', string> | PuppetType<'Stdlib::IP::Address::V6::CIDR', string>;

/** Parameters of {@link postgresql}. */
export interface PostgresqlParams {
  /** Major version of PostgreSQL in the distribution; set by the module's data. */
  distribution_version: Matching<'\\A\\d{2}\\z'>;
  /** Major version of PostgreSQL. Default: 16 from PostgreSQL's own repository, otherwise what the distribution has. */
  version?: Matching<'\\A\\d{2}\\z'>;
  /** Whether to install PostgreSQL from its own package repository (PGDG). */
  manage_package_repo: boolean;
  /**
   * Networks from which OpenVoxDB and Foreman may connect. Default: OpenVoxDB from everywhere, with a certificate of the
   * platform's certificate authority in addition to its password, and Foreman from its host only.
   */
  client_networks: Network[];
  /**
   * What PostgreSQL listens on. Default: the node itself where all its clients are on the node, otherwise everything.
   */
  listen_addresses?: string | NonEmpty<string>;
  /**
   * Number of OpenVoxDB services that connect; decides max_connections. Default: 1, or 8 in a pool, or the number of
   * listed compilers and the primary where that is larger.
   */
  openvoxdb_nodes?: PositiveInteger;
  /** Whether to dump the databases regularly. */
  backup: boolean;
}

/** Which clients there are, and where. */
interface PostgresqlClients {
  openvoxdb_elsewhere: boolean;
  foreman_elsewhere: boolean;
  openvoxdb_here: boolean;
  foreman_here: boolean;
}

/**
 * The PostgreSQL server that holds the data of OpenVoxDB and of Foreman.
 *
 * On a monolithic server and on a primary this profile is part of the node already where `openvox_platform::postgresql`
 * is that node. Classify another node with it, or give its certificate the `pp_role` postgresql, to have PostgreSQL
 * there.
 *
 * @example A PostgreSQL server of its own for several compilers
 * # Hiera: openvox_platform::postgresql: pgsql.example.com
 * include openvox_platform::profile::postgresql
 */
export const postgresql: Profile<PostgresqlParams> = profile<PostgresqlParams>('profile::postgresql', {
  defaults: {
    manage_package_repo: true,
    client_networks: [],
    backup: true,
  },
  behaviours: postgresqlBehaviours,
  body: ({ params }) => [
    include(platform),

    comment('Clients on other nodes, which have passwords; those on this node have none.'),
    local('openvoxdb_elsewhere', and(is.with_openvoxdb, not(and(eq(is.tier, 'standard'), is.is_openvoxdb)))),
    local('foreman_elsewhere', and(is.with_foreman, not(is.is_foreman))),
    local('openvoxdb_here', is.runs_openvoxdb),
    local('foreman_here', and(is.with_foreman, is.is_foreman)),

    contain(postgresqlStandalone, postgresqlTls, postgresqlAccess, postgresqlSettings, postgresqlDatabases),
    when(params.backup, [contain(postgresqlBackup)]),
  ],
});

/** Which clients the server has, for its classes. */
export const postgresqlClients = () => scope<PostgresqlClients>(postgresql);
