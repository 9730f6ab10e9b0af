# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Memory that stays with a server's operating system, in MiB.
#
# 15 percent of the node, at least 1 GiB: a share of the platform's own choice, for the agent and
# the kernel's caches.
#
# @param memory_mb
#   Memory of the node in MiB.
#
# @return [Integer[1]] memory in MiB
#
# @api private
function openvox_platform::tuning::operating_system_memory(Integer[1] $memory_mb) >> Integer[1] {
  max($memory_mb * 15 / 100, 1024)
}
