# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Name of a host as certificates have it: in lower case.
#
# @param value
#   Name of a host, or blank.
#
# @param default
#   What a blank name stands for.
#
# @return [Optional[String[1]]] the name; undef if it is blank and stands for nothing
#
# @api private
function openvox_platform::host(
  Optional[Variant[Enum[''], Stdlib::Fqdn]] $value,
  Optional[String[1]]                       $default = undef,
) >> Optional[String[1]] {
  if openvox_platform::blank($value) {
    $default
  } else {
    downcase($value)
  }
}
