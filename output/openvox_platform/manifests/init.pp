# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary The infrastructure of an OpenVox platform, as its Hiera data describe it, and the agent
#   of the node that includes this class.
#
# Classify every node of the platform with this class, ordinary agents included. It resolves the
# names of the infrastructure, refuses combinations that cannot work, and gives the node what its
# name or its `pp_role` asks for. Every parameter may be left blank.
#
# @example A monolithic server, the smallest platform
#   # Hiera: openvox_platform::primary_server: openvox.example.com
#   include openvox_platform
#   include openvox_platform::profile::monolithic
#
# @param primary_server
#   Certname of the primary OpenVox server, which holds the certificate authority.
#
# @param foreman_server
#   Certname of the node that runs Foreman. Blank: the primary.
#
# @param openvoxview_server
#   Certname of the node that runs OpenVoxView. Blank: the primary, or, in a platform without
#   Foreman, what `foreman_server` names.
#
# @param openvoxdb
#   Certname of the node whose OpenVoxDB owns garbage collection and migration. Blank: the primary.
#
# @param postgresql
#   Name by which PostgreSQL is reached: a node's certname, or an address that follows the leader of
#   a cluster. Blank: the primary.
#
# @param postgresql_ca
#   File with the certificates that vouch for a PostgreSQL that the platform does not run; it must
#   exist on every node that connects, and be readable for everybody. Blank: the platform's
#   certificate authority.
#
# @param loadbalancer
#   Certname of the node that balances the compilers. Blank: no compiler pool.
#
# @param compilers
#   Certnames of the compilers. Needed where there is no OpenVoxDB, through which they would
#   announce themselves.
#
# @param db_loadbalancer
#   Certname of the node that balances the OpenVoxDB pool. Blank: no such pool.
#
# @param control_repo
#   Git URL of the control repository. Blank: code deployment is not managed.
#
# @param hiera_repo
#   Git URL of the Hiera data. Blank: the data live in the control repository.
#
# @param reports
#   Report processors in addition to those that Foreman and OpenVoxDB imply.
#
# @param serverless
#   Whether plain agents apply the codebase themselves, without a server.
#
# @param foreman
#   Whether the platform has a Foreman.
#
# @param openvoxview
#   Whether the platform has an OpenVoxView.
#
# @param use_openvoxdb
#   Whether the platform has an OpenVoxDB.
#
# @param patroni_members
#   Certnames of the members of the Patroni cluster. Blank: PostgreSQL is a single server, or not
#   the platform's.
#
# @param patroni_async_members
#   Those of the members that replicate asynchronously and never become leader.
#
# @param etcd_members
#   Certnames of the three or five nodes that run etcd for the Patroni cluster. Blank: the members
#   that can become leader, or all members. A node that is no member runs etcd alone.
#
# @param agent_server
#   Name by which plain agents reach the servers, where it is not that of a node: the virtual
#   address of a balancer, with compilers behind it. Blank: the balancer of the compilers, or the
#   primary.
#
# @param strict_roles
#   Whether a `pp_role` that the platform does not know is an error. Otherwise it is a role of the
#   site's own, and the node a plain agent.
#
# @param manage_repos
#   Whether to manage the package repositories of OpenVox. Blank: on the nodes that the platform
#   owns.
class openvox_platform (
  Optional[Variant[Enum[''], Stdlib::Fqdn]]              $primary_server        = undef,
  Optional[Variant[Enum[''], Stdlib::Fqdn]]              $foreman_server        = undef,
  Optional[Variant[Enum[''], Stdlib::Fqdn]]              $openvoxview_server    = undef,
  Optional[Variant[Enum[''], Stdlib::Fqdn]]              $openvoxdb             = undef,
  Optional[Variant[Enum[''], Stdlib::Fqdn]]              $postgresql            = undef,
  Optional[Variant[Enum[''], Stdlib::Absolutepath]]      $postgresql_ca         = undef,
  Optional[Variant[Enum[''], Stdlib::Fqdn]]              $loadbalancer          = undef,
  Openvox_platform::Hosts                                $compilers             = [],
  Optional[Variant[Enum[''], Stdlib::Fqdn]]              $db_loadbalancer       = undef,
  Optional[Variant[Enum[''], Openvox_platform::Git_url]] $control_repo          = undef,
  Optional[Variant[Enum[''], Openvox_platform::Git_url]] $hiera_repo            = undef,
  Openvox_platform::Reports                              $reports               = [],
  Variant[Undef, Enum[''], Boolean]                      $serverless            = false,
  Variant[Undef, Enum[''], Boolean]                      $foreman               = true,
  Variant[Undef, Enum[''], Boolean]                      $openvoxview           = false,
  Variant[Undef, Enum[''], Boolean]                      $use_openvoxdb         = true,
  Openvox_platform::Hosts                                $patroni_members       = [],
  Openvox_platform::Hosts                                $patroni_async_members = [],
  Openvox_platform::Hosts                                $etcd_members          = [],
  Optional[Variant[Enum[''], Stdlib::Fqdn]]              $agent_server          = undef,
  Variant[Undef, Enum[''], Boolean]                      $strict_roles          = false,
  Optional[Variant[Enum[''], Boolean]]                   $manage_repos          = undef,
) {
  # Who is who. Names are compared with the certname, which is what the certificate authority
  # vouches for.
  $certname = $trusted['certname']
  $primary = openvox_platform::host($primary_server)
  $foreman_host = openvox_platform::host($foreman_server, $primary)
  $openvoxdb_host = openvox_platform::host($openvoxdb, $primary)
  $postgresql_host = openvox_platform::host($postgresql, $primary)
  $postgresql_ca_file = openvox_platform::filled($postgresql_ca)
  $compiler_balancer = openvox_platform::host($loadbalancer)
  $database_balancer = openvox_platform::host($db_loadbalancer)
  $static_compilers = openvox_platform::hosts($compilers)
  $patroni_hosts = openvox_platform::hosts($patroni_members)
  $patroni_async_hosts = openvox_platform::hosts($patroni_async_members)
  $patroni_leaders = $patroni_hosts - $patroni_async_hosts

  $etcd_hosts = if !openvox_platform::blank($etcd_members) {
    openvox_platform::hosts($etcd_members)
  } elsif length($patroni_leaders) in [3, 5] {
    $patroni_leaders
  } else {
    $patroni_hosts
  }

  $database_hosts = if $postgresql_host in $patroni_hosts {
    $patroni_leaders
  } else {
    [$postgresql_host]
  }

  $agent_address = openvox_platform::host(
    $agent_server,
    openvox_platform::host($loadbalancer, $primary),
  )

  # What there is
  $with_foreman = openvox_platform::enabled($foreman, true)
  $with_openvoxview = openvox_platform::enabled($openvoxview, false)

  $openvoxview_host = openvox_platform::host(
    $openvoxview_server,
    if $with_foreman { $primary } else { $foreman_host },
  )

  $with_openvoxdb = openvox_platform::enabled($use_openvoxdb, true)
  $with_serverless = openvox_platform::enabled($serverless, false)
  $control_source = openvox_platform::filled($control_repo)
  $hiera_source = if openvox_platform::blank($hiera_repo) { $control_source } else { $hiera_repo }

  $additional_reports = if openvox_platform::blank($reports) {
    []
  } else {
    $reports.filter |$report| { !openvox_platform::blank($report) }
  }

  # Names of the pools, one for the balancer and its members
  $compiler_pool = 'openvox_compilers'
  $openvoxdb_pool = 'openvoxdb'

  # What this node is
  $is_primary = $certname == $primary
  $is_foreman = $certname == $foreman_host
  $is_openvoxdb = $certname == $openvoxdb_host
  $is_postgresql = $certname == $postgresql_host

  # The primary is everything that a role could make of it, so that a role on its certificate
  # changes nothing.
  $claimed_role = dig($trusted, 'extensions', 'pp_role')

  $role = if $is_primary {
    undef
  } elsif $claimed_role in ['compiler', 'openvoxdb', 'postgresql'] {
    $claimed_role
  } elsif $certname in $static_compilers {
    'compiler'
  } elsif $is_openvoxdb and $with_openvoxdb {
    'openvoxdb'
  } elsif $certname in $patroni_hosts or $certname in $etcd_hosts {
    'postgresql'
  } else {
    undef
  }

  $is_server = $is_primary or $role == 'compiler'

  $named_hosts = openvox_platform::hosts(
    flatten([
      $primary,
      $foreman_host,
      $openvoxview_host,
      $openvoxdb_host,
      $postgresql_host,
      $compiler_balancer,
      $database_balancer,
      $static_compilers,
      $patroni_hosts,
      $etcd_hosts,
    ]),
  )

  $owned = $role =~ NotUndef or $certname in $named_hosts

  # Where OpenVoxDB runs: on the servers, unless it has nodes of its own.
  $dedicated_openvoxdb = $database_balancer =~ NotUndef or $openvoxdb_host != $primary

  $runs_openvoxdb = (
    $with_openvoxdb
    and ($role == 'openvoxdb' or $is_server and !$dedicated_openvoxdb)
  )

  $openvoxdb_owner = $runs_openvoxdb and $is_openvoxdb

  $openvoxdb_address = if $database_balancer =~ NotUndef {
    $database_balancer
  } elsif $runs_openvoxdb {
    $certname
  } else {
    $openvoxdb_host
  }

  # What every node finds out alike, so it does not depend on what the node itself is.
  $tier = if $database_balancer =~ NotUndef {
    'extra_large'
  } elsif (
    $compiler_balancer =~ NotUndef
    or $agent_address != $primary
    or !openvox_platform::blank($static_compilers)
  ) {
    'large'
  } else {
    'standard'
  }

  contain openvox_platform::guards

  if openvox_platform::enabled($manage_repos, $owned) {
    contain openvox_platform::repos
  }

  # The agent. On a server it belongs to class puppet together with the server, which only the
  # profile of a server declares: this class alone on a running primary must not take its
  # server away. Everything else on an owned node is class puppet too; on a node of the site's
  # own it is two settings and a service, since class puppet would own the whole puppet.conf,
  # or it applies the code by itself.
  if $is_server {
    if $role == 'compiler' {
      contain openvox_platform::profile::compiler
    }
  } elsif $owned {
    contain openvox_platform::puppet
  } elsif $with_serverless {
    contain openvox_platform::serverless
  } else {
    contain openvox_platform::agent
  }

  case $role {
    'openvoxdb': {
      contain openvox_platform::profile::openvoxdb
    }
    'postgresql': {
      contain openvox_platform::profile::postgresql
    }
    default: {}
  }
}
