# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary A monolithic OpenVox server: the primary with OpenVoxDB, PostgreSQL and a console.
#
# Each of them is on the node as far as the infrastructure's names do not place it elsewhere, so
# that this is the primary by another name, which says what is expected of it.
#
# @example The smallest platform
#   # Hiera: openvox_platform::primary_server: openvox.example.com
#   include openvox_platform
#   include openvox_platform::profile::monolithic
class openvox_platform::profile::monolithic {
  contain openvox_platform::profile::primary
}
