# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Memory that Foreman, its workers and Redis may use on a node that they share with a
#   server, in MiB.
#
# A fifth of the node, between 2 and 6 GiB: a share of the platform's own choice.
#
# @param memory_mb
#   Memory of the node in MiB.
#
# @return [Integer[1]] memory in MiB
#
# @api private
function openvox_platform::tuning::foreman_memory(Integer[1] $memory_mb) >> Integer[1] {
  min(max($memory_mb * 20 / 100, 2048), 6144)
}
