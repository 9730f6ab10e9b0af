# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary The directory for files that belong to the platform and to none of its components.
#
# @api private
class openvox_platform::directory {
  assert_private()

  file { '/etc/openvox_platform':
    ensure => directory,
    owner  => 'root',
    group  => 'root',
    mode   => '0755',
  }
}
