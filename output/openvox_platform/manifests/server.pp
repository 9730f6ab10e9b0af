# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary What every OpenVox server of the platform has, with the certificate authority or
#   without it.
#
# @param terminus_soft_write_failure
#   Whether a server compiles catalogs while OpenVoxDB does not take its writes.
#
# @api private
class openvox_platform::server (
  Boolean $terminus_soft_write_failure = true,
) {
  assert_private()

  unless $facts['os']['family'] in ['RedHat', 'Debian'] {
    fail(@("END"/L))
      openvox_platform: an OpenVox server cannot run on ${facts['os']['name']} \
      ${facts['os']['release']['full']}, only on AlmaLinux, CentOS, OracleLinux, RedHat, \
      Rocky, Debian, Ubuntu: choose another node for ${openvox_platform::certname}
      |- END
  }

  contain openvox_platform::puppet
  contain openvox_platform::code

  # Whatever copies or uses the node's certificate waits until the server's configuration has
  # set up the certificate authority, or found the certificate that the agent has.
  include openvox_platform::certificates

  Class['puppet::server::config'] -> Class['openvox_platform::certificates']

  include openvox_platform::directory

  # A renewed certificate is read when the service starts. That it is another one is seen by
  # its copy.
  file { '/etc/openvox_platform/puppetserver.crt':
    ensure    => file,
    source    => $openvox_platform::certificates::cert,
    owner     => 'root',
    group     => 'root',
    mode      => '0644',
    links     => 'follow',
    show_diff => false,
    backup    => false,
    notify    => Class['puppet::server::service'],
  }

  Class['openvox_platform::certificates'] -> File['/etc/openvox_platform/puppetserver.crt']

  # The agent runs as soon as its service starts. At boot that is while the server still
  # starts: a primary would not get a catalog, and the run would start a server that is
  # starting, and report that as a correction.
  systemd::dropin_file { 'puppet.service openvox_platform order':
    unit     => 'puppet.service',
    filename => 'openvox_platform-order.conf',
    content  => "[Unit]\nAfter=puppetserver.service\n",
  }

  if $openvox_platform::with_foreman {
    contain openvox_platform::foreman::enc
  }

  if $openvox_platform::with_openvoxdb {
    # puppet.conf and the server's service belong to class puppet. A database that does not
    # answer must stop neither the certificate authority nor the server, so nothing waits for
    # it.
    class { 'openvoxdb::master::config':
      puppetdb_server                => $openvox_platform::openvoxdb_address,
      puppetdb_port                  => 8081,
      puppetdb_soft_write_failure    => $terminus_soft_write_failure,
      manage_storeconfigs            => false,
      manage_report_processor        => false,
      create_puppet_service_resource => false,
      restart_puppet                 => false,
      strict_validation              => false,
    }

    contain openvoxdb::master::config

    # The package needs the directories and the user of the server.
    Class['puppet::server::install'] -> Package['openvoxdb-termini']

    # The server loads the terminus when it starts, and reads its files then.
    Package['openvoxdb-termini'] ~> Class['puppet::server::service']
    Class['openvoxdb::master::puppetdb_conf'] ~> Class['puppet::server::service']
    Class['openvoxdb::master::routes'] ~> Class['puppet::server::service']

    # Behind a balancer the first node of the pool is asked as well where the balancer does not
    # answer: the balancer's own catalog collects its members from OpenVoxDB, and could not be
    # compiled before there is a balancer.
    if $openvox_platform::database_balancer =~ NotUndef {
      Ini_setting <| title == 'puppetdbserver_urls' |> {
        value => "https://${openvox_platform::openvoxdb_address}:8081/,https://${openvox_platform::openvoxdb_host}:8081/",
      }
    }
  } else {
    # The way to an OpenVoxDB that the platform had: with it the server would keep no facts, and
    # compile nothing.
    file { '/etc/puppetlabs/puppet/routes.yaml':
      ensure => absent,
    }

    File['/etc/puppetlabs/puppet/routes.yaml'] ~> Class['puppet::server::service']
  }

  # An OpenVoxDB that this server had would go on collecting garbage in the database of the
  # others, and need the memory that the server now has. It stops when the server has ceased
  # to ask it. Where there was none, there is nothing to stop.
  if !$openvox_platform::runs_openvoxdb {
    service { 'puppetdb':
      ensure => stopped,
      enable => false,
    }

    Class['puppet::server::service'] -> Service['puppetdb']
  }
}
