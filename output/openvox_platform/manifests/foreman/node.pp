# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Foreman's node where no server is on it: access to the node's key, and the smart proxy
#   beside the certificate authority.
#
# @api private
class openvox_platform::foreman::node {
  assert_private()

  include openvox_platform::certificates
  include openvox_platform::foreman::credentials
  contain openvox_platform::backup::foreman

  # Foreman reads the node's key as a member of this group, which on servers belongs to class
  # puppet.
  group { 'puppet':
    ensure => present,
    system => true,
    before => User[$foreman::user],
  }

  file { "${openvox_platform::certificates::ssldir}/private_keys":
    ensure  => directory,
    group   => 'puppet',
    mode    => '0750',
    require => Group['puppet'],
    before  => Class['foreman::service'],
  }

  file { $openvox_platform::certificates::key:
    ensure  => file,
    group   => 'puppet',
    mode    => '0640',
    require => Group['puppet'],
    before  => Class['foreman::service'],
  }

  # The smart proxy on the primary. Its own node cannot register it, since the server there
  # would wait for Foreman. Foreman answers when its service runs.
  if $openvox_platform::profile::foreman::register_smart_proxy {
    foreman_smartproxy { $openvox_platform::primary:
      ensure          => present,
      base_url        => "https://${openvox_platform::foreman_host}",
      url             => "https://${openvox_platform::primary}:8443",
      consumer_key    => $openvox_platform::foreman::credentials::oauth_consumer_key.unwrap,
      consumer_secret => $openvox_platform::foreman::credentials::oauth_consumer_secret.unwrap,
      effective_user  => 'admin',
      ssl_ca          => $openvox_platform::certificates::ca,
      features        => ['Puppet', 'Puppet CA'],
      require         => Class['foreman::service'],
    }
  }
}
