# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Size of a connection pool of OpenVoxDB.
#
# OpenVoxDB opens two pools of this size, one to write and one to read. Writing takes two
# connections for each command thread, reading one and a half for each JRuby instance, of which
# there are at most as many as CPUs; the larger of the two counts. OpenVoxDB's own default of 25 is
# the upper limit, so that PostgreSQL can rely on it. Source: OpenVoxDB's configuration reference
# ("maximum-pool-size").
#
# @param cpus
#   CPUs of the node.
#
# @param threads
#   Command threads of OpenVoxDB.
#
# @return [Integer[10, 25]] connections in each of the two pools
#
# @api private
function openvox_platform::tuning::openvoxdb_pool(
  Integer[1] $cpus,
  Integer[1] $threads,
) >> Integer[10, 25] {
  min(25, max(10, 2 * $threads, $cpus * 3 / 2))
}
