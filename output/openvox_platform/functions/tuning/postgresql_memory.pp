# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Memory that PostgreSQL may use, in MiB.
#
# A quarter of a node that it shares, between 1 and 16 GiB, which is the platform's own choice; all
# of a node of its own.
#
# @param memory_mb
#   Memory of the node in MiB.
#
# @param dedicated
#   Whether the node runs nothing but PostgreSQL.
#
# @return [Integer[1]] memory in MiB
#
# @api private
function openvox_platform::tuning::postgresql_memory(
  Integer[1] $memory_mb,
  Boolean    $dedicated,
) >> Integer[1] {
  if $dedicated {
    $memory_mb
  } else {
    min(max($memory_mb * 25 / 100, 1024), 16384)
  }
}
