# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary The PostgreSQL server that holds the data of OpenVoxDB and of Foreman, or a member of
#   the Patroni cluster that does.
#
# On a monolithic server and on a primary this profile is part of the node already where
# `openvox_platform::postgresql` is that node. Classify another node with it, or give its
# certificate the `pp_role` postgresql, to have PostgreSQL there.
#
# @example A PostgreSQL server of its own for several compilers
#   # Hiera: openvox_platform::postgresql: pgsql.example.com
#   include openvox_platform::profile::postgresql
#
# @example Three members of a Patroni cluster, each classified with `openvox_platform` alone
#   # Hiera: openvox_platform::patroni_members: [pg1.example.com, pg2.example.com, pg3.example.com]
#   # Hiera: openvox_platform::postgresql: pg1.example.com
#   # Hiera: openvox_platform::secrets::patroni_etcd_password: ENC[PKCS7,...]
#   include openvox_platform
#
# @param distribution_version
#   Major version of PostgreSQL in the distribution; set by the module's data.
#
# @param patroni_packages
#   Packages of Patroni; set by the module's data.
#
# @param etcd_packages
#   Packages of etcd; set by the module's data.
#
# @param extras_baseurl
#   Repository with etcd for EL, beside PostgreSQL's own; set by the module's data.
#
# @param version
#   Major version of PostgreSQL. Default: 16 from PostgreSQL's own repository, otherwise what the
#   distribution has.
#
# @param manage_package_repo
#   Whether to install PostgreSQL from its own package repository (PGDG).
#
# @param client_networks
#   Networks from which OpenVoxDB and Foreman may connect. Default: from everywhere, with TLS and
#   their passwords, and OpenVoxDB with a certificate of the platform's certificate authority
#   besides.
#
# @param listen_addresses
#   What PostgreSQL listens on. Default: the node itself where all its clients are on the node,
#   otherwise everything.
#
# @param openvoxdb_nodes
#   Number of OpenVoxDB services that connect; decides max_connections. Default: 1, or 16 in a pool,
#   or the number of listed compilers and the primary where that is larger.
#
# @param backup
#   Whether to dump the databases regularly.
#
# @param replication
#   Whether a transaction in a Patroni cluster waits for a second member, so that none that was
#   confirmed is lost with its leader. While there is no second member, the leader goes on alone.
#
# @param patroni_settings
#   What is merged into Patroni's configuration (patroni.yml), to any depth; the values of several
#   levels of Hiera are merged as well. What is below `bootstrap` and `dcs` also reaches a cluster
#   that is running.
#
# @param etcd_settings
#   What is merged into the configuration of etcd.
#
# @param cluster_address
#   Address on which Patroni, etcd and, unless `listen_addresses` says otherwise, PostgreSQL of a
#   cluster listen.
#
# @param cluster_networks
#   Networks of the nodes of a Patroni cluster, as systemd.resource-control(5) has them. If they are
#   given, etcd refuses everybody else's packets, and sends none to them: `cluster_resolvers` has to
#   name what it needs besides.
#
# @param cluster_resolvers
#   Name servers outside of `cluster_networks`, with which etcd finds the other members. Needed
#   where /etc/resolv.conf names them, instead of a resolver on the node itself.
class openvox_platform::profile::postgresql (
  Pattern[/\A\d{2}\z/]                              $distribution_version,
  Array[String[1]]                                  $patroni_packages,
  Array[String[1]]                                  $etcd_packages,
  String[1]                                         $extras_baseurl,
  Optional[Pattern[/\A\d{2}\z/]]                    $version             = undef,
  Boolean                                           $manage_package_repo = true,
  Array[Stdlib::IP::Address::CIDR]                  $client_networks     = [],
  Optional[Variant[String[1], Array[String[1], 1]]] $listen_addresses    = undef,
  Optional[Integer[1]]                              $openvoxdb_nodes     = undef,
  Boolean                                           $backup              = true,
  Enum['synchronous', 'asynchronous']               $replication         = 'synchronous',
  Hash[String[1], Data]                             $patroni_settings    = {},
  Hash[String[1], Data]                             $etcd_settings       = {},
  Stdlib::IP::Address                               $cluster_address     = '0.0.0.0',
  Array[Stdlib::IP::Address::CIDR]                  $cluster_networks    = [],
  Array[Stdlib::IP::Address]                        $cluster_resolvers   = [],
) {
  include openvox_platform

  if (
    $openvox_platform::primary =~ NotUndef
    and !$openvox_platform::is_primary
    and $openvox_platform::postgresql_host == $openvox_platform::primary
  ) {
    fail(@("END"/L))
      openvox_platform: this node, ${openvox_platform::certname}, is classified as a \
      PostgreSQL server, but nothing would use it, since openvox_platform::postgresql is blank \
      or the primary: set it to ${openvox_platform::certname}, or classify the node differently
      |- END
  }

  # Clients on other nodes, which have passwords; those on this node have none.
  $openvoxdb_elsewhere = (
    $openvox_platform::with_openvoxdb
    and !($openvox_platform::tier == 'standard' and $openvox_platform::is_openvoxdb)
  )

  $foreman_elsewhere = $openvox_platform::with_foreman and !$openvox_platform::is_foreman
  $openvoxdb_here = $openvox_platform::runs_openvoxdb
  $foreman_here = $openvox_platform::with_foreman and $openvox_platform::is_foreman

  # A client that has lost its power keeps its connections, with their locks, for as long as
  # the kernel does.
  if $openvoxdb_elsewhere or $foreman_elsewhere {
    include openvox_platform::keepalive
  }

  if !empty($openvox_platform::patroni_hosts) {
    contain openvox_platform::postgresql::patroni
  } else {
    contain openvox_platform::postgresql::standalone
    contain openvox_platform::postgresql::tls
    contain openvox_platform::postgresql::access
    contain openvox_platform::postgresql::settings
    contain openvox_platform::postgresql::databases
  }

  # A node of the cluster that has etcd alone has nothing to dump.
  if (
    $backup
    and (
      empty($openvox_platform::patroni_hosts)
      or $openvox_platform::certname in $openvox_platform::patroni_hosts
    )
  ) {
    contain openvox_platform::postgresql::backup
  }
}
