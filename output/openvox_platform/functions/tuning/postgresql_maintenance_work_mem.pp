# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary PostgreSQL's maintenance_work_mem, in MiB: for VACUUM and for indexes.
#
# A sixteenth, at most 2 GiB, as pgtune has it.
#
# @param memory_mb
#   Memory in MiB that PostgreSQL may use.
#
# @return [Integer[64, 2048]] maintenance_work_mem in MiB
#
# @api private
function openvox_platform::tuning::postgresql_maintenance_work_mem(
  Integer[0] $memory_mb,
) >> Integer[64, 2048] {
  max(64, min(2048, $memory_mb / 16))
}
