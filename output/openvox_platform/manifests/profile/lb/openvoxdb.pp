# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary The balancer of the OpenVoxDB pool: HAProxy between the OpenVox servers and the nodes
#   that run OpenVoxDB.
#
# @example Classification of the balancer
#   # Hiera: openvox_platform::db_loadbalancer: dbbalancer.example.com
#   include openvox_platform
#   include openvox_platform::profile::lb::openvoxdb
class openvox_platform::profile::lb::openvoxdb {
  include openvox_platform

  unless $openvox_platform::certname == $openvox_platform::database_balancer {
    fail(@("END"/L))
      openvox_platform: this node, ${openvox_platform::certname}, is classified as the \
      balancer of the OpenVoxDB pool: set openvox_platform::db_loadbalancer to \
      ${openvox_platform::certname}
      |- END
  }

  # The first node of the pool is a member always: the others announce themselves through it.
  openvox_platform::lb::pool { $openvox_platform::openvoxdb_pool:
    port    => 8081,
    members => [$openvox_platform::openvoxdb_host],
    collect => true,
  }

  contain openvox_platform::lb
}
