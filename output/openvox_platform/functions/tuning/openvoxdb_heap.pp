# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Heap of OpenVoxDB, in MiB.
#
# A tenth of a node that it shares with a server, half of a node of its own; between 512 MiB and 8
# GiB, in steps of 64 MiB. The scaling recommendations of OpenVoxDB are 128 MiB and 1 MiB for each
# node, which this exceeds for as many nodes as the CPUs of such a server carry.
#
# @param memory_mb
#   Memory of the node in MiB.
#
# @param dedicated
#   Whether the node runs nothing but OpenVoxDB.
#
# @return [Integer[1]] heap in MiB
#
# @api private
function openvox_platform::tuning::openvoxdb_heap(
  Integer[1] $memory_mb,
  Boolean    $dedicated,
) >> Integer[1] {
  $percent = if $dedicated { 50 } else { 10 }

  min(max($memory_mb * $percent / 100, 512), 8192) / 64 * 64
}
