# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Heap of a server, in MiB.
#
# 512 MiB for the server itself and 512 MiB for each JRuby instance (OpenVox Server tuning guide).
#
# @param jruby_instances
#   Number of JRuby instances.
#
# @return [Integer[1]] heap in MiB
#
# @api private
function openvox_platform::tuning::server_heap(Integer[1] $jruby_instances) >> Integer[1] {
  512 + 512 * $jruby_instances
}
