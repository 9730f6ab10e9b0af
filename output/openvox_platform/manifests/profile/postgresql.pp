# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary The PostgreSQL server that holds the data of OpenVoxDB and of Foreman.
#
# On a monolithic server and on a primary this profile is part of the node already where
# `openvox_platform::postgresql` is that node. Classify another node with it, or give its
# certificate the `pp_role` postgresql, to have PostgreSQL there.
#
# @example A PostgreSQL server of its own for several compilers
#   # Hiera: openvox_platform::postgresql: pgsql.example.com
#   include openvox_platform::profile::postgresql
#
# @param distribution_version
#   Major version of PostgreSQL in the distribution; set by the module's data.
#
# @param version
#   Major version of PostgreSQL. Default: 16 from PostgreSQL's own repository, otherwise what the
#   distribution has.
#
# @param manage_package_repo
#   Whether to install PostgreSQL from its own package repository (PGDG).
#
# @param client_networks
#   Networks from which OpenVoxDB and Foreman may connect. Default: OpenVoxDB from everywhere, with
#   a certificate of the platform's certificate authority in addition to its password, and Foreman
#   from its host only.
#
# @param listen_addresses
#   What PostgreSQL listens on. Default: the node itself where all its clients are on the node,
#   otherwise everything.
#
# @param openvoxdb_nodes
#   Number of OpenVoxDB services that connect; decides max_connections. Default: 1, or 8 in a pool,
#   or the number of listed compilers and the primary where that is larger.
#
# @param backup
#   Whether to dump the databases regularly.
class openvox_platform::profile::postgresql (
  Pattern[/\A\d{2}\z/]                              $distribution_version,
  Optional[Pattern[/\A\d{2}\z/]]                    $version             = undef,
  Boolean                                           $manage_package_repo = true,
  Array[Variant[
    Stdlib::IP::Address::V4::CIDR,
    Stdlib::IP::Address::V6::CIDR,
  ]] $client_networks = [],
  Optional[Variant[String[1], Array[String[1], 1]]] $listen_addresses    = undef,
  Optional[Integer[1]]                              $openvoxdb_nodes     = undef,
  Boolean                                           $backup              = true,
) {
  include openvox_platform

  # Clients on other nodes, which have passwords; those on this node have none.
  $openvoxdb_elsewhere = (
    $openvox_platform::with_openvoxdb
    and !($openvox_platform::tier == 'standard' and $openvox_platform::is_openvoxdb)
  )

  $foreman_elsewhere = $openvox_platform::with_foreman and !$openvox_platform::is_foreman
  $openvoxdb_here = $openvox_platform::runs_openvoxdb
  $foreman_here = $openvox_platform::with_foreman and $openvox_platform::is_foreman

  contain openvox_platform::postgresql::standalone
  contain openvox_platform::postgresql::tls
  contain openvox_platform::postgresql::access
  contain openvox_platform::postgresql::settings
  contain openvox_platform::postgresql::databases

  if $backup {
    contain openvox_platform::postgresql::backup
  }
}
