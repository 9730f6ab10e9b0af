# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary The agent of a node that is not the platform's own: which servers it asks, and its
#   service.
#
# These are single settings, and those that would win over them are removed. The rest of
# puppet.conf, with its environment and its proxies, stays the site's.
#
# @param puppet_conf
#   The agent's configuration file.
#
# @param service_ensure
#   Whether the agent runs as a service. Sites that start it from cron or a timer stop the service.
#
# @param service_enable
#   Whether the agent's service starts at boot.
#
# @param remove_other_servers
#   Whether to remove from puppet.conf what would win over the two settings: the same ones in the
#   section `agent`, and lists of servers (`server_list`).
#
# @api private
class openvox_platform::agent (
  Stdlib::Absolutepath    $puppet_conf          = '/etc/puppetlabs/puppet/puppet.conf',
  Stdlib::Ensure::Service $service_ensure       = 'running',
  Boolean                 $service_enable       = true,
  Boolean                 $remove_other_servers = true,
) {
  assert_private()

  # Without a primary there is nothing to write, and what stands in the file may be right.
  if $openvox_platform::primary =~ NotUndef {
    ini_setting { 'openvox_platform agent server':
      ensure  => present,
      section => 'main',
      setting => 'server',
      value   => $openvox_platform::agent_address,
      path    => $puppet_conf,
      before  => Service['puppet'],
    }

    # Certificates come from the primary, whichever server compiles the catalog.
    ini_setting { 'openvox_platform agent ca_server':
      ensure  => present,
      section => 'main',
      setting => 'ca_server',
      value   => $openvox_platform::primary,
      path    => $puppet_conf,
      before  => Service['puppet'],
    }

    # The agent takes a setting of its own section before one of main, and a list of servers
    # before a server.
    if $remove_other_servers {
      ini_setting { 'openvox_platform agent no server in agent':
        ensure  => absent,
        section => 'agent',
        setting => 'server',
        path    => $puppet_conf,
        before  => Service['puppet'],
      }

      ini_setting { 'openvox_platform agent no ca_server in agent':
        ensure  => absent,
        section => 'agent',
        setting => 'ca_server',
        path    => $puppet_conf,
        before  => Service['puppet'],
      }

      ini_setting { 'openvox_platform agent no server_list in agent':
        ensure  => absent,
        section => 'agent',
        setting => 'server_list',
        path    => $puppet_conf,
        before  => Service['puppet'],
      }

      ini_setting { 'openvox_platform agent no server_list in main':
        ensure  => absent,
        section => 'main',
        setting => 'server_list',
        path    => $puppet_conf,
        before  => Service['puppet'],
      }
    }
  }

  # No restart after a change: the service rereads puppet.conf, and a restart would end the
  # very run that made the change.
  service { 'puppet':
    ensure => $service_ensure,
    enable => $service_enable,
  }
}
