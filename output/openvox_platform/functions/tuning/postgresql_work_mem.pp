# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary PostgreSQL's work_mem, in MiB: for one sort or hash of one query.
#
# What shared_buffers leave, divided by three for each connection: a query may have several sorts
# (pgtune's rule). Between 4 MiB, PostgreSQL's own default, and 64 MiB.
#
# @param memory_mb
#   Memory in MiB that PostgreSQL may use.
#
# @param shared_buffers_mb
#   Its shared_buffers in MiB.
#
# @param connections
#   Its max_connections.
#
# @return [Integer[4, 64]] work_mem in MiB
#
# @api private
function openvox_platform::tuning::postgresql_work_mem(
  Integer[0] $memory_mb,
  Integer[0] $shared_buffers_mb,
  Integer[1] $connections,
) >> Integer[4, 64] {
  max(4, min(64, ($memory_mb - $shared_buffers_mb) / (3 * $connections)))
}
