# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary PostgreSQL's TLS, with copies of the node's Puppet certificate.
#
# The originals belong to the agent; PostgreSQL accepts a key only if it is its own. The copies
# follow the originals with each run of the agent, and PostgreSQL reloads when one of them has
# changed: no restart, no broken session.
#
# @api private
class openvox_platform::postgresql::tls {
  assert_private()

  include openvox_platform::directory
  include openvox_platform::certificates

  $directory = '/etc/openvox_platform/postgresql'

  $user = if !empty($openvox_platform::patroni_hosts) {
    $postgresql::params::user
  } else {
    $postgresql::server::user
  }

  $group = if !empty($openvox_platform::patroni_hosts) {
    $postgresql::params::group
  } else {
    $postgresql::server::group
  }

  $reload = if !empty($openvox_platform::patroni_hosts) {
    Exec['reload Patroni']
  } else {
    Class['postgresql::server::reload']
  }

  $start = if !empty($openvox_platform::patroni_hosts) {
    Service['patroni']
  } else {
    Class['postgresql::server::service']
  }

  # The package brings the user, and PostgreSQL does not start with `ssl = on` and no key.
  Package['postgresql-server'] -> File[$directory]

  file { $directory:
    ensure => directory,
    owner  => $user,
    group  => $group,
    mode   => '0700',
  }

  # On the primary the certificate is made in the same run as its copy.
  Class['openvox_platform::certificates'] -> File[$directory]

  $copies = {
    'server.crt' => $openvox_platform::certificates::cert,
    'server.key' => $openvox_platform::certificates::key,
    'ca.pem'     => $openvox_platform::certificates::ca,
    'crl.pem'    => $openvox_platform::certificates::crl,
  }

  $copies.each |$name, $original| {
    file { "${directory}/${name}":
      ensure    => file,
      source    => $original,
      owner     => $user,
      group     => $group,
      mode      => '0600',
      links     => 'follow',
      show_diff => false,
      backup    => false,
      notify    => $reload,
      before    => $start,
    }
  }

  # Patroni has them in its own configuration.
  $settings = {
    'ssl'           => 'on',
    'ssl_cert_file' => "${directory}/server.crt",
    'ssl_key_file'  => "${directory}/server.key",
    'ssl_ca_file'   => "${directory}/ca.pem",
    'ssl_crl_file'  => "${directory}/crl.pem",
  }

  if empty($openvox_platform::patroni_hosts) {
    $settings.each |$key, $value| {
      postgresql::server::config_entry { $key:
        value => $value,
      }
    }
  }
}
