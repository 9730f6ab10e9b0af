# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Whether a value was left blank: undef, the empty string, or an empty list.
#
# @param value
#   What to look at.
#
# @return [Boolean] true if it was
#
# @api private
function openvox_platform::blank(Any $value) >> Boolean {
  $value =~ Variant[Undef, Enum[''], Array[Any, 0, 0]]
}
