# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary The balancer of the compilers: HAProxy in front of the primary and the compilers.
#
# Connections pass through it, so that agents and servers see each other's certificates. Where the
# platform has OpenVoxDB, compilers announce themselves; otherwise `compilers` of the main class
# names them.
#
# @example Classification of the balancer
#   # Hiera: openvox_platform::loadbalancer: balancer.example.com
#   include openvox_platform
#   include openvox_platform::profile::lb::compiler
class openvox_platform::profile::lb::compiler {
  include openvox_platform

  unless $openvox_platform::certname == $openvox_platform::compiler_balancer {
    fail(@("END"/L))
      openvox_platform: this node, ${openvox_platform::certname}, is classified as the \
      balancer of the compilers: set openvox_platform::loadbalancer to \
      ${openvox_platform::certname}
      |- END
  }

  # The primary is a member always, so that the pool is never empty. Compilers announce
  # themselves where OpenVoxDB can hold that, else the infrastructure's data name them.
  $named = if $openvox_platform::with_openvoxdb {
    []
  } else {
    $openvox_platform::static_compilers
  }

  openvox_platform::lb::pool { $openvox_platform::compiler_pool:
    port    => 8140,
    members => unique([$openvox_platform::primary] + $named),
    collect => $openvox_platform::with_openvoxdb,
  }

  contain openvox_platform::lb
}
