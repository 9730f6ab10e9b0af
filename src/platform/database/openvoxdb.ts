/** The OpenVoxDB service. */
import { exec, file, packageResource, service } from '../../bindings/core.js';
import { iniSetting } from '../../bindings/inifile.js';
import { openvoxdb as component, openvoxdbServerJetty } from '../../bindings/openvoxdb.js';
import { stdlibEnsurePackages } from '../../bindings/stdlib.js';
import { assertPrivate, join, lookup, pick, text } from '../../model/builtins.js';
import { of, type Profile, profile, scope } from '../../model/definitions.js';
import { choose, literal, map, not, select, str, undef } from '../../model/expressions.js';
import { own } from '../../model/namespace.js';
import {
  type Body,
  collect,
  comment,
  contain,
  declare,
  include,
  local,
  order,
  ref,
  refresh,
  resource,
  run,
  when,
  where,
} from '../../model/statements.js';
import type { Data, Expr, Secret } from '../../model/value.js';
import { certificate, certificates } from '../certificates.js';
import { keepalive } from '../keepalive.js';
import { infrastructure as is } from '../platform.js';
import { postgresql } from '../profiles/postgresql.js';
import { openvoxdbPassword, secrets } from '../secrets.js';
import { nodeTuning } from '../tuning/node.js';
import { openvoxdbPool, openvoxdbThreads } from '../tuning/openvoxdb.js';
import { databaseIsLocal } from './component.js';
import { openvoxdbClients } from './openvoxdb-clients.js';
import { openvoxdbBehaviours } from './openvoxdb-behaviours.js';

/** Minutes between two runs of the garbage collection: the component's default. */
const gcMinutes = 60;

/** What the operator's Hiera data say of a parameter of the component, else our own value. */
const setting = <T>(name: string, otherwise: Parameters<typeof lookup<T>>[1]): Expr<T> =>
  lookup<T>(`openvoxdb::${name}`, otherwise);

/**
 * The OpenVoxDB service of this node.
 *
 * Its database is on this node, where the node's certificate is enough, or elsewhere, where it has a password in
 * addition. Component parameters that are not set here, among them how long nodes and reports are kept, belong to the
 * site; of those that are computed here the component's own key in Hiera counts where it is set.
 */
export const openvoxdbService: Profile = profile('openvoxdb', {
  private: true,
  behaviours: openvoxdbBehaviours,
  body: () => {
    const isLocal = local('local', databaseIsLocal());
    return [
      assertPrivate(),
      include(certificates, secrets, nodeTuning),

      isLocal,
      when(isLocal.value, [include(postgresql)]),

      theService(isLocal.value),
      theCertificate(),

      comment('OpenVoxDB migrates its database when it starts, and gives up without one.'),
      when(isLocal.value, [order(ref(postgresql), ref(service, 'puppetdb'))]),
    ];
  },
});

function theService(isLocal: Expr<boolean>): Body {
  const tuned = of(nodeTuning);
  const place = local(
    'place',
    choose<'dedicated' | 'monolithic' | 'pool'>(
      is.is_server,
      select<'monolithic' | 'pool'>(is.tier, [['standard', 'monolithic']], 'pool'),
      'dedicated',
    ),
  );
  const heap = local('heap', str`${tuned.openvoxdb_mb}m`);
  const threads = local(
    'threads',
    setting<number>('command_threads', openvoxdbThreads({ cpus: tuned.cpus, place: place.value })),
  );
  const pool = local('pool', text(openvoxdbPool({ cpus: tuned.cpus, threads: threads.value })));
  const clients = local('clients', openvoxdbClients(is.certname));
  return [
    place,
    heap,
    threads,
    pool,

    comment('Who may ask OpenVoxDB is known in full, except where servers that nobody has listed or agents share one.'),
    clients,

    comment(
      [
        "PostgreSQL has its own profile, and the firewall is the site's. The connection to PostgreSQL has TLS with the node's",
        'certificate, which is the only proof of identity that a local database asks for. Exactly one OpenVoxDB of a database',
        'deletes what is old, and changes the schema.',
      ].join('\n'),
    ),
    declare(component, {
      manage_dbserver: false,
      manage_database: false,
      manage_firewall: false,
      database_host: is.postgresql_host,
      manage_db_password: not(isLocal),
      database_password: choose<Secret<string> | undefined>(isLocal, undef, openvoxdbPassword()),
      postgresql_ssl_on: true,
      gc_interval: choose(is.openvoxdb_owner, setting<number>('gc_interval', gcMinutes), 0),
      migrate: is.openvoxdb_owner,
      java_args: setting<Record<string, Data>>(
        'java_args',
        literal<Record<string, Data>>({ '-Xms': heap.value, '-Xmx': heap.value }),
      ),
      command_threads: threads.value,
      database_max_pool_size: setting<string>('database_max_pool_size', pool.value),
      certificate_whitelist: clients.value,
      disable_update_checking: setting<boolean>('disable_update_checking', true),
    }),
    contain(component),

    theDriver(isLocal),
    thePatience(isLocal),
  ];
}

/** A database on another node may come later, and the service keeps trying; what waits for the service would not. */
function thePatience(isLocal: Expr<boolean>): Body {
  const unit = 'puppetdb';
  return [
    comment(
      [
        'A service whose database does not answer starts for as long as that lasts. Neither this run nor what comes after the',
        'service in it waits for that: on the first run of a primary the database has yet to get its certificate from it.',
      ].join('\n'),
    ),
    when(not(isLocal), [
      collect(service, where('title', unit), {
        override: {
          start: `systemctl start --no-block ${unit}`,
          restart: `systemctl restart --no-block ${unit}`,
          status: `systemctl is-active ${unit} | grep --quiet --line-regexp --extended-regexp 'active|activating|reloading'`,
        },
      }),
    ]),
  ];
}

/**
 * Where the database is elsewhere: of a cluster the driver looks for the one member that takes writes, a node that is gone
 * must not keep it waiting, and one that is not the platform's has another certificate authority.
 *
 * There is no `socketTimeout`: a migration, which may take hours for one statement, connects by the same address.
 */
function theDriver(isLocal: Expr<boolean>): Body {
  const { database_port, database_name, ssl_ca_cert_path, ssl_key_pk8_path, ssl_cert_path } = scope<{
    database_port: number;
    database_name: string;
    ssl_ca_cert_path: string;
    ssl_key_pk8_path: string;
    ssl_cert_path: string;
  }>(component);
  const members = local(
    'members',
    join(
      map(is.database_hosts, 'host', (host) => str`${host}:${database_port}`),
      ',',
    ),
  );
  const properties = local(
    'properties',
    join(
      literal<string[]>([
        'targetServerType=primary',
        'tcpKeepAlive=true',
        'connectTimeout=5',
        'hostRecheckSeconds=30',
        'ssl=true',
        'sslfactory=org.postgresql.ssl.LibPQFactory',
        'sslmode=verify-full',
        str`sslrootcert=${pick<string>(is.postgresql_ca_file, ssl_ca_cert_path)}`,
        str`sslkey=${ssl_key_pk8_path}`,
        str`sslcert=${ssl_cert_path}`,
      ]),
      '&',
    ),
  );
  return [
    comment(
      [
        'Of the members of a cluster the driver takes the one that leads; a node that has lost its power is given up as soon as',
        'the kernel gives it up. The component knows neither, only a single host, and one certificate authority for PostgreSQL',
        'and for the clients of OpenVoxDB, so that the whole address is replaced.',
      ].join('\n'),
    ),
    when(not(isLocal), [
      include(keepalive),
      members,
      properties,
      collect(iniSetting, where('title', 'puppetdb_subname'), {
        override: { value: str`//${members.value}/${database_name}?${properties.value}` },
      }),
    ]),
  ];
}

/** Jetty and the connection to PostgreSQL use copies of the node's certificate, which OpenVoxDB's own tool makes. */
function theCertificate(): Body {
  const copies = local('ssl_dir', '/etc/puppetlabs/puppetdb/ssl');
  const title = `${own}: certificate of OpenVoxDB`;
  const copy = ref(exec, title);
  const settings = '/etc/puppetlabs/puppetdb/conf.d/jetty.ini';
  const same = (original: Expr<string>, name: string): Expr<string> =>
    str`cmp --silent ${original} ${copies.value}/${name}`;
  return [
    comment(
      [
        "Jetty and the connection to PostgreSQL use copies of the node's certificate, which OpenVoxDB's own tool makes. It also",
        'sets the permissions, and jetty.ini where the package left it as it was. The copies are compared with the originals, so',
        'that a renewed certificate arrives; the tool removes the whole directory, the derived key for Java included, which is',
        'then made anew.',
      ].join('\n'),
    ),
    copies,
    comment('cmp, which not every image of EL has'),
    run(stdlibEnsurePackages(['diffutils'])),
    resource(exec, title, {
      command: ['/opt/puppetlabs/bin/puppetdb', 'ssl-setup', '-f'],
      unless: join(
        [same(certificate.cert, 'public.pem'), same(certificate.key, 'private.pem'), same(certificate.ca, 'ca.pem')],
        ' && ',
      ),
      path: ['/usr/bin', '/bin'],
      require: ref(packageResource, 'diffutils'),
    }),

    comment("The package's own scripts run ssl-setup too, which only works once there is a certificate."),
    order(ref(certificates), ref(packageResource, 'openvoxdb')),

    comment(
      "The tool and jetty.ini come with the package. What the tool writes to jetty.ini is older than what the site's data say.",
    ),
    order(ref(packageResource, 'openvoxdb'), copy, ref(openvoxdbServerJetty)),

    comment("Java's form of the key is made from the copy."),
    order(copy, ref(exec, str`${copies.value}/private.pk8`)),

    comment('Without a certificate Jetty does not start, and a renewed one it reads at start only.'),
    refresh(copy, ref(service, 'puppetdb')),

    comment('As ssl-setup has it: the status may be read without a certificate, everything else asks for one.'),
    resource(iniSetting, `${own}: client certificates of OpenVoxDB`, {
      ensure: 'present',
      path: settings,
      section: 'jetty',
      setting: 'client-auth',
      value: 'want',
      require: ref(file, settings),
      notify: ref(service, 'puppetdb'),
    }),
  ];
}
