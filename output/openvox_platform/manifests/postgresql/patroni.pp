# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary A node of the PostgreSQL cluster: a member with PostgreSQL and Patroni, a node with
#   etcd, or both.
#
# @api private
class openvox_platform::postgresql::patroni {
  assert_private()

  if !(
    $openvox_platform::certname in $openvox_platform::patroni_hosts
    or $openvox_platform::certname in $openvox_platform::etcd_hosts
  ) {
    fail(@("END"/L))
      openvox_platform::profile::postgresql: ${openvox_platform::certname} is not among the \
      members of the Patroni cluster (${join($openvox_platform::patroni_hosts, ', ')}). Add it \
      to openvox_platform::patroni_members, or remove this class from the node.
      |- END
  }

  contain openvox_platform::postgresql::patroni::packages

  if $openvox_platform::certname in $openvox_platform::etcd_hosts {
    contain openvox_platform::postgresql::patroni::etcd

    # The packages bring etcd's user.
    Class['openvox_platform::postgresql::patroni::packages']
    -> Class['openvox_platform::postgresql::patroni::etcd']
  }

  if $openvox_platform::certname in $openvox_platform::patroni_hosts {
    contain openvox_platform::postgresql::tls
    contain openvox_platform::postgresql::settings
    contain openvox_platform::postgresql::patroni::configuration
    contain openvox_platform::postgresql::patroni::databases

    # The packages bring PostgreSQL's user.
    Class['openvox_platform::postgresql::patroni::packages']
    -> Class['openvox_platform::postgresql::patroni::configuration']

    # Patroni and PostgreSQL read their files and their certificates anew, and no session ends.
    # This is before the start of the service, which a signal at the wrong moment would end;
    # there it finds Patroni not running.
    exec { 'reload Patroni':
      command     => ['/usr/bin/systemctl', 'reload', 'patroni.service'],
      onlyif      => [['/usr/bin/systemctl', '--quiet', 'is-active', 'patroni.service']],
      refreshonly => true,
      before      => Service['patroni'],
    }

    # Patroni waits for etcd by itself, and makes the cluster as soon as etcd has a majority.
    service { 'patroni':
      ensure  => running,
      enable  => true,
      require => Class['openvox_platform::postgresql::patroni::packages'],
    }

    if $openvox_platform::certname in $openvox_platform::etcd_hosts {
      Service['etcd'] -> Service['patroni']
    }

    # The settings that all members share are in etcd, where the leader brings them up to date.
    # Some of them count only after a restart of each member, which is for people to do:
    # `patronictl list` shows where one is pending.
    exec { 'settings of the cluster':
      command     => @(END/L),
        patronictl -c /etc/openvox_platform/patroni/patroni.yml edit-config --quiet --force \
        --apply /etc/openvox_platform/patroni/shared.yml
        |- END
      onlyif      => '/etc/openvox_platform/patroni/databases.sh leading',
      unless      => @(END/L),
        patronictl -c /etc/openvox_platform/patroni/patroni.yml edit-config --apply - < \
        /etc/openvox_platform/patroni/shared.yml | grep --quiet '^Not changed'
        |- END
      provider    => 'shell',
      path        => ['/usr/bin', '/bin'],
      environment => ['LC_ALL=C.UTF-8'],
      user        => $postgresql::params::user,
      cwd         => '/',
      require     => [
        File[
          '/etc/openvox_platform/patroni/databases.sh',
          '/etc/openvox_platform/patroni/shared.yml',
        ],
        Service['patroni'],
      ],
    }
  }
}
