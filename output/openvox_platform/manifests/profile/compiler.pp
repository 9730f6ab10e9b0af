# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary A compiler: an OpenVox server without a certificate authority, and an OpenVoxDB where
#   that has no nodes of its own.
#
# The main class adds it to nodes with `pp_role` compiler, and to those that its parameter
# `compilers` names.
#
# @example A node whose certificate has the extension pp_role: compiler
#   include openvox_platform
class openvox_platform::profile::compiler {
  include openvox_platform

  unless $openvox_platform::role == 'compiler' {
    fail(@("END"/L))
      openvox_platform: this node, ${openvox_platform::certname}, is classified as a compiler, \
      but has neither pp_role 'compiler' nor a place in openvox_platform::compilers: list it \
      there, or request a certificate with that pp_role
      |- END
  }

  contain openvox_platform::server

  if $openvox_platform::runs_openvoxdb {
    contain openvox_platform::openvoxdb
  }

  # Without OpenVoxDB nothing could hold the announcement, and the balancer reads the
  # compilers from the infrastructure's data.
  if $openvox_platform::compiler_balancer =~ NotUndef and $openvox_platform::with_openvoxdb {
    @@haproxy::balancermember { "${openvox_platform::compiler_pool}-${openvox_platform::certname}":
      listening_service => $openvox_platform::compiler_pool,
      server_names      => $openvox_platform::certname,
      ipaddresses       => $openvox_platform::certname,
      ports             => 8140,
      verifyhost        => true,
    }
  }
}
