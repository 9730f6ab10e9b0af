/** The module's own Hiera data: what depends on the operating system. */
import type { DataLayerModel, HierarchyLevel } from '../model/module.js';
import { own } from '../model/namespace.js';

export const hierarchy: readonly HierarchyLevel[] = [
  { name: 'Operating system and release', path: 'os/%{facts.os.name}/%{facts.os.release.major}.yaml' },
  { name: 'Operating system family', path: 'os/%{facts.os.family}.yaml' },
];

const distributionVersion = `${own}::profile::postgresql::distribution_version`;

/** Major version of PostgreSQL that a distribution comes with; on EL 8 and 9 it is a module stream. */
const distributionVersions: Readonly<Record<string, string>> = {
  RedHat: '16',
  'Debian/11': '13',
  'Debian/12': '15',
  'Debian/13': '17',
  'Ubuntu/22.04': '14',
  'Ubuntu/24.04': '16',
};

/**
 * Names of the packages of a Patroni cluster, in PostgreSQL's own repositories and in Debian, whose Patroni is content with
 * the library of any store: that of etcd has to be named.
 */
const clusterPackages: Readonly<
  Record<string, Readonly<Record<'patroni_packages' | 'etcd_packages', readonly string[]>>>
> = {
  RedHat: { patroni_packages: ['patroni', 'patroni-etcd'], etcd_packages: ['etcd'] },
  Debian: { patroni_packages: ['patroni', 'python3-etcd'], etcd_packages: ['etcd-server', 'etcd-client'] },
};

/** PostgreSQL's repository for EL of what is neither PostgreSQL nor built for one version of it. */
const extrasBaseurl =
  'https://download.postgresql.org/pub/repos/yum/common/pgdg-rhel%{facts.os.release.major}-extras/redhat/rhel-%{facts.os.release.major}-$basearch';

export const data: readonly DataLayerModel[] = [
  { path: 'common.yaml', entries: { [`${own}::profile::postgresql::extras_baseurl`]: extrasBaseurl } },
  ...Object.entries(distributionVersions).map(([system, version]) => ({
    path: `os/${system}.yaml`,
    entries: { [distributionVersion]: version },
  })),
  ...Object.entries(clusterPackages).map(([family, packages]) => ({
    path: `os/${family}.yaml`,
    entries: Object.fromEntries(
      Object.entries(packages).map(([name, value]) => [`${own}::profile::postgresql::${name}`, value]),
    ),
  })),
  {
    path: 'common.yaml',
    entries: {
      lookup_options: Object.fromEntries(
        ['patroni_settings', 'etcd_settings'].map((name) => [
          `${own}::profile::postgresql::${name}`,
          { merge: { strategy: 'deep' } },
        ]),
      ),
    },
  },
];
