/** The PostgreSQL server of the platform. */
import { type Profile, profile, scope } from '../../model/definitions.js';
import { and, eq, isA, not, or, sentence, str } from '../../model/expressions.js';
import { own } from '../../model/namespace.js';
import { comment, contain, fail, include, local, when } from '../../model/statements.js';
import type { Data, IpAddress, Matching, NonEmpty, PositiveInteger, PuppetType } from '../../model/vocabulary.js';
import { postgresqlAccess } from '../database/access.js';
import { postgresqlBackup } from '../database/backup.js';
import { clustered, hasServer } from '../database/component.js';
import { postgresqlDatabases } from '../database/databases.js';
import { patroni } from '../database/patroni/patroni.js';
import { postgresqlSettings } from '../database/settings.js';
import { postgresqlStandalone } from '../database/standalone.js';
import { postgresqlTls } from '../database/tls.js';
import { keepalive } from '../keepalive.js';
import { infrastructure as is, platform } from '../platform.js';
import { postgresqlBehaviours } from './postgresql-behaviours.js';

type Network = PuppetType<'Stdlib::IP::Address::CIDR', string>;

/** Parameters of {@link postgresql}. */
export interface PostgresqlParams {
  /** Major version of PostgreSQL in the distribution; set by the module's data. */
  distribution_version: Matching<'\\A\\d{2}\\z'>;
  /** Packages of Patroni; set by the module's data. */
  patroni_packages: string[];
  /** Packages of etcd; set by the module's data. */
  etcd_packages: string[];
  /** Repository with etcd for EL, beside PostgreSQL's own; set by the module's data. */
  extras_baseurl: string;
  /** Major version of PostgreSQL. Default: 16 from PostgreSQL's own repository, otherwise what the distribution has. */
  version?: Matching<'\\A\\d{2}\\z'>;
  /** Whether to install PostgreSQL from its own package repository (PGDG). */
  manage_package_repo: boolean;
  /**
   * Networks from which OpenVoxDB and Foreman may connect. Default: from everywhere, with TLS and their passwords, and
   * OpenVoxDB with a certificate of the platform's certificate authority besides.
   */
  client_networks: Network[];
  /**
   * What PostgreSQL listens on. Default: the node itself where all its clients are on the node, otherwise everything.
   */
  listen_addresses?: string | NonEmpty<string>;
  /**
   * Number of OpenVoxDB services that connect; decides max_connections. Default: 1, or 16 in a pool, or the number of
   * listed compilers and the primary where that is larger.
   */
  openvoxdb_nodes?: PositiveInteger;
  /** Whether to dump the databases regularly. */
  backup: boolean;
  /**
   * Whether a transaction in a Patroni cluster waits for a second member, so that none that was confirmed is lost with its
   * leader. While there is no second member, the leader goes on alone.
   */
  replication: 'synchronous' | 'asynchronous';
  /**
   * What is merged into Patroni's configuration (patroni.yml), to any depth; the values of several levels of Hiera are
   * merged as well. What is below `bootstrap` and `dcs` also reaches a cluster that is running.
   */
  patroni_settings: Record<string, Data>;
  /** What is merged into the configuration of etcd. */
  etcd_settings: Record<string, Data>;
  /** Address on which Patroni, etcd and, unless `listen_addresses` says otherwise, PostgreSQL of a cluster listen. */
  cluster_address: IpAddress;
  /**
   * Networks of the nodes of a Patroni cluster, as systemd.resource-control(5) has them. If they are given, etcd refuses
   * everybody else's packets, and sends none to them: `cluster_resolvers` has to name what it needs besides.
   */
  cluster_networks: Network[];
  /**
   * Name servers outside of `cluster_networks`, with which etcd finds the other members. Needed where /etc/resolv.conf names
   * them, instead of a resolver on the node itself.
   */
  cluster_resolvers: IpAddress[];
}

/** Which clients there are, and where. */
interface PostgresqlClients {
  openvoxdb_elsewhere: boolean;
  foreman_elsewhere: boolean;
  openvoxdb_here: boolean;
  foreman_here: boolean;
}

/**
 * The PostgreSQL server that holds the data of OpenVoxDB and of Foreman, or a member of the Patroni cluster that does.
 *
 * On a monolithic server and on a primary this profile is part of the node already where `openvox_platform::postgresql`
 * is that node. Classify another node with it, or give its certificate the `pp_role` postgresql, to have PostgreSQL
 * there.
 *
 * @example A PostgreSQL server of its own for several compilers
 * # Hiera: openvox_platform::postgresql: pgsql.example.com
 * include openvox_platform::profile::postgresql
 *
 * @example Three members of a Patroni cluster, each classified with `openvox_platform` alone
 * # Hiera: openvox_platform::patroni_members: [pg1.example.com, pg2.example.com, pg3.example.com]
 * # Hiera: openvox_platform::postgresql: pg1.example.com
 * # Hiera: openvox_platform::secrets::patroni_etcd_password: ENC[PKCS7,...]
 * include openvox_platform
 */
export const postgresql: Profile<PostgresqlParams> = profile<PostgresqlParams>('profile::postgresql', {
  defaults: {
    manage_package_repo: true,
    client_networks: [],
    backup: true,
    replication: 'synchronous',
    patroni_settings: {},
    etcd_settings: {},
    cluster_address: '0.0.0.0',
    cluster_networks: [],
    cluster_resolvers: [],
  },
  behaviours: postgresqlBehaviours,
  body: ({ params }) => {
    const elsewhere = {
      openvoxdb: local(
        'openvoxdb_elsewhere',
        and(is.with_openvoxdb, not(and(eq(is.tier, 'standard'), is.is_openvoxdb))),
      ),
      foreman: local('foreman_elsewhere', and(is.with_foreman, not(is.is_foreman))),
    };
    return [
      include(platform),
      when(and(isA(is.primary, 'NotUndef'), not(is.is_primary), eq(is.postgresql_host, is.primary)), [
        fail(
          sentence(
            str`${own}: this node, ${is.certname}, is classified as a PostgreSQL server, but nothing would use it, since`,
            str`${own}::postgresql is blank or the primary: set it to ${is.certname}, or classify the node differently`,
          ),
        ),
      ]),

      comment('Clients on other nodes, which have passwords; those on this node have none.'),
      elsewhere.openvoxdb,
      elsewhere.foreman,
      local('openvoxdb_here', is.runs_openvoxdb),
      local('foreman_here', and(is.with_foreman, is.is_foreman)),

      comment(
        'A client that has lost its power keeps its connections, with their locks, for as long as the kernel does.',
      ),
      when(or(elsewhere.openvoxdb.value, elsewhere.foreman.value), [include(keepalive)]),

      when(
        clustered(),
        [contain(patroni)],
        [contain(postgresqlStandalone, postgresqlTls, postgresqlAccess, postgresqlSettings, postgresqlDatabases)],
      ),
      comment('A node of the cluster that has etcd alone has nothing to dump.'),
      when(and(params.backup, hasServer()), [contain(postgresqlBackup)]),
    ];
  },
});

/** Which clients the server has, for its classes. */
export const postgresqlClients = () => scope<PostgresqlClients>(postgresql);
