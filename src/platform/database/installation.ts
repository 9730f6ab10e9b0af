/** Where PostgreSQL comes from, for a single server and for the members of a cluster. */
import { aptUpdate } from '../../bindings/apt.js';
import { file, packageResource } from '../../bindings/core.js';
import { postgresqlGlobals, type PostgresqlGlobalsParams } from '../../bindings/postgresql.js';
import { stdlibEnsurePackages } from '../../bindings/stdlib.js';
import { assertPrivate, pick } from '../../model/builtins.js';
import { of, type Profile, profile } from '../../model/definitions.js';
import { and, choose, epp, eq, fact, isIn, literal, not, str } from '../../model/expressions.js';
import { type Body, comment, declare, local, order, ref, resource, run, when } from '../../model/statements.js';
import type { Expr } from '../../model/value.js';
import { postgresql } from '../profiles/postgresql.js';
import { clustered, databaseLocale, hasServer, serverPackage } from './component.js';
import { installationBehaviours } from './installation-behaviours.js';

/** Major version where PostgreSQL's own repository is used. */
const repositoryVersion = '16';

/** Repository, version and names of PostgreSQL's packages, and the locales that have to be there before them. */
export const postgresqlInstallation: Profile = profile('postgresql::installation', {
  private: true,
  behaviours: installationBehaviours,
  body: () => {
    const params = of(postgresql);
    const family = local('family', fact('os.family'));
    const modular = local('modular', and(eq(family.value, 'RedHat'), isIn(fact('os.release.major'), ['8', '9'])));
    const pgdg = params.manage_package_repo;
    const defaultVersion = local(
      'default_version',
      choose<string>(pgdg, repositoryVersion, params.distribution_version),
    );
    const version = local('version', pick<string>(params.version, defaultVersion.value));
    const names = local(
      'names',
      choose<PostgresqlGlobalsParams>(
        eq(family.value, 'Debian'),
        { service_name: str`postgresql@${version.value}-main` },
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
      ),
    );
    const localePackage = local(
      'locale_package',
      choose(eq(family.value, 'RedHat'), 'glibc-langpack-en', 'locales-all'),
    );
    return [
      assertPrivate(),

      family,
      modular,
      defaultVersion,
      version,

      comment(
        [
          "Debian's service `postgresql` runs nothing: it is up whatever becomes of the cluster, and starting it starts no",
          'cluster that has ended. EL 10 has no modules. Its packages are named as the component expects it only for the',
          "distribution's default version, and the component knows none for EL 10.",
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
          encoding: databaseLocale.encoding,
          locale: databaseLocale.locale,
          data_checksums: true,
          password_encryption: 'scram-sha-256',
        },
        { splat: names.value },
      ),

      comment('A node of a cluster that has etcd alone needs the repository, and no more.'),
      when(hasServer(), [
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
            "Foreman's database has en_US.UTF-8. PostgreSQL's processes keep the locales that they found when the server",
            "started, and Debian's package starts it.",
          ].join('\n'),
        ),
        localePackage,
        run(stdlibEnsurePackages(literal<string[]>([localePackage.value]))),
        order(ref(packageResource, localePackage.value), serverPackage()),

        when(eq(family.value, 'Debian'), debianCluster(pgdg)),
      ]),
    ];
  },
});

/** Debian's package makes a cluster when it is installed, unless another one is wanted. */
function debianCluster(pgdg: Expr<boolean>): Body {
  const settings = '/etc/postgresql-common/createcluster.conf';
  const common = 'postgresql-common';
  return [
    comment(
      [
        'The package makes the cluster, and would take the locale of whoever installs it: Puppet, which runs with C. Where',
        'Patroni makes it, there must be no other that takes its port.',
      ].join('\n'),
    ),
    run(stdlibEnsurePackages([common])),
    resource(file, settings, {
      ensure: 'file',
      owner: 'root',
      group: 'root',
      mode: '0644',
      content: epp('createcluster.conf', { ...databaseLocale, create_main: not(clustered()) }),
    }),
    comment('The package with the directory, then the settings, then the package that makes the cluster from them.'),
    order(ref(packageResource, common), ref(file, settings), serverPackage()),
    comment('Both packages have to come from the same repository.'),
    when(pgdg, [order(ref(aptUpdate), ref(packageResource, common))]),
  ];
}
