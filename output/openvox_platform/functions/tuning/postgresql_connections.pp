# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary PostgreSQL's max_connections: the sum of all pools, and a reserve.
#
# Each OpenVoxDB opens two pools (write and read; source: its configuration reference,
# "maximum-pool-size"). Foreman opens up to five connections for each Puma worker, one for each of
# its threads (`foreman_service_puma_threads_max`), and twenty for its background jobs. Thirty more
# are for superusers, backup, monitoring and maintenance.
#
# @param openvoxdb_nodes
#   Number of OpenVoxDB services that use this PostgreSQL.
#
# @param openvoxdb_pool
#   Size of one pool of each of them.
#
# @param foreman_workers
#   Puma workers of Foreman; 0 without Foreman.
#
# @return [Integer[30, default]] max_connections
#
# @api private
function openvox_platform::tuning::postgresql_connections(
  Integer[0] $openvoxdb_nodes,
  Integer[0] $openvoxdb_pool,
  Integer[0] $foreman_workers,
) >> Integer[30, default] {
  $foreman = if $foreman_workers > 0 { 5 * $foreman_workers + 20 } else { 0 }

  2 * $openvoxdb_pool * $openvoxdb_nodes + $foreman + 30
}
