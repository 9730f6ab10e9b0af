# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Repository, version and names of PostgreSQL's packages, and the locales that have to be
#   there before them.
#
# @api private
class openvox_platform::postgresql::installation {
  assert_private()

  $family = $facts['os']['family']
  $modular = $family == 'RedHat' and $facts['os']['release']['major'] in ['8', '9']

  $default_version = if $openvox_platform::profile::postgresql::manage_package_repo {
    '16'
  } else {
    $openvox_platform::profile::postgresql::distribution_version
  }

  $version = pick($openvox_platform::profile::postgresql::version, $default_version)

  # Debian's service `postgresql` runs nothing: it is up whatever becomes of the cluster, and
  # starting it starts no cluster that has ended. EL 10 has no modules. Its packages are named
  # as the component expects it only for the distribution's default version, and the component
  # knows none for EL 10.
  $names = if $family == 'Debian' {
    { 'service_name' => "postgresql@${version}-main" }
  } elsif (
    $family == 'RedHat'
    and !$modular
    and !$openvox_platform::profile::postgresql::manage_package_repo
  ) {
    {
      'client_package_name'  => 'postgresql',
      'server_package_name'  => 'postgresql-server',
      'contrib_package_name' => 'postgresql-contrib',
      'service_name'         => 'postgresql',
      'bindir'               => '/usr/bin',
      'datadir'              => '/var/lib/pgsql/data',
    }
  } else {
    {}
  }

  # Without PostgreSQL's repository the version is a stream of the distribution's module,
  # where there are modules.
  class { 'postgresql::globals':
    version             => $version,
    manage_package_repo => $openvox_platform::profile::postgresql::manage_package_repo,
    manage_dnf_module   => (
      $modular
      and !$openvox_platform::profile::postgresql::manage_package_repo
    ),
    encoding            => 'UTF8',
    locale              => 'C.UTF-8',
    data_checksums      => true,
    password_encryption => 'scram-sha-256',
    *                   => $names,
  }

  # A node of a cluster that has etcd alone needs the repository, and no more.
  if (
    empty($openvox_platform::patroni_hosts)
    or $openvox_platform::certname in $openvox_platform::patroni_hosts
  ) {
    # dnf hides the packages of PostgreSQL's repository behind the distribution's module until
    # that is disabled. (The component's own class can only enable a stream.)
    if $modular and $openvox_platform::profile::postgresql::manage_package_repo {
      package { 'postgresql module of the distribution':
        ensure   => disabled,
        name     => 'postgresql',
        provider => 'dnfmodule',
        before   => Package['postgresql-server'],
      }
    }

    # Foreman's database has en_US.UTF-8. PostgreSQL's processes keep the locales that they
    # found when the server started, and Debian's package starts it.
    $locale_package = if $family == 'RedHat' { 'glibc-langpack-en' } else { 'locales-all' }

    stdlib::ensure_packages([$locale_package])

    Package[$locale_package] -> Package['postgresql-server']

    if $family == 'Debian' {
      # The package makes the cluster, and would take the locale of whoever installs it: Puppet,
      # which runs with C. Where Patroni makes it, there must be no other that takes its port.
      stdlib::ensure_packages(['postgresql-common'])

      file { '/etc/postgresql-common/createcluster.conf':
        ensure  => file,
        owner   => 'root',
        group   => 'root',
        mode    => '0644',
        content => epp(
          'openvox_platform/createcluster.conf.epp',
          {
            'locale'      => 'C.UTF-8',
            'encoding'    => 'UTF8',
            'create_main' => empty($openvox_platform::patroni_hosts),
          },
        ),
      }

      # The package with the directory, then the settings, then the package that makes the cluster
      # from them.
      Package['postgresql-common']
      -> File['/etc/postgresql-common/createcluster.conf']
      -> Package['postgresql-server']

      # Both packages have to come from the same repository.
      if $openvox_platform::profile::postgresql::manage_package_repo {
        Class['apt::update'] -> Package['postgresql-common']
      }
    }
  }
}
