# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary PostgreSQL's effective_cache_size, in MiB: what its queries may expect to find in
#   memory.
#
# Three quarters, as pgtune has it. The planner's estimate only; nothing is allocated.
#
# @param memory_mb
#   Memory in MiB that PostgreSQL may use.
#
# @return [Integer[256, default]] effective_cache_size in MiB
#
# @api private
function openvox_platform::tuning::postgresql_effective_cache_size(
  Integer[0] $memory_mb,
) >> Integer[256, default] {
  max(256, $memory_mb * 3 / 4)
}
