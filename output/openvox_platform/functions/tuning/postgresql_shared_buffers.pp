# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary PostgreSQL's shared_buffers, in MiB: a quarter of its memory, in steps of 64 MiB.
#
# A quarter is the starting point that PostgreSQL's documentation gives (runtime-config-resource).
#
# @param memory_mb
#   Memory in MiB that PostgreSQL may use.
#
# @return [Integer[128, 16384]] shared_buffers in MiB
#
# @api private
function openvox_platform::tuning::postgresql_shared_buffers(
  Integer[0] $memory_mb,
) >> Integer[128, 16384] {
  max(128, min(16384, $memory_mb / 4)) / 64 * 64
}
