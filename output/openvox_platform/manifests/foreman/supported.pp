# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Whether Foreman has packages for this node's operating system.
#
# @param releases
#   Releases with packages by operating system.
#
# @api private
class openvox_platform::foreman::supported (
  Hash[String[1], Array[String[1], 1]] $releases = {
    'AlmaLinux'   => ['9'],
    'CentOS'      => ['9'],
    'OracleLinux' => ['9'],
    'RedHat'      => ['9'],
    'Rocky'       => ['9'],
    'Debian'      => ['12'],
    'Ubuntu'      => ['22.04'],
  },
) {
  assert_private()

  $here = $facts['os']['release']['major'] in pick($releases[$facts['os']['name']], [])
  $list = join($releases.map |$name, $majors| { "${name} ${join($majors, ', ')}" }, '; ')
}
