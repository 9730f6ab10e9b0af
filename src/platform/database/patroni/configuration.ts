/** Patroni's configuration. */
import { file } from '../../../bindings/core.js';
import { stdlibToYaml } from '../../../bindings/stdlib.js';
import { assertPrivate, flatten, join, pick } from '../../../model/builtins.js';
import { of, type Profile, profile } from '../../../model/definitions.js';
import {
  add,
  assume,
  call,
  difference,
  eq,
  get,
  gt,
  isIn,
  literal,
  map,
  merge,
  mul,
  sensitive,
  sentence,
  str,
  unwrap,
} from '../../../model/expressions.js';
import { qualify } from '../../../model/namespace.js';
import { type Body, comment, fail, include, local, resource, when } from '../../../model/statements.js';
import type { Data, Expr, Secret } from '../../../model/value.js';
import { directory } from '../../directory.js';
import { infrastructure as is } from '../../platform.js';
import { port } from '../../ports.js';
import { postgresql } from '../../profiles/postgresql.js';
import { etcdPassword, secrets } from '../../secrets.js';
import { databaseLocale, defaults } from '../component.js';
import { settings as tuned } from '../settings.js';
import { tls } from '../tls.js';
import { clusterAccess, memberRoles } from './access.js';
import { configurationBehaviours } from './configuration-behaviours.js';
import { etcdUser, patroniPaths as paths, patroniReload, patroniService, scope } from './names.js';

type Settings = Record<string, unknown>;

/** What members have to agree on must not depend on the hardware of one of them. */
const maxWorkerProcesses = 16;

/** Bytes that a replica may be behind and still become leader: Patroni's own default. */
const maximumLag = 1_048_576;

/** Patroni's configuration on a member: its own file, and the settings that all members share. */
export const patroniConfiguration: Profile = profile('postgresql::patroni::configuration', {
  private: true,
  behaviours: configurationBehaviours,
  body: () => {
    const access = clusterAccess();
    const server = postgresqlSection(access);
    const shared = sharedSection();
    const password = local('etcd_password', etcdPassword());
    const ours = local<Settings>('ours', {
      scope,
      name: is.certname,
      ...interfaces(password.value),
      bootstrap: {
        dcs: shared.value,
        initdb: [
          { encoding: databaseLocale.encoding },
          { locale: databaseLocale.locale },
          'data-checksums',
          { 'auth-local': 'peer' },
          { 'auth-host': 'scram-sha-256' },
        ],
        pg_hba: access.hba,
        post_bootstrap: `${paths.databases} apply`,
      },
      postgresql: server.value,
      tags: tags(),
    });
    const settings = local<Settings>('settings', call('deep_merge', ours.value, of(postgresql).patroni_settings));
    const agreed = local<Record<string, number>>('agreed', call('dig', settings.value, 'bootstrap', 'dcs'));
    return [
      assertPrivate(),
      include(directory, secrets),

      password,
      access.statements,
      server.statements,
      shared.statements,

      comment(
        [
          'What stands below `dcs` is common to the members: Patroni takes it from here when it makes the cluster, and from',
          'etcd ever after.',
        ].join('\n'),
      ),
      ours,
      settings,
      agreed,
      timing(agreed.value),
      files(settings.value, agreed.value),
    ];
  },
});

/** How members reach each other's Patroni, and etcd. Whoever is no member may read the state, and change nothing. */
function interfaces(password: Expr<Secret<string>>): Settings {
  const listen = of(postgresql).cluster_address;
  const file = (name: string): Expr<string> => str`${tls.directory}/${name}`;
  const [certificate, key, authority] = [file('server.crt'), file('server.key'), file('ca.pem')];
  return {
    restapi: {
      listen: str`${listen}:${port.patroni}`,
      connect_address: str`${is.certname}:${port.patroni}`,
      certfile: certificate,
      keyfile: key,
      cafile: authority,
      verify_client: 'optional',
      allowlist: is.patroni_hosts,
      allowlist_include_members: true,
    },
    ctl: { cacert: authority, certfile: certificate, keyfile: key },
    etcd3: {
      hosts: map(is.etcd_hosts, 'host', (host) => str`${host}:${port.etcd}`),
      protocol: 'https',
      cacert: authority,
      username: etcdUser,
      password: unwrap(password),
    },
  };
}

/** PostgreSQL on this member. */
function postgresqlSection({ hba, ident }: ReturnType<typeof clusterAccess>) {
  const base = local('base', call<string>('dirname', defaults.datadir));
  const listen = local(
    'listen',
    join(
      flatten<string>(
        literal<readonly (string | readonly string[])[]>([
          pick<string | readonly string[]>(
            assume<string | readonly string[] | undefined>(of(postgresql).listen_addresses, 'its type'),
            of(postgresql).cluster_address,
          ),
        ]),
      ),
      ',',
    ),
  );
  const credentials = local('credentials', {
    sslmode: 'verify-full',
    sslrootcert: str`${tls.directory}/ca.pem`,
    sslcrl: str`${tls.directory}/crl.pem`,
    sslcert: str`${tls.directory}/server.crt`,
    sslkey: str`${tls.directory}/server.key`,
  });
  const all = merge(merge(tuned.computed, tls.settings), literal<Settings>({ password_encryption: 'scram-sha-256' }));
  const parameters = local(
    'parameters',
    difference<string>(assume<string[]>(all, 'the keys of a hash are left out'), Object.keys(agreedParameters())),
  );
  const value = local<Settings>('server', {
    listen: str`${listen.value}:${port.postgresql}`,
    connect_address: str`${is.certname}:${port.postgresql}`,
    data_dir: str`${base.value}/patroni`,
    bin_dir: defaults.bindir,
    pgpass: str`${base.value}/patroni.pgpass`,
    use_unix_socket: true,
    authentication: {
      superuser: { username: defaults.user },
      replication: merge({ username: memberRoles.replication }, credentials.value),
      rewind: merge({ username: memberRoles.rewind }, credentials.value),
    },
    parameters: parameters.value,
    pg_hba: hba,
    pg_ident: ident,
    basebackup: [{ checkpoint: 'fast' }],
    remove_data_directory_on_rewind_failure: true,
    remove_data_directory_on_diverged_timelines: true,
  });
  return {
    statements: [
      comment("Beside the directory where the package's own cluster would be."),
      base,
      listen,
      comment('Members prove to each other who they are with their certificates.'),
      credentials,
      parameters,
      comment(
        [
          'A new member does not wait for a checkpoint that PostgreSQL stretches over minutes: until there is a second member,',
          'no commit is on two.',
        ].join('\n'),
      ),
      value,
    ] satisfies Body,
    value: value.value,
  };
}

/** Parameters of PostgreSQL that Patroni takes from the shared settings only: a replica must not have less than its leader. */
const agreedParameters = () => ({
  max_connections: get<number>(tuned.computed, 'max_connections'),
  max_worker_processes: maxWorkerProcesses,
});

/** What the members have to agree on. */
function sharedSection() {
  const value = local<Settings>('common', {
    ttl: 30,
    loop_wait: 10,
    retry_timeout: 10,
    maximum_lag_on_failover: maximumLag,
    synchronous_mode: eq(of(postgresql).replication, 'synchronous'),
    failsafe_mode: true,
    postgresql: { use_pg_rewind: true, use_slots: true, parameters: agreedParameters() },
  });
  return {
    statements: [
      comment('With the fail-safe mode a leader stays leader without etcd, as long as it reaches all other members.'),
      value,
    ] satisfies Body,
    value: value.value,
  };
}

/** A member that replicates asynchronously never leads, and no commit waits for it. */
function tags(): Settings {
  const asynchronous = isIn(is.certname, is.patroni_async_hosts);
  return { nofailover: asynchronous, nosync: asynchronous, noloadbalance: asynchronous, clonefrom: false };
}

/** Patroni's own rule for its times; it would only log that they do not fit, and use others. */
function timing(agreed: Expr<Record<string, number>>): Body {
  const seconds = (name: string): Expr<number> => get<number>(agreed, name);
  return [
    when(gt(add(seconds('loop_wait'), mul(seconds('retry_timeout'), 2)), seconds('ttl')), [
      fail(
        sentence(
          str`${qualify('profile::postgresql')}::patroni_settings: loop_wait (${seconds('loop_wait')}) and twice`,
          str`retry_timeout (${seconds('retry_timeout')}) must not be more than ttl (${seconds('ttl')}), or the leader is`,
          'given up before it has tried again: raise bootstrap.dcs.ttl, or lower the other two',
        ),
      ),
    ]),
  ];
}

function files(settings: Expr<Settings>, agreed: Expr<Record<string, number>>): Body {
  const own = { ensure: 'file', owner: defaults.user, group: defaults.group, mode: '0600' } as const;
  return [
    resource(file, paths.directory, { ...own, ensure: 'directory', mode: '0700' }),
    resource(file, paths.configuration, {
      ...own,
      show_diff: false,
      content: sensitive(stdlibToYaml(assume<Data>(settings, 'all of it can be written as YAML'))),
      notify: patroniReload(),
      before: patroniService(),
    }),
    resource(file, paths.shared, { ...own, content: stdlibToYaml(assume<Data>(agreed, 'as above')) }),
  ];
}
