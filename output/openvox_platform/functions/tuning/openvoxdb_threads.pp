# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Number of threads with which an OpenVoxDB processes commands.
#
# OpenVoxDB's own default is half of the CPUs, which suits a node of its own. Beside a server it
# gets a quarter, and in a pool never more than three, since each further OpenVoxDB adds its own
# threads to the one database. Sources: OpenVoxDB's configuration reference ("threads"); the shares
# are those of pe_tune.
#
# @param cpus
#   CPUs of the node.
#
# @param place
#   Alone on its node, beside the one server, or beside one of several servers.
#
# @return [Integer[1]] threads
#
# @api private
function openvox_platform::tuning::openvoxdb_threads(
  Integer[1]                              $cpus,
  Enum['dedicated', 'monolithic', 'pool'] $place,
) >> Integer[1] {
  $place ? {
    'dedicated' => max(1, $cpus / 2),
    'pool'      => max(1, min(3, $cpus / 4)),
    default     => max(1, $cpus / 4),
  }
}
