# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Number of JRuby instances that the CPUs and the memory of a server carry.
#
# CPUs: one instance for each, less one for the JVM's own threads (OpenVox Server tuning guide);
# three quarters of them where OpenVoxDB works on the same node. Memory: the heap for that number of
# instances, and the code cache that goes with it. The largest number that satisfies both follows
# from the three sizes of the code cache in turn.
#
# @param cpus
#   CPUs of the node.
#
# @param available_mb
#   Memory that the operating system and the other services of the node leave to the server, in MiB.
#
# @param shared
#   Whether OpenVoxDB works on the same node.
#
# @return [Integer[1]] number of instances, at least one
#
# @api private
function openvox_platform::tuning::jruby_instances(
  Integer[1] $cpus,
  Integer    $available_mb,
  Boolean    $shared,
) >> Integer[1] {
  $by_cpu = if $shared { $cpus * 3 / 4 - 1 } else { $cpus - 1 }
  $with_large_cache = min($by_cpu, ($available_mb - 2560) / 512)
  $with_medium_cache = min($by_cpu, ($available_mb - 1536) / 512, 12)
  $with_small_cache = min($by_cpu, ($available_mb - 1024) / 512, 5)

  if $with_large_cache > 12 {
    $with_large_cache
  } elsif $with_medium_cache > 5 {
    $with_medium_cache
  } else {
    max($with_small_cache, 1)
  }
}
