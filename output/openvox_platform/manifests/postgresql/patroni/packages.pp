# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Packages of etcd and, on a member, of PostgreSQL and Patroni.
#
# @api private
class openvox_platform::postgresql::patroni::packages {
  assert_private()

  contain openvox_platform::postgresql::installation
  include postgresql::params

  # etcd comes with PostgreSQL's own packages for Debian and Ubuntu, and from a repository
  # beside them for EL.
  if (
    $openvox_platform::profile::postgresql::manage_package_repo
    and $facts['os']['family'] == 'RedHat'
  ) {
    yumrepo { 'pgdg-extras':
      ensure   => present,
      descr    => "Extras beside PostgreSQL's packages",
      baseurl  => $openvox_platform::profile::postgresql::extras_baseurl,
      enabled  => 1,
      gpgcheck => 1,
      gpgkey   => "file://${postgresql::repo::yum_postgresql_org::gpg_key_path}",
      require  => Class['postgresql::repo'],
    }

    # Patroni and etcd are in further repositories than the server.
    (
      $openvox_platform::profile::postgresql::patroni_packages
      + $openvox_platform::profile::postgresql::etcd_packages
    ).each |$package| {
      Yumrepo['pgdg-extras'] -> Package[$package]
    }
  }

  # The units are ours, and there before the packages: Debian's packages start what they
  # install, etcd with data of its own. Without their configuration these do nothing.
  systemd::unit_file { 'etcd.service':
    content => epp('openvox_platform/etcd.service.epp', {
      'user'          => 'etcd',
      'configuration' => '/etc/openvox_platform/etcd/etcd.yml',
      'networks'      => $openvox_platform::profile::postgresql::cluster_networks,
      'resolvers'     => $openvox_platform::profile::postgresql::cluster_resolvers,
    }),
  }

  $etcd = $openvox_platform::profile::postgresql::etcd_packages

  $etcd.each |$package| {
    package { $package:
      ensure => installed,
      name   => $package,
      tag    => 'puppetlabs-postgresql',
    }

    Systemd::Unit_file['etcd.service'] -> Package[$package]
  }

  # The files of the extensions have to be on every member: after a failover the new leader
  # needs them. On Debian they are in the server's package. Patroni's package is installed
  # last, so that it finds the version of PostgreSQL that is wanted.
  if $openvox_platform::certname in $openvox_platform::patroni_hosts {
    systemd::unit_file { 'patroni.service':
      content => epp('openvox_platform/patroni.service.epp', {
        'user'          => $postgresql::params::user,
        'group'         => $postgresql::params::group,
        'configuration' => '/etc/openvox_platform/patroni/patroni.yml',
      }),
    }

    package { 'postgresql-server':
      ensure => installed,
      name   => $postgresql::params::server_package_name,
      tag    => 'puppetlabs-postgresql',
    }

    $contrib = [$postgresql::params::contrib_package_name].filter |$item| { $item =~ NotUndef }
    $beside = $contrib + $openvox_platform::profile::postgresql::patroni_packages

    $beside.each |$package| {
      package { $package:
        ensure => installed,
        name   => $package,
        tag    => 'puppetlabs-postgresql',
      }

      Systemd::Unit_file['patroni.service'] -> Package[$package]
    }

    $beside.each |$package| {
      Package['postgresql-server'] -> Package[$package]
    }
  }
}
