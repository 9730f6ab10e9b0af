# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Number of Puma workers of a Foreman that shares its node.
#
# The component's formula (3 workers for 2 CPUs) knows nothing of the server and the databases
# beside it. A worker grows to about half a GiB, so the share of memory that is set aside for
# Foreman limits their number.
#
# @param cpus
#   CPUs of the node.
#
# @param foreman_mb
#   Memory in MiB that is set aside for Foreman.
#
# @return [Integer[2, default]] workers
#
# @api private
function openvox_platform::tuning::foreman_puma_workers(
  Integer[1] $cpus,
  Integer[0] $foreman_mb,
) >> Integer[2, default] {
  max(2, min($cpus * 3 / 2, $foreman_mb / 512))
}
