# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary The agent of a node that is not the platform's own: which servers it asks, and its
#   service.
#
# These are single settings. The whole puppet.conf, with its environment and its proxies, stays the
# site's.
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
# @api private
class openvox_platform::agent (
  Stdlib::Absolutepath    $puppet_conf    = '/etc/puppetlabs/puppet/puppet.conf',
  Stdlib::Ensure::Service $service_ensure = 'running',
  Boolean                 $service_enable = true,
) {
  assert_private()

  # Without a primary there is nothing to write, and what stands in the file may be right.
  if $openvox_platform::primary =~ NotUndef {
    ini_setting { 'openvox_platform agent server':
      ensure  => present,
      path    => $puppet_conf,
      section => 'main',
      setting => 'server',
      value   => $openvox_platform::agent_address,
      before  => Service['puppet'],
    }

    # Certificates come from the primary, whichever server compiles the catalog.
    ini_setting { 'openvox_platform agent ca_server':
      ensure  => present,
      path    => $puppet_conf,
      section => 'main',
      setting => 'ca_server',
      value   => $openvox_platform::primary,
      before  => Service['puppet'],
    }
  }

  # No restart after a change: the service rereads puppet.conf, and a restart would end the
  # very run that made the change.
  service { 'puppet':
    ensure => $service_ensure,
    enable => $service_enable,
  }
}
