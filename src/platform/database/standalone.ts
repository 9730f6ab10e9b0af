/** One PostgreSQL server. */
import { aptUpdate } from '../../bindings/apt.js';
import { file, packageResource } from '../../bindings/core.js';
import {
  postgresqlGlobals,
  type PostgresqlGlobalsParams,
  postgresqlServer,
  postgresqlServerContrib,
} from '../../bindings/postgresql.js';
import { stdlibEnsurePackages } from '../../bindings/stdlib.js';
import { assertPrivate, flatten, join, lookup, pick } from '../../model/builtins.js';
import { of, type Profile, profile } from '../../model/definitions.js';
import { and, assume, choose, epp, eq, fact, isIn, literal, not, or, undef } from '../../model/expressions.js';
import { type Body, comment, contain, declare, local, order, ref, resource, run, when } from '../../model/statements.js';
import type { Expr } from '../../model/value.js';
import { infrastructure as is } from '../platform.js';
import { postgresql, postgresqlClients } from '../profiles/postgresql.js';
import { serverPackage } from './component.js';
import { standaloneBehaviours } from './standalone-behaviours.js';

/** Major version where PostgreSQL's own repository is used. */
const repositoryVersion = '16';

/** How the cluster is made, by the component or by Debian's package: a minimal system may know no other such locale. */
const cluster = { locale: 'C.UTF-8', encoding: 'UTF8' } as const;

/** One PostgreSQL server: packages, cluster and service. */
export const postgresqlStandalone: Profile = profile('postgresql::standalone', {
  private: true,
  behaviours: standaloneBehaviours,
  body: () => {
    const params = of(postgresql);
    const family = local('family', fact('os.family'));
    const modular = local('modular', and(eq(family.value, 'RedHat'), isIn(fact('os.release.major'), ['8', '9'])));
    const pgdg = params.manage_package_repo;
    const defaultVersion = local('default_version', choose<string>(pgdg, repositoryVersion, params.distribution_version));
    const version = local('version', pick<string>(params.version, defaultVersion.value));
    const names = local(
      'names',
      choose<PostgresqlGlobalsParams>(
        and(eq(family.value, 'RedHat'), not(modular.value), not(pgdg)),
        {
          client_package_name: 'postgresql',
          server_package_name: 'postgresql-server',
          contrib_package_name: 'postgresql-contrib',
          service_name: 'postgresql',
          bindir: '/usr/bin',
          datadir: '/var/lib/pgsql/data',
        },
        {},
      ),
    );
    const localePackage = local(
      'locale_package',
      choose(eq(family.value, 'RedHat'), 'glibc-langpack-en', 'locales-all'),
    );
    const addresses = listenAddresses();
    return [
      assertPrivate(),

      family,
      modular,
      defaultVersion,
      version,

      comment(
        [
          "dnf hides the packages of PostgreSQL's repository behind the distribution's module until that is disabled. (The",
          "component's own class can only enable a stream.)",
        ].join('\n'),
      ),
      when(and(modular.value, pgdg), [
        resource(packageResource, 'postgresql module of the distribution', {
          ensure: 'disabled',
          name: 'postgresql',
          provider: 'dnfmodule',
          before: serverPackage(),
        }),
      ]),

      comment(
        [
          "EL 10 has no modules. Its packages are named as the component expects it only for the distribution's default",
          'version, and the component knows none for EL 10.',
        ].join('\n'),
      ),
      names,

      comment(
        "Without PostgreSQL's repository the version is a stream of the distribution's module, where there are modules.",
      ),
      declare(
        postgresqlGlobals,
        {
          version: version.value,
          manage_package_repo: pgdg,
          manage_dnf_module: and(modular.value, not(pgdg)),
          encoding: cluster.encoding,
          locale: cluster.locale,
          data_checksums: true,
          password_encryption: 'scram-sha-256',
        },
        { splat: names.value },
      ),

      comment(
        [
          "Foreman creates its database with en_US.UTF-8. PostgreSQL's processes keep the locales that they found when the",
          "server started, and Debian's package starts it.",
        ].join('\n'),
      ),
      localePackage,
      run(stdlibEnsurePackages(literal<string[]>([localePackage.value]))),
      order(ref(packageResource, localePackage.value), serverPackage()),

      when(eq(family.value, 'Debian'), debianCluster(pgdg)),

      addresses.statements,
      comment(
        [
          "The addresses are one string: of a list the component's type would write the first element only. The component's",
          'own rules would let every user in from the node by password.',
        ].join('\n'),
      ),
      declare(postgresqlServer, {
        listen_addresses: join(addresses.value, ','),
        pg_hba_conf_defaults: false,
      }),
      contain(postgresqlServer),

      comment("pg_trgm and amcheck; part of the server's package on Debian, where this class is empty."),
      contain(postgresqlServerContrib),
    ];
  },
});

/** Debian's package makes the cluster when it is installed. */
function debianCluster(pgdg: Expr<boolean>): Body {
  const settings = '/etc/postgresql-common/createcluster.conf';
  const common = 'postgresql-common';
  return [
    comment('The package makes the cluster, and would take the locale of whoever installs it: Puppet, which runs with C.'),
    run(stdlibEnsurePackages([common])),
    resource(file, settings, {
      ensure: 'file',
      owner: 'root',
      group: 'root',
      mode: '0644',
      content: epp('createcluster.conf', cluster),
    }),
    comment('The package with the directory, then the settings, then the package that makes the cluster from them.'),
    order(ref(packageResource, common), ref(file, settings), serverPackage()),
    comment('Both packages have to come from the same repository.'),
    when(pgdg, [order(ref(aptUpdate), ref(packageResource, common))]),
  ];
}

/** What PostgreSQL listens on: what the site says, or what its clients need. */
function listenAddresses(): { readonly statements: Body; readonly value: Expr<string[]> } {
  const clients = postgresqlClients();
  const here = local(
    'local_addresses',
    choose<string[]>(clients.openvoxdb_here, ['localhost', is.certname], ['localhost']),
  );
  const needed = local(
    'needed_addresses',
    choose<string[]>(or(clients.openvoxdb_elsewhere, clients.foreman_elsewhere), ['*'], here.value),
  );
  type Addresses = string | readonly string[];
  const value = local(
    'listen_addresses',
    flatten<string>(
      literal<Addresses[]>([
        pick<Addresses>(
          assume<Addresses | undefined>(of(postgresql).listen_addresses, 'its type'),
          lookup<Addresses | undefined>('postgresql::server::listen_addresses', undef),
          needed.value,
        ),
      ]),
    ),
  );
  return {
    statements: [
      comment('OpenVoxDB connects to the name in the certificate, even on the same node.'),
      here,
      needed,
      value,
    ],
    value: value.value,
  };
}
