/** Foreman. */
import { apacheService } from '../../bindings/apache.js';
import {
  foreman as component,
  foremanCli,
  foremanCliPuppet,
  foremanConfigEntry,
  foremanDatabase,
  foremanInstall,
  foremanPluginPuppet,
  foremanPluginPuppetdb,
  foremanService,
} from '../../bindings/foreman.js';
import { redis } from '../../bindings/redis.js';
import { stdlibToJson } from '../../bindings/stdlib.js';
import { join, length, lookup, pick, sort } from '../../model/builtins.js';
import { of, type Profile, profile } from '../../model/definitions.js';
import { and, choose, concat, eq, fact, gt, merge, or, sentence, str, undef, unwrap } from '../../model/expressions.js';
import { own, qualify } from '../../model/namespace.js';
import {
  type Body,
  comment,
  contain,
  declare,
  fail,
  include,
  local,
  order,
  ref,
  resource,
  unless,
  when,
} from '../../model/statements.js';
import type { Expr, Value } from '../../model/value.js';
import type { Fqdn } from '../../model/vocabulary.js';
import { followsCertificate } from '../certificate-copies.js';
import { certificate, certificates } from '../certificates.js';
import { databaseIsLocal } from '../database/component.js';
import { credentials, foremanCredentials } from '../foreman/credentials.js';
import { foremanNode } from '../foreman/node.js';
import { foremanRepository } from '../foreman/repository.js';
import { foremanSupport, foremanSupported, thisSystem } from '../foreman/supported.js';
import { hosts } from '../functions.js';
import { infrastructure as is, platform } from '../platform.js';
import { port } from '../ports.js';
import { foremanDatabasePassword, secrets } from '../secrets.js';
import { foremanPumaWorkers } from '../tuning/foreman.js';
import { nodeTuning } from '../tuning/node.js';
import { foremanBehaviours } from './foreman-behaviours.js';
import { postgresql } from './postgresql.js';

/** As libpq has it: seconds until an address counts as silent, seconds and milliseconds until a connection does. */
const patience = {
  connect_timeout: 5,
  keepalives_idle: 60,
  keepalives_interval: 10,
  keepalives_count: 3,
  tcp_user_timeout: 60_000,
};

/** Parameters of {@link foreman}. */
export interface ForemanProfileParams {
  /**
   * Further hosts from which Foreman accepts facts and reports, and which may ask it for classes: compilers that are not
   * in `openvox_platform::compilers`.
   */
  trusted_hosts: Fqdn[];
  /**
   * Whether Foreman on a node of its own registers the smart proxy of the primary. The primary has none where its
   * operating system is not one that Foreman supports.
   */
  register_smart_proxy: boolean;
  /** Whether Foreman removes hosts from OpenVoxDB and queries it. */
  openvoxdb_plugin: boolean;
}

/**
 * Foreman with its Redis cache, and what connects it with the OpenVox server.
 *
 * On the primary this profile is part of the node already where `openvox_platform::foreman_server` is that node.
 *
 * @example Foreman on a node of its own
 * # Hiera: openvox_platform::foreman_server: foreman.example.com
 * include openvox_platform::profile::foreman
 */
export const foreman: Profile<ForemanProfileParams> = profile<ForemanProfileParams>('profile::foreman', {
  defaults: { trusted_hosts: [], register_smart_proxy: true, openvoxdb_plugin: true },
  behaviours: foremanBehaviours,
  body: ({ params }) => {
    const localDatabase = local('local_database', databaseIsLocal());
    const servers = local(
      'servers',
      sort(hosts({ values: concat(concat<string>([is.primary], is.static_compilers), params.trusted_hosts) })),
    );
    return [
      include(platform, foremanSupported),
      refusals(),

      include(certificates, secrets, nodeTuning),
      contain(foremanCredentials, foremanRepository),

      localDatabase,
      when(localDatabase.value, [include(postgresql)]),

      comment("Foreman's cache and the queue of its jobs. Declared before Foreman, which would include it as well."),
      contain(redis),
      theComponent(localDatabase.value),
      contain(foremanPluginPuppet, foremanCli, foremanCliPuppet),
      when(and(params.openvoxdb_plugin, is.with_openvoxdb), [
        declare(foremanPluginPuppetdb, {
          address: lookup<string>(
            'foreman::plugin::puppetdb::address',
            str`https://${is.openvoxdb_host}:${port.openvoxdb}/pdb/cmd/v1`,
          ),
        }),
        contain(foremanPluginPuppetdb),
      ]),

      comment(
        [
          'Foreman listens to registered smart proxies and to these. The value is spelled as Foreman prints it, so that it is',
          'compared as equal. Settings are in the database.',
        ].join('\n'),
      ),
      servers,
      resource(foremanConfigEntry, 'trusted_hosts', {
        value: stdlibToJson(servers.value),
        require: ref(foremanDatabase),
      }),

      comment("Packages from Foreman's repository"),
      order(ref(foremanRepository), ref(foremanInstall)),

      comment("Apache serves TLS with the node's certificate, and does not start without it."),
      order(ref(certificates), ref(apacheService)),
      followsCertificate('foreman', ref(apacheService)),

      comment("Foreman's processes connect to Redis when they start."),
      order(ref(redis), ref(foremanService)),

      comment('The database is there before its schema is.'),
      when(localDatabase.value, [order(ref(postgresql), ref(foremanDatabase))]),

      unless(is.is_server, [contain(foremanNode)]),
    ];
  },
});

/** What cannot work. */
function refusals(): Body {
  const me = qualify('profile::foreman');
  const remove = 'or remove this class from the node.';
  const { here, list } = foremanSupport();
  const fqdn = fact('networking.fqdn');
  const refuse = (unlessThis: Expr<boolean>, ...sentences: Value<string>[]) =>
    unless(unlessThis, [fail(sentence(...sentences))]);
  return [
    refuse(
      is.with_foreman,
      `${me}: the platform has no Foreman, since ${own}::foreman is false. Set it to true, ${remove}`,
    ),
    refuse(
      is.is_foreman,
      str`${me}: this node is ${is.certname}, but Foreman belongs on ${is.foreman_host}.`,
      str`Set ${own}::foreman_server to ${is.certname}, ${remove}`,
    ),
    refuse(
      here,
      str`${me}: Foreman does not support ${thisSystem()}, only ${list}.`,
      `Set ${own}::foreman: false to do without it, or name a node with one of these in ${own}::foreman_server.`,
    ),
    refuse(
      eq(is.certname, fqdn),
      str`${me}: the certificate of this node is for ${is.certname}, but the node calls itself ${fqdn}.`,
      "Foreman's address, its certificate and its registration follow the latter. Correct the host name, or request a",
      'certificate for it.',
    ),
  ];
}

type Options = Record<string, string | number>;

function theComponent(localDatabase: Expr<boolean>): Body {
  const tuned = of(nodeTuning);
  const { admin_password, oauth_consumer_key, oauth_consumer_secret } = credentials();
  const remote = <T>(value: Value<T>): Expr<T | undefined> => choose<undefined, T>(localDatabase, undef, value);
  const several = local('several_hosts', gt(length(is.database_hosts), 1));
  const leading = { host: join(is.database_hosts, ','), target_session_attrs: 'read-write' };
  const leader = local('leader_options', choose<Options>(several.value, leading, {}));
  const waiting = local('waiting_options', choose<Options>(localDatabase, {}, patience));
  const options = local(
    'database_options',
    merge(merge(leader.value, waiting.value), lookup<Options>('foreman::db_extra_options', {})),
  );
  return [
    comment(
      [
        'Of the members of a cluster the client library takes the one that leads. A machine that is gone neither answers nor',
        'ends its connections; the kernel would wait for minutes and for two hours.',
      ].join('\n'),
    ),
    several,
    leader,
    waiting,
    options,

    comment(
      [
        "The role and the database are the PostgreSQL profile's. On the same node Foreman's user is its role, which has no",
        'password; the component insists on writing one. With a root certificate the component has the name in the',
        "server's certificate verified. On a node of its own the component's formula for workers is right.",
      ].join('\n'),
    ),
    declare(component, {
      db_manage: false,
      db_host: choose<undefined, string>(or(localDatabase, several.value), undef, is.postgresql_host),
      db_extra_options: options.value,
      db_password: choose(localDatabase, 'not used through the socket', unwrap(foremanDatabasePassword())),
      db_root_cert: remote(pick<string>(is.postgresql_ca_file, certificate.ca)),
      initial_admin_password: unwrap(admin_password),
      oauth_consumer_key: unwrap(oauth_consumer_key),
      oauth_consumer_secret: unwrap(oauth_consumer_secret),
      foreman_service_puma_workers: choose<number, undefined>(
        is.is_server,
        lookup<number>(
          'foreman::foreman_service_puma_workers',
          foremanPumaWorkers({ cpus: tuned.cpus, foreman_mb: tuned.foreman_mb }),
        ),
        undef,
      ),
    }),
    contain(component),
  ];
}
