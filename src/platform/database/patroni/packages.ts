/** Packages of a node of the cluster. */
import { packageResource } from '../../../bindings/core.js';
import { postgresqlParams, postgresqlRepo, postgresqlRepoYumPostgresqlOrg } from '../../../bindings/postgresql.js';
import { systemdUnitFile } from '../../../bindings/systemd.js';
import { yumrepo } from '../../../bindings/yumrepo_core.js';
import { assertPrivate, compact } from '../../../model/builtins.js';
import { of, type Profile, profile, scope } from '../../../model/definitions.js';
import { and, concat, epp, eq, fact, literal, str } from '../../../model/expressions.js';
import {
  type Body,
  comment,
  contain,
  each,
  include,
  local,
  order,
  ref,
  resource,
  when,
} from '../../../model/statements.js';
import type { Expr, Value } from '../../../model/value.js';
import { postgresql } from '../../profiles/postgresql.js';
import { defaults, serverPackage } from '../component.js';
import { postgresqlInstallation } from '../installation.js';
import { etcdAccount, etcdPaths, isMember, patroniPaths } from './names.js';
import { packagesBehaviours } from './packages-behaviours.js';

const names = scope<{ server_package_name: string; contrib_package_name: string | undefined }>(postgresqlParams);
const extras = 'pgdg-extras';
const etcdUnit = 'etcd.service';
const patroniUnit = 'patroni.service';

/** Packages of etcd and, on a member, of PostgreSQL and Patroni. */
export const patroniPackages: Profile = profile('postgresql::patroni::packages', {
  private: true,
  behaviours: packagesBehaviours,
  body: () => {
    const params = of(postgresql);
    const contrib = local('contrib', compact(literal<(string | undefined)[]>([names.contrib_package_name])));
    const beside = local('beside', concat<string>(contrib.value, params.patroni_packages));
    const etcd = local('etcd', params.etcd_packages);
    const all = (packages: Expr<readonly string[]>, unit: string): Body => [
      each<string>(packages, 'package', (name) => [
        install(name, name),
        order(ref(systemdUnitFile, unit), ref(packageResource, name)),
      ]),
    ];
    return [
      assertPrivate(),
      contain(postgresqlInstallation),
      include(postgresqlParams),

      comment(
        "etcd comes with PostgreSQL's own packages for Debian and Ubuntu, and from a repository beside them for EL.",
      ),
      when(and(params.manage_package_repo, eq(fact('os.family'), 'RedHat')), [
        resource(yumrepo, extras, {
          ensure: 'present',
          descr: "Extras beside PostgreSQL's packages",
          baseurl: params.extras_baseurl,
          enabled: 1,
          gpgcheck: 1,
          gpgkey: str`file://${scope<{ gpg_key_path: string }>(postgresqlRepoYumPostgresqlOrg).gpg_key_path}`,
          require: ref(postgresqlRepo),
        }),
        comment('Patroni and etcd are in further repositories than the server.'),
        each<string>(concat<string>(params.patroni_packages, params.etcd_packages), 'package', (name) => [
          order(ref(yumrepo, extras), ref(packageResource, name)),
        ]),
      ]),

      comment(
        [
          "The units are ours, and there before the packages: Debian's packages start what they install, etcd with data of its",
          'own. Without their configuration these do nothing.',
        ].join('\n'),
      ),
      resource(systemdUnitFile, etcdUnit, {
        content: epp('etcd.service', {
          user: etcdAccount,
          configuration: etcdPaths.configuration,
          networks: params.cluster_networks,
          resolvers: params.cluster_resolvers,
        }),
      }),
      etcd,
      all(etcd.value, etcdUnit),

      comment(
        [
          'The files of the extensions have to be on every member: after a failover the new leader needs them. On Debian they',
          "are in the server's package. Patroni's package is installed last, so that it finds the version of PostgreSQL that",
          'is wanted.',
        ].join('\n'),
      ),
      when(isMember(), [
        resource(systemdUnitFile, patroniUnit, {
          content: epp('patroni.service', {
            user: defaults.user,
            group: defaults.group,
            configuration: patroniPaths.configuration,
          }),
        }),
        install('postgresql-server', names.server_package_name),
        contrib,
        beside,
        all(beside.value, patroniUnit),
        each<string>(beside.value, 'package', (name) => [order(serverPackage(), ref(packageResource, name))]),
      ]),
    ];
  },
});

/** The component orders packages with this tag after its repositories. */
function install(title: Value<string>, name: Value<string>) {
  return resource(packageResource, title, { ensure: 'installed', name, tag: 'puppetlabs-postgresql' });
}
