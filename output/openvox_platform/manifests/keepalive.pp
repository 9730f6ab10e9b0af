# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Connections to a node that has lost its power are given up within minutes, where they
#   use TCP's keepalive.
#
# The kernel gives them up after more than two hours by default, and as long the work waits that
# depends on them.
#
# @api private
class openvox_platform::keepalive {
  assert_private()

  file { '/etc/sysctl.d/60-openvox_platform.conf':
    ensure  => file,
    owner   => 'root',
    group   => 'root',
    mode    => '0644',
    content => @(END),
      # Managed by Puppet (openvox_platform)
      net.ipv4.tcp_keepalive_time = 60
      net.ipv4.tcp_keepalive_intvl = 10
      net.ipv4.tcp_keepalive_probes = 3
      net.ipv4.tcp_retries2 = 8
      | END
  }

  # It passes over what a container may not set, as it does at boot; sysctl's own command
  # fails there.
  exec { 'openvox_platform: settings of TCP':
    command     => ['systemd-sysctl', '/etc/sysctl.d/60-openvox_platform.conf'],
    path        => ['/usr/lib/systemd', '/lib/systemd'],
    refreshonly => true,
    subscribe   => File['/etc/sysctl.d/60-openvox_platform.conf'],
  }
}
