# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary One PostgreSQL server: its database cluster and its service.
#
# @api private
class openvox_platform::postgresql::standalone {
  assert_private()

  contain openvox_platform::postgresql::installation

  # OpenVoxDB connects to the name in the certificate, even on the same node.
  $local_addresses = if $openvox_platform::profile::postgresql::openvoxdb_here {
    ['localhost', $openvox_platform::certname]
  } else {
    ['localhost']
  }

  $needed_addresses = if (
    $openvox_platform::profile::postgresql::openvoxdb_elsewhere
    or $openvox_platform::profile::postgresql::foreman_elsewhere
  ) {
    ['*']
  } else {
    $local_addresses
  }

  $listen_addresses = flatten([
    pick(
      $openvox_platform::profile::postgresql::listen_addresses,
      lookup('postgresql::server::listen_addresses', { 'default_value' => undef }),
      $needed_addresses,
    ),
  ])

  # The addresses are one string: of a list the component's type would write the first element
  # only. The component's own rules would let every user in from the node by password.
  class { 'postgresql::server':
    listen_addresses     => join($listen_addresses, ','),
    pg_hba_conf_defaults => false,
  }

  contain postgresql::server

  # pg_trgm and amcheck; part of the server's package on Debian, where this class is empty.
  contain postgresql::server::contrib
}
