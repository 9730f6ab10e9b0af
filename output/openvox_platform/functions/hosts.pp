# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Names of hosts in lower case, without those that were left blank and without
#   repetitions.
#
# @param values
#   Names of hosts.
#
# @return [Array[String[1]]] the names
#
# @api private
function openvox_platform::hosts(Openvox_platform::Hosts $values) >> Array[String[1]] {
  if openvox_platform::blank($values) {
    []
  } else {
    unique(
      $values.filter |$value| { !openvox_platform::blank($value) }.map |$value| {
        downcase($value)
      },
    )
  }
}
