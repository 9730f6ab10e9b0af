# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary How the services of a node divide its memory and CPUs.
#
# Computed from the node's facts. A value that is given as a parameter is taken as it is, and the
# rest is computed around it.
#
# @param memory_mb
#   Memory of the node in MiB, rounded down to a multiple of 256.
#
# @param cpus
#   CPUs of the node.
#
# @param operating_system_mb
#   Memory in MiB that stays with the operating system.
#
# @param postgresql_mb
#   Memory in MiB that PostgreSQL may use.
#
# @param foreman_mb
#   Memory in MiB that Foreman, with its workers and Redis, may use.
#
# @param openvoxdb_mb
#   Heap of OpenVoxDB in MiB.
#
# @param jruby_instances
#   JRuby instances of the OpenVox server.
#
# @param server_heap_mb
#   Heap of the OpenVox server in MiB.
#
# @param code_cache_mb
#   Code cache of the OpenVox server's JVM in MiB.
#
# @api private
class openvox_platform::tuning (
  Integer[1] $memory_mb           = $facts['memory']['system']['total_bytes'] / 268435456 * 256,
  Integer[1] $cpus                = $facts['processors']['count'],
  Integer[0] $operating_system_mb = openvox_platform::tuning::operating_system_memory($memory_mb),
  Integer[0] $postgresql_mb       = if $openvox_platform::is_postgresql {
    openvox_platform::tuning::postgresql_memory(
      $memory_mb,
      (
        !(
          $openvox_platform::is_server
          or $openvox_platform::is_foreman and $openvox_platform::with_foreman
        )
        and !$openvox_platform::runs_openvoxdb
      ),
    )
  } else {
    0
  },
  Integer[0] $foreman_mb          = if (
    $openvox_platform::is_foreman
    and $openvox_platform::with_foreman
  ) {
    openvox_platform::tuning::foreman_memory($memory_mb)
  } else {
    0
  },
  Integer[0] $openvoxdb_mb        = if $openvox_platform::runs_openvoxdb {
    openvox_platform::tuning::openvoxdb_heap(
      $memory_mb,
      (
        !(
          $openvox_platform::is_server
          or $openvox_platform::is_foreman and $openvox_platform::with_foreman
        )
        and !$openvox_platform::is_postgresql
      ),
    )
  } else {
    0
  },
  Integer[1] $jruby_instances     = openvox_platform::tuning::jruby_instances(
    $cpus,
    $memory_mb - $operating_system_mb - $postgresql_mb - $foreman_mb - $openvoxdb_mb,
    $openvox_platform::runs_openvoxdb,
  ),
  Integer[1] $server_heap_mb      = openvox_platform::tuning::server_heap($jruby_instances),
  Integer[1] $code_cache_mb       = openvox_platform::tuning::code_cache($jruby_instances),
) {
  assert_private()

  $used_mb = (
    $operating_system_mb
    + $postgresql_mb
    + $foreman_mb
    + $openvoxdb_mb
    + $server_heap_mb
    + $code_cache_mb
  )

  if $openvox_platform::is_server and $used_mb > $memory_mb {
    warning(@("END"/L))
      openvox_platform: ${openvox_platform::certname} has ${memory_mb} MiB of memory, but the \
      smallest sensible setting of its services needs ${used_mb} MiB: give it more memory, or \
      move Foreman or PostgreSQL to a node of its own
      |- END
  }
}
