# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary A node that runs OpenVoxDB and no server.
#
# The main class adds it to nodes with `pp_role` openvoxdb, and to the one that its parameter
# `openvoxdb` names.
#
# @example A node whose certificate has the extension pp_role: openvoxdb
#   include openvox_platform
class openvox_platform::profile::openvoxdb {
  include openvox_platform

  unless $openvox_platform::role == 'openvoxdb' {
    fail(@("END"/L))
      openvox_platform: this node, ${openvox_platform::certname}, is classified as an \
      OpenVoxDB node, but has neither pp_role 'openvoxdb' nor the name in \
      openvox_platform::openvoxdb: set that, or request a certificate with that pp_role
      |- END
  }

  contain openvox_platform::openvoxdb

  # The first node of the pool is named by the infrastructure's data, and the balancer knows
  # it from there.
  if $openvox_platform::database_balancer =~ NotUndef and !$openvox_platform::is_openvoxdb {
    @@haproxy::balancermember { "${openvox_platform::openvoxdb_pool}-${openvox_platform::certname}":
      listening_service => $openvox_platform::openvoxdb_pool,
      server_names      => $openvox_platform::certname,
      ipaddresses       => $openvox_platform::certname,
      ports             => 8081,
      verifyhost        => true,
    }
  }
}
