# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Reserved code cache of a server's JVM, in MiB.
#
# 512 MiB, 1 GiB from six JRuby instances, 2 GiB above twelve (OpenVox Server tuning guide).
#
# @param jruby_instances
#   Number of JRuby instances.
#
# @return [Integer[1]] code cache in MiB
#
# @api private
function openvox_platform::tuning::code_cache(Integer[1] $jruby_instances) >> Integer[1] {
  if $jruby_instances > 12 {
    2048
  } elsif $jruby_instances > 5 {
    1024
  } else {
    512
  }
}
